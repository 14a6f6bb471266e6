#pragma once

#include "engine/explain/tensor_check.h"

#include <QString>

namespace glassbox {

/// "Layer 2: gradient of the weights", "Layer 1: errors δ".
QString checkedTensorName(const StepRecord& record, const TensorRef& tensor);
/// Every gradient of the step that can be checked, in the order in which backpropagation computes them.
std::vector<TensorRef> checkableTensors(const StepRecord& record);
/// What an operation's result is checked by: itself, or the gradient that an update was made from; absent where there
/// is nothing to check.
std::optional<TensorRef> checkedBy(const StepRecord& record, const TensorRef& result);
/// False where the step size is so small that rounding hides what is to be compared.
bool canTell(const TensorCheck& check);
/// Whether all is well, how wrong the worst is and where, and what may be the reason.
QString checkVerdict(const StepRecord& record, const TensorCheck& check, std::optional<double> bestStep);
/// One number of it with both gradients.
QString checkedNumberWords(const StepRecord& record, const TensorCheck& check, Index row, Index col);

}  // namespace glassbox
