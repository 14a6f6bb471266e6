#include "ui/plots/contour_frame.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {
constexpr double smallestShare = 1e-9;  // of the size of the numbers: below, neighbouring pixels would be equal
constexpr double largest = 1e12;
}  // namespace

bool ContourRange::contains(const QPointF& point) const {
    return point.x() >= xLow && point.x() <= xHigh && point.y() >= yLow && point.y() <= yHigh;
}

bool ContourRange::isValid() const {
    const auto holds = [](double low, double high) {
        const double size = std::max({std::abs(low), std::abs(high), 1e-3});
        return std::isfinite(low) && std::isfinite(high) && high - low > smallestShare * size && size < largest;
    };
    return holds(xLow, xHigh) && holds(yLow, yHigh);
}

ContourRange zoomed(const ContourRange& range, const QPointF& about, double factor) {
    if (!(factor > 0)) return range;
    const auto end = [factor](double from, double middle) { return middle + (from - middle) / factor; };
    const ContourRange result{end(range.xLow, about.x()), end(range.xHigh, about.x()), end(range.yLow, about.y()),
                              end(range.yHigh, about.y())};
    return result.isValid() ? result : range;
}

ContourRange moved(const ContourRange& range, double dx, double dy) {
    const ContourRange result{range.xLow + dx, range.xHigh + dx, range.yLow + dy, range.yHigh + dy};
    return result.isValid() ? result : range;
}

QPointF ContourFrame::place(const QPointF& point) const {
    return {plot.left() + (point.x() - range.xLow) / range.width() * plot.width(),
            plot.bottom() - (point.y() - range.yLow) / range.height() * plot.height()};
}

QPointF ContourFrame::at(const QPointF& place) const {
    if (plot.isEmpty()) return range.centre();
    return {range.xLow + (place.x() - plot.left()) / plot.width() * range.width(),
            range.yLow + (plot.bottom() - place.y()) / plot.height() * range.height()};
}

QPointF ContourFrame::pixels(const QPointF& vector) const {
    return {vector.x() / range.width() * plot.width(), -vector.y() / range.height() * plot.height()};
}

QRectF ContourFrame::placeOf(const ContourRange& part) const {
    return QRectF(place({part.xLow, part.yHigh}), place({part.xHigh, part.yLow}));
}

std::vector<Tick> ticksWithin(double low, double high, int maximumTicks) {
    std::vector<Tick> ticks = linearScale(low, high, maximumTicks + 2).ticks;
    const double slack = (high - low) * 1e-9;
    std::erase_if(ticks, [&](const Tick& tick) { return tick.position < low - slack || tick.position > high + slack; });
    return ticks;
}

}  // namespace glassbox
