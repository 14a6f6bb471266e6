#include "ui/plots/contour_items.h"

#include "ui/plots/contour_surface.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double inset = 15;       // of arrows from the edge
constexpr double farthest = 1e7;   // pixels: beyond, only the direction counts
constexpr double together = 0.75;  // pixels

bool isFinite(const QPointF& point) {
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

std::optional<QPointF> headOf(const ContourPath& path) {
    if (path.head && isFinite(*path.head)) return path.head;
    for (qsizetype i = path.points.size(); i-- > 0;)
        if (isFinite(path.points[i])) return path.points[i];
    return {};
}

/// The place at the edge of `room` towards a place outside of it.
QPointF atEdge(const QRectF& room, const QPointF& place) {
    const QPointF centre = room.center();
    const QPointF away(std::clamp(place.x() - centre.x(), -farthest, farthest),
                       std::clamp(place.y() - centre.y(), -farthest, farthest));
    const double factor = std::max(std::abs(away.x()) / (room.width() / 2), std::abs(away.y()) / (room.height() / 2));
    return factor > 0 ? centre + away / factor : centre;
}

/// Moves arrows along their edge until none covers another.
void spread(std::vector<ContourItem>& items, const QRectF& room, double apart) {
    std::vector<ContourItem*> outside;
    for (ContourItem& item : items)
        if (!item.inside) outside.push_back(&item);
    const auto isTaken = [&](std::size_t count, const QPointF& place) {
        return std::any_of(outside.begin(), outside.begin() + static_cast<std::ptrdiff_t>(count),
                           [&](const ContourItem* other) {
                               const QPointF away = other->place - place;
                               return std::hypot(away.x(), away.y()) < apart;
                           });
    };
    for (std::size_t i = 1; i < outside.size(); ++i) {
        const QPointF wanted = outside[i]->place;
        const bool side = std::abs(wanted.x() - room.left()) < 1 || std::abs(wanted.x() - room.right()) < 1;
        for (int step = 0; step < 60 && isTaken(i, outside[i]->place); ++step) {
            const double offset = (step / 2 + 1) * apart / 2 * (step % 2 ? -1 : 1);
            const QPointF tried = wanted + (side ? QPointF(0, offset) : QPointF(offset, 0));
            if (room.adjusted(-1, -1, 1, 1).contains(tried)) outside[i]->place = tried;
        }
    }
}

/// Liang and Barsky: the shares of a segment that lie in a rectangle; false if none does.
bool clip(const QPointF& a, const QPointF& b, const QRectF& room, double& from, double& to) {
    from = 0, to = 1;
    const double dx = b.x() - a.x(), dy = b.y() - a.y();
    const auto cut = [&](double along, double left) {
        if (along == 0) return left >= 0;
        const double share = left / along;
        if (along < 0) {
            from = std::max(from, share);
        } else {
            to = std::min(to, share);
        }
        return from <= to;
    };
    return cut(-dx, a.x() - room.left()) && cut(dx, room.right() - a.x()) && cut(-dy, a.y() - room.top()) &&
           cut(dy, room.bottom() - a.y());
}

}  // namespace

std::vector<ContourItem> contourItems(const ContourSurface& surface, const ContourOverlay& overlay,
                                      const ContourFrame& frame, double apart) {
    std::vector<ContourItem> items;
    const QRectF room = frame.plot.adjusted(inset, inset, -inset, -inset);
    if (room.isEmpty()) return items;
    const auto add = [&](ContourItem::Kind kind, std::size_t index, const QPointF& at, bool always) {
        if (!isFinite(at)) return;
        ContourItem item{kind, index, at, frame.place(at)};
        item.inside = frame.range.contains(at);
        if (!item.inside) {
            if (!always) return;
            const QPointF edge = atEdge(room, item.place), away = item.place - frame.plot.center();
            item.direction = std::atan2(away.y(), away.x());
            item.place = edge;
        }
        items.push_back(item);
    };
    if (overlay.start) add(ContourItem::Kind::Start, 0, *overlay.start, true);
    for (std::size_t i = 0; i < overlay.paths.size(); ++i)
        if (const auto head = headOf(overlay.paths[i])) add(ContourItem::Kind::Head, i, *head, true);
    for (std::size_t i = 0; i < surface.minima.size(); ++i) add(ContourItem::Kind::Star, i, surface.minima[i], false);
    for (std::size_t i = 0; i < overlay.stars.size(); ++i)
        add(ContourItem::Kind::Star, surface.minima.size() + i, overlay.stars[i].at, false);
    for (std::size_t i = 0; i < overlay.marks.size(); ++i) add(ContourItem::Kind::Mark, i, overlay.marks[i].at, false);
    spread(items, room, apart);
    return items;
}

int itemAt(const std::vector<ContourItem>& items, const QPointF& place, double reach) {
    int found = -1;
    double nearest = reach;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const QPointF away = items[i].place - place;
        const double distance = std::hypot(away.x(), away.y());
        if (distance > nearest) continue;
        // The handle of the start is what one most likely wants.
        if (items[i].kind == ContourItem::Kind::Start) return static_cast<int>(i);
        if (distance < nearest || found < 0) {
            found = static_cast<int>(i);
            nearest = distance;
        }
    }
    return found;
}

std::vector<QPolygonF> clippedPath(const QPolygonF& points, const ContourFrame& frame, double margin) {
    std::vector<QPolygonF> parts;
    const QRectF room = frame.plot.adjusted(-margin, -margin, margin, margin);
    QPolygonF part;
    const auto finish = [&] {
        if (part.size() > 1) parts.push_back(part);
        part.clear();
    };
    for (qsizetype i = 1; i < points.size(); ++i) {
        double from = 0, to = 1;
        const QPointF a = frame.place(points[i - 1]), b = frame.place(points[i]);
        if (!isFinite(a) || !isFinite(b) || !clip(a, b, room, from, to)) {
            finish();
            continue;
        }
        if (from > 0) finish();
        if (part.isEmpty()) part << a + (b - a) * from;
        const QPointF end = to < 1 ? a + (b - a) * to : b;
        const QPointF step = end - part.back();
        if (std::hypot(step.x(), step.y()) >= together || to < 1 || i + 1 == points.size()) part << end;
        if (to < 1) finish();
    }
    finish();
    return parts;
}

}  // namespace glassbox
