#pragma once

#include "engine/explain/contours.h"
#include "engine/explain/landscape_cost.h"
#include "engine/nn/thread_pool.h"

#include <functional>

namespace glassbox {

/// The part of a plane that is computed.
struct LandscapeRange {
    double xLow = -1, xHigh = 1;
    double yLow = -1, yHigh = 1;
    friend bool operator==(const LandscapeRange&, const LandscapeRange&) = default;
};

/// A range in which all these places lie, with a margin around them; never empty.
GLASSBOX_EXPORT LandscapeRange rangeAround(const std::vector<PlaneCoordinates>& places, double margin = 0.2);

/// The same range made wider or higher about its middle, so that it is `aspect` times as wide as high: on a picture of
/// that shape both directions then have the same scale, and what is round looks round.
GLASSBOX_EXPORT LandscapeRange withAspect(const LandscapeRange& range, double aspect);

/// The cost over a grid of a plane's places. Grows finer while it is computed.
struct GLASSBOX_EXPORT Landscape {
    LandscapePlane plane;
    LandscapeRange range;
    /// side x side values, lower left first; only every stride-th row and column is computed, the rest is not-a-number.
    ValueGrid values;
    Index stride = 1;
    bool isFinished = false;  ///< as fine as was asked for

    Index side() const { return values.width; }
    /// What is known so far as a grid of its own, whole.
    ValueGrid known() const;
    /// Between the crossings known so far by bilinear interpolation; not-a-number outside of the range.
    double valueAt(double x, double y) const;
    /// The least finite value known so far; not-a-number if there is none.
    double least() const;
};

/// The steps from coarse to fine for a grid: every divisor is one of the last, so that each level computes only the new
/// crossings. 101: 20, 4, 2, 1 (6 x 6, 26 x 26, 51 x 51, 101 x 101 crossings).
GLASSBOX_EXPORT std::vector<Index> refinementStrides(Index side);

/// What hears of a calculation, on the thread that asked for it.
struct LandscapeListener {
    /// Often; returning false gives up.
    std::function<bool(double share)> progress;
    /// After each level.
    std::function<void(const Landscape& landscape)> refined;
};

/// Computes the cost of the training part at side x side places, coarse to fine, on all threads of the pool. The result
/// does not depend on their number. False if it was given up. `side` is at least 2.
GLASSBOX_EXPORT bool computeLandscape(const std::shared_ptr<const LandscapeProblem>& problem,
                                      const LandscapePlane& plane, const LandscapeRange& range, Index side,
                                      ThreadPool& pool, const LandscapeListener& listener);

/// One end of an interpolation: parameters and running statistics.
struct WeightState {
    std::vector<Scalar> weights, statistics;
};

/// The costs on the straight line between two networks' parameters (Goodfellow et al. 2015): at (1 - t) a + t b.
struct WeightInterpolation {
    std::vector<double> t;
    std::vector<double> training;
    std::vector<double> validation;  ///< empty without a validation part
};

/// At `count` places from t = low to t = high (running statistics are interpolated alike). 0 and 1 are hit exactly
/// where they are among the places. Empty if it was given up.
GLASSBOX_EXPORT WeightInterpolation interpolateCost(const std::shared_ptr<const LandscapeProblem>& problem,
                                                    const WeightState& a, const WeightState& b, double low, double high,
                                                    Index count,
                                                    const std::function<bool(double share)>& progress = {});

}  // namespace glassbox
