#pragma once

#include "engine/nn/tensor.h"

#include <array>
#include <numeric>

namespace glassbox {

struct AsItIs {
    double operator()(double x) const { return x; }
};

/// Sum of f(value), in double (the squares of large floats do not fit in floats). Independent partial sums, which
/// become vector instructions; always added in the same order.
template <typename Function = AsItIs>
double sumOf(const Scalar* values, Index count, Function f = {}) {
    constexpr Index lanes = 16;
    std::array<double, lanes> sums{};
    Index i = 0;
    for (; i + lanes <= count; i += lanes)
        for (Index k = 0; k < lanes; ++k) sums[static_cast<std::size_t>(k)] += f(static_cast<double>(values[i + k]));
    for (; i < count; ++i) sums[static_cast<std::size_t>(i % lanes)] += f(static_cast<double>(values[i]));
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

}  // namespace glassbox
