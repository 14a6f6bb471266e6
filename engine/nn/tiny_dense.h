#pragma once

#include "engine/nn/tensor.h"

/// Dense layers with at most 32 inputs and 32 units: everything fits into the first-level cache and mostly into
/// registers, and calling a general matrix product would cost more than the product itself.
namespace glassbox::tiny {

inline constexpr Index widest = 32;

/// z = W x + b for every sample. `w` is out x in (column-major), `b` may be null.
void forward(const Scalar* w, const Scalar* b, const Scalar* x, Scalar* z, Index in, Index out, Index samples);

/// dW = dz x^T and, where not null, db = sum of dz and dx = W^T dz.
void backward(const Scalar* w, const Scalar* x, const Scalar* dz, Scalar* dw, Scalar* db, Scalar* dx, Index in,
              Index out, Index samples);

}  // namespace glassbox::tiny
