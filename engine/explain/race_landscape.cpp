#include "engine/explain/race_landscape.h"

#include "engine/nn/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

using Racers = std::vector<Index>;

const NetworkRacePath& pathOf(const NetworkRace& race, Index racer) {
    return race.paths[static_cast<std::size_t>(racer)];
}

WeightPoint endOf(const NetworkRacePath& path) {
    return path.weightsAt(path.points() - 1);
}

/// The racers with these inputs that have at least their start.
Racers racersWith(const NetworkRace& race, bool normalised) {
    Racers racers;
    for (std::size_t i = 0; i < race.paths.size(); ++i)
        if (race.paths[i].racer.normalise == normalised && race.paths[i].points() > 0)
            racers.push_back(static_cast<Index>(i));
    return racers;
}

/// The racer that the plane passes through at its end, or `start`.
int throughOf(const NetworkRace& race, const Racers& racers, int wanted) {
    if (wanted == LandscapeChoice::start) return wanted;
    if (std::find(racers.begin(), racers.end(), static_cast<Index>(wanted)) != racers.end()) return wanted;
    int best = LandscapeChoice::start;
    double least = std::numeric_limits<double>::infinity();
    for (const Index racer : racers) {
        const NetworkRacePath& path = pathOf(race, racer);
        if (path.divergence || !(path.trainingCosts.back() < least)) continue;
        least = path.trainingCosts.back();
        best = static_cast<int>(racer);
    }
    return best;
}

/// Every recorded point of racers that kept their numbers; of all where none did.
std::vector<WeightPoint> soundPoints(const NetworkRace& race, const Racers& racers) {
    std::vector<WeightPoint> points;
    for (const bool alsoLost : {false, true}) {
        if (!points.empty()) break;
        for (const Index racer : racers) {
            if (pathOf(race, racer).divergence && !alsoLost) continue;
            for (const WeightPoint point : pathOf(race, racer).allWeights()) points.push_back(point);
        }
    }
    return points;
}

/// The racers that the plane is laid out for.
Racers onlyOne(const Racers& racers, const LandscapeChoice& choice) {
    const bool one = choice.kind == LandscapeChoice::Kind::Components &&
                     std::find(racers.begin(), racers.end(), static_cast<Index>(choice.componentsOf)) != racers.end();
    return one ? Racers{static_cast<Index>(choice.componentsOf)} : racers;
}

LandscapePlane planeOf(const NetworkRace& race, const Racers& racers, const LandscapeChoice& choice,
                       WeightPoint through) {
    const NetworkRacePath& first = pathOf(race, racers.front());
    switch (choice.kind) {
        case LandscapeChoice::Kind::Weights:
            return LandscapePlane::ofWeights(through, choice.firstWeight, choice.secondWeight);
        case LandscapeChoice::Kind::RandomDirections:
            return LandscapePlane::ofRandomDirections(first.problem->network, through, choice.seed);
        case LandscapeChoice::Kind::Components:
            return LandscapePlane::ofComponents(through, soundPoints(race, onlyOne(racers, choice)));
        case LandscapeChoice::Kind::Ends:
            break;
    }
    return LandscapePlane::throughPoints(first.weightsAt(0), endOf(pathOf(race, choice.firstEnd)),
                                         endOf(pathOf(race, choice.secondEnd)));
}

void checkEnds(const NetworkRace& race, const LandscapeChoice& choice) {
    const auto count = static_cast<int>(race.paths.size());
    for (const int end : {choice.firstEnd, choice.secondEnd})
        if (end < 0 || end >= count || pathOf(race, end).points() == 0)
            throw Error("This racer does not exist or has no path.");
    if (choice.firstEnd == choice.secondEnd) throw Error("Choose two different racers.");
    if (pathOf(race, choice.firstEnd).racer.normalise != pathOf(race, choice.secondEnd).racer.normalise)
        throw Error(
            "One of the two racers has normalised inputs and the other has not: their weights mean different things "
            "and share no plane.");
}

