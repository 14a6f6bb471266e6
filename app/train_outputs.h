#pragma once

#include "app/command_line.h"
#include "engine/training/trainer.h"

namespace glassbox {

/// Throws UsageError if two outputs, or an output and the experiment, are the same file, and Error if one can't be
/// written.
void checkOutputs(const TrainArguments& arguments);

/// Writes the weights, history and plot that were asked for. Returns a sentence for each that failed; the others are
/// written.
QStringList writeOutputs(const TrainArguments& arguments, const Trainer& trainer);

}  // namespace glassbox
