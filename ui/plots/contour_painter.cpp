#include "ui/plots/contour_painter.h"

#include "ui/shell/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glassbox {

namespace {

void paintBands(QPainter& painter, const ContourPicture& picture, const ContourDress& dress, const QRectF& rect,
                const Theme& theme) {
    if (picture.hasHoles) {
        painter.fillRect(rect, theme.panel);
        QColor hatch = theme.mute;
        hatch.setAlphaF(0.45F);
        painter.setPen(QPen(hatch, theme.stroke(0.8)));
        // On a raster of the canvas, not of the view: it stands still while the view moves.
        constexpr double apart = 9;
        for (double c = std::floor((rect.left() + rect.top()) / apart) * apart; c < rect.right() + rect.bottom();
             c += apart)
            painter.drawLine(QPointF(c - rect.top(), rect.top()), QPointF(c - rect.bottom(), rect.bottom()));
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (!dress.image.isNull()) painter.drawImage(rect, dress.image);
}

void paintLabels(QPainter& painter, const ContourPicture& picture, const ContourDress& dress, const ContourFrame& frame,
                 const Theme& theme) {
    const QFont font = contourFont(theme);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    for (const ContourLabel& label : dress.labels) {
        const QPointF at(
            picture.range.xLow + label.place.x / static_cast<double>(picture.grid.width - 1) * picture.range.width(),
            picture.range.yLow + label.place.y / static_cast<double>(picture.grid.height - 1) * picture.range.height());
        const QPointF place = frame.place(at);
        if (!frame.plot.contains(place)) continue;
        const QString& text = dress.texts[label.level];
        const double width = metrics.horizontalAdvance(text) + 6, height = metrics.height() * 0.86;
        painter.save();
        painter.translate(place);
        painter.rotate(-label.angle * 180 / std::numbers::pi);
        const auto band = static_cast<std::size_t>(label.level);
        QColor ground(mixed(dress.colors[band], dress.colors[band + 1], 0.5));
        ground.setAlphaF(0.9F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(QRectF(-width / 2, -height / 2, width, height), height / 2, height / 2);
        painter.setPen(QColor(mixed(theme.mute.rgb(), theme.ink.rgb(), 0.5)));
        painter.drawText(QPointF(-metrics.horizontalAdvance(text) / 2, metrics.ascent() - metrics.height() / 2), text);
        painter.restore();
    }
}

}  // namespace

void paintContours(QPainter& painter, const ContourPicture& picture, const ContourDress& dress,
                   const ContourFrame& frame, const Theme& theme) {
    const QRectF rect = frame.placeOf(picture.range);
    painter.save();
    painter.setClipRect(frame.plot, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBands(painter, picture, dress, rect, theme);
    QColor color = theme.mute;
    const bool tile = isTile(frame.plot.size());
    color.setAlphaF(tile ? 0.28F : 0.5F);
    painter.setPen(QPen(color, tile ? 0.6 : theme.stroke(0.8)));
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF& line : picture.polylines) {
        QPolygonF placed;
        placed.reserve(line.size());
        for (const QPointF& point : line) placed << frame.place(point);
        painter.drawPolyline(placed);
    }
    paintLabels(painter, picture, dress, frame, theme);
    painter.restore();
}

void paintArrow(QPainter& painter, const QPointF& from, const QPointF& to, double width, const QColor& color,
                bool dashed) {
    const QPointF along = to - from;
    const double length = std::hypot(along.x(), along.y());
    if (!(length > 0.5)) return;
    const QPointF unit = along / length, across(-unit.y(), unit.x());
    const double head = std::min(length * 0.6, 2.5 + 3 * width), half = head * 0.42;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, width, dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(from, to - unit * head * 0.8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{to, to - unit * head + across * half, to - unit * head - across * half});
}

void paintGradientField(QPainter& painter, const std::vector<FieldArrow>& field, const ContourFrame& frame,
                        const Theme& theme) {
    if (field.empty()) return;
    std::vector<double> sizes;
    for (const FieldArrow& arrow : field) {
        const double size = std::hypot(arrow.gradient.x(), arrow.gradient.y());
        if (std::isfinite(size) && size > 0) sizes.push_back(size);
    }
    if (sizes.empty()) return;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    const double usual = *middle;
    painter.save();
    painter.setClipRect(frame.plot, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor color = theme.ink;
    color.setAlphaF(0.5F);
    for (const FieldArrow& arrow : field) {
        const double size = std::hypot(arrow.gradient.x(), arrow.gradient.y());
        const QPointF way = frame.pixels(arrow.gradient);
        const double length = std::hypot(way.x(), way.y());
        if (!std::isfinite(size) || !(size > 0) || !std::isfinite(length) || !(length > 0)) continue;
        // Steep walls are millions of times steeper than valleys: 4 to 26 pixels, the usual slope 15.
        const double pixels = 4 + 22 / (1 + std::pow(usual / size, 0.4));
        const QPointF half = way / length * pixels / 2, at = frame.place(arrow.at);
        paintArrow(painter, at - half, at + half, theme.stroke(1.1), color);
    }
    painter.restore();
}

}  // namespace glassbox
