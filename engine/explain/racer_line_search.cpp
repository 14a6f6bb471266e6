#include "engine/explain/racer_line_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

LineSearchResult searchLine(RacedSurface& surface, const KnownPoint& from, const Eigen::Vector2d& direction,
                            double first, double curvature) {
    constexpr double decrease = 1e-4;
    constexpr int trials = 40;
    const double slope = direction.dot(from.gradient);
    const double rounding = 1e-15 * std::abs(from.value);
    double low = 0, lowSlope = slope, high = std::numeric_limits<double>::infinity();
    double highSlope = std::numeric_limits<double>::quiet_NaN();  // known only where the point was low enough
    LineSearchResult best;
    double length = first;
    for (int trial = 0; trial < trials; ++trial) {
        KnownPoint point;
        point.position = from.position + length * direction;
        point.value = surface.value(point.position);
        bool far = !(point.value <= from.value + decrease * length * slope + rounding) || std::isinf(point.value);
        double here = std::numeric_limits<double>::quiet_NaN();
        if (!far) {
            point.gradient = surface.gradient(point.position);
            here = direction.dot(point.gradient);
            if (!std::isfinite(here)) {
                far = true;
            } else {
                if (best.length == 0 || point.value < best.point.value) best = {length, point};
                if (std::abs(here) <= curvature * std::abs(slope)) return {length, point};
            }
        }
        double guess = 2 * length;
        if (far || here > 0) {
            high = length, highSlope = here;
        } else {
            // Where the slope would be 0 if it went on rising as it did: exact on a bowl.
            if (here > lowSlope) guess = length + std::clamp(here / (lowSlope - here), 0.1, 9.0) * (length - low);
            low = length, lowSlope = here;
        }
        if (std::isinf(high)) {
            length = guess;
        } else if (highSlope > 0) {
            const double secant = low - lowSlope * (high - low) / (highSlope - lowSlope);
            length = std::clamp(secant, low + 0.1 * (high - low), high - 0.1 * (high - low));
        } else {
            length = (low + high) / 2;
        }
    }
    return best;
}

}  // namespace glassbox
