#pragma once

#include "engine/nn/network.h"

namespace glassbox {

/// Largest disagreement between backpropagation and central differences.
struct GradientCheck {
    double worstParameter = 0;  ///< relative error: |a - n| / max(1, |a|, |n|)
    double worstInput = 0;
    std::string worstName;  ///< "0.weight[3]"
};

/// Compares every component of the gradient with (C(w + h) - C(w - h)) / 2h on the trace's input and target. Training
/// mode draws the same random numbers for each evaluation.
GLASSBOX_EXPORT GradientCheck checkGradient(const Network& network, const Loss& loss, const Tensor& input,
                                            const Tensor& target, Mode mode, double h, std::uint64_t seed);

}  // namespace glassbox
