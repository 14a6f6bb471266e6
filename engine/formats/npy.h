#pragma once

#include "engine/nn/tensor.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace glassbox {

/// What the header of a NumPy .npy array says (numpy.lib.format, versions 1 to 3).
struct NpyHeader {
    enum class Type { Float32, Float64, Int64, Int32, Bool };
    Type type = Type::Float32;
    bool fortranOrder = false;  ///< first index fastest
    std::vector<Index> shape;
    Index count = 1;      ///< product of the shape
    Index dataStart = 0;  ///< bytes before the numbers

    Index itemSize() const;
    /// Bytes of the whole array with its header.
    Index fileSize() const { return dataStart + count * itemSize(); }
};

/// Bytes at the start of an array that are surely enough to hold the header's length.
inline constexpr Index npyPreamble = 12;
/// Length of magic, version, length and header text together. Throws Error if these bytes begin no array or claim too
/// much.
Index npyHeaderSize(const QByteArray& start);
/// `start` holds at least npyHeaderSize() bytes. Throws Error with a sentence without a name: the caller knows it.
NpyHeader parseNpyHeader(const QByteArray& start);
/// The numbers of an array as row-major floats. `data` holds exactly count * itemSize() bytes.
std::vector<float> npyValues(const NpyHeader& header, const QByteArray& data);

/// The start of a version 1.0 array in C order, up to its numbers: "<f4", "(3, 4)".
QByteArray npyStart(const std::string& type, const std::string& shape);
/// A version 1.0 array of float32 in C order.
QByteArray npyArray(const std::vector<Index>& shape, const std::vector<float>& values);

}  // namespace glassbox
