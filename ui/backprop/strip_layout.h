#pragma once

#include "engine/explain/walk.h"

#include <QRectF>
#include <QString>

#include <vector>

namespace glassbox {

/// Places on the strip of all operations.
struct StripLayout {
    struct Label {
        QRectF rect;
        Phase phase;
    };
    /// Consecutive operations of one layer in one phase.
    struct Group {
        QRectF rect;  ///< a line below the boxes
        Index layer = -1;
    };
    std::vector<QRectF> boxes;  ///< one an operation
    std::vector<Group> groups;
    std::vector<Label> labels;
    QSizeF size;

    /// The box there; -1: none.
    Index at(const QPointF& point) const;
};

/// Boxes as wide as `widths` asks for, all in a row of `available` pixels; wider where there is room, and the row wider
/// where there is none. `scale` is that of the text.
StripLayout layoutStrip(const Walk& walk, const std::vector<double>& widths, const QSizeF& available, double scale);

}  // namespace glassbox
