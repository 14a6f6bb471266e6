#pragma once

#include "engine/nn/network.h"

#include <cstdint>
#include <span>
#include <vector>

namespace glassbox {

/// All parameters of a network at one moment, laid out as Network::parameters().
using WeightPoint = std::span<const Scalar>;

/// A place in a plane, in units of its two directions.
struct PlaneCoordinates {
    double x = 0;
    double y = 0;
    friend bool operator==(const PlaneCoordinates&, const PlaneCoordinates&) = default;
};

/// A plane through the space of a network's parameters: origin + x * first + y * second. The directions are linearly
/// independent, but need be neither of length 1 nor at right angles; projections are at right angles to the plane all
/// the same. A value.
class GLASSBOX_EXPORT LandscapePlane {
  public:
    LandscapePlane() = default;
    /// All of the same size. Throws Error if the directions are not finite or (nearly) parallel.
    LandscapePlane(std::vector<double> origin, std::vector<double> first, std::vector<double> second);

    /// The plane in which only two parameters change, by their places in Network::parameters(); all others are those of
    /// `through`. x and y are the two parameters' own values.
    static LandscapePlane ofWeights(WeightPoint through, Index first, Index second);
    /// Two random directions through `through`, filter-normalised (Li et al. 2018): normally distributed numbers, then
    /// the part of each unit (filter) scaled to the length of the unit's own incoming weights in `through`. Biases,
    /// parameters of normalisations and whatever training leaves alone get 0. Throws Error if all weights are 0.
    static LandscapePlane ofRandomDirections(const Network& network, WeightPoint through, std::uint64_t seed);
    /// The plane through `through` along the first two principal components of the points: unit vectors, at right
    /// angles, the largest component of each positive. The points' mean is subtracted for the components, as ever.
    /// Points that lie on a line leave the second direction open: then it is some direction at a right angle. Throws
    /// Error if no point differs from another.
    static LandscapePlane ofComponents(WeightPoint through, const std::vector<WeightPoint>& points);
    /// The plane through three points: x along the way from `a` to `b`, y at a right angle to it, both of length 1, the
    /// origin at `a`. Throws Error if the points lie on a line.
    static LandscapePlane throughPoints(WeightPoint a, WeightPoint b, WeightPoint c);

    bool isEmpty() const { return m_origin.empty(); }
    Index size() const { return static_cast<Index>(m_origin.size()); }
    const std::vector<double>& origin() const { return m_origin; }
    const std::vector<double>& first() const { return m_first; }
    const std::vector<double>& second() const { return m_second; }
    /// For planes of components: the share of the points' variance along each direction, 0..1; else 0.
    double firstShare() const { return m_firstShare; }
    double secondShare() const { return m_secondShare; }

    /// The parameters at a place, rounded to the engine's numbers. `weights` has size() numbers.
    void weightsAt(const PlaneCoordinates& place, std::span<Scalar> weights) const;
    /// Where the point's projection lies.
    PlaneCoordinates project(WeightPoint point) const;
    /// From the point to its projection.
    double distanceOutside(WeightPoint point) const;
    /// How much of a path's movement the plane does not show:
    ///
    ///     1 - sum |P d_k|^2 / sum |d_k|^2,   d_k = w_k - w_0,
    ///
    /// where w_0, w_1 ... are the path's points and P d is the part of d along the plane. 0: every point was reached
    /// along the plane's directions; 1: nothing of the movement is seen; 0 for a path that does not move.
    double shareOutside(const std::vector<WeightPoint>& path) const;
    /// The same for each point on its own: 1 - |P d_k|^2 / |d_k|^2, and 0 where d_k is 0.
    std::vector<double> sharesOutside(const std::vector<WeightPoint>& path) const;

  private:
    struct Lengths {
        double all = 0, inside = 0;  // squared
    };
    PlaneCoordinates solve(double alongFirst, double alongSecond) const;
    Lengths movement(WeightPoint from, WeightPoint to) const;

    std::vector<double> m_origin, m_first, m_second;
    double m_ff = 1, m_fs = 0, m_ss = 1;  // products of the directions
    double m_firstShare = 0, m_secondShare = 0;
};

}  // namespace glassbox
