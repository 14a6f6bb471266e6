#include "engine/explain/race.h"

#include "engine/explain/racer_rule.h"
#include "engine/nn/error.h"
#include "engine/nn/quote.h"
#include "engine/nn/schedule.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

std::unique_ptr<RacerRule> makeRule(const RacerSpec& racer, std::uint64_t seed) {
    makeSchedule(racer.schedule);  // a wrong one is said even where no rate follows it
    if (!(racer.gradientNoise >= 0) || std::isinf(racer.gradientNoise))
        throw Error("racer.gradientNoise: expected a number from 0, which is a standard deviation.");
    for (const RacerEntry& entry : racerEntries())
        if (entry.kind.kind == racer.optimizer.kind)
            return entry.make(racer, checkedOptions(entry.kind, racer.optimizer.options, "racer.optimizer"), seed);
    std::string known;
    for (const RacerKind& kind : racerKinds()) known += (known.empty() ? "" : ", ") + kind.kind;
    throw Error("racer.optimizer.kind: there is no racer called " + inQuotes(racer.optimizer.kind) + "; use one of " +
                known + ".");
}

bool leftView(const SurfaceView& view, const Eigen::Vector2d& at) {
    const double reach = 1e6 * std::max(view.xMax - view.xMin, view.yMax - view.yMin) / 2;
    return std::abs(at.x() - (view.xMin + view.xMax) / 2) > reach ||
           std::abs(at.y() - (view.yMin + view.yMax) / 2) > reach;
}

bool allFinite(const RacerStep& step) {
    return step.position.allFinite() && step.gradient.allFinite() && step.memory[0].allFinite() &&
           step.memory[1].allFinite() && step.effectiveRate.allFinite();
}

RaceEnd stateOf(const RacerStep& step, const SurfaceView& view) {
    if (!allFinite(step)) return RaceEnd::NotFinite;
    if (leftView(view, step.position)) return RaceEnd::LeftView;
    return std::isfinite(step.value) ? RaceEnd::Finished : RaceEnd::Undefined;
}

}  // namespace

RacerPath runRacer(const TestSurface& surface, const RacerSpec& racer, const Eigen::Vector2d& start, Index steps,
                   std::uint64_t seed) {
    RacerPath path;
    path.racer = racer;
    const std::unique_ptr<RacerRule> rule = makeRule(racer, seed);
    RacedSurface raced(surface, racer.gradientNoise, seed);
    RacerStep step;
    step.position = rule->begin(start);
    path.steps.reserve(static_cast<std::size_t>(std::max<Index>(steps, 0) + 1));
    for (Index i = 0;; ++i) {
        step.value = surface.value(step.position.x(), step.position.y());  // for the chart: no look of the racer's
        raced.writeCounts(step);
        const RaceEnd state = stateOf(step, surface.guide().view);
        if (state != RaceEnd::Finished) {
            path.end = state;
            path.lostAt = i;
            path.lostPosition = step.position;
            if (i == 0) path.steps.push_back(step);
            break;
        }
        path.steps.push_back(step);
        const std::span<const Eigen::Vector2d> population = rule->population();
        path.population.insert(path.population.end(), population.begin(), population.end());
        path.populationSize = static_cast<Index>(population.size());
        if (i >= steps) break;
        rule->advance(raced, step);
    }
    return path;
}

RaceSummary summarise(const RacerPath& path, double tolerance, const std::vector<SurfaceMinimum>& minima) {
    RaceSummary summary;
    summary.diverged = path.end == RaceEnd::LeftView || path.end == RaceEnd::NotFinite;
    summary.bestValue = path.steps.front().value;
    summary.lastValue = path.steps.back().value;
    summary.evaluations = path.steps.back().evaluations();
    for (std::size_t i = 0; i < path.steps.size(); ++i)
        if (path.steps[i].value < summary.bestValue) {
            summary.bestValue = path.steps[i].value;
            summary.bestStep = static_cast<Index>(i);
        }
    if (minima.empty()) return summary;
    double lowest = minima.front().value;
    for (const SurfaceMinimum& minimum : minima) {
        lowest = std::min(lowest, minimum.value);
        const double away = (path.steps.back().position - minimum.position).norm();
        if (!summary.distance || away < *summary.distance) summary.distance = away;
    }
    const auto reached = std::find_if(path.steps.begin(), path.steps.end(),
                                      [&](const RacerStep& step) { return step.value <= lowest + tolerance; });
    if (reached != path.steps.end()) {
        summary.stepsToTolerance = reached - path.steps.begin();
        summary.evaluationsToTolerance = reached->evaluations();
    }
    return summary;
}

std::optional<double> suggestLearningRate(const TestSurface& surface, const RacerSpec& racer,
                                          const Eigen::Vector2d& start, Index steps, std::uint64_t seed) {
    const RacerKind* kind = findRacerKind(racer.optimizer.kind);
    if (!kind || !kind->hasSchedule) return std::nullopt;
    std::optional<double> best;
    double lowest = 0;
    for (int power = -6; power <= 0; ++power)
        for (const double digit : {1.0, 2.0, 5.0}) {
            const double rate = power < 0 ? digit / std::pow(10, -power) : digit;
            RacerSpec tried = racer;
            tried.optimizer.options.set("learning_rate", rate);
            const RacerPath path = runRacer(surface, tried, start, steps, seed);
            const double value = path.steps.back().value;
            if (path.end != RaceEnd::Finished || (best && !(value < lowest))) continue;
            best = rate;
            lowest = value;
        }
    return best;
}

}  // namespace glassbox
