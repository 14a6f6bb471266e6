#include "ui/lab/network_marks.h"

#include "ui/lab/network_links.h"
#include "ui/lab/network_weights.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double smallestTile = 24;  // with room for a bias
constexpr double reach = 4;          // pixels around it that hit it too

std::optional<float> shownBias(const NetworkScene& scene, const UnitRef& unit) {
    if (!scene.snapshot || unit.layer < 0 || !scene.column(unit.layer + 1).live) return {};
    return biasOf(*scene.snapshot, unit.layer, unit.unit);
}

QColor faded(QColor color, double strength) {
    color.setAlphaF(static_cast<float>(std::clamp(0.25 + 0.75 * strength, 0.0, 1.0)));
    return color;
}

// Filled by size and sign; plus and minus tell the sign without colour.
void paintBias(QPainter& painter, const NetworkScene& scene, const QRectF& rect, float bias, bool stands) {
    const Theme& theme = scene.theme;
    painter.setPen(QPen(stands ? theme.accent : theme.mute, stands ? 2 : 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(rect, 2.5, 2.5);
    if (!std::isfinite(bias) || bias == 0.0F) return;
    const double strength = std::min(1.0, std::abs(static_cast<double>(bias)));
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(bias < 0 ? theme.negative : theme.positive, strength));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 2, 2);
    painter.setPen(QPen(strength > 0.45 ? theme.panel : theme.ink, 1.3));
    const QPointF centre = rect.center();
    const double arm = rect.width() * 0.26;
    painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0));
    if (bias > 0) painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm));
}

void paintSnow(QPainter& painter, const Theme& theme, const QPointF& centre) {
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawEllipse(centre, 7, 7);
    painter.setPen(QPen(theme.accent, 1.2));
    drawSnowflake(painter, centre, 4.5);
}

}  // namespace

QRectF biasRect(const NetworkScene& scene, const UnitRef& unit) {
    if (unit.layer < 0 || unit.layer + 1 >= scene.columnCount() || !shownBias(scene, unit)) return {};
    const QRectF tile = scene.place(unit.layer + 1).tile(unit.unit);
    if (tile.width() < smallestTile) return {};
    const double side = std::clamp(tile.width() * 0.3, 9.0, 14.0);
    return {tile.left() - side * 0.45, tile.bottom() - side * 0.6, side, side};
}

std::optional<UnitRef> biasAt(const NetworkScene& scene, const QPointF& point) {
    for (Index i = 1; i < scene.columnCount(); ++i) {
        const NetworkColumn& column = scene.place(i);
        for (Index k = 0; k < column.shown(); ++k) {
            const UnitRef unit{i - 1, column.firstUnit + k};
            const QRectF rect = biasRect(scene, unit);
            if (!rect.isEmpty() && rect.adjusted(-reach, -reach, reach, reach).contains(point)) return unit;
        }
    }
    return {};
}

void drawSnowflake(QPainter& painter, const QPointF& centre, double radius) {
    painter.save();
    painter.translate(centre);
    for (int i = 0; i < 6; ++i) {
        painter.drawLine(QPointF(0, 0), QPointF(0, -radius));
        painter.drawLine(QPointF(0, -radius * 0.55), QPointF(radius * 0.32, -radius * 0.9));
        painter.drawLine(QPointF(0, -radius * 0.55), QPointF(-radius * 0.32, -radius * 0.9));
        painter.rotate(60);
    }
    painter.restore();
}

void paintNetworkMarks(QPainter& painter, const NetworkScene& scene) {
    for (Index i = 1; i < scene.columnCount(); ++i) {
        const NetworkColumn& column = scene.place(i);
        const FrozenParts& frozen = scene.column(i).frozenParts;
        for (Index k = 0; k < column.shown(); ++k) {
            const UnitRef unit{i - 1, column.firstUnit + k};
            const QRectF tile = column.tiles[static_cast<std::size_t>(k)];
            if (const QRectF rect = biasRect(scene, unit); !rect.isEmpty()) {
                const bool chosen = scene.chosenBias == unit || scene.hoveredBias == unit;
                paintBias(painter, scene, rect, *shownBias(scene, unit), chosen);
                if (frozen.holdsBias(unit.unit) && !frozen.holdsUnit(unit.unit))
                    paintSnow(painter, scene.theme, rect.center() + QPointF(0, rect.height() * 0.9));
            }
            if (frozen.holdsUnit(unit.unit)) paintSnow(painter, scene.theme, tile.topRight() + QPointF(-1, 1));
        }
        for (const FrozenParts::Weight& weight : frozen.weights) {
            const NetworkLink link{i, weight.input, weight.unit};
            if (column.shows(weight.unit) && scene.place(i - 1).shows(weight.input) && !frozen.holdsUnit(weight.unit) &&
                NetworkLinks::weight(scene, link))
                paintSnow(painter, scene.theme, NetworkLinks::middle(scene, link));
        }
    }
}

}  // namespace glassbox
