#pragma once

#include "engine/explain/operation.h"

/// Softmax and log-softmax at the end of a layer: the only activations in which the units of a layer meet.
namespace glassbox {

/// Completes the operations a = softmax(z) and delta = its Jacobian times dC/da with rule, purpose and arithmetic.
void tellSoftmax(const StepRecord& record, Index layer, Operation& operation);
void tellSoftmaxError(const StepRecord& record, Index layer, Operation& operation);
/// d a_i / d z_j of one sample: a_i ((i = j) - a_j), of log-softmax (i = j) - e^a_j.
double softmaxDerivative(const StepRecord& record, Index layer, const Place& result, const Place& used);

}  // namespace glassbox
