#include "ui/data/scatter_layout.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// Between -0.3 and 0.3, always the same for a row.
double spread(Index row, unsigned salt) {
    auto bits = static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15ULL + salt;
    bits ^= bits >> 29U;
    bits *= 0xBF58476D1CE4E5B9ULL;
    bits ^= bits >> 32U;
    return (static_cast<double>(bits % 10007) / 10006 - 0.5) * 0.6;
}

double valueOf(const Column& column, Index row, unsigned salt) {
    const auto i = static_cast<std::size_t>(row);
    return column.type == ColumnType::Number ? column.numbers[i]
                                             : static_cast<double>(column.codes[i]) + spread(row, salt);
}

Scale scaleOf(const DataLook& look, Index i, double length, double labelLength) {
    const Column& column = look.column(i);
    const int most = std::max(2, static_cast<int>(length / labelLength));
    if (column.type == ColumnType::Number) {
        const ColumnSummary& summary = look.summary(i);
        if (summary.count == 0) return linearScale(0, 1, most);
        const double range = summary.maximum - summary.minimum;
        const double margin = range > 0 ? range * 0.03 : std::max(0.5, std::abs(summary.minimum) * 0.1);
        return linearScale(summary.minimum - margin, summary.maximum + margin, most);
    }
    Scale scale{-0.6, static_cast<double>(column.categories.size()) - 0.4, {}};
    const std::size_t step =
        (column.categories.size() + static_cast<std::size_t>(most) - 1) / static_cast<std::size_t>(most);
    for (std::size_t k = 0; k < column.categories.size(); k += step)
        scale.ticks.push_back({static_cast<double>(k), QString::fromStdString(column.categories[k])});
    return scale;
}

}  // namespace

std::optional<QPointF> ScatterLayout::place(const DataLook& look, Index row, Index horizontal, Index vertical) {
    if (look.isMissing(row, horizontal) || look.isMissing(row, vertical)) return {};
    return QPointF(valueOf(look.column(horizontal), row, 1), valueOf(look.column(vertical), row, 2));
}

QPointF ScatterLayout::onScreen(const QPointF& value) const {
    return {frame.left() + (value.x() - horizontal.low) / (horizontal.high - horizontal.low) * frame.width(),
            frame.bottom() - (value.y() - vertical.low) / (vertical.high - vertical.low) * frame.height()};
}

ScatterLayout ScatterLayout::of(const DataLook& look, Index horizontal, Index vertical, const QRectF& area,
                                double textHeight, double labelWidth) {
    ScatterLayout layout;
    layout.frame = area.adjusted(labelWidth + 6, 1.5 * textHeight + 4, -8, -(2 * textHeight + 6));
    if (layout.frame.width() < 20 || layout.frame.height() < 20) layout.frame.setSize({20, 20});
    layout.horizontal = scaleOf(look, horizontal, layout.frame.width(), labelWidth * 1.6);
    layout.vertical = scaleOf(look, vertical, layout.frame.height(), textHeight * 1.8);
    const Index rows = look.samples.rowCount();
    std::vector<Index> drawable;
    for (Index row = 0; row < rows; ++row)
        if (!look.isMissing(row, horizontal) && !look.isMissing(row, vertical)) drawable.push_back(row);
    layout.drawable = static_cast<Index>(drawable.size());
    const std::size_t count = std::min(drawable.size(), mostPoints);
    for (std::size_t i = 0; i < count; ++i) {
        const Index row = drawable[i * drawable.size() / count];
        layout.points.push_back({row, layout.onScreen(*place(look, row, horizontal, vertical))});
    }
    return layout;
}

std::optional<Index> ScatterLayout::nearest(const QPointF& at, double reach) const {
    std::optional<Index> best;
    double least = reach * reach;
    for (const ScatterPoint& point : points) {
        const QPointF way = point.at - at;
        const double distance = QPointF::dotProduct(way, way);
        if (distance > least) continue;
        least = distance;
        best = point.row;
    }
    return best;
}

}  // namespace glassbox
