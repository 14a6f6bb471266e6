#include "ui/lab/network_weights.h"

namespace glassbox {

namespace {

const ParameterPlace* findPlace(const Snapshot& snapshot, Index layer, std::string_view name) {
    if (!snapshot.network) return nullptr;
    for (const ParameterPlace& place : snapshot.network->places)
        if (place.layer == layer && place.trained && place.info.name == name) return &place;
    return nullptr;
}

bool holds(const Snapshot& snapshot, Index first, Index last) {
    return first >= 0 && last >= 0 && last < static_cast<Index>(snapshot.parameters.size());
}

}  // namespace

std::optional<WeightMatrix> weightsOf(const Snapshot& snapshot, Index layer) {
    const ParameterPlace* place = findPlace(snapshot, layer, "weight");
    if (place == nullptr || place->info.shape.size() != 2 || place->info.strides.size() != 2) return {};
    const auto& [outputs, inputs] = std::pair{place->info.shape[0], place->info.shape[1]};
    const auto& [down, across] = std::pair{place->info.strides[0], place->info.strides[1]};
    if (outputs < 1 || inputs < 1 || down < 0 || across < 0) return {};
    if (!holds(snapshot, place->offset, place->offset + (outputs - 1) * down + (inputs - 1) * across)) return {};
    return WeightMatrix{snapshot.parameters.data() + place->offset, outputs, inputs, down, across};
}

std::optional<float> biasOf(const Snapshot& snapshot, Index layer, Index unit) {
    const ParameterPlace* place = findPlace(snapshot, layer, "bias");
    if (place == nullptr || unit < 0 || unit >= place->info.size()) return {};
    if (!holds(snapshot, place->offset, place->offset + unit)) return {};
    return snapshot.parameters[static_cast<std::size_t>(place->offset + unit)];
}

}  // namespace glassbox
