#pragma once

#include "engine/nn/lanes.h"

namespace glassbox {

/// C = A B. C is `rows x cols`, column-major and contiguous, and is overwritten; A is `rows x depth` with one of its
/// strides 1, B is `depth x cols`. Uses no memory but the stack.
void multiply(Scalar* c, Index rows, Index cols, Index depth, Factor a, Factor b);

/// sums(i) = sum of row i of a column-major `rows x cols` matrix.
void sumRows(Scalar* sums, const Scalar* values, Index rows, Index cols);

}  // namespace glassbox
