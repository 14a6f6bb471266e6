#include "ui/models/network_edits.h"

#include "engine/nn/layer.h"

#include <algorithm>

namespace glassbox {

namespace {

constexpr std::int64_t newUnits = 4;

bool holds(const Experiment& experiment, Index layer) {
    return layer >= 0 && layer < static_cast<Index>(experiment.network.size());
}

const Spec& spec(const Experiment& experiment, Index layer) {
    return experiment.network[static_cast<std::size_t>(layer)];
}

const OptionInfo* option(const Experiment& experiment, Index layer, std::string_view name) {
    if (!holds(experiment, layer)) return nullptr;
    const LayerInfo* info = findLayer(spec(experiment, layer).kind);
    return info ? info->option(name) : nullptr;
}

// The option as it stands, or its default.
template <typename Value>
Value valueOf(const Experiment& experiment, Index layer, const OptionInfo& info, Value otherwise) {
    const OptionValue* set = spec(experiment, layer).options.find(info.name);
    const auto* value = std::get_if<Value>(set ? set : &info.standard);
    return value ? *value : otherwise;
}

// The nearest dense layer that is not the output, looking back first: the output's activation belongs to the task.
const Spec* nearestHidden(const Experiment& experiment, Index position) {
    const auto hidden = [](const Spec& layer) { return layer.kind == "dense"; };
    const Index last = static_cast<Index>(experiment.network.size()) - 1;
    for (Index i = std::min(position, last) - 1; i >= 0; --i)
        if (hidden(spec(experiment, i))) return &spec(experiment, i);
    for (Index i = std::max<Index>(position, 0); i < last; ++i)
        if (hidden(spec(experiment, i))) return &spec(experiment, i);
    return nullptr;
}

}  // namespace

Spec newLayer(const Experiment& experiment, Index position, const std::string& kind) {
    Spec layer{kind};
    if (kind != "dense") return layer;
    layer.options.set("units", newUnits);
    const Spec* like = nearestHidden(experiment, position);
    for (const auto& [name, standard] : {std::pair{"activation", "tanh"}, std::pair{"init", "xavier"}}) {
        const OptionValue* value = like ? like->options.find(name) : nullptr;
        if (value) {
            layer.options.set(name, *value);
        } else if (!like) {
            layer.options.set(name, std::string(standard));
        }
    }
    return layer;
}

Experiment insertLayer(Experiment experiment, Index position, const Spec& layer) {
    const auto last = std::max<Index>(static_cast<Index>(experiment.network.size()) - 1, 0);
    experiment.network.insert(experiment.network.begin() + std::clamp<Index>(position, 0, last), layer);
    return experiment;
}

Experiment removeLayer(Experiment experiment, Index layer) {
    if (holds(experiment, layer)) experiment.network.erase(experiment.network.begin() + layer);
    return experiment;
}

Experiment copyLayer(Experiment experiment, Index layer) {
    if (!holds(experiment, layer)) return experiment;
    const Spec copy = spec(experiment, layer);
    experiment.network.insert(experiment.network.begin() + layer + 1, copy);
    return experiment;
}

Experiment moveLayer(Experiment experiment, Index from, Index to) {
    if (!holds(experiment, from) || !holds(experiment, to) || from == to) return experiment;
    const auto first = experiment.network.begin();
    if (from < to) {
        std::rotate(first + from, first + from + 1, first + to + 1);
    } else {
        std::rotate(first + to, first + from, first + from + 1);
    }
    return experiment;
}

bool hasUnits(const Experiment& experiment, Index layer) {
    const OptionInfo* units = option(experiment, layer, "units");
    return units != nullptr && units->type == OptionType::Integer;
}

Index unitsOf(const Experiment& experiment, Index layer) {
    if (!hasUnits(experiment, layer)) return 0;
    return static_cast<Index>(
        valueOf<std::int64_t>(experiment, layer, *option(experiment, layer, "units"), std::int64_t{0}));
}

Experiment changeUnits(Experiment experiment, Index layer, Index by) {
    if (!hasUnits(experiment, layer)) return experiment;
    const OptionInfo& info = *option(experiment, layer, "units");
    const auto least = static_cast<std::int64_t>(info.minimum);
    const auto most = static_cast<std::int64_t>(info.maximum);
    const std::int64_t before = unitsOf(experiment, layer);
    const std::int64_t after = std::clamp<std::int64_t>(before + by, least, std::max(least, most));
    if (after != before) experiment.network[static_cast<std::size_t>(layer)].options.set("units", after);
    return experiment;
}

bool canFreeze(const Experiment& experiment, Index layer) {
    const OptionInfo* frozen = option(experiment, layer, "frozen");
    return frozen != nullptr && frozen->type == OptionType::Flag;
}

bool isFrozen(const Experiment& experiment, Index layer) {
    return canFreeze(experiment, layer) && valueOf(experiment, layer, *option(experiment, layer, "frozen"), false);
}

Experiment setFrozen(Experiment experiment, Index layer, bool frozen) {
    if (!canFreeze(experiment, layer) || isFrozen(experiment, layer) == frozen) return experiment;
    Options& options = experiment.network[static_cast<std::size_t>(layer)].options;
    // The default is left out, as in a file written by hand.
    if (frozen) {
        options.set("frozen", true);
    } else {
        options.erase("frozen");
    }
    return experiment;
}

}  // namespace glassbox
