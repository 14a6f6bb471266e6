#include "engine/explain/landscape.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double chunkWork = 4e6;  // parameters x samples between two questions whether to go on: some milliseconds

struct Crossing {
    Index column, row;
};

/// What a level adds to the coarser ones; `before` is the stride of those, 0 for none.
std::vector<Crossing> newCrossings(Index side, Index stride, Index before) {
    std::vector<Crossing> result;
    for (Index row = 0; row < side; row += stride)
        for (Index column = 0; column < side; column += stride)
            if (before == 0 || row % before != 0 || column % before != 0) result.push_back({column, row});
    return result;
}

double mixed(double a, double b, double share) {
    return a + (b - a) * share;
}

double gridPlace(double low, double high, Index i, Index side) {
    return mixed(low, high, static_cast<double>(i) / static_cast<double>(side - 1));
}

/// One thread's tools.
struct Evaluator {
    LandscapeCost cost;
    std::vector<Scalar> weights;
};

}  // namespace

LandscapeRange rangeAround(const std::vector<PlaneCoordinates>& places, double margin) {
    LandscapeRange range{0, 0, 0, 0};
    for (std::size_t i = 0; i < places.size(); ++i) {
        const PlaneCoordinates& p = places[i];
        if (i == 0) range = {p.x, p.x, p.y, p.y};
        range.xLow = std::min(range.xLow, p.x);
        range.xHigh = std::max(range.xHigh, p.x);
        range.yLow = std::min(range.yLow, p.y);
        range.yHigh = std::max(range.yHigh, p.y);
    }
    // Neither axis is less than a fifth of the other, so that a path along one direction still shows its surroundings.
    const double most = std::max({range.xHigh - range.xLow, range.yHigh - range.yLow, 1e-3});
    const auto widen = [&](double& low, double& high) {
        const double centre = (low + high) / 2, half = std::max(high - low, most / 5) * (0.5 + margin);
        low = centre - half;
        high = centre + half;
    };
    widen(range.xLow, range.xHigh);
    widen(range.yLow, range.yHigh);
    return range;
}

LandscapeRange withAspect(const LandscapeRange& range, double aspect) {
    const double width = range.xHigh - range.xLow, height = range.yHigh - range.yLow;
    if (!(aspect > 0) || !std::isfinite(aspect)) return range;
    const double x = (range.xLow + range.xHigh) / 2, y = (range.yLow + range.yHigh) / 2;
    const double halfWidth = std::max(width, height * aspect) / 2, halfHeight = std::max(height, width / aspect) / 2;
    return {x - halfWidth, x + halfWidth, y - halfHeight, y + halfHeight};
}

std::vector<Index> refinementStrides(Index side) {
    constexpr Index fewestCells = 5;
    const Index cells = side - 1;
    std::vector<Index> strides{1};
    for (bool grown = true; grown;) {
        grown = false;
        for (const Index factor : {2, 3, 5}) {
            const Index next = strides.back() * factor;
            if (cells % next != 0 || cells / next < fewestCells) continue;
            strides.push_back(next);
            grown = true;
            break;
        }
    }
    std::reverse(strides.begin(), strides.end());
    return strides;
}

ValueGrid Landscape::known() const {
    const Index count = (side() - 1) / stride + 1;
    ValueGrid grid(count, count);
    for (Index row = 0; row < count; ++row)
        for (Index column = 0; column < count; ++column)
            grid.at(column, row) = values.at(column * stride, row * stride);
    return grid;
}

double Landscape::valueAt(double x, double y) const {
    const double cells = static_cast<double>((side() - 1) / stride);
    double column = (x - range.xLow) / (range.xHigh - range.xLow) * cells;
    double row = (y - range.yLow) / (range.yHigh - range.yLow) * cells;
    const double rounding = 1e-9 * cells;
    if (!(column >= -rounding && column <= cells + rounding && row >= -rounding && row <= cells + rounding))
        return notANumber;
    column = std::clamp(column, 0.0, cells);
    row = std::clamp(row, 0.0, cells);
    const Index i = static_cast<Index>(std::min(std::floor(column), cells - 1));
    const Index j = static_cast<Index>(std::min(std::floor(row), cells - 1));
    const double across = column - static_cast<double>(i), up = row - static_cast<double>(j);
    const auto value = [&](Index c, Index r) { return values.at(c * stride, r * stride); };
    // A corner without weight must not spoil the sum when it is infinite.
    const auto mix = [](double a, double b, double share) {
        return share == 0 ? a : share == 1 ? b : mixed(a, b, share);
    };
    return mix(mix(value(i, j), value(i + 1, j), across), mix(value(i, j + 1), value(i + 1, j + 1), across), up);
}

