#pragma once

#include "app/command_line.h"
#include "engine/formats/document.h"
#include "engine/training/trainer.h"

namespace glassbox {

/// Throws UsageError if two outputs, or an output and the experiment, are the same file, and Error if one can't be
/// written.
void checkOutputs(const TrainArguments& arguments);

/// Writes the document, weights, history and plot that were asked for; `source` is what was read. Returns a sentence
/// for each that failed; the others are written.
QStringList writeOutputs(const TrainArguments& arguments, const Trainer& trainer, const Document& source);

}  // namespace glassbox
