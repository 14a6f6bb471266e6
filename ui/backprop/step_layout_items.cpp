#include "ui/backprop/step_layout.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double linkReach = 6;  // how far from a thin line it can still be hit
constexpr double biasSize = 13;

double distance(const QLineF& line, const QPointF& point) {
    const QPointF along = line.p2() - line.p1();
    const double length = QPointF::dotProduct(along, along);
    const double share =
        length > 0 ? std::clamp(QPointF::dotProduct(point - line.p1(), along) / length, 0.0, 1.0) : 0.0;
    return QLineF(point, line.p1() + share * along).length();
}

}  // namespace

QRectF UnitBlock::cell(Index unit) const {
    return {rect.left() + static_cast<double>(unit % across) * cellWidth,
            rect.top() + static_cast<double>(unit / across) * cellHeight, cellWidth, cellHeight};
}

std::optional<Index> UnitBlock::hit(const QPointF& point) const {
    if (!rect.contains(point)) return {};
    const auto col = std::min(static_cast<Index>((point.x() - rect.left()) / cellWidth), across - 1);
    const Index unit = static_cast<Index>((point.y() - rect.top()) / cellHeight) * across + col;
    if (unit < 0 || unit >= units) return {};
    return unit;
}

QRectF StepColumnPlace::extent() const {
    return isCollapsed() ? block.rect : units.front().united(units.back());
}

bool StepLayout::has(const StepItem& item) const {
    if (item.kind == StepItemKind::None || item.column < 0 || item.column >= count()) return false;
    const bool unit = item.unit >= 0 && item.unit < column(item.column).count();
    if (item.kind != StepItemKind::Link) return unit;
    return unit && item.column > 0 && item.input >= 0 && item.input < column(item.column - 1).count() &&
           (links[std::size_t(item.column)] == StepLinks::Full ||
            (links[std::size_t(item.column)] == StepLinks::Single && item.input == item.unit));
}

bool StepLayout::hasLinks(Index i) const {
    if (i <= 0 || column(i).isCollapsed() || column(i - 1).isCollapsed()) return false;
    return links[std::size_t(i)] == StepLinks::Full || links[std::size_t(i)] == StepLinks::Single ||
           (links[std::size_t(i)] == StepLinks::Whole && column(i).count() * column(i - 1).count() <= 144);
}

QLineF StepLayout::link(Index i, Index unit, Index input) const {
    const QRectF from = column(i - 1).unit(input), to = column(i).unit(unit);
    return {QPointF(from.right(), from.center().y()), QPointF(to.left(), to.center().y())};
}

QRectF StepLayout::note(Index i, Index unit) const {
    if (column(i).isCollapsed()) return {};
    const QRectF rect = column(i).unit(unit);
    const double before = i > 0 ? column(i - 1).x : -1e9, after = i + 1 < count() ? column(i + 1).x : 1e9;
    const double room = std::min({after - column(i).x, column(i).x - before, 130.0}) - 4;
    QRectF result(0, rect.bottom() + 1, std::max(room, rect.width()), noteHeight);
    result.moveCenter({column(i).x, result.center().y()});
    result.moveLeft(std::clamp(result.left(), 0.0, std::max(0.0, size.width() - result.width())));
    return result;
}

QRectF StepLayout::bias(Index i, Index unit) const {
    const StepColumnPlace& place = column(i);
    if (place.isCollapsed()) return place.biases.cellRect({unit, 0});
    if (!place.hasBiasMarks) return {};
    const QRectF rect = place.unit(unit);
    const double radius = std::min(rect.width(), rect.height()) / 2;
    const double across = std::min(biasSize, radius * 0.6);
    // On the rim, and a little outside of it where the unit is small: its number needs the inside.
    const double away = (radius + std::clamp(8 - radius * 0.25, 0.0, 3.0)) * M_SQRT1_2;
    QRectF mark(0, 0, across, across);
    mark.moveCenter({rect.left() + radius - away, rect.top() + radius - away});
    return mark;
}

QRectF StepLayout::rect(const StepItem& item) const {
    if (!has(item)) return {};
    const StepColumnPlace& place = column(item.column);
    switch (item.kind) {
        case StepItemKind::Unit:
        case StepItemKind::Loss:
            return place.unit(item.unit);
        case StepItemKind::Bias:
            return bias(item.column, item.unit);
        case StepItemKind::Link:
            if (!place.matrix.isEmpty()) return place.weights.cellRect({item.unit, item.input});
            {
                const QLineF line = link(item.column, item.unit, item.input);
                return QRectF(line.p1(), line.p2()).normalized().adjusted(-2, -2, 2, 2);
            }
        case StepItemKind::None:
            break;
    }
    return {};
}

StepItem StepLayout::itemAt(const QPointF& point) const {
    for (Index i = 0; i < count(); ++i) {
        const StepColumnPlace& place = column(i);
        const bool loss = i + 1 == count();
        for (Index k = 0; place.hasBiasMarks && k < place.count(); ++k)
            if (bias(i, k).adjusted(-2, -2, 2, 2).contains(point)) return {StepItemKind::Bias, i, k};
        for (Index k = 0; !place.isCollapsed() && k < place.count(); ++k)
            if (place.unit(k).contains(point)) return {loss ? StepItemKind::Loss : StepItemKind::Unit, i, k};
        if (const auto unit = place.block.hit(point)) return {StepItemKind::Unit, i, *unit};
        if (const auto cell = place.weights.hit(point)) return {StepItemKind::Link, i, cell->row, cell->col};
        if (const auto cell = place.biases.hit(point)) return {StepItemKind::Bias, i, cell->row};
    }
    StepItem nearest;
    double least = linkReach;
    for (Index i = 1; i < count(); ++i) {
        if (!hasLinks(i) || links[std::size_t(i)] == StepLinks::Whole) continue;
        const bool single = links[std::size_t(i)] == StepLinks::Single;
        for (Index unit = 0; unit < column(i).count(); ++unit) {
            for (Index input = single ? unit : 0; input < (single ? unit + 1 : column(i - 1).count()); ++input) {
                const double away = distance(link(i, unit, input), point);
                if (away < least) least = away, nearest = {StepItemKind::Link, i, unit, input};
            }
        }
    }
    return nearest;
}

}  // namespace glassbox
