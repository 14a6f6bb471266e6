#pragma once

#include "engine/experiment/experiment.h"
#include "engine/nn/network.h"

namespace glassbox {

// What training leaves alone: whole layers (see network_edits.h), units, and single weights and biases. Pure functions;
// layers, units and inputs count from 0.

/// The units, weights and biases of one layer that are frozen each for itself.
struct FrozenParts {
    struct Weight {
        Index unit = 0, input = 0;
        friend bool operator==(const Weight&, const Weight&) = default;
    };
    std::vector<Index> units;
    std::vector<Weight> weights;
    std::vector<Index> biases;

    bool holdsUnit(Index unit) const;
    bool holdsWeight(Index unit, Index input) const;
    bool holdsBias(Index unit) const;
    bool isEmpty() const { return units.empty() && weights.empty() && biases.empty(); }
    friend bool operator==(const FrozenParts&, const FrozenParts&) = default;
};

/// Empty for kinds whose units can't be frozen.
FrozenParts frozenParts(const Spec& layer);

/// Why a number stays as it is.
enum class FrozenBy { Nothing, Itself, Unit, Layer };
FrozenBy frozenBy(const Experiment& experiment, const ParameterRef& place);

/// True if single units, weights and biases of this layer can be frozen.
bool canFreezeParts(const Experiment& experiment, Index layer);
/// Lets all single units, weights and biases of a layer learn again.
Experiment unfreezeParts(Experiment experiment, Index layer);
bool isUnitFrozen(const Experiment& experiment, Index layer, Index unit);
Experiment setUnitFrozen(Experiment experiment, Index layer, Index unit, bool frozen);
/// The number for itself; unchanged if its unit or layer is frozen.
Experiment setFrozen(Experiment experiment, const ParameterRef& place, bool frozen);

}  // namespace glassbox