ProjectedPath projected(const LandscapePlane& plane, const NetworkRacePath& path, Index racer) {
    const std::vector<WeightPoint> points = path.allWeights();
    ProjectedPath result{racer, {}, plane.sharesOutside(points), {}, plane.shareOutside(points)};
    for (const WeightPoint point : points) {
        result.places.push_back(plane.project(point));
        result.distances.push_back(plane.distanceOutside(point));
    }
    return result;
}

/// All places of sound racers. Of those that diverged only what lies near: they would make the rest a dot.
LandscapeRange rangeOf(const NetworkRace& race, const std::vector<ProjectedPath>& paths, const Racers& racers) {
    std::vector<PlaneCoordinates> places;
    for (const ProjectedPath& path : paths)
        if (!pathOf(race, path.racer).divergence && std::find(racers.begin(), racers.end(), path.racer) != racers.end())
            places.insert(places.end(), path.places.begin(), path.places.end());
    if (places.empty())
        for (const ProjectedPath& path : paths)
            places.insert(places.end(), path.places.begin(), path.places.begin() + (path.places.size() + 2) / 3);
    return rangeAround(places);
}

RaceProjection projection(const NetworkRace& race, const LandscapeChoice& choice, bool normalised,
                          const Racers& racers) {
    RaceProjection result;
    result.normalised = normalised;
    result.through =
        choice.kind == LandscapeChoice::Kind::Ends ? LandscapeChoice::start : throughOf(race, racers, choice.through);
    const bool fromStart = result.through == LandscapeChoice::start;
    const NetworkRacePath& path = pathOf(race, fromStart ? racers.front() : result.through);
    const Index point = fromStart ? 0 : path.points() - 1;
    result.plane = planeOf(race, racers, choice, path.weightsAt(point));
    result.problem = path.problem;
    if (!path.problem->network.statistics().empty()) {
        auto problem = std::make_shared<LandscapeProblem>(*path.problem);
        const auto statistics = path.statisticsAt(point);
        std::copy(statistics.begin(), statistics.end(), problem->network.statistics().begin());
        result.problem = std::move(problem);
    }
    for (const Index racer : racers) result.paths.push_back(projected(result.plane, pathOf(race, racer), racer));
    result.range = rangeOf(race, result.paths, onlyOne(racers, choice));
    return result;
}

}  // namespace

std::vector<RaceProjection> raceProjections(const NetworkRace& race, const LandscapeChoice& choice) {
    const bool ends = choice.kind == LandscapeChoice::Kind::Ends;
    if (ends) checkEnds(race, choice);
    std::vector<RaceProjection> result;
    for (const bool normalised : {false, true}) {
        const Racers racers = racersWith(race, normalised);
        if (racers.empty() || (ends && pathOf(race, choice.firstEnd).racer.normalise != normalised)) continue;
        result.push_back(projection(race, choice, normalised, racers));
    }
    if (result.empty())
        throw Error("No racer has a cost to begin with, so that there is nothing to show; see what diverged.");
    return result;
}

RaceInterpolation interpolateRace(const NetworkRace& race, int from, int to, double low, double high, Index count,
                                  const std::function<bool(double share)>& progress) {
    const auto valid = [&](int end) {
        return end == LandscapeChoice::start ||
               (end >= 0 && end < static_cast<int>(race.paths.size()) && pathOf(race, end).points() > 0);
    };
    if (!valid(from) || !valid(to)) throw Error("This racer does not exist or has no path.");
    if (from == to) throw Error("Choose two different ends.");
    const NetworkRacePath& one = pathOf(race, std::max(from, 0) == from ? from : to);
    const NetworkRacePath& other = pathOf(race, std::max(to, 0) == to ? to : from);
    if (one.racer.normalise != other.racer.normalise)
        throw Error(
            "One of the two has normalised inputs and the other has not: their weights mean different things, so that "
            "nothing meaningful lies between them.");
    const auto state = [](const NetworkRacePath& path, bool start) {
        return path.stateAt(start ? 0 : path.points() - 1);
    };
    return {from, to,
            interpolateCost(one.problem, state(one, from == LandscapeChoice::start),
                            state(other, to == LandscapeChoice::start), low, high, count, progress)};
}

}  // namespace glassbox
