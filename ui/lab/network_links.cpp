#include "ui/lab/network_links.h"

#include "ui/lab/network_weights.h"
#include "ui/plots/link_paths.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double hitDistance = 6;

double startX(const NetworkScene& scene, Index column) {
    const NetworkColumn& from = scene.place(column - 1);
    return from.tiles.empty() ? from.x : from.tiles.front().right();
}

double endX(const NetworkScene& scene, Index column) {
    const NetworkColumn& to = scene.place(column);
    return to.tiles.empty() ? to.x : to.tiles.front().left();
}

// The weights that lead into a column, if they fit what is drawn.
std::optional<WeightMatrix> matrixInto(const NetworkScene& scene, Index column) {
    if (!scene.snapshot || column < 1 || column >= scene.columnCount() || !scene.column(column).live) return {};
    auto weights = weightsOf(*scene.snapshot, column - 1);
    if (weights && (weights->outputs != scene.place(column).units || weights->inputs != scene.place(column - 1).units))
        return {};
    return weights;
}

bool touches(const NetworkLink& link, const UnitRef& unit) {
    const Index column = unit.layer + 1;
    return (link.column == column && link.to == unit.unit) || (link.column - 1 == column && link.from == unit.unit);
}

// Weights shrink with the number of inputs as initialisers make them: compared to those of a unit with 8 inputs.
float gain(Index inputs) {
    return std::max(1.0F, std::sqrt(static_cast<float>(inputs) / 8.0F));
}

}  // namespace

void NetworkLinks::collect(const NetworkScene& scene) {
    m_strokes.clear();
    for (Index column = 1; column < scene.columnCount(); ++column) {
        const auto weights = matrixInto(scene, column);
        if (!weights) continue;
        const NetworkColumn& from = scene.place(column - 1);
        const NetworkColumn& to = scene.place(column);
        const float strength = gain(weights->inputs);
        for (Index i = to.firstUnit; i < to.firstUnit + to.shown(); ++i) {
            for (Index j = from.firstUnit; j < from.firstUnit + from.shown(); ++j) {
                const float w = weights->at(i, j);
                if (std::isfinite(w)) m_strokes.push_back({{column, j, i}, w, std::abs(w) * strength});
            }
        }
    }
    m_total = m_strokes.size();
    const auto weaker = [](const Stroke& a, const Stroke& b) { return a.strength < b.strength; };
    if (m_strokes.size() > limit) {
        const auto cut = m_strokes.begin() + static_cast<std::ptrdiff_t>(m_strokes.size() - limit);
        std::nth_element(m_strokes.begin(), cut, m_strokes.end(), weaker);
        m_strokes.erase(m_strokes.begin(), cut);
    }
    std::sort(m_strokes.begin(), m_strokes.end(), weaker);  // strong ones lie on top
    m_drawn = m_strokes.size();
}

const LinkCourse& NetworkLinks::course(const NetworkScene& scene, Index column, double scale) {
    if (m_courses.size() < scene.layout.columns.size()) m_courses.resize(scene.layout.columns.size());
    LinkCourse& course = m_courses[static_cast<std::size_t>(column)];
    const double x0 = startX(scene, column) * scale;
    const double x1 = endX(scene, column) * scale;
    if (course.left() != x0 || course.right() != x1) course = LinkCourse(x0, x1);
    return course;
}

void NetworkLinks::draw(const NetworkScene& scene, QImage& image, double scale) {
    collect(scene);
    {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(scale / image.devicePixelRatio(), scale / image.devicePixelRatio());
        for (Index column = 1; column < scene.columnCount(); ++column) drawStraight(scene, column, painter);
    }
    LinkRaster raster(image);
    drawStrokes(scene, raster, scale);
}

void NetworkLinks::paint(const NetworkScene& scene, QPainter& painter) {
    collect(scene);
    painter.setRenderHint(QPainter::Antialiasing);
    for (Index column = 1; column < scene.columnCount(); ++column) drawStraight(scene, column, painter);
    LinkPaths paths(painter);
    drawStrokes(scene, paths, 1);
}

