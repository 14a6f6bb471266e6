#include "ui/plots/contour_painter.h"
#include "ui/plots/surface_painter.h"
#include "ui/shell/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <array>
#include <cmath>

namespace glassbox {

namespace {

constexpr double halfWidth = SurfaceRelief::halfWidth, halfDepth = SurfaceRelief::halfDepth;
constexpr double ceiling = SurfaceRelief::ceiling;
constexpr double tickLength = 5;

class BoxPainter {
  public:
    BoxPainter(QPainter& painter, const SurfaceProjection& projection, const Theme& theme)
        : m_painter(painter), m_projection(projection), m_theme(theme), m_metrics(contourFont(theme)) {
        painter.setFont(contourFont(theme));
        // The sides of the box that are nearer to the eye.
        m_front = place(0, -halfDepth, 0).depth < place(0, halfDepth, 0).depth ? -halfDepth : halfDepth;
        m_side = place(-halfWidth, 0, 0).depth < place(halfWidth, 0, 0).depth ? -halfWidth : halfWidth;
    }

    void paintWalls(const std::vector<Tick>& heights) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.sunk);
        m_painter.drawPolygon(QPolygonF{at(-halfWidth, -halfDepth, 0), at(halfWidth, -halfDepth, 0),
                                        at(halfWidth, halfDepth, 0), at(-halfWidth, halfDepth, 0)});
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_theme.grid, m_theme.stroke(1)));
        for (const Tick& tick : heights)
            m_painter.drawPolyline(QPolygonF{at(m_side, -m_front, tick.position * ceiling),
                                             at(-m_side, -m_front, tick.position * ceiling),
                                             at(-m_side, m_front, tick.position * ceiling)});
        m_painter.setPen(QPen(m_theme.line, m_theme.stroke(1)));
        m_painter.drawPolygon(QPolygonF{at(-halfWidth, -halfDepth, 0), at(halfWidth, -halfDepth, 0),
                                        at(halfWidth, halfDepth, 0), at(-halfWidth, halfDepth, 0)});
        m_painter.drawPolyline(QPolygonF{at(m_side, -m_front, 0), at(m_side, -m_front, ceiling),
                                         at(-m_side, -m_front, ceiling), at(-m_side, m_front, ceiling),
                                         at(-m_side, m_front, 0)});
        m_painter.drawLine(at(-m_side, -m_front, 0), at(-m_side, -m_front, ceiling));
    }

    /// Along the floor's near edges, away from the box.
    void paintFloorAxis(const std::vector<Tick>& ticks, double low, double high, bool isX, const QString& name) {
        const QPointF middle = at(0, 0, 0);
        const auto edge = [&](double share) {
            const double along = 2 * share - 1;
            return isX ? at(along * halfWidth, m_front, 0) : at(m_side, along * halfDepth, 0);
        };
        const QPointF start = edge(0), end = edge(1), way = end - start;
        const double length = std::hypot(way.x(), way.y());
        if (length < 30) return;  // seen end on
        QPointF out(way.y() / length, -way.x() / length);
        if (QPointF::dotProduct(out, (start + end) / 2 - middle) < 0) out = -out;
        double last = -1e9, widest = 0;
        for (const Tick& tick : ticks) {
            const double share = (tick.position - low) / (high - low);
            const QPointF from = edge(share);
            const QSizeF size(m_metrics.horizontalAdvance(tick.label), m_metrics.height());
            m_painter.setPen(QPen(m_theme.line, m_theme.stroke(1)));
            m_painter.drawLine(from, from + out * tickLength);
            // Room a number takes along the edge.
            const double room = std::min(size.width() * length / std::max(1.0, std::abs(way.x())),
                                         size.height() * length / std::max(1.0, std::abs(way.y())));
            if (share * length - last < room + 6) continue;
            last = share * length;
            paintBeside(from + out * (tickLength + 3), out, tick.label, m_theme.mute);
            widest = std::max(widest, std::abs(out.x()) * size.width() + std::abs(out.y()) * size.height());
        }
        paintBeside(edge(0.5) + out * (tickLength + widest + 8), out, name, m_theme.ink);
    }

    void paintHeightAxis(const std::vector<Tick>& ticks, const QString& name) {
        if (m_projection.tiltCos * ceiling * m_projection.scale < 30) return;  // seen from above
        // The upright edge that is furthest to the left.
        double x = m_side, y = -m_front;
        if (at(-m_side, m_front, 0).x() < at(x, y, 0).x()) x = -m_side, y = m_front;
        double last = 1e9;
        for (const Tick& tick : ticks) {
            const QPointF from = at(x, y, tick.position * ceiling);
            m_painter.setPen(QPen(m_theme.line, m_theme.stroke(1)));
            m_painter.drawLine(from, from - QPointF(tickLength, 0));
            if (last - from.y() < m_metrics.height()) continue;
            last = from.y();
            paintBeside(from - QPointF(tickLength + 3, 0), {-1, 0}, tick.label, m_theme.mute);
        }
        paintBeside(at(x, y, ceiling) - QPointF(0, 4), {0, -1}, name, m_theme.ink);
    }

  private:
    SurfacePlace place(double x, double y, double z) const { return m_projection.place(x, y, z); }
    QPointF at(double x, double y, double z) const { return place(x, y, z).at; }

    /// Words whose near side touches a place.
    void paintBeside(const QPointF& place, const QPointF& out, const QString& text, const QColor& color) {
        const QSizeF size(m_metrics.horizontalAdvance(text), m_metrics.height());
        const QPointF middle = place + QPointF(out.x() * size.width() / 2, out.y() * size.height() / 2);
        m_painter.setPen(color);
        m_painter.drawText(QPointF(middle.x() - size.width() / 2, middle.y() - size.height() / 2 + m_metrics.ascent()),
                           text);
    }

    QPainter& m_painter;
    const SurfaceProjection& m_projection;
    const Theme& m_theme;
    QFontMetricsF m_metrics;
    double m_front = 0, m_side = 0;
};

}  // namespace

void paintSurfaceBox(QPainter& painter, const SurfaceRelief& relief, const SurfaceProjection& projection,
                     const ContourSurface& surface, const Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing);
    BoxPainter box(painter, projection, theme);
    box.paintWalls(relief.ticks);
    const ContourRange& range = relief.range;
    box.paintFloorAxis(ticksWithin(range.xLow, range.xHigh, 7), range.xLow, range.xHigh, true, surface.xName);
    box.paintFloorAxis(ticksWithin(range.yLow, range.yHigh, 6), range.yLow, range.yHigh, false, surface.yName);
    box.paintHeightAxis(relief.ticks, surface.valueName);
}

}  // namespace glassbox
