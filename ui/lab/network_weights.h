#pragma once

#include "engine/runtime/snapshot.h"

#include <optional>

namespace glassbox {

/// A layer's weights in a snapshot, seen as a matrix from inputs to units.
struct WeightMatrix {
    const float* values = nullptr;
    Index outputs = 0, inputs = 0;
    Index outputStride = 0, inputStride = 0;

    float at(Index to, Index from) const { return values[to * outputStride + from * inputStride]; }
};

/// Absent for layers without a matrix of weights, and where the snapshot does not hold them.
std::optional<WeightMatrix> weightsOf(const Snapshot& snapshot, Index layer);
std::optional<float> biasOf(const Snapshot& snapshot, Index layer, Index unit);

}  // namespace glassbox
