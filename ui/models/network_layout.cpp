#include "ui/models/network_layout.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double smallestTile = 22;
constexpr double smallestGap = 4;
constexpr double smallestSpacing = 44;
constexpr double widestSpacing = 300;
constexpr double plusSize = 20;
constexpr double margin = 6;

// How heads and plus signs share the rows above the units.
struct HeadRows {
    bool staggered = false;  // every second head a level lower: neighbours are wider than the room between them
    bool ownPlusRow = false;
    double headHeight = 0;
    double plusY = 0;
    double bottom = 0;
};

HeadRows headRows(const NetworkLayoutRequest& request, double spacing) {
    HeadRows rows;
    const auto& columns = request.columns;
    for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
        const double heads = (columns[i].headWidth + columns[i + 1].headWidth) / 2;
        rows.staggered |= heads + 8 > spacing;
        rows.ownPlusRow |= heads + 2 * plusSize > spacing;
    }
    rows.headHeight = 2 * request.lineHeight + 4;
    rows.bottom = margin + rows.headHeight * (rows.staggered ? 2 : 1);
    rows.plusY = margin + 2 + request.lineHeight / 2;
    if (rows.ownPlusRow) {
        rows.plusY = rows.bottom + 3 + plusSize / 2;
        rows.bottom += plusSize + 4;
    }
    rows.bottom += 8;
    return rows;
}

QRectF headRect(const NetworkLayoutRequest& request, std::size_t i, double x, double spacing, const HeadRows& rows) {
    const double room = rows.staggered ? 2 * spacing - 8 : spacing - 4;
    const double wanted = std::max(request.columns[i].headWidth + 16, 48.0);
    const bool alone = request.columns.size() == 1;
    const double width = alone ? std::min(wanted, request.size.width()) : std::min(wanted, room);
    double left = std::max(0.0, x - width / 2);
    double right = std::min(request.size.width(), left + width);
    // Moved in from an edge, it must leave the next head of its level alone.
    if (!alone && i == 0) right = std::min(right, x + spacing - 4);
    if (!alone && i + 1 == request.columns.size()) left = std::max(right - width, x - spacing + 4);
    const double y = margin + (rows.staggered && i % 2 == 1 ? rows.headHeight : 0);
    return {left, y, right - left, rows.headHeight};
}

double largestTile(Index units, double height) {
    const double size = units == 1 ? 60 : units == 2 ? 47 : 41;
    return size * std::clamp(height / 400, 0.8, 1.4);
}

void placeTiles(NetworkColumn& column, const NetworkColumnRequest& request, const QRectF& area, double widest,
                double lineHeight) {
    column.units = std::max<Index>(request.units, 0);
    if (column.units == 0) return;
    QRectF room = area;
    const auto fits = [](double height) {
        return std::max<Index>(1, static_cast<Index>((height + smallestGap) / (smallestTile + smallestGap)));
    };
    Index shown = column.units;
    if (shown > fits(room.height())) {
        room.adjust(0, lineHeight + 2, 0, -lineHeight - 2);
        shown = std::min(shown, fits(room.height()));
        column.firstUnit = std::clamp<Index>(request.firstUnit, 0, column.units - shown);
        const double width = std::min(column.band.width() - 4, 110.0);
        const QRectF line(column.x - width / 2, area.top(), width, lineHeight);
        if (column.firstUnit > 0) column.above = line;
        if (column.firstUnit + shown < column.units) column.below = line.translated(0, area.height() - lineHeight);
    }
    const auto count = static_cast<double>(shown);
    const double room1 = (room.height() + smallestGap) / count;
    const double tile = std::max(std::min({largestTile(shown, room.height()), room1 * 0.75, widest}), smallestTile);
    const double pitch = std::max(std::min(room1, tile * 1.6), tile + smallestGap);
    double y = room.center().y() - (pitch * (count - 1) + tile) / 2;
    for (Index i = 0; i < shown; ++i, y += pitch) column.tiles.emplace_back(column.x - tile / 2, y, tile, tile);
}

}  // namespace

QRectF NetworkColumn::tile(Index unit) const {
    return shows(unit) ? tiles[static_cast<std::size_t>(unit - firstUnit)] : QRectF();
}

double NetworkLayout::minimumWidth(std::size_t columns) {
    return smallestSpacing * static_cast<double>(std::max<std::size_t>(columns, 4));
}

