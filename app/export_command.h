#pragma once

#include "app/command_line.h"

namespace glassbox {

/// Writes an experiment's network in another format, as `glassbox export --help` describes. Returns the program's exit
/// code. Throws UsageError if the files are the same, and Error for what can't be read, does not fit or can't be
/// written.
int runExportCommand(const ExportArguments& arguments);

}  // namespace glassbox
