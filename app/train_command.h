#pragma once

#include "app/command_line.h"

namespace glassbox {

/// Trains without a window, as `glassbox train --help` describes. Returns the program's exit code. Throws Error before
/// anything is trained: for an experiment, table or weights that can't be read or do not fit, and for outputs that
/// can't be written.
int runTrainCommand(const TrainArguments& arguments);

}  // namespace glassbox
