#pragma once

#include "engine/experiment/experiment.h"
#include "engine/nn/tensor.h"

namespace glassbox {

// Edits of a network, as pure functions: each gives the changed experiment, or an equal one where there is nothing to
// change (a layer that does not exist, a unit count at its limit). Layers count from 0.

/// A layer of this kind as it is first put in before layer `position`: dense layers get 4 units and the activation and
/// initialisation of the nearest hidden dense layer, tanh and Xavier where there is none.
Spec newLayer(const Experiment& experiment, Index position, const std::string& kind);
/// A position behind the output layer means before it.
Experiment insertLayer(Experiment experiment, Index position, const Spec& layer);
/// May leave a network without layers, which validation then refuses with a sentence.
Experiment removeLayer(Experiment experiment, Index layer);
/// The copy comes right behind.
Experiment copyLayer(Experiment experiment, Index layer);
/// The layer stands at `to` afterwards.
Experiment moveLayer(Experiment experiment, Index from, Index to);
/// True if the kind has a number of units to choose.
bool hasUnits(const Experiment& experiment, Index layer);
/// 0 if the kind has none.
Index unitsOf(const Experiment& experiment, Index layer);
/// Adds (or takes, if negative) units, within the kind's limits.
Experiment changeUnits(Experiment experiment, Index layer, Index by);
/// True if the kind can be frozen.
bool canFreeze(const Experiment& experiment, Index layer);
bool isFrozen(const Experiment& experiment, Index layer);
Experiment setFrozen(Experiment experiment, Index layer, bool frozen);

}  // namespace glassbox
