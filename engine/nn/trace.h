#pragma once

#include "engine/nn/tensor.h"

#include <vector>

namespace glassbox {

/// How a pass treats layers that differ between the two: dropout and batch normalisation.
enum class Mode { Training, Evaluation };

/// What one layer's pass produced. `inner` holds what only that kind of layer has (z, mask, batch mean ...), in the
/// order of `Layer::traceNames()`.
struct LayerTrace {
    Tensor output;          ///< a: channels x (positions * samples)
    Tensor outputGradient;  ///< da = d cost / d a, same size
    std::vector<Tensor> inner;
};

/// All that a forward and a backward pass produced. The caller owns it, can copy, compare and show it; once it has seen
/// the largest batch, passes through it allocate nothing.
struct Trace {
    Tensor input;   ///< X: one column a sample
    Tensor target;  ///< Y: same rows as the network's output
    std::vector<LayerTrace> layers;
    Tensor inputGradient;  ///< d cost / d X; only if `wantInputGradient`
    Buffer gradient;       ///< d cost / d parameters, laid out as Network::parameters()
    Tensor sampleLoss;     ///< 1 x samples
    double cost = 0;       ///< mean of sampleLoss
    Index samples = 0;
    Mode mode = Mode::Evaluation;
    bool wantInputGradient = false;
};

}  // namespace glassbox
