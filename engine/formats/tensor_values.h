#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace glassbox {

/// How a file holds numbers, lowest byte first.
enum class NumberType { Float32, Float64, Float16, BFloat16, Int64 };

/// Bytes of one number.
std::size_t numberSize(NumberType type);
/// The numbers as floats. Throws Error, without a name, for a number that no float holds.
std::vector<float> readNumbers(NumberType type, std::span<const char> bytes);

}  // namespace glassbox
