#pragma once

#include "engine/nn/tensor.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <type_traits>

namespace glassbox {

/// True if every number is finite. Looks at the bits, largest exponent of all: that becomes a few vector instructions.
inline bool allFinite(const Scalar* values, Index count) {
    using Bits = std::conditional_t<sizeof(Scalar) == 4, std::uint32_t, std::uint64_t>;
    constexpr Bits infinity = std::bit_cast<Bits>(std::numeric_limits<Scalar>::infinity());
    constexpr Bits unsignedPart = static_cast<Bits>(~Bits(0)) >> 1;
    Bits largest = 0;
    for (Index i = 0; i < count; ++i) largest = std::max(largest, std::bit_cast<Bits>(values[i]) & unsignedPart);
    return largest < infinity;
}

inline bool allFinite(std::span<const Scalar> values) {
    return allFinite(values.data(), static_cast<Index>(values.size()));
}

}  // namespace glassbox
