#include "ui/backprop/step_painter.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace glassbox {

namespace {

constexpr double headLength = 12, headWidth = 12;

struct Arc {
    QPointF start, first, second, end;  // a Bezier curve
    double top() const { return path().boundingRect().top(); }
    QPainterPath path() const {
        QPainterPath result(start);
        result.cubicTo(first, second, end);
        return result;
    }
};

/// On the upper rim of a unit, `side` -1 to the left and 1 to the right, a little outside.
QPointF onRim(const QRectF& rect, double side, double away) {
    const double radius = std::min(rect.width(), rect.height()) / 2;
    const QPointF middle(rect.center().x() + side * (rect.width() / 2 - radius), rect.center().y());
    return middle + QPointF(side * (radius * 0.72 + away), -(radius * 0.72 + away));
}

Arc arcOf(const StepLayout& layout, const StepFlow& flow) {
    const QRectF from = layout.rect(flow.from), to = layout.rect(flow.to);
    Arc arc;
    const bool narrow = from.left() - to.right() < 50;
    const bool level = std::abs(from.center().y() - to.center().y()) < 30;
    arc.start = onRim(from, narrow && !level ? 0 : -0.7, level ? 3 : 5);
    arc.end = onRim(to, 1, 7);
    const double across = arc.start.x() - arc.end.x(), down = std::abs(arc.start.y() - arc.end.y());
    double height = std::clamp(across * 0.5 - down * 0.15, 16.0, 90.0);
    if (narrow && level) height = 12;
    double top = std::min(arc.start.y(), arc.end.y()) - height;
    const QRectF& matrix = layout.column(flow.from.column).matrix;
    if (!matrix.isEmpty()) top = std::min(top, matrix.top() - 34);
    top = std::max(top, 4.0);
    arc.first = {arc.start.x() - across * 0.22, top};
    arc.second = {arc.end.x() + across * 0.42, std::min(top + height * 0.25, arc.end.y() - 6)};
    return arc;
}

void drawHead(QPainter& painter, const QPointF& tip, const QPointF& from) {
    QPointF way = tip - from;
    way /= std::max(1e-6, std::hypot(way.x(), way.y()));
    const QPointF side(-way.y(), way.x());
    QPainterPath head(tip);
    head.lineTo(tip - way * headLength + side * headWidth / 2);
    head.lineTo(tip - way * headLength - side * headWidth / 2);
    head.closeSubpath();
    painter.fillPath(head, painter.pen().color());
}

bool isFree(const StepScene& scene, const QRectF& rect) {
    if (!QRectF(QPointF(), scene.layout.size).contains(rect)) return false;
    for (Index i = 0; i < scene.layout.count(); ++i) {
        const StepColumnPlace& place = scene.layout.column(i);
        if (place.matrix.intersects(rect) || place.block.rect.intersects(rect)) return false;
        for (const QRectF& unit : place.units)
            if (unit.adjusted(-2, -2, 2, 16).intersects(rect)) return false;
    }
    return true;
}

}  // namespace

void drawOnGround(QPainter& painter, const Theme& theme, const QRectF& room, const QString& text) {
    const QRectF ink = painter.fontMetrics().boundingRect(text);
    QRectF ground(0, 0, std::min(painter.fontMetrics().horizontalAdvance(text) + 6.0, room.width()),
                  std::min(ink.height() + 2, room.height()));
    ground.moveCenter(room.center());
    QColor soft = theme.panel;
    soft.setAlphaF(0.82F);
    const QPen pen = painter.pen();
    painter.setPen(Qt::NoPen);
    painter.setBrush(soft);
    painter.drawRoundedRect(ground, 3, 3);
    painter.setPen(pen);
    painter.drawText(room, Qt::AlignCenter | Qt::TextDontClip, text);
}

void paintFlows(QPainter& painter, const StepScene& scene, const Theme& theme, double march) {
    bool first = true;
    for (const StepFlow& flow : scene.flows) {
        if (!scene.layout.has(flow.from) || !scene.layout.has(flow.to)) continue;
        const Arc arc = arcOf(scene.layout, flow);
        painter.setBrush(Qt::NoBrush);
        QColor halo = theme.panel;
        halo.setAlphaF(0.75F);
        painter.setPen(QPen(halo, theme.stroke(7)));
        painter.drawPath(arc.path());
        QPen pen(theme.accent, theme.stroke(2.6));
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({2.6, 2.2});
        pen.setDashOffset(-march / pen.widthF());
        painter.setPen(pen);
        painter.drawPath(arc.path());
        drawHead(painter, arc.end + (arc.end - arc.second) / std::max(1.0, QLineF(arc.end, arc.second).length()) * 4,
                 arc.second);
        if (!first) continue;
        first = false;
        const QString words = QCoreApplication::translate("StepCanvas", "gradient flows back");
        painter.setFont(theme.font(13, QFont::Medium));
        const QFontMetricsF metrics(painter.font());
        QRectF room(0, 0, metrics.horizontalAdvance(words) + 4, metrics.height());
        room.moveCenter({(arc.start.x() + arc.end.x()) / 2, arc.top() - metrics.height() / 2 - 3});
        if (!isFree(scene, room)) room.moveTop((scene.layout.lane.height() - room.height()) / 2 - 2);
        room.moveLeft(std::clamp(room.left(), 4.0, std::max(4.0, scene.layout.size.width() - room.width() - 4)));
        painter.setPen(theme.accent);
        drawOnGround(painter, theme, room, words);
    }
}

}  // namespace glassbox