void NetworkLinks::drawStrokes(const NetworkScene& scene, LinkPen& pen, double scale) {
    const QRgb positive = scene.theme.positive.rgb();
    const QRgb negative = scene.theme.negative.rgb();
    const auto pixels = static_cast<float>(scale);
    const float thick = pixels * static_cast<float>(scene.theme.lineFactor);
    const auto stroke = [&](const Stroke& s, bool stands, bool dims) {
        const double y0 = scene.place(s.link.column - 1).tile(s.link.from).center().y();
        const double y1 = scene.place(s.link.column).tile(s.link.to).center().y();
        LinkStroke line;
        line.y0 = static_cast<float>(y0) * pixels;
        line.y1 = static_cast<float>(y1) * pixels;
        line.width = std::min(5.5F, 0.4F + s.strength * 1.2F) * thick;
        line.alpha = std::min(0.85F, 0.2F + s.strength * 0.24F);
        if (stands) {
            line.width = std::max(line.width, 1.6F * thick);
            line.alpha = std::max(line.alpha, 0.9F);
        } else if (dims) {
            line.alpha *= 0.35F;
        }
        line.color = s.weight < 0 ? negative : positive;
        if (s.weight < 0) line.dash = std::max(8.0F * pixels, line.width * 3);
        pen.draw(course(scene, s.link.column, scale), line);
    };
    const std::optional<NetworkLink>& single = scene.hoveredLink ? scene.hoveredLink : scene.chosenLink;
    const bool dims = single || scene.shownUnit;
    const auto stands = [&](const Stroke& s) {
        if (single) return s.link == *single || s.link == scene.chosenLink;
        return scene.shownUnit && touches(s.link, *scene.shownUnit);
    };
    for (const Stroke& s : m_strokes)
        if (!dims || !stands(s)) stroke(s, false, dims);
    if (!dims) return;
    for (const Stroke& s : m_strokes)
        if (stands(s)) stroke(s, single.has_value(), false);
}

// Layers that work on each unit alone; where the numbers of units differ, a band says that all goes to all.
void NetworkLinks::drawStraight(const NetworkScene& scene, Index column, QPainter& painter) const {
    if (matrixInto(scene, column)) return;
    const NetworkColumn& from = scene.place(column - 1);
    const NetworkColumn& to = scene.place(column);
    if (from.tiles.empty() || to.tiles.empty()) return;
    const double x0 = startX(scene, column);
    const double x1 = endX(scene, column);
    QColor color = scene.theme.mute;
    if (from.units == to.units && scene.column(column).kind != "dense") {
        color.setAlphaF(0.55F);
        painter.setPen(QPen(color, scene.theme.stroke(1.2)));
        for (Index i = to.firstUnit; i < to.firstUnit + to.shown(); ++i)
            if (from.shows(i)) painter.drawLine(QPointF(x0, from.tile(i).center().y()), {x1, to.tile(i).center().y()});
        return;
    }
    color.setAlphaF(0.10F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF({{x0, from.tiles.front().center().y()},
                                   {x1, to.tiles.front().center().y()},
                                   {x1, to.tiles.back().center().y()},
                                   {x0, from.tiles.back().center().y()}}));
}

std::optional<NetworkLink> NetworkLinks::linkAt(const NetworkScene& scene, const QPointF& point) {
    for (Index column = 1; column < scene.columnCount(); ++column) {
        const LinkCourse course(startX(scene, column), endX(scene, column));
        if (point.x() < course.left() || point.x() > course.right()) continue;
        const auto weights = matrixInto(scene, column);
        if (!weights) return {};
        const NetworkColumn& from = scene.place(column - 1);
        const NetworkColumn& to = scene.place(column);
        const double rise = course.rise(point.x());
        const double slope = course.slope(point.x());
        std::optional<NetworkLink> best;
        double nearest = hitDistance;
        for (Index i = to.firstUnit; i < to.firstUnit + to.shown(); ++i) {
            for (Index j = from.firstUnit; j < from.firstUnit + from.shown(); ++j) {
                const double y0 = from.tile(j).center().y();
                const double climb = to.tile(i).center().y() - y0;
                const double down = std::abs(y0 + climb * rise - point.y());
                double distance = down / std::hypot(1.0, climb * slope);
                // Of links that cross here a strong one is easier to hit.
                const auto w = static_cast<double>(weights->at(i, j));
                if (std::isfinite(w))
                    distance -= std::min(2.0, std::abs(w) * static_cast<double>(gain(weights->inputs)) * 0.6);
                if (distance >= nearest) continue;
                nearest = distance;
                best = NetworkLink{column, j, i};
            }
        }
        return best;
    }
    return {};
}

std::optional<float> NetworkLinks::weight(const NetworkScene& scene, const NetworkLink& link) {
    const auto weights = matrixInto(scene, link.column);
    if (!weights || link.to < 0 || link.to >= weights->outputs || link.from < 0 || link.from >= weights->inputs)
        return {};
    return weights->at(link.to, link.from);
}

QPointF NetworkLinks::middle(const NetworkScene& scene, const NetworkLink& link) {
    const QPointF from(startX(scene, link.column), scene.place(link.column - 1).tile(link.from).center().y());
    const QPointF to(endX(scene, link.column), scene.place(link.column).tile(link.to).center().y());
    return (from + to) / 2;
}

}  // namespace glassbox
