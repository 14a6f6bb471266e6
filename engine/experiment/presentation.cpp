#include "engine/experiment/presentation.h"

#include "engine/experiment/names.h"
#include "engine/nn/error.h"

#include <algorithm>

namespace glassbox {

namespace {

constexpr std::size_t longestNotes = 100'000;  // bytes: an hour's speech

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> controlsOf(std::string_view panel) {
    std::vector<std::string> names;
    for (const PartInfo& part : partInfos())
        if (part.panel() == panel) names.push_back(part.name);
    return names;
}

/// A likely misspelling's original, else the names that could stand in its place: panels, or the controls of its panel.
std::string suggested(const std::string& name, const std::vector<std::string>& names) {
    const std::string near = suggestion(name, names);
    if (near.find("did you mean") != std::string::npos) return near;
    const std::string panel = name.substr(0, name.find('.'));
    return suggestion(name, controlsOf(panel != name && holds(names, panel) ? panel : ""));
}

}  // namespace

std::string_view PartInfo::panel() const {
    const std::string_view all = name;
    const std::size_t dot = all.find('.');
    return dot == std::string_view::npos ? std::string_view() : all.substr(0, dot);
}

const PartInfo* findPart(std::string_view name) {
    for (const PartInfo& part : partInfos())
        if (part.name == name) return &part;
    return nullptr;
}

bool isShown(const Presentation& presentation, std::string_view part) {
    return !holds(presentation.hidden, part) && !holds(presentation.hidden, part.substr(0, part.find('.')));
}

bool isAllHidden(const Presentation& presentation, std::string_view panel) {
    if (holds(presentation.hidden, panel)) return true;
    const std::vector<std::string> controls = controlsOf(panel);
    return !controls.empty() && std::all_of(controls.begin(), controls.end(), [&](const std::string& control) {
        return holds(presentation.hidden, control);
    });
}

Presentation withPart(Presentation presentation, std::string_view part, bool shown) {
    if (shown == isShown(presentation, part) && (!shown || part.find('.') != std::string_view::npos))
        return presentation;
    std::vector<std::string>& hidden = presentation.hidden;
    const std::size_t dot = part.find('.');
    const std::string_view panel = part.substr(0, dot);
    const bool panelHidden = holds(hidden, panel);
    if (dot == std::string_view::npos) {  // a panel: what was chosen for its controls is forgotten
        std::erase_if(hidden, [&](const std::string& name) {
            return name == panel || std::string_view(name).substr(0, name.find('.')) == panel;
        });
    } else {
        std::erase(hidden, part);
        if (shown && panelHidden) {
            std::erase(hidden, panel);
            for (std::string& control : controlsOf(panel))
                if (control != part) hidden.push_back(std::move(control));
        }
    }
    if (!shown) hidden.emplace_back(part);
    return presentation;
}

void validate(const Presentation& presentation) {
    std::vector<std::string> names;
    for (const PartInfo& part : partInfos()) names.push_back(part.name);
    for (std::size_t i = 0; i < presentation.hidden.size(); ++i) {
        const std::string& name = presentation.hidden[i];
        const std::string path = "presentation.hidden[" + std::to_string(i) + "]";
        if (!holds(names, name)) throw Error(path + ": there is no part " + inQuotes(name) + suggested(name, names));
        if (std::find(presentation.hidden.begin(), presentation.hidden.begin() + static_cast<std::ptrdiff_t>(i),
                      name) != presentation.hidden.begin() + static_cast<std::ptrdiff_t>(i))
            throw Error(path + ": " + inQuotes(name) + " appears twice.");
    }
    if (presentation.notes.size() > longestNotes)
        throw Error("presentation.notes: expected at most " + std::to_string(longestNotes) + " bytes, got " +
                    std::to_string(presentation.notes.size()) + ".");
}

}  // namespace glassbox
