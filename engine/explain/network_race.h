#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"
#include "engine/experiment/run_state.h"
#include "engine/explain/landscape.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace glassbox {

/// One competitor in training a network. What it does not say is the experiment's.
struct NetworkRacer {
    std::string name;
    Spec optimizer{"adam"};
    Spec schedule{"constant"};
    std::int64_t batch = 32;  ///< samples a step; 0: all of the training part
    bool normalise = false;   ///< whether the network's inputs are normalised
    friend bool operator==(const NetworkRacer&, const NetworkRacer&) = default;
};

/// All that makes up a race of networks.
struct NetworkRaceSpec {
    Experiment experiment;  ///< network, data, loss, penalties, clipping; early stopping is left out
    std::vector<NetworkRacer> racers;
    Index steps = 600;       ///< updates that each racer makes
    std::uint64_t seed = 1;  ///< of starting weights, order of the samples and dropout: the same for all
    friend bool operator==(const NetworkRaceSpec&, const NetworkRaceSpec&) = default;
};

/// The way of one racer: its parameters and costs at step 0, stride, 2 stride ... and at the last step.
struct GLASSBOX_EXPORT NetworkRacePath {
    NetworkRacer racer;
    std::shared_ptr<const LandscapeProblem> problem;  ///< network, loss and data; shared by racers with the same inputs
    std::vector<Index> steps;                         ///< of each recorded point
    std::vector<Scalar> weights;                      ///< point after point
    std::vector<Scalar> statistics;                   ///< running statistics, point after point
    std::vector<double> trainingCosts;                ///< of each point; every number is finite
    std::vector<double> validationCosts;              ///< empty without a validation part
    /// In force in the step that led to the point; at the start that of the first step.
    std::vector<double> learningRates;
    std::vector<Index> samplesSeen;  ///< by the racer's updates so far
    std::optional<Divergence> divergence;

    Index points() const { return static_cast<Index>(steps.size()); }
    Index parameterCount() const { return static_cast<Index>(problem->network.parameters().size()); }
    WeightPoint weightsAt(Index point) const;
    std::span<const Scalar> statisticsAt(Index point) const;
    std::vector<WeightPoint> allWeights() const;
    WeightState stateAt(Index point) const;
    /// The last point at or before this step.
    Index pointAtStep(Index step) const;
};

/// A finished race. Never changes, so that threads may share it.
struct NetworkRace {
    NetworkRaceSpec spec;
    Index stride = 1;  ///< steps between recorded points
    std::vector<NetworkRacePath> paths;
};

/// Every so many steps a point is recorded: as often as 400 points a racer and 64 MB for all of them allow.
GLASSBOX_EXPORT Index recordingStride(Index steps, Index racers, Index numbersPerPoint);

/// What a racer's experiment is: the race's own with the racer's settings and the race's number of steps.
GLASSBOX_EXPORT Experiment racerExperiment(const NetworkRaceSpec& spec, const NetworkRacer& racer);

/// Trains every racer with the engine's Trainer, several at a time on the pool's threads, from the same starting
/// weights. The same seed gives racers with the same batch size the same batches; with other sizes the same order of
/// samples is cut otherwise. Deterministic, whatever the number of threads. A racer whose numbers overflow ends with
/// its last sound point and a divergence.
///
/// `data` is that of the experiment as it stands, or null: then it is made. Tables start at `folder`. Throws Error with
/// a sentence; Cancelled if `progress` returned false. `progress` is called on the calling thread.
GLASSBOX_EXPORT NetworkRace runNetworkRace(const NetworkRaceSpec& spec, std::shared_ptr<const Dataset> data,
                                           const std::string& folder, ThreadPool& pool,
                                           const std::function<bool(double share)>& progress = {});

/// One sentence on how the racer ended: where it diverged and why; empty if it made all its steps.
GLASSBOX_EXPORT std::string endSentence(const NetworkRacePath& path);

}  // namespace glassbox
