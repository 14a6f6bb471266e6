#pragma once

#include "engine/nn/tensor.h"

#include <optional>
#include <string>
#include <vector>

namespace glassbox {

/// What a run is doing; the screen always says which.
enum class RunState { Ready, Running, Paused, Finished, Converged, Diverged, EarlyStopped };

/// Cost and accuracy of one part of the data at one moment.
struct Evaluation {
    double cost = 0;
    std::optional<double> accuracy;  ///< classification only, 0..1
    friend bool operator==(const Evaluation&, const Evaluation&) = default;
};

/// One row of the history: the state after `epoch` epochs. Row 0 is the untrained network.
struct HistoryRow {
    Index epoch = 0;
    Index step = 0;
    double learningRate = 0;  ///< of the epoch that ended (row 0: of the first)
    Evaluation training;
    std::optional<Evaluation> validation;
    friend bool operator==(const HistoryRow&, const HistoryRow&) = default;
};

/// Where the first number that is not finite turned up.
struct Divergence {
    Index step = 0;        ///< the update in which it happened, from 1
    std::string tensor;    ///< "layer 2 (dense): z", "cost", "gradient of 0.weight"
    std::string sentence;  ///< what it means and what to try
    friend bool operator==(const Divergence&, const Divergence&) = default;
};

}  // namespace glassbox
