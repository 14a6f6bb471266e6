#pragma once

#include "engine/explain/test_surface.h"
#include "engine/nn/tensor.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace glassbox {

/// One competitor: an optimizer of the engine, or one of the kinds that racerKinds() adds for contrast.
struct RacerSpec {
    std::string name;
    Spec optimizer{"sgd"};
    Spec schedule{"constant"};  ///< a step of the race counts as an epoch
    double gradientNoise = 0;   ///< standard deviation of what is added to each part of every gradient
    std::string color{};        ///< "#rrggbb"; empty: chosen by its place among the racers
    friend bool operator==(const RacerSpec&, const RacerSpec&) = default;
};

/// What there is to know about a kind of racer.
struct RacerKind : KindInfo {
    std::string tex;                         ///< the rule, for ui/formula; g is the gradient, w = (x, y)
    std::vector<std::string> memoryNames{};  ///< what RacerStep::memory holds, at most two
    bool fromEngine = false;                 ///< the very code that trains networks
    bool hasSchedule = false;                ///< has a learning rate that a schedule can change
    std::string cost;                        ///< what a step evaluates, in words
};

/// The optimizers of the engine, each with its weight decay as one more option, then Newton's method, conjugate
/// gradients, L-BFGS and a genetic algorithm. Those four are full-batch methods: they count on exact values, so with
/// gradient noise their gradients are noisy but their line searches still see the true f.
GLASSBOX_EXPORT const std::vector<RacerKind>& racerKinds();
GLASSBOX_EXPORT const RacerKind* findRacerKind(std::string_view kind);

/// A racer after an update: where it is and what brought it there. Step 0 is the start, where nothing else is set.
struct RacerStep {
    Eigen::Vector2d position = Eigen::Vector2d::Zero();
    double value = 0;
    Eigen::Vector2d gradient = Eigen::Vector2d::Zero();  ///< what the update used: at the last position, with its noise
    std::array<Eigen::Vector2d, 2> memory{Eigen::Vector2d::Zero(), Eigen::Vector2d::Zero()};  ///< after the update
    /// What each part of the gradient (momentum, Nesterov, Adam: of the velocity) was multiplied by. Kinds without a
    /// rate: how far the axis moved for each unit of its gradient.
    Eigen::Vector2d effectiveRate = Eigen::Vector2d::Zero();
    double learningRate = 0;  ///< after the schedule; 0 for kinds without one
    /// For line searches and Newton: how many times the direction was taken. Genetic algorithm: how far children of
    /// this step mutated, as a share of the view.
    double stepLength = 0;
    double damping = 0;          ///< Newton: what was added to the Hessian's diagonal
    bool restarted = false;      ///< conjugate gradients, L-BFGS: the memory was dropped, the step follows the gradient
    Index valueEvaluations = 0;  ///< all three count from the start
    Index gradientEvaluations = 0;
    Index hessianEvaluations = 0;

    Index evaluations() const { return valueEvaluations + gradientEvaluations + hessianEvaluations; }
};

enum class RaceEnd {
    Finished,   ///< all steps were made
    LeftView,   ///< more than a million times the view away: diverged
    NotFinite,  ///< a number of the update overflowed or was not a number: diverged
    Undefined   ///< the step led to where f has no finite value
};

/// Where a racer went. Ends early, with its last sound position, if something was lost.
struct RacerPath {
    RacerSpec racer;
    std::vector<RacerStep> steps;  ///< never empty; every number is finite, but for the value of an undefined start
    RaceEnd end = RaceEnd::Finished;
    std::optional<Index> lostAt;                             ///< the step that could not be kept
    Eigen::Vector2d lostPosition = Eigen::Vector2d::Zero();  ///< where it led; may not be finite
    /// The genetic algorithm's points, `populationSize` after each step (start included); else empty.
    std::vector<Eigen::Vector2d> population;
    Index populationSize = 0;
};

/// Runs one racer. Positions of the engine's optimizers are of its number type (float in the program), gradients are
/// computed in double and rounded. The same seed gives every racer the same noise. Throws Error for a wrong spec.
GLASSBOX_EXPORT RacerPath runRacer(const TestSurface& surface, const RacerSpec& racer, const Eigen::Vector2d& start,
                                   Index steps, std::uint64_t seed);

/// One sentence on what the racer does in this step, from its numbers. `step` from 0 to steps.size() - 1.
GLASSBOX_EXPORT std::string sentenceFor(const RacerPath& path, Index step);
/// One sentence on how the path ended, e.g. that it diverged and why; empty if it finished.
GLASSBOX_EXPORT std::string endSentence(const RacerPath& path);

struct RaceSummary {
    /// First step whose value is within the tolerance of the lowest minimum; none without minima or if never.
    std::optional<Index> stepsToTolerance;
    std::optional<Index> evaluationsToTolerance;
    double bestValue = 0;
    Index bestStep = 0;
    double lastValue = 0;
    std::optional<double> distance;  ///< from the last position to the nearest minimum
    Index evaluations = 0;           ///< of the whole path
    bool diverged = false;
};
GLASSBOX_EXPORT RaceSummary summarise(const RacerPath& path, double tolerance,
                                      const std::vector<SurfaceMinimum>& minima);

/// The rate of 1, 2, 5 times a power of ten with which this racer, as it is set otherwise, comes lowest in so many
/// steps. None for kinds without a rate or if every rate diverges.
GLASSBOX_EXPORT std::optional<double> suggestLearningRate(const TestSurface& surface, const RacerSpec& racer,
                                                          const Eigen::Vector2d& start, Index steps,
                                                          std::uint64_t seed);

/// Racers that show a surface well from its guide's start in about 400 steps: SGD, momentum, Nesterov, AdaGrad, RMSProp
/// and Adam, all of which visibly move, while most come near a minimum. Their rates are tuned to each surface; for one
/// that is not among testSurfaceInfos() (a formula) they are those suggested for it, see suggestLearningRate().
GLASSBOX_EXPORT std::vector<RacerSpec> defaultRacers(const SurfaceInfo& info);
GLASSBOX_EXPORT std::vector<RacerSpec> defaultRacers(const TestSurface& surface, const Eigen::Vector2d& start,
                                                     Index steps, std::uint64_t seed);

/// All that makes up a race.
struct RaceSpec {
    Spec surface{"bowl"};
    std::string formula{};  ///< UTF-8; if it is not empty, raced on instead (engine/formats/formula_surface.h)
    Eigen::Vector2d start{-4, 2};
    Index steps = 400;
    std::uint64_t seed = 1;
    std::vector<RacerSpec> racers{};
    friend bool operator==(const RaceSpec&, const RaceSpec&) = default;
};

}  // namespace glassbox
