#pragma once

#include "engine/explain/gradient_sizes.h"
#include "engine/explain/tensor_check.h"
#include "engine/formats/data_table.h"

namespace glassbox {

// The numbers of a training step with full digits; layers count from 1 as on the screen, rows and columns from 0.

/// layer,parameter,row,column,before,gradient,after: every parameter of the network.
DataTable stepTable(const StepRecord& record);
/// layer,error,weights: how large the gradient is that reaches each layer.
DataTable gradientSizesTable(const std::vector<GradientSize>& sizes);
/// row,column,backpropagation,central_difference,relative_error,agrees.
DataTable checkTable(const TensorCheck& check);

}  // namespace glassbox
