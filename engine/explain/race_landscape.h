#pragma once

#include "engine/explain/network_race.h"

namespace glassbox {

/// Which plane a race of networks is seen in.
struct LandscapeChoice {
    enum class Kind {
        Weights,           ///< two chosen weights
        RandomDirections,  ///< two random filter-normalised directions
        Components,        ///< the first two principal components of the recorded points
        Ends               ///< through the start and the ends of two racers
    };
    /// What the plane passes through: the start, the end of the racer with this number, or the lowest end of all.
    static constexpr int start = -1, lowest = -2;
    static constexpr int all = -1;

    Kind kind = Kind::Components;
    Index firstWeight = 0, secondWeight = 1;  ///< for Weights: places in Network::parameters()
    std::uint64_t seed = 1;                   ///< for RandomDirections
    int componentsOf = all;                   ///< for Components: one racer's points, or all racers'
    int through = lowest;                     ///< all but Ends
    int firstEnd = 0, secondEnd = 1;          ///< for Ends: two racers with the same inputs
    friend bool operator==(const LandscapeChoice&, const LandscapeChoice&) = default;
};

/// One racer's path as the plane shows it; all lists have one entry for each recorded point.
struct ProjectedPath {
    Index racer = 0;
    std::vector<PlaneCoordinates> places;
    std::vector<double> sharesOutside;  ///< see LandscapePlane::sharesOutside
    std::vector<double> distances;      ///< from the plane
    double shareOutside = 0;            ///< of the whole path
};

/// Where a landscape lies: a plane, and the racers' paths in it. Racers whose inputs are normalised and racers whose
/// are not never share one: the same weights mean something else.
struct RaceProjection {
    bool normalised = false;
    std::shared_ptr<const LandscapeProblem> problem;  ///< with the running statistics of what the plane passes through
    LandscapePlane plane;
    int through = LandscapeChoice::start;  ///< the racer whose end the plane passes through, or start
    std::vector<ProjectedPath> paths;
    /// Shows all paths, but not those that diverged; with components of one racer only that one's.
    LandscapeRange range;
};

/// One for racers with inputs as they are, one for racers with normalised inputs; one of them if all are alike. For
/// Ends only the one that both racers belong to. Throws Error with a sentence if the choice spans no plane.
GLASSBOX_EXPORT std::vector<RaceProjection> raceProjections(const NetworkRace& race, const LandscapeChoice& choice);

/// A projection with its cost, as far as that is computed. Never changes, so that threads may share it.
struct RaceLandscape {
    std::shared_ptr<const RaceProjection> projection;
    Landscape landscape;
};

/// The cost on the line between two ends of a race (see interpolateCost): racers' numbers, or LandscapeChoice::start.
struct RaceInterpolation {
    int from = LandscapeChoice::start, to = 0;
    WeightInterpolation line;
};

/// Throws Error if the ends' inputs differ. `line` is empty if it was given up.
GLASSBOX_EXPORT RaceInterpolation interpolateRace(const NetworkRace& race, int from, int to, double low, double high,
                                                  Index count, const std::function<bool(double share)>& progress = {});

}  // namespace glassbox
