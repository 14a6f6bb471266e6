#include "engine/explain/landscape_plane.h"

#include "engine/nn/error.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

double product(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

std::vector<double> inDouble(WeightPoint point) {
    return {point.begin(), point.end()};
}

}  // namespace

LandscapePlane::LandscapePlane(std::vector<double> origin, std::vector<double> first, std::vector<double> second)
    : m_origin(std::move(origin)),
      m_first(std::move(first)),
      m_second(std::move(second)),
      m_ff(product(m_first, m_first)),
      m_fs(product(m_first, m_second)),
      m_ss(product(m_second, m_second)) {
    if (m_origin.size() != m_first.size() || m_origin.size() != m_second.size())
        throw Error("A plane needs directions of the size of its origin.");
    // Not above: not-a-number must not pass either.
    if (!(m_ff * m_ss - m_fs * m_fs > 1e-12 * m_ff * m_ss) || !std::isfinite(m_ff) || !std::isfinite(m_ss))
        throw Error("The two directions span no plane: they are parallel, or one of them is zero.");
}

LandscapePlane LandscapePlane::ofWeights(WeightPoint through, Index first, Index second) {
    const auto size = static_cast<Index>(through.size());
    if (first < 0 || second < 0 || first >= size || second >= size)
        throw Error("This weight does not exist; the network has " + std::to_string(size) + " parameters.");
    if (first == second) throw Error("Choose two different weights.");
    std::vector<double> origin = inDouble(through), x(through.size(), 0), y(through.size(), 0);
    const auto i = static_cast<std::size_t>(first), j = static_cast<std::size_t>(second);
    origin[i] = origin[j] = 0;  // so that coordinates are the weights' own values
    x[i] = y[j] = 1;
    return {std::move(origin), std::move(x), std::move(y)};
}

LandscapePlane LandscapePlane::throughPoints(WeightPoint a, WeightPoint b, WeightPoint c) {
    std::vector<double> origin = inDouble(a), x = inDouble(b), y = inDouble(c);
    for (std::size_t i = 0; i < origin.size(); ++i) {
        x[i] -= origin[i];
        y[i] -= origin[i];
    }
    const double length = std::sqrt(product(x, x)), reach = product(y, y);
    for (double& v : x) v /= length;
    // Twice: the second time takes away what rounding left.
    for (int round = 0; round < 2; ++round) {
        const double along = product(x, y);
        for (std::size_t i = 0; i < y.size(); ++i) y[i] -= along * x[i];
    }
    const double height = product(y, y);
    if (!(length > 0) || !(height > 1e-12 * reach))
        throw Error("The three points lie on a line, so that many planes pass through them.");
    for (double& v : y) v /= std::sqrt(height);
    return {std::move(origin), std::move(x), std::move(y)};
}

void LandscapePlane::weightsAt(const PlaneCoordinates& place, std::span<Scalar> weights) const {
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = static_cast<Scalar>(m_origin[i] + place.x * m_first[i] + place.y * m_second[i]);
}

/// The normal equations: the part of a vector along the plane, from its products with the directions.
PlaneCoordinates LandscapePlane::solve(double alongFirst, double alongSecond) const {
    const double determinant = m_ff * m_ss - m_fs * m_fs;
    return {(m_ss * alongFirst - m_fs * alongSecond) / determinant,
            (m_ff * alongSecond - m_fs * alongFirst) / determinant};
}

PlaneCoordinates LandscapePlane::project(WeightPoint point) const {
    double f = 0, s = 0;
    for (std::size_t i = 0; i < point.size(); ++i) {
        const double d = static_cast<double>(point[i]) - m_origin[i];
        f += d * m_first[i];
        s += d * m_second[i];
    }
    return solve(f, s);
}

double LandscapePlane::distanceOutside(WeightPoint point) const {
    const PlaneCoordinates at = project(point);
    double sum = 0;
    for (std::size_t i = 0; i < point.size(); ++i) {
        const double d = static_cast<double>(point[i]) - m_origin[i] - at.x * m_first[i] - at.y * m_second[i];
        sum += d * d;
    }
    return std::sqrt(sum);
}

LandscapePlane::Lengths LandscapePlane::movement(WeightPoint from, WeightPoint to) const {
    double f = 0, s = 0;
    Lengths lengths;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const double d = static_cast<double>(to[i]) - static_cast<double>(from[i]);
        lengths.all += d * d;
        f += d * m_first[i];
        s += d * m_second[i];
    }
    const PlaneCoordinates along = solve(f, s);
    lengths.inside = along.x * f + along.y * s;
    return lengths;
}

double LandscapePlane::shareOutside(const std::vector<WeightPoint>& path) const {
    Lengths sum;
    for (const WeightPoint point : path) {
        const Lengths one = movement(path.front(), point);
        sum.all += one.all;
        sum.inside += one.inside;
    }
    return sum.all > 0 ? std::clamp(1 - sum.inside / sum.all, 0.0, 1.0) : 0;
}

std::vector<double> LandscapePlane::sharesOutside(const std::vector<WeightPoint>& path) const {
    std::vector<double> shares;
    for (const WeightPoint point : path) {
        const Lengths one = movement(path.front(), point);
        shares.push_back(one.all > 0 ? std::clamp(1 - one.inside / one.all, 0.0, 1.0) : 0);
    }
    return shares;
}

}  // namespace glassbox