double Landscape::least() const {
    double least = notANumber;
    for (const double value : values.values)
        if (std::isfinite(value) && !(value >= least)) least = value;
    return least;
}

bool computeLandscape(const std::shared_ptr<const LandscapeProblem>& problem, const LandscapePlane& plane,
                      const LandscapeRange& range, Index side, ThreadPool& pool, const LandscapeListener& listener) {
    Landscape landscape{plane, range, ValueGrid(side, side), 1, false};
    std::fill(landscape.values.values.begin(), landscape.values.values.end(), notANumber);
    const auto threads = static_cast<std::size_t>(pool.threads());
    std::vector<Evaluator> evaluators(
        threads, Evaluator{LandscapeCost(problem), std::vector<Scalar>(static_cast<std::size_t>(plane.size()))});
    const double perChunk = std::max(1.0, chunkWork / std::max(1.0, evaluators.front().cost.work()));
    const auto chunk = static_cast<std::size_t>(std::min(perChunk, 4096.0)) * threads;
    const double all = static_cast<double>(side) * static_cast<double>(side);
    double done = 0;
    Index before = 0;
    for (const Index stride : refinementStrides(side)) {
        const std::vector<Crossing> crossings = newCrossings(side, stride, before);
        for (std::size_t first = 0; first < crossings.size(); first += chunk) {
            const std::size_t last = std::min(first + chunk, crossings.size());
            const std::function<void(int)> work = [&](int thread) {
                Evaluator& evaluator = evaluators[static_cast<std::size_t>(thread)];
                for (std::size_t i = first + static_cast<std::size_t>(thread); i < last; i += threads) {
                    const Crossing at = crossings[i];
                    plane.weightsAt({gridPlace(range.xLow, range.xHigh, at.column, side),
                                     gridPlace(range.yLow, range.yHigh, at.row, side)},
                                    evaluator.weights);
                    landscape.values.at(at.column, at.row) = evaluator.cost.at(evaluator.weights);
                }
            };
            pool.run(work);
            done += static_cast<double>(last - first);
            if (listener.progress && !listener.progress(done / all)) return false;
        }
        before = landscape.stride = stride;
        landscape.isFinished = stride == 1;
        if (listener.refined) listener.refined(landscape);
    }
    return true;
}

WeightInterpolation interpolateCost(const std::shared_ptr<const LandscapeProblem>& problem, const WeightState& a,
                                    const WeightState& b, double low, double high, Index count,
                                    const std::function<bool(double share)>& progress) {
    LandscapeCost training(problem), validation(problem, LandscapeCost::Part::Validation);
    const bool validates = problem->data->validation.count() > 0;
    WeightInterpolation result;
    WeightState state = a;
    const auto blend = [](const std::vector<Scalar>& from, const std::vector<Scalar>& to, double t,
                          std::vector<Scalar>& into) {
        for (std::size_t i = 0; i < into.size(); ++i)
            into[i] = static_cast<Scalar>((1 - t) * static_cast<double>(from[i]) + t * static_cast<double>(to[i]));
    };
    for (Index i = 0; i < count; ++i) {
        double t = gridPlace(low, high, i, count);
        for (const double end : {0.0, 1.0})
            if (std::abs(t - end) < 1e-9) t = end;
        blend(a.weights, b.weights, t, state.weights);
        blend(a.statistics, b.statistics, t, state.statistics);
        result.t.push_back(t);
        result.training.push_back(training.at(state.weights, state.statistics));
        if (validates) result.validation.push_back(validation.at(state.weights, state.statistics));
        if (progress && !progress(static_cast<double>(i + 1) / static_cast<double>(count))) return {};
    }
    return result;
}

}  // namespace glassbox
