#pragma once

#include "ui/models/data_model.h"
#include "ui/plots/scale.h"

#include <QRectF>

namespace glassbox {

/// A sample in the scatter plot.
struct ScatterPoint {
    Index row = 0;
    QPointF at;
};

/// Where samples stand when one column is drawn against another. Categories stand side by side, their samples spread a
/// little so that they do not hide one another.
struct ScatterLayout {
    static constexpr std::size_t mostPoints = 10'000;

    QRectF frame;
    Scale horizontal, vertical;
    std::vector<ScatterPoint> points;  ///< at most mostPoints, spread evenly over the rows
    Index drawable = 0;                ///< samples that have both values

    /// `textHeight` and `labelWidth` make room for the axes in `area`.
    static ScatterLayout of(const DataLook& look, Index horizontal, Index vertical, const QRectF& area,
                            double textHeight, double labelWidth);
    /// Where a sample stands; absent if it misses one of both values.
    static std::optional<QPointF> place(const DataLook& look, Index row, Index horizontal, Index vertical);
    QPointF onScreen(const QPointF& value) const;
    /// The sample nearest to a place, within `reach` pixels.
    std::optional<Index> nearest(const QPointF& at, double reach) const;
};

}  // namespace glassbox
