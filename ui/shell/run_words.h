#pragma once

#include "engine/experiment/run_state.h"

#include <QString>

namespace glassbox {

/// The state in a few words for the bar ("Diverged in step 17"), from the session's whole sentence: its first clause.
/// The state is always named, whatever the sentence says.
QString runWords(RunState state, const QString& sentence);

}  // namespace glassbox
