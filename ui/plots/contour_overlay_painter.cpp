#include "ui/plots/contour_overlay_painter.h"

#include "ui/plots/contour_painter.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glassbox {

namespace {

constexpr double dot = 5.5;  // radius of a head

QString tr(const char* text) {
    return QCoreApplication::translate("ContourCanvas", text);
}

QFont nameFont(const Theme& theme) {
    return theme.font(12, QFont::Medium);
}

/// Words with a soft edge of the ground's colour, readable on any band.
void paintName(QPainter& painter, const QRectF& rect, const QString& name, const Theme& theme) {
    QColor ground = theme.panel;
    ground.setAlphaF(0.7F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect.adjusted(-4, 0, 4, 0), 4, 4);
    painter.setPen(theme.ink);
    painter.setFont(nameFont(theme));
    painter.drawText(rect, Qt::AlignCenter, name);
}

/// Beside a place, on the side where there is room.
void paintNameBeside(QPainter& painter, const QPointF& place, double away, const QString& name, const QRectF& plot,
                     const Theme& theme) {
    if (name.isEmpty()) return;
    const QFontMetricsF metrics(nameFont(theme));
    const QSizeF size(metrics.horizontalAdvance(name), metrics.height());
    QRectF rect(QPointF(place.x() + away, place.y() - size.height() / 2), size);
    if (rect.right() > plot.right() - 4) rect.moveRight(place.x() - away);
    rect.moveTop(std::clamp(rect.top(), plot.top() + 2, std::max(plot.top() + 2, plot.bottom() - size.height() - 2)));
    paintName(painter, rect, name, theme);
}

constexpr qsizetype manyPoints = 60;

/// In pieces on a screen: the time to fill the outline of a long line that crosses itself grows with its square.
void paintPolyline(QPainter& painter, const QPolygonF& line) {
    if (painter.paintEngine()->type() != QPaintEngine::Raster) return painter.drawPolyline(line);
    constexpr qsizetype piece = 24;
    for (qsizetype from = 0; from + 1 < line.size(); from += piece)
        painter.drawPolyline(line.constData() + from, static_cast<int>(std::min(piece + 1, line.size() - from)));
}

void paintPath(QPainter& painter, const ContourPath& path, const ContourFrame& frame, const Theme& theme) {
    const double width = theme.stroke(path.width) * (path.selected ? 1.5 : 1);
    const auto parts = clippedPath(path.points, frame, 2 * width);
    painter.setBrush(Qt::NoBrush);
    const auto paint = [&](const QColor& color, double wide) {
        for (const QPolygonF& part : parts) {
            // Round corners cost most of the time; of a path of many short steps nobody sees them.
            const auto join = part.size() > manyPoints ? Qt::BevelJoin : Qt::RoundJoin;
            painter.setPen(QPen(color, wide, Qt::SolidLine, Qt::RoundCap, join));
            paintPolyline(painter, part);
        }
    };
    if (path.selected) paint(theme.panel, width + theme.stroke(2.5));
    paint(path.color, width);
}

/// Borders and words about parts of the plane.
void paintBelow(QPainter& painter, const ContourScene& scene, const Theme& theme) {
    painter.setBrush(Qt::NoBrush);
    for (const ContourCurve& curve : scene.overlay.curves) {
        const double width = theme.stroke(curve.width);
        painter.setPen(QPen(curve.color, width, curve.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
        for (const QPolygonF& part : clippedPath(curve.points, scene.frame, 2 * width)) painter.drawPolyline(part);
    }
    const QFontMetricsF metrics(nameFont(theme));
    for (const ContourNote& note : scene.overlay.notes) {
        QRectF rect(0, 0, metrics.horizontalAdvance(note.text), metrics.height());
        rect.moveCenter(scene.frame.place(note.at));
        if (scene.frame.plot.adjusted(4, 2, -4, -2).contains(rect)) paintName(painter, rect, note.text, theme);
    }
}

void paintStar(QPainter& painter, const QPointF& at, double size, const Theme& theme) {
    QPolygonF star;
    for (int i = 0; i < 10; ++i) {
        const double radius = size * (i % 2 ? 0.42 : 1), angle = -std::numbers::pi / 2 + i * std::numbers::pi / 5;
        star << at + QPointF(std::cos(angle), std::sin(angle)) * radius;
    }
    painter.setPen(QPen(theme.panel, theme.stroke(0.14 * size)));
    painter.setBrush(theme.ink);
    painter.drawPolygon(star);
}

/// Cut to what fits, with a gap in the shaft that says so.
void paintVector(QPainter& painter, const ContourArrow& arrow, const ContourFrame& frame, const Theme& theme) {
    const QPointF way = frame.pixels(arrow.vector), from = frame.place(arrow.from);
    const double length = std::hypot(way.x(), way.y());
    if (!std::isfinite(length) || !(length > 0) || !frame.range.contains(arrow.from)) return;
    const double most = std::min(frame.plot.width(), frame.plot.height()) / 3;
    const double wanted = arrow.pixels > 0 ? arrow.pixels : length;
    const QPointF unit = way / length, to = from + unit * std::min(wanted, most);
    const double width = theme.stroke(2);
    if (wanted > most) {
        const QPointF middle = from + unit * most * 0.45;
        painter.setPen(QPen(arrow.color, width, arrow.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(from, middle);
        paintArrow(painter, middle + unit * 8, to, width, arrow.color, arrow.dashed);
    } else {
        paintArrow(painter, from, to, width, arrow.color, arrow.dashed);
    }
    paintNameBeside(painter, to + unit * 4, 8, arrow.name, frame.plot, theme);
}

/// Of what lies outside: a wedge at the edge, its name on the inner side.
void paintOutside(QPainter& painter, const ContourItem& item, const QColor& color, const QString& name,
                  const ContourScene& scene, std::vector<QRectF>& taken, const Theme& theme) {
    const QPointF along(std::cos(item.direction), std::sin(item.direction)), across(-along.y(), along.x());
    painter.setPen(QPen(theme.panel, theme.stroke(1.6), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{item.place + along * 9, item.place - along * 6 + across * 6.5,
                                  item.place - along * 6 - across * 6.5});
    // Arrows may stand close together; a name without room beside or a little further in is told by pointing at it.
    if (name.isEmpty()) return;
    const QFontMetricsF metrics(nameFont(theme));
    const QSizeF size(metrics.horizontalAdvance(name), metrics.height());
    const QRectF room = scene.frame.plot.adjusted(4, 2, -4, -2);
    const double inward = item.place.y() < room.center().y() ? 1 : -1;
    QRectF right(QPointF(item.place.x() + 15, item.place.y() - size.height() / 2), size), left = right, further = right;
    left.moveRight(item.place.x() - 15);
    further.moveCenter(item.place + QPointF(0, inward * (size.height() + 4)));
    for (const QRectF& rect : {right, left, further}) {
        const auto covers = [&](const QRectF& other) { return other.intersects(rect.adjusted(-5, 0, 5, 0)); };
        if (!room.contains(rect) || std::any_of(taken.begin(), taken.end(), covers)) continue;
        paintName(painter, rect, name, theme);
        taken.push_back(rect);
        return;
    }
}

void paintItem(QPainter& painter, const ContourScene& scene, const ContourItem& item, std::vector<QRectF>& taken,
               const Theme& theme) {
    const QPen ring(theme.panel, theme.stroke(1.8));
    const QString name = contourItemName(scene.surface, scene.overlay, item);
    switch (item.kind) {
        case ContourItem::Kind::Star:
            return paintStar(painter, item.place, isTile(scene.frame.plot.size()) ? 4.5 : 10, theme);
        case ContourItem::Kind::Mark:
            painter.setPen(ring);
            painter.setBrush(scene.overlay.marks[item.index].color);
            painter.drawEllipse(item.place, 4.5, 4.5);
            return;
        case ContourItem::Kind::Head: {
            const ContourPath& path = scene.overlay.paths[item.index];
            if (!item.inside) return paintOutside(painter, item, path.color, name, scene, taken, theme);
            const double radius = dot * (path.selected ? 1.25 : 1);
            painter.setPen(ring);
            painter.setBrush(path.color);
            painter.drawEllipse(item.place, radius, radius);
            return;
        }
        case ContourItem::Kind::Start:
            if (!item.inside) return paintOutside(painter, item, theme.ink, name, scene, taken, theme);
            painter.setPen(QPen(theme.panel, theme.stroke(5)));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(item.place, 7.5, 7.5);
            painter.setPen(QPen(theme.ink, theme.stroke(2.5)));
            painter.setBrush(theme.panel);
            painter.drawEllipse(item.place, 7.5, 7.5);
            paintNameBeside(painter, item.place, 17, name, scene.frame.plot, theme);
            return;
    }
}

}  // namespace

double edgeArrowsApart(const Theme& theme) {
    return std::max(20.0, QFontMetricsF(nameFont(theme)).height() + 4);
}

QString contourItemName(const ContourSurface& surface, const ContourOverlay& overlay, const ContourItem& item) {
    switch (item.kind) {
        case ContourItem::Kind::Start:
            return overlay.startName.isEmpty() ? tr("start") : overlay.startName;
        case ContourItem::Kind::Head:
            return overlay.paths[item.index].name;
        case ContourItem::Kind::Star:
            if (item.index < surface.minima.size()) return tr("minimum");
            return overlay.stars[item.index - surface.minima.size()].name;
        case ContourItem::Kind::Mark:
            break;
    }
    return overlay.marks[item.index].name;
}

void paintContourItems(QPainter& painter, const ContourScene& scene, const Theme& theme) {
    // Stars below heads; the selected head above the others; the start, which can be taken hold of, on top.
    using Kind = ContourItem::Kind;
    const auto isSelected = [&](const ContourItem& item) { return scene.overlay.paths[item.index].selected; };
    std::vector<QRectF> taken;  // by arrows at the edge and their names
    for (const ContourItem& item : scene.items)
        if (!item.inside) taken.emplace_back(item.place - QPointF(8, 8), QSizeF(16, 16));
    for (const Kind kind : {Kind::Star, Kind::Mark})
        for (const ContourItem& item : scene.items)
            if (item.kind == kind) paintItem(painter, scene, item, taken, theme);
    for (const bool selected : {false, true})
        for (const ContourItem& item : scene.items)
            if (item.kind == Kind::Head && isSelected(item) == selected) paintItem(painter, scene, item, taken, theme);
    for (const ContourItem& item : scene.items)
        if (item.kind == Kind::Start) paintItem(painter, scene, item, taken, theme);
}

void paintItemRings(QPainter& painter, const std::vector<ContourItem>& items, int hovered, int focused,
                    const Theme& theme) {
    const auto ring = [&](int number, const QColor& color) {
        if (number < 0 || number >= static_cast<int>(items.size())) return;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, theme.stroke(2)));
        painter.drawEllipse(items[static_cast<std::size_t>(number)].place, 12.5, 12.5);
    };
    if (hovered != focused) ring(hovered, theme.mute);
    ring(focused, theme.accent);
}

void paintContourOverlay(QPainter& painter, const ContourScene& scene, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(scene.frame.plot, Qt::IntersectClip);
    paintBelow(painter, scene, theme);
    for (const bool selected : {false, true})
        for (const ContourPath& path : scene.overlay.paths)
            if (path.selected == selected) paintPath(painter, path, scene.frame, theme);
    for (const ContourArrow& arrow : scene.overlay.arrows) paintVector(painter, arrow, scene.frame, theme);
    paintContourItems(painter, scene, theme);
    paintItemRings(painter, scene.items, scene.hovered, scene.focused, theme);
    painter.restore();
}

void paintBubble(QPainter& painter, const QStringList& lines, const QPointF& place, const QRectF& room,
                 const Theme& theme) {
    if (lines.isEmpty()) return;
    const QFont font = theme.font(12, QFont::Medium);
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const QString& line : lines) width = std::max(width, metrics.horizontalAdvance(line));
    QRectF bubble(0, 0, width + 20, metrics.height() * static_cast<double>(lines.size()) + 12);
    bubble.moveTopLeft(place + QPointF(18, 16));
    if (bubble.right() > room.right() - 2) bubble.moveRight(place.x() - 14);
    if (bubble.bottom() > room.bottom() - 2) bubble.moveBottom(place.y() - 14);
    if (bubble.left() < room.left() + 2) bubble.moveLeft(room.left() + 2);
    if (bubble.top() < room.top() + 2) bubble.moveTop(room.top() + 2);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(bubble, 6, 6);
    painter.setFont(font);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        painter.setPen(i == 0 ? theme.ink : theme.mute);
        painter.drawText(QPointF(bubble.left() + 10,
                                 bubble.top() + 6 + metrics.ascent() + metrics.height() * static_cast<double>(i)),
                         lines[i]);
    }
}

}  // namespace glassbox
