#include "ui/plots/surface_painter.h"

#include "ui/plots/contour_overlay_painter.h"
#include "ui/plots/contour_painter.h"
#include "ui/shell/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// A step that is long on the floor follows the ground in pieces.
constexpr double pieceOfRange = 1.0 / 120;
constexpr int mostPieces = 120;

bool isFinite(const QPointF& point) {
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

/// Draws a line over the ground, split where it comes into sight or leaves it.
class Draper {
  public:
    Draper(QPainter& painter, const SurfaceScene& scene, const QColor& color, double width)
        : m_painter(painter), m_scene(scene), m_color(color), m_width(width) {}

    void add(const QPointF& point) {
        if (!isFinite(point)) {
            finish();
            m_last.reset();
            return;
        }
        if (m_last) {
            const ContourRange& range = m_scene.relief.range;
            const QPointF way = point - *m_last;
            const double far = std::max(std::abs(way.x()) / range.width(), std::abs(way.y()) / range.height());
            const int pieces = std::clamp(static_cast<int>(far / pieceOfRange), 1, mostPieces);
            for (int i = 1; i < pieces; ++i) addPlace(*m_last + way * (static_cast<double>(i) / pieces));
        }
        addPlace(point);
        m_last = point;
    }
    void finish() {
        if (m_line.size() > 1) {
            QColor color = m_color;
            if (!m_seen) color.setAlphaF(0.45F);
            m_painter.setPen(QPen(color, m_seen ? m_width : m_width * 0.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            m_painter.drawPolyline(m_line);
        }
        m_line.clear();
    }

  private:
    void addPlace(const QPointF& point) {
        const double height = m_scene.relief.heightAt(point);
        if (!std::isfinite(height)) return finish();
        const SurfacePlace place = m_scene.projection.place(m_scene.relief.range, point, height);
        const bool seen = m_scene.raster.isVisible(place);
        if (!m_line.isEmpty()) {
            const QPointF step = place.at - m_line.back();
            if (seen == m_seen && std::hypot(step.x(), step.y()) < 0.6) return;
            if (seen != m_seen || m_line.size() > 32) {
                const QPointF joint = m_line.back();
                finish();
                m_line << joint;
            }
        }
        m_seen = seen;
        m_line << place.at;
    }

    QPainter& m_painter;
    const SurfaceScene& m_scene;
    QColor m_color;
    double m_width;
    QPolygonF m_line;
    bool m_seen = true;
    std::optional<QPointF> m_last;
};

void drape(QPainter& painter, const SurfaceScene& scene, const QPolygonF& points, const QColor& color, double width) {
    Draper draper(painter, scene, color, width);
    for (const QPointF& point : points) draper.add(point);
    draper.finish();
}

void paintVector(QPainter& painter, const SurfaceScene& scene, const ContourArrow& arrow, const Theme& theme) {
    const SurfaceRelief& relief = scene.relief;
    const ContourRange& range = relief.range;
    const double width = arrow.vector.x() / range.width(), height = arrow.vector.y() / range.height();
    const double length = std::hypot(width, height);
    if (!isFinite(arrow.from) || !(length > 0) || !std::isfinite(length)) return;
    // At most a third of the floor, as on the contour plot.
    const double wanted = arrow.pixels > 0 ? arrow.pixels / (2 * scene.projection.scale) : length;
    const QPointF to = arrow.from + arrow.vector * (std::min(wanted, 1.0 / 3) / length);
    const double from = relief.heightAt(arrow.from), end = relief.heightAt(to);
    if (!std::isfinite(from) || !std::isfinite(end)) return;
    paintArrow(painter, scene.projection.place(range, arrow.from, from).at, scene.projection.place(range, to, end).at,
               theme.stroke(2), arrow.color, arrow.dashed);
}

}  // namespace

std::vector<ContourItem> surfaceItems(const SurfaceScene& scene) {
    // Reading order and heads are those of the contour plot.
    const ContourFrame frame{scene.relief.range, QRectF(0, 0, 1000, 1000)};
    std::vector<ContourItem> items = contourItems(scene.surface, scene.overlay, frame, 0);
    std::erase_if(items, [&](ContourItem& item) {
        const double height = item.inside ? scene.relief.heightAt(item.at) : NAN;
        if (!std::isfinite(height)) return true;
        const SurfacePlace place = scene.projection.place(scene.relief.range, item.at, height);
        item.place = place.at;
        item.inside = scene.raster.isVisible(place);
        return false;
    });
    return items;
}

void paintSurfaceOverlay(QPainter& painter, const SurfaceScene& scene, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const bool selected : {false, true}) {
        for (const ContourPath& path : scene.overlay.paths) {
            if (path.selected != selected) continue;
            const double width = theme.stroke(path.width) * (selected ? 1.5 : 1);
            if (selected) drape(painter, scene, path.points, theme.panel, width + theme.stroke(2.5));
            drape(painter, scene, path.points, path.color, width);
        }
    }
    for (const ContourArrow& arrow : scene.overlay.arrows) paintVector(painter, scene, arrow, theme);
    // Those behind the ground first and pale.
    const QRectF room = painter.viewport();
    for (const bool inFront : {false, true}) {
        std::vector<ContourItem> items;
        for (const ContourItem& item : scene.items)
            if (item.inside == inFront) items.push_back(item);
        for (ContourItem& item : items) item.inside = true;
        painter.setOpacity(inFront ? 1 : 0.35);
        paintContourItems(painter, {scene.surface, scene.overlay, items, {scene.relief.range, room}}, theme);
    }
    painter.setOpacity(1);
    paintItemRings(painter, scene.items, scene.hovered, scene.focused, theme);
    painter.restore();
}

}  // namespace glassbox
