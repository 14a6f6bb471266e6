#pragma once

#include "engine/experiment/run_state.h"
#include "engine/nn/network.h"

#include <span>

namespace glassbox {

/// Names the first tensor that is not finite, in the order in which a step computes them: inputs, parameters, what each
/// layer made, the cost, then the gradients from the last layer back. `traces` are the shares of one batch; `step`
/// counts from 1. A parameter was spoilt by the update before.
Divergence findDivergence(const Network& network, std::span<const Trace> traces, Index step);

}  // namespace glassbox
