#pragma once

#include "engine/experiment/presentation.h"

#include <optional>

namespace glassbox {

/// The panels of the Lab that can be shown alone.
enum class LabPanel { Network, Inside, Output, Cost };

/// What decides about the panels.
struct LabWishes {
    Presentation presentation;
    bool presenting = false;
    std::optional<bool> side;  ///< settings asked for or sent away by the user; absent: as usual
    std::optional<LabPanel> alone;
    bool layerChosen = false;
    /// Pixels that there are from left to right, and that the three columns need at least, gaps included.
    int room = 10'000, sideNeeds = 0, middleNeeds = 0, rightNeeds = 0;
    bool tall = false;  ///< high enough for a row below the network while presenting
};

/// Which panels are seen. "Side" are data and training.
struct LabShown {
    bool data = false, training = false, network = false, inside = false, layer = false, output = false, cost = false;
    bool side() const { return data || training; }
    bool below() const { return inside || layer; }
    bool middle() const { return network || below(); }
    bool right() const { return output || cost; }
    bool nothing() const { return !side() && !middle() && !right(); }
    friend bool operator==(const LabShown&, const LabShown&) = default;
};

LabShown arrangeLab(const LabWishes& wishes);

/// Name of the panel among the parts that can be hidden.
const char* partOf(LabPanel panel);

}  // namespace glassbox
