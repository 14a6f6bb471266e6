#pragma once

#include "engine/data/dataset.h"
#include "engine/explain/race_landscape.h"

#include <QString>

namespace glassbox {

/// What a race of networks is about.
enum class RaceComparison { Optimizers, LearningRates, BatchSizes, Schedules, Inputs, Own };
inline constexpr int raceComparisons = 6;

/// Which network is raced: the Lab's, or a single layer on the Lab's data, whose cost two weights show well.
enum class RacedNetwork {
    Lab,
    Linear,        ///< only the last layer: no hidden units
    LinearUnequal  ///< the same on x1 and the square of x2, two inputs of different size
};

/// What the user set. A value.
struct NetworkRaceSetup {
    Experiment lab;  ///< as it was taken from the Lab
    RacedNetwork network = RacedNetwork::Lab;
    RaceComparison comparison = RaceComparison::Optimizers;
    std::vector<NetworkRacer> racers{};
    Index steps = 800;
    std::uint64_t seed = 1;
    friend bool operator==(const NetworkRaceSetup&, const NetworkRaceSetup&) = default;
};

/// Whether the data has two generated inputs, so that features can be made from them.
bool hasUnequalInputs(const Experiment& lab);
/// The race as the engine runs it.
NetworkRaceSpec raceSpec(const NetworkRaceSetup& setup);
/// What the network that is raced sees: its inputs as the screen names them. `dataset` is the Lab's, may be null.
std::vector<std::string> racedFeatures(const NetworkRaceSetup& setup, const Dataset* dataset);
/// The parameters of the network that is raced; empty if it can't be built.
std::vector<ParameterPlace> racedPlaces(const NetworkRaceSetup& setup, const Dataset* dataset);
/// "2-8-8-1 tanh on spiral"
QString racedTitle(const NetworkRaceSetup& setup, const Dataset* dataset);
/// Samples of the training part, as far as that is known.
Index racedSamples(const NetworkRaceSetup& setup, const Dataset* dataset);

/// The racers that a comparison begins with; those of `setup` for a race of one's own.
std::vector<NetworkRacer> standardRacers(const NetworkRaceSetup& setup, Index samples);
/// The plane that a comparison is seen in at first; where weights are chosen, the first two that lead to one unit.
LandscapeChoice standardChoice(const NetworkRaceSetup& setup, const std::vector<ParameterPlace>& places);
/// A racer to add: the experiment's own optimizer, or the next kind that is not yet there.
NetworkRacer nextRacer(const NetworkRaceSetup& setup);

/// Null if there is no such number.
const ParameterPlace* placeOfParameter(const std::vector<ParameterPlace>& places, Index index);
/// "Layer 1: weight of unit 3 from x2", "Layer 2: bias of unit 1".
/// `features` are the network's inputs.
QString parameterName(const std::vector<ParameterPlace>& places, Index index, const std::vector<std::string>& features);
/// Short, for an axis: "w₃₂", "b₁".
QString parameterSymbol(const std::vector<ParameterPlace>& places, Index index);

}  // namespace glassbox
