#include "ui/lab/output_marks.h"

#include "ui/shell/theme.h"

#include <QHash>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace mark {

void paintTraining(QPainter& painter, const QPointF& at, double radius, const QColor& color, const QColor& outline) {
    // Among thousands of small points, outlines would be all there is to see.
    painter.setPen(radius < 3 ? QPen(outline, 0.35) : QPen(outline, 0.8));
    painter.setBrush(color);
    painter.drawEllipse(at, radius, radius);
}

void paintValidation(QPainter& painter, const QPointF& at, double radius, const QColor& color, const QColor& outline,
                     const Theme& theme) {
    if (radius >= 2.4) {
        painter.setPen(QPen(outline, radius * 0.55 + 1.6));
        painter.setBrush(theme.panel);
        painter.drawEllipse(at, radius, radius);
    }
    painter.setPen(QPen(color, radius * 0.55));
    painter.setBrush(theme.panel);
    painter.drawEllipse(at, radius, radius);
}

void paintWrong(QPainter& painter, const QPointF& at, double radius, const Theme& theme) {
    const double r = radius + 1;
    for (const auto& [color, width] :
         {std::pair(theme.panel, theme.stroke(3.4)), std::pair(theme.ink, theme.stroke(1.6))}) {
        painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(at.x() - r, at.y() - r), QPointF(at.x() + r, at.y() + r));
        painter.drawLine(QPointF(at.x() - r, at.y() + r), QPointF(at.x() + r, at.y() - r));
    }
}

}  // namespace mark

namespace {

constexpr std::size_t manyPoints = 800;  // from here on, discs are stamped instead of drawn one by one

QPixmap transparent(const QSize& canvas, double ratio) {
    QPixmap layer(canvas * ratio);
    layer.setDevicePixelRatio(ratio);
    layer.fill(Qt::transparent);
    return layer;
}

void paintPoint(QPainter& painter, const QPointF& at, double radius, const QColor& color, const QColor& outline,
                bool validation, const Theme& theme) {
    if (validation) {
        mark::paintValidation(painter, at, radius * 0.85, color, outline, theme);
    } else {
        mark::paintTraining(painter, at, radius, color, outline);
    }
}

/// Points of the surface's own colours need a line around them to be seen on it.
QColor outlineOf(const OutputScene& scene, const Theme& theme) {
    if (scene.kind != OutputScene::Kind::Values || scene.isClassification()) return theme.panel;
    QColor outline = theme.ink;
    outline.setAlphaF(0.6F);
    return outline;
}

/// Draws discs from prepared stamps.
class Stamps {
  public:
    Stamps(double radius, double ratio, const QColor& outline, const Theme& theme)
        : m_radius(radius), m_ratio(ratio), m_outline(outline), m_theme(theme) {}

    void paint(QPainter& painter, const QPointF& at, const QColor& color, bool validation) {
        // Colours that the eye can't tell apart share a stamp.
        const QRgb key = (color.rgb() & 0xF8F8F8U) | (validation ? 1U : 0U);
        auto stamp = m_stamps.constFind(key);
        const double half = std::ceil(m_radius * 1.4 + 2);
        if (stamp == m_stamps.constEnd()) {
            QPixmap pixmap = transparent(QSize(1, 1) * static_cast<int>(2 * half), m_ratio);
            QPainter inside(&pixmap);
            inside.setRenderHint(QPainter::Antialiasing);
            paintPoint(inside, {half, half}, m_radius, color, m_outline, validation, m_theme);
            inside.end();
            stamp = m_stamps.insert(key, pixmap);
        }
        painter.drawPixmap(QPointF(at.x() - half, at.y() - half), *stamp);
    }

  private:
    double m_radius, m_ratio;
    QColor m_outline;
    const Theme& m_theme;
    QHash<QRgb, QPixmap> m_stamps;
};

void paintPoints(QPainter& painter, const OutputScene& scene, const OutputFrame& frame, const OutputPoints& points,
                 bool validation, const Theme& theme, Stamps* stamps) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(frame.rect);
    const ColorMap map = surfaceMap(scene, theme);
    const double radius = markRadius(frame, points.points.size()) * std::sqrt(theme.lineFactor);
    const QColor outline = outlineOf(scene, theme);
    for (const OutputPoint& point : points.points) {
        if (point.validation && !validation) continue;
        const QColor color = sampleColor(scene, theme, map, point.label, point.target);
        const QPointF at = frame.place(point.x, point.y);
        if (stamps) {
            stamps->paint(painter, at, color, point.validation);
        } else {
            paintPoint(painter, at, radius, color, outline, point.validation, theme);
        }
    }
    painter.restore();
}

}  // namespace

double markRadius(const OutputFrame& frame, std::size_t points) {
    const double scale = std::clamp(frame.rect.height() / 340, 0.75, 1.6);
    return scale * (points > 2000 ? 2.0 : points > manyPoints ? 2.7 : 3.5);
}

void paintPoints(QPainter& painter, const OutputScene& scene, const OutputFrame& frame, const OutputPoints& points,
                 bool validation, const Theme& theme) {
    paintPoints(painter, scene, frame, points, validation, theme, nullptr);
}

void paintWrongMarks(QPainter& painter, const OutputFrame& frame, const OutputPoints& points,
                     const std::vector<bool>& wrong, bool validation, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(frame.rect);
    const double radius = markRadius(frame, points.points.size()) * std::sqrt(theme.lineFactor);
    for (std::size_t i = 0; i < std::min(wrong.size(), points.points.size()); ++i) {
        const OutputPoint& point = points.points[i];
        if (!wrong[i] || (point.validation && !validation)) continue;
        mark::paintWrong(painter, frame.place(point.x, point.y), radius * 0.8, theme);
    }
    painter.restore();
}

QPixmap pointsLayer(const OutputScene& scene, const OutputFrame& frame, const OutputPoints& points, bool validation,
                    const Theme& theme, const QSize& canvas, double ratio) {
    QPixmap layer = transparent(canvas, ratio);
    QPainter painter(&layer);
    const double radius = markRadius(frame, points.points.size()) * std::sqrt(theme.lineFactor);
    Stamps stamps(radius, ratio, outlineOf(scene, theme), theme);
    const bool many = points.points.size() > manyPoints;
    paintPoints(painter, scene, frame, points, validation, theme, many ? &stamps : nullptr);
    return layer;
}

QPixmap wrongLayer(const OutputFrame& frame, const OutputPoints& points, const std::vector<bool>& wrong,
                   bool validation, const Theme& theme, const QSize& canvas, double ratio) {
    QPixmap layer = transparent(canvas, ratio);
    QPainter painter(&layer);
    paintWrongMarks(painter, frame, points, wrong, validation, theme);
    return layer;
}

}  // namespace glassbox
