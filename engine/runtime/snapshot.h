#pragma once

#include "engine/experiment/run_state.h"
#include "engine/explain/sample_results.h"
#include "engine/explain/surface.h"

#include <QMetaType>

#include <cstdint>
#include <memory>
#include <vector>

namespace glassbox {

/// What the open views want to see; the worker computes nothing else.
struct ViewRequest {
    bool parameters = true;            ///< weights, biases, statistics
    Index unitPicture = 0;             ///< side of each unit's picture; 0: none
    Index unitLimit = 64;              ///< layers with more units get no pictures
    Index outputPicture = 0;           ///< side of the output picture; 0: none
    std::optional<PlaneChoice> plane;  ///< absent: the data's standard plane
    std::optional<Index> sample;       ///< sample of the training part whose activations are wanted
    bool gradients = false;            ///< of the last step
    bool optimizerState = false;       ///< what the optimizer remembers of each parameter
    Index batch = 0;                   ///< activations of so many samples, spread evenly; 0: none
    Index results = 0;                 ///< the answers to so many samples of each part, spread evenly; 0: none
    bool norms = false;                ///< lengths of weights, gradient and update of each layer
    bool preActivations = false;       ///< z of the layers with an activation function
    friend bool operator==(const ViewRequest&, const ViewRequest&) = default;
};

/// What a layer looks like from outside; changes only with the experiment.
struct LayerSummary {
    std::string kind;
    std::string title;       ///< "Dense 8"
    std::string activation;  ///< "tanh"; "identity" if none
    Shape input, output;
    Index parameterCount = 0;
    bool frozen = false;
};

/// The network's structure; shared by all snapshots of a generation.
struct NetworkSummary {
    std::vector<LayerSummary> layers;
    std::vector<ParameterPlace> places;
    Index parameterCount = 0;
    Shape input;
};

/// Numbers that an optimizer keeps of each parameter, laid out as Snapshot::parameters.
struct StateValues {
    std::string name;  ///< "m", "v", "velocity"
    std::vector<float> values;
};

/// Activations of several samples at once, in the order of their class (regression: of their target).
struct BatchActivations {
    std::vector<Index> samples;   ///< of the training part
    std::vector<float> values;    ///< layer after layer, the input first; in each the units of a sample side by side
    std::optional<Index> chosen;  ///< request.sample: its values stand behind all others, layer after layer
};

/// Lengths (root of the sum of squares) of what belongs to a layer's parameters, weights and biases together.
struct LayerNorms {
    Index layer = 0;
    bool frozen = false;
    double parameters = 0;
    std::optional<double> gradient;  ///< of the last step's batch, before any clipping; absent before the first step
    std::optional<double> update;    ///< what the last step changed; absent if that step was not watched

    /// How far the last step moved, as a share; absent where it is not known or there is nothing to compare with.
    std::optional<double> ratio() const {
        if (!update || !(parameters > 0)) return {};
        return *update / parameters;
    }
    friend bool operator==(const LayerNorms&, const LayerNorms&) = default;
};

/// What goes into a layer's activation function.
struct LayerPreActivations {
    Index layer = 0;
    std::string activation;  ///< "tanh"
    Activation function;
    Index units = 0;
    std::vector<float> sample;     ///< z of each unit
    std::vector<float> sampleOut;  ///< a of each unit, as the network computed it
    std::vector<float> batch;      ///< z over several samples, the units of a sample side by side
};

/// z in every layer that ends in an activation function.
struct PreActivations {
    Index sample = 0;        ///< of the training part: the chosen one, else the first
    Index batchSamples = 0;  ///< how many are in `batch`, spread evenly
    std::vector<LayerPreActivations> layers;
};

/// One moment of a run, finished and immutable.
struct Snapshot {
    std::uint64_t generation = 0;  ///< of the experiment it belongs to
    RunState state = RunState::Ready;
    Index epoch = 0;
    Index step = 0;
    Index stepsPerEpoch = 0;
    double learningRate = 0;
    Evaluation training;
    std::optional<Evaluation> validation;
    bool costsExact =
        true;  ///< false: costs are of the last finished epoch or over a part of the samples, as data are large
    double stepsPerSecond = 0;
    double watchingShare = 0;  ///< part of the worker's time spent on snapshots, 0..1
    ViewRequest request;
    std::shared_ptr<const NetworkSummary> network;
    std::shared_ptr<const Plane> plane;
    std::vector<float> parameters;  ///< laid out by NetworkSummary::places
    std::vector<float> statistics;
    std::vector<Picture> units;  ///< by layer
    Picture inputs;              ///< of the features
    Picture output;
    std::vector<std::vector<float>> sampleActivations;  ///< by layer, for request.sample; [0] is the input
    std::vector<float> samplePrediction;
    std::vector<float> gradients;  ///< empty before the first step
    std::vector<StateValues> optimizerState;
    BatchActivations batch;
    SampleResults trainingResults, validationResults;
    std::vector<LayerNorms> norms;  ///< of the layers with parameters, in their order
    PreActivations preActivations;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

}  // namespace glassbox
