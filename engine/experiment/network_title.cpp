#include "engine/experiment/experiment.h"
#include "engine/experiment/kinds.h"
#include "engine/experiment/training_options.h"

#include <algorithm>
#include <optional>

namespace glassbox {

namespace {

/// How often each name came, in order of appearance.
class Tally {
  public:
    void count(const std::string& name) {
        const auto known =
            std::find_if(m_counts.begin(), m_counts.end(), [&](const auto& counted) { return counted.first == name; });
        if (known == m_counts.end())
            m_counts.emplace_back(name, 1);
        else
            ++known->second;
    }
    /// The first of those that came most often.
    std::optional<std::string> winner() const {
        const auto most = std::max_element(m_counts.begin(), m_counts.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        return most == m_counts.end() ? std::nullopt : std::optional(most->first);
    }

  private:
    std::vector<std::pair<std::string, int>> m_counts;
};

}  // namespace

std::string networkTitle(const Experiment& experiment, std::int64_t inputs) {
    std::string title;
    const auto addWidth = [&](std::int64_t width) {
        if (!title.empty()) title += '-';
        title += std::to_string(width);
    };
    if (inputs > 0) addWidth(inputs);
    Tally activations;
    for (const Spec& layer : experiment.network) {
        const KindInfo* info = findKind(SpecRole::Layer, layer.kind);
        if (!info) continue;
        if (info->option("units")) {
            const OptionValue units = optionOrDefault(*info, layer.options, "units");
            if (const auto* width = std::get_if<std::int64_t>(&units)) addWidth(*width);
        }
        if (const char* key = activationKey(*info)) {
            const OptionValue value = optionOrDefault(*info, layer.options, key);
            const auto* name = std::get_if<std::string>(&value);
            if (name && *name != "identity") activations.count(*name);
        }
    }
    if (!title.empty()) title += ' ';
    title += activations.winner().value_or("linear");
    return title;
}

}  // namespace glassbox
