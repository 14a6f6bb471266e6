#pragma once

#include "engine/experiment/run_state.h"

#include <QByteArray>

namespace glassbox {

/// What `glassbox train` tells on stdout.
struct TrainResult {
    const char* state = "finished";  ///< finished, early_stopping, diverged or interrupted
    Index epochs = 0;
    Index steps = 0;
    double seconds = 0;
    Evaluation training;
    std::optional<Evaluation> validation;
};

/// One line of JSON with its end of line. Numbers that are not finite become null.
QByteArray resultLine(const TrainResult& result);

}  // namespace glassbox