NetworkLayout layoutNetwork(const NetworkLayoutRequest& request) {
    NetworkLayout layout;
    layout.size = request.size;
    const double width = request.size.width();
    const double height = request.size.height();
    const double footerHeight = std::max(30.0, request.lineHeight + 14);
    layout.footer = QRectF(0, height - footerHeight, width, footerHeight);
    const std::size_t count = request.columns.size();
    if (count == 0) return layout;

    const auto n = static_cast<double>(count);
    const double edge = std::min(width / (2 * n), 84.0);
    const double spacing =
        count == 1 ? std::min(width, 2 * widestSpacing) : std::min((width - 2 * edge) / (n - 1), widestSpacing);
    const double start = count == 1 ? width / 2 - 45 : (width - spacing * (n - 1)) / 2;
    const HeadRows rows = headRows(request, spacing);
    const QRectF area(0, rows.bottom, width, std::max(smallestTile, layout.footer.top() - 6 - rows.bottom));
    const double widest = spacing * 0.56;
    for (std::size_t i = 0; i < count; ++i) {
        NetworkColumn column;
        column.x = start + spacing * static_cast<double>(i);
        const double left = i == 0 ? 0 : column.x - spacing / 2;
        const double right = i + 1 == count ? width : column.x + spacing / 2;
        column.band = QRectF(left, 0, right - left, height);
        column.head = headRect(request, i, column.x, spacing, rows);
        placeTiles(column, request.columns[i], area, widest, request.lineHeight);
        layout.columns.push_back(std::move(column));
    }
    // Nothing can be inserted behind the output; without any layer there is one plus to begin with.
    for (std::size_t i = 0; i < std::max<std::size_t>(count - 1, 1); ++i) {
        const double x = layout.gapX(static_cast<Index>(i));
        layout.pluses.emplace_back(x - plusSize / 2, rows.plusY - plusSize / 2, plusSize, plusSize);
    }
    return layout;
}

double NetworkLayout::gapX(Index place) const {
    if (columns.empty()) return size.width() / 2;
    const auto last = static_cast<Index>(columns.size()) - 1;
    if (last == 0) return columns[0].x + 90;
    if (place >= last) return std::min((columns.back().x + size.width()) / 2, columns.back().x + 60);
    const auto i = static_cast<std::size_t>(std::max<Index>(place, 0));
    return (columns[i].x + columns[i + 1].x) / 2;
}

Index NetworkLayout::columnAt(double x) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (x >= columns[i].band.left() && x < columns[i].band.right()) return static_cast<Index>(i);
    return -1;
}

Index NetworkLayout::placeAt(double x) const {
    Index place = 0;
    for (std::size_t i = 1; i < columns.size(); ++i)
        if (x > columns[i].x) place = static_cast<Index>(i);
    return place;
}

bool NetworkLayout::has(const NetworkItem& item) const {
    if (item.kind == NetworkItemKind::None || item.column < 0) return false;
    const auto column = static_cast<std::size_t>(item.column);
    if (item.kind == NetworkItemKind::Plus) return column < pluses.size();
    if (column >= columns.size()) return false;
    return item.kind != NetworkItemKind::Unit || (item.unit >= 0 && item.unit < columns[column].units);
}

QRectF NetworkLayout::rect(const NetworkItem& item) const {
    if (!has(item)) return {};
    const auto i = static_cast<std::size_t>(item.column);
    switch (item.kind) {
        case NetworkItemKind::Head:
            return columns[i].head;
        case NetworkItemKind::Unit:
            return columns[i].tile(item.unit);
        case NetworkItemKind::Plus:
            return pluses[i];
        case NetworkItemKind::Above:
            return columns[i].above;
        case NetworkItemKind::Below:
            return columns[i].below;
        case NetworkItemKind::None:
            break;
    }
    return {};
}

NetworkItem NetworkLayout::itemAt(const QPointF& point) const {
    for (std::size_t i = 0; i < pluses.size(); ++i)
        if (pluses[i].adjusted(-2, -2, 2, 2).contains(point)) return {NetworkItemKind::Plus, static_cast<Index>(i), 0};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const NetworkColumn& column = columns[i];
        const auto number = static_cast<Index>(i);
        if (column.head.contains(point)) return {NetworkItemKind::Head, number, 0};
        if (column.above.contains(point)) return {NetworkItemKind::Above, number, 0};
        if (column.below.contains(point)) return {NetworkItemKind::Below, number, 0};
        for (std::size_t k = 0; k < column.tiles.size(); ++k)
            if (column.tiles[k].contains(point))
                return {NetworkItemKind::Unit, number, column.firstUnit + static_cast<Index>(k)};
    }
    return {};
}

Index windowShowing(const NetworkColumn& column, Index unit) {
    return std::clamp(column.firstUnit, unit - std::max<Index>(column.shown(), 1) + 1, unit);
}

}  // namespace glassbox
