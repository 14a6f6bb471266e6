#pragma once

#include "engine/nn/export.h"

#include <string>
#include <string_view>
#include <vector>

namespace glassbox {

/// How an experiment is shown to a class. Nothing of it has any influence on training.
struct Presentation {
    std::vector<std::string> hidden;  ///< names of parts that are not shown
    std::string notes;                ///< what the presenter wants to say; plain text
    bool empty() const { return hidden.empty() && notes.empty(); }
    friend bool operator==(const Presentation&, const Presentation&) = default;
};

/// A part of the window that can be hidden: a panel ("training"), or one control of it ("training.learning_rate").
struct PartInfo {
    std::string name;
    std::string title;   ///< "Learning rate"
    std::string phrase;  ///< within a sentence: "the learning rate"
    std::string help;    ///< what is gone when it is hidden
    /// The panel that a control belongs to; empty for a panel.
    GLASSBOX_EXPORT std::string_view panel() const;
};

/// All parts in the order of the screen: each panel followed by its controls.
GLASSBOX_EXPORT const std::vector<PartInfo>& partInfos();
GLASSBOX_EXPORT const PartInfo* findPart(std::string_view name);

/// False for a part that is hidden, and for a control of a panel that is hidden.
GLASSBOX_EXPORT bool isShown(const Presentation& presentation, std::string_view part);
/// True if a panel has controls and every one of them is hidden, or the panel itself is.
GLASSBOX_EXPORT bool isAllHidden(const Presentation& presentation, std::string_view panel);
/// With one part hidden or shown. Showing a panel shows all its controls; showing a control of a hidden panel brings
/// back the panel with that control alone.
GLASSBOX_EXPORT Presentation withPart(Presentation presentation, std::string_view part, bool shown);

/// Throws Error with the path of a name that is no part ("presentation.hidden[2]: ..."), of one that appears twice, or
/// of notes that are too long.
GLASSBOX_EXPORT void validate(const Presentation& presentation);

}  // namespace glassbox
