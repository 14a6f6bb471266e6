#pragma once

#include "engine/formats/pytorch_script.h"

namespace glassbox {

/// A program for Keras on TensorFlow: the network, its weights, the data, and the same loss, optimizer, schedule and
/// early stopping, as near as Keras has them; its head says what differs. `path` is where it will stand. Throws Error.
ProgramFiles kerasProgram(const Model& model, const QString& path);

}  // namespace glassbox
