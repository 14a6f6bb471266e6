#pragma once

#include "engine/nn/tensor.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace glassbox {

/// What the layout must know of a column: column 0 is the input, column i + 1 is layer i.
struct NetworkColumnRequest {
    Index units = 0;
    double headWidth = 0;  ///< width of the wider of the two head lines
    Index firstUnit = 0;   ///< where the window starts if not all units fit
};

struct NetworkLayoutRequest {
    QSizeF size;
    double lineHeight = 16;  ///< of a line of text
    std::vector<NetworkColumnRequest> columns;
};

/// Where one column lies. Tiles are those of units firstUnit, firstUnit + 1, ...
struct NetworkColumn {
    double x = 0;  ///< centre
    QRectF band;   ///< all of the column's room; bands touch, so every point belongs to one
    QRectF head;
    QRectF above, below;  ///< "... 12 more", empty if all units are shown
    Index units = 0;
    Index firstUnit = 0;
    std::vector<QRectF> tiles;

    Index shown() const { return static_cast<Index>(tiles.size()); }
    Index hiddenBelow() const { return units - firstUnit - shown(); }
    bool shows(Index unit) const { return unit >= firstUnit && unit < firstUnit + shown(); }
    /// Empty if the unit is outside the window.
    QRectF tile(Index unit) const;
};

enum class NetworkItemKind { None, Head, Unit, Plus, Above, Below };

/// A thing in the picture. `column` counts from the input (0); for a plus it is the place of the new layer among the
/// layers.
struct NetworkItem {
    NetworkItemKind kind = NetworkItemKind::None;
    Index column = 0;
    Index unit = 0;

    explicit operator bool() const { return kind != NetworkItemKind::None; }
    friend bool operator==(const NetworkItem&, const NetworkItem&) = default;
};

enum class NetworkMove { Left, Right, Up, Down, First, Last };

/// The geometry of the network's picture, without any widget.
struct NetworkLayout {
    QSizeF size;
    std::vector<NetworkColumn> columns;
    std::vector<QRectF> pluses;  ///< plus i stands before layer i
    QRectF footer;               ///< legend and actions

    /// Narrowest picture in which so many columns can be read; narrower windows scroll.
    static double minimumWidth(std::size_t columns);

    bool has(const NetworkItem& item) const;
    QRectF rect(const NetworkItem& item) const;
    NetworkItem itemAt(const QPointF& point) const;
    /// Column whose band holds the point; -1 if there is none.
    Index columnAt(double x) const;
    /// Place among the layers (0: first) where a layer dropped at x would go.
    Index placeAt(double x) const;
    /// x of the gap before layer `place`.
    double gapX(Index place) const;
    /// Where an arrow key leads. Units may lie outside the window: scroll there.
    NetworkItem next(const NetworkItem& from, NetworkMove move) const;
};

NetworkLayout layoutNetwork(const NetworkLayoutRequest& request);

/// Start of the window that shows `unit`, moving it as little as possible.
Index windowShowing(const NetworkColumn& column, Index unit);

}  // namespace glassbox
