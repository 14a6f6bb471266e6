#pragma once

#include "ui/lab/network_outline.h"
#include "ui/models/lab_selection.h"
#include "ui/models/network_layout.h"
#include "ui/shell/theme.h"

#include <optional>

namespace glassbox {

/// A link between two units of neighbouring columns; `column` is the one it leads to.
struct NetworkLink {
    Index column = 1;
    Index from = 0;
    Index to = 0;
    friend bool operator==(const NetworkLink&, const NetworkLink&) = default;
};

/// Everything the network's picture depends on at one moment.
struct NetworkScene {
    Theme theme;
    NetworkOutline outline;
    NetworkLayout layout;
    SnapshotPtr snapshot;

    std::optional<Index> selectedLayer;
    std::optional<UnitRef> keptUnit;
    std::optional<UnitRef> shownUnit;  ///< hovered, else kept: its links stand out
    NetworkItem hovered;
    std::optional<NetworkLink> hoveredLink;
    std::optional<UnitRef> hoveredBias;
    std::optional<NetworkLink> chosenLink;  ///< open for editing
    std::optional<UnitRef> chosenBias;
    NetworkItem focus;  ///< what the focus ring is around; none unless the keyboard is used
    QPointF pointer;
    bool editable = true;  ///< weights may be changed here

    std::optional<Index> draggedLayer;
    Index dropPlace = 0;

    const OutlineColumn& column(Index i) const { return outline.columns[static_cast<std::size_t>(i)]; }
    const NetworkColumn& place(Index i) const { return layout.columns[static_cast<std::size_t>(i)]; }
    Index columnCount() const { return static_cast<Index>(layout.columns.size()); }
};

}  // namespace glassbox
