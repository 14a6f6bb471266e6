#pragma once

#include "engine/formats/model.h"

#include <string>

namespace glassbox {

// Pieces of an exported PyTorch program.

/// The layer classes that the network needs, make_model(), FROZEN and frozen_masks().
std::string pytorchLayers(const Model& model);
/// losses(output, target), answers(output), targets_of(list), make_optimizer(parameters) and make_schedule(optimizer).
std::string pytorchTraining(const Model& model);
/// True if the network's last activation is left out, because the loss works on what it would get.
bool leavesOutLastActivation(const Model& model);

}  // namespace glassbox
