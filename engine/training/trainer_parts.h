#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"
#include "engine/nn/network.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"

#include <memory>

namespace glassbox {

/// What an experiment's names stand for, made and checked against the data before anything of a Trainer is touched.
struct TrainerParts {
    std::shared_ptr<const Loss> loss;
    std::shared_ptr<const Optimizer> optimizer;
    std::shared_ptr<const Schedule> schedule;
    Network network;  ///< parameters zero
    std::shared_ptr<const Matrix> trainingTargets, validationTargets;
};

/// Throws Error if network, loss and data do not fit each other.
TrainerParts makeParts(const Experiment& experiment, const Dataset& data);

/// Draws starting weights. Each layer has a sequence of its own, so that a change of one layer does not change the
/// start of the others.
void drawParameters(Network& network, std::uint64_t seed);

}  // namespace glassbox
