#pragma once

#include "engine/nn/network.h"

#include <QString>

namespace glassbox {

/// Reads the arrays of a NumPy .npz file (float32, float64 and integers, C or Fortran order). Throws Error with a
/// sentence; hostile files (huge sizes, wrong counts, path tricks) are refused before memory is taken.
std::vector<NamedTensor> readNpz(const QString& path);
/// Writes float32 arrays that numpy.load reads, atomically. Throws Error if the file can't be written.
void writeNpz(const QString& path, const std::vector<NamedTensor>& tensors);

}  // namespace glassbox
