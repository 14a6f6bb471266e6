#pragma once

#include "ui/lab/network_scene.h"

namespace glassbox {

// What the network's picture says, on screen and to a screen reader. Layers and units count from 1, as in all messages.

/// "Layer 2", "the input"
QString layerWords(Index layer);
/// "w = −0.482 (layer 2, unit 3 ← unit 5)"
QString linkWords(const NetworkScene& scene, const NetworkLink& link);
/// "b = +0.120 (layer 2, unit 3)"
QString biasWords(const NetworkScene& scene, const UnitRef& unit);
/// What a weight or bias is called where it is edited: "Layer 2, unit 3 ← unit 5", "Layer 2, unit 3: bias".
QString parameterWords(const NetworkScene& scene, const ParameterRef& place);
/// "Unit 3 of layer 2 · bias −0.120"
QString unitWords(const NetworkScene& scene, const UnitRef& unit);
/// The accessible name of an item: "Layer 2: Dense 6, tanh, frozen".
QString itemName(const NetworkScene& scene, const NetworkItem& item);
/// What it is and what can be done with it, for tool tips and accessible descriptions.
QString itemHelp(const NetworkScene& scene, const NetworkItem& item);
/// Everything about the picture in one sentence: "2 inputs, Dense 8 tanh, Dense 1 sigmoid".
QString networkWords(const NetworkScene& scene);

}  // namespace glassbox
