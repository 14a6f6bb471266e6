#pragma once

#include "engine/nn/tensor.h"

#include <QByteArray>

#include <cstdint>
#include <vector>

namespace glassbox {

// Arrays as NumPy's .npy files whose numbers come back bit for bit: float32 in one row, int32 in one row, and tables of
// float64. Reading throws Error (a clause) for another type or shape, and for a wrong number of bytes.

QByteArray floatArray(const Buffer& values);
Buffer floatsOf(const QByteArray& array);

QByteArray indexArray(const std::vector<Index>& values);
std::vector<Index> indicesOf(const QByteArray& array);

/// `values` row by row.
QByteArray tableArray(const std::vector<double>& values, Index columns);
std::vector<double> tableOf(const QByteArray& array, Index columns);

}  // namespace glassbox
