#pragma once

#include "engine/explain/racer_rule.h"

namespace glassbox {

/// A point of the surface with what is known there.
struct KnownPoint {
    Eigen::Vector2d position = Eigen::Vector2d::Zero();
    double value = 0;
    Eigen::Vector2d gradient = Eigen::Vector2d::Zero();
};

struct LineSearchResult {
    double length = 0;  ///< 0 if nothing lower was found
    KnownPoint point;
};

/// Whether a search brought nothing that rounding would not: the point is not lower, and its gradient hardly smaller.
/// Without noise, to search again would only find the same.
inline bool isStuck(const RacedSurface& surface, const KnownPoint& from, const LineSearchResult& found) {
    if (surface.isNoisy()) return false;
    return found.length == 0 ||
           (!(found.point.value < from.value) && !(found.point.gradient.norm() < 0.5 * from.gradient.norm()));
}

/// Looks along `direction` for a point that fulfils the strong Wolfe conditions: clearly lower than here, and with a
/// slope of at most `curvature` times the one here (Nocedal and Wright 2006, chapter 3). Halves and doubles from
/// `first`, with a secant guess where both ends are known; a place without a finite value counts as too far.
LineSearchResult searchLine(RacedSurface& surface, const KnownPoint& from, const Eigen::Vector2d& direction,
                            double first, double curvature);

}  // namespace glassbox
