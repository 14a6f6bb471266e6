#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"
#include "engine/formats/safetensors.h"
#include "engine/nn/loss.h"
#include "engine/nn/network.h"

#include <memory>

namespace glassbox {

/// A network with its weights, and all that whoever takes it away must know about it: what every export is made from.
struct Model {
    Experiment experiment;
    std::shared_ptr<const Dataset> data;
    std::shared_ptr<const Loss> loss;
    Network network;
    std::string folder;  ///< where relative paths of tables start
};

/// Throws Error if network, data and weights do not fit each other.
Model makeModel(const Experiment& experiment, std::shared_ptr<const Dataset> data,
                const std::vector<NamedTensor>& weights, const std::string& folder = {});

/// What ends the network on the way to what a person reads.
enum class Answer {
    Value,             ///< regression: the output is the value; also for losses not made for probabilities
    Margin,            ///< hinge: above zero, or the largest, wins
    Probability,       ///< one output: of class 1, after a sigmoid
    Probabilities,     ///< after a softmax
    LogProbabilities,  ///< the output holds their logarithms
};
Answer answerOf(const Model& model);
/// True if the last activation of the network itself makes the answer's probabilities; false if a sigmoid or softmax
/// has to follow (the loss reads the output as what such an activation would get).
bool endsInAnswer(const Model& model);

/// Classes, features, normalisation, seed and settings as texts, for formats that carry such: "format", "program",
/// "task", "target", "classes", "features", "centre", "scale", "seed" and "settings" (the experiment's JSON). Lists are
/// JSON.
ModelTexts modelTexts(const Model& model);

}  // namespace glassbox
