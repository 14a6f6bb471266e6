#include "ui/models/network_layout.h"

#include <algorithm>

namespace glassbox {

namespace {

// Heads and plus signs alternate in the upper row: head 0, plus 0, head 1, plus 1, ..., the output's head.
NetworkItem inHeadRow(Index position, Index last) {
    position = std::clamp<Index>(position, 0, last);
    return {position % 2 == 0 ? NetworkItemKind::Head : NetworkItemKind::Plus, position / 2, 0};
}

Index nearestUnit(const NetworkColumn& column, double y) {
    Index best = column.firstUnit;
    double distance = 1e9;
    for (Index i = 0; i < column.shown(); ++i) {
        const double d = std::abs(column.tiles[static_cast<std::size_t>(i)].center().y() - y);
        if (d >= distance) continue;
        distance = d;
        best = column.firstUnit + i;
    }
    return best;
}

}  // namespace

NetworkItem NetworkLayout::next(const NetworkItem& from, NetworkMove move) const {
    if (columns.empty()) return {};
    if (!has(from)) return {NetworkItemKind::Head, 0, 0};
    const Index lastColumn = static_cast<Index>(columns.size()) - 1;
    const Index lastInRow = std::max<Index>(2 * lastColumn, 1);
    const NetworkColumn& column = columns[static_cast<std::size_t>(std::min(from.column, lastColumn))];
    if (from.kind != NetworkItemKind::Unit) {
        const Index position = 2 * from.column + (from.kind == NetworkItemKind::Plus ? 1 : 0);
        switch (move) {
            case NetworkMove::Left:
                return inHeadRow(position - 1, lastInRow);
            case NetworkMove::Right:
                return inHeadRow(position + 1, lastInRow);
            case NetworkMove::First:
                return inHeadRow(0, lastInRow);
            case NetworkMove::Last:
                return inHeadRow(lastInRow, lastInRow);
            case NetworkMove::Up:
                return from;
            case NetworkMove::Down:
                return column.units > 0
                           ? NetworkItem{NetworkItemKind::Unit, std::min(from.column, lastColumn), column.firstUnit}
                           : from;
        }
    }
    switch (move) {
        case NetworkMove::Up:
            if (from.unit == 0) return {NetworkItemKind::Head, from.column, 0};
            return {NetworkItemKind::Unit, from.column, from.unit - 1};
        case NetworkMove::Down:
            return {NetworkItemKind::Unit, from.column, std::min(from.unit + 1, column.units - 1)};
        case NetworkMove::First:
            return {NetworkItemKind::Unit, from.column, 0};
        case NetworkMove::Last:
            return {NetworkItemKind::Unit, from.column, column.units - 1};
        case NetworkMove::Left:
        case NetworkMove::Right: {
            const Index to = from.column + (move == NetworkMove::Left ? -1 : 1);
            if (to < 0 || to > lastColumn || columns[static_cast<std::size_t>(to)].units == 0) return from;
            const QRectF tile = column.tile(from.unit);
            const double y = tile.isNull() ? size.height() / 2 : tile.center().y();
            return {NetworkItemKind::Unit, to, nearestUnit(columns[static_cast<std::size_t>(to)], y)};
        }
    }
    return from;
}

}  // namespace glassbox
