#pragma once

#include "engine/explain/operation.h"

/// How each kind of layer, the losses and the update are told. A kind of layer is one file and one line in
/// layerTellers().
namespace glassbox {

/// Tells one kind of layer: appends its operations in the order in which the engine does them.
struct LayerTeller {
    const char* kind;
    void (*forward)(const StepRecord& record, Index layer, Operations& operations);
    void (*backward)(const StepRecord& record, Index layer, Operations& operations);
};

const std::vector<LayerTeller>& layerTellers();
/// For a kind that nobody tells: its result as a whole.
const LayerTeller& plainTeller();

LayerTeller denseTeller();
LayerTeller activationTeller();
LayerTeller dropoutTeller();
LayerTeller batchNormTeller();
LayerTeller layerNormTeller();
LayerTeller flattenTeller();

void tellLossForward(const StepRecord& record, Operations& operations);
void tellLossBackward(const StepRecord& record, Operations& operations);
void tellUpdate(const StepRecord& record, Operations& operations);

/// The activation function that ends a layer: a = f(z), and delta = dC/da f'(z). Appends nothing for identity.
void tellActivation(const StepRecord& record, Index layer, Operations& operations);
void tellActivationBackward(const StepRecord& record, Index layer, Operations& operations);

/// Nobody needs the gradient at the network's own input: the first layer computes none.
inline bool passesGradientOn(Index layer) {
    return layer > 0;
}
inline std::string layerNumber(Index layer) {
    return std::to_string(layer + 1);
}
/// The summand of an activation's slope at one number, f'(z); for softmax the diagonal of its Jacobian.
double slopeAt(const StepRecord& record, Index layer, Index row, Index sample);
/// TeX of the derivative of a layer's output by its pre-activation.
std::string slopeSymbol(const StepRecord& record, Index layer, Index row, Index sample);

}  // namespace glassbox
