#pragma once

#include "engine/explain/operation.h"

/// How each kind of layer, the losses and the update are told.
///
/// A new kind of layer:
/// 1. Write walk_KIND.cpp with a forward() and a backward() that append an Operation for each tensor that the layer
///    computes, in the order in which the engine computes them, and a kindTeller() that returns both with the name of
///    the kind. Take walk_dropout.cpp as a pattern. An operation names its result, what it reads (`uses`, with the TeX
///    of the derivative where one flows), its rule and purpose, and how one number comes about (`arithmetic`, put
///    together with an ArithmeticWriter). Forward operations also say d result / d used (`derivative`).
/// 2. Declare it below and add it to layerTellers() in walk.cpp.
/// 3. Add records with it to tests/engine/explain/walk_records.h: every number, term, chain, shown line and derivative
///    of it is then checked. If its trace has names of its own, give them letters in step_symbols.cpp.
/// A kind that nobody tells is shown as a whole, without its inner steps. A new activation function is one entry in
/// activation_tellers.cpp, a new loss one class in a loss_teller_*.cpp and one line in lossTeller().
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

/// An operation with all that follows from what it computes: phase, layer, result and symbol.
Operation startOperation(const StepRecord& record, Phase phase, Index layer, const TensorRef& result, std::string name);

/// Nobody needs the gradient at the network's own input: the first layer computes none.
inline bool passesGradientOn(Index layer) {
    return layer > 0;
}
inline std::string layerNumber(Index layer) {
    return std::to_string(layer + 1);
}
/// True if the layer's error comes from the loss at once, without the gradient at its output.
inline bool isFusedLayer(const StepRecord& record, Index layer) {
    return record.isFused() && layer + 1 == record.before.layerCount();
}
inline bool couplesUnits(ActivationKind kind) {
    return kind == ActivationKind::Softmax || kind == ActivationKind::LogSoftmax;
}
/// The slope f'(z) of one unit as the engine has it, from a where it takes that; for softmax and log-softmax the
/// diagonal of the Jacobian.
double slopeAt(const StepRecord& record, Index layer, Index row, Index sample);
/// TeX of the derivative of a layer's output by its pre-activation.
std::string slopeSymbol(const StepRecord& record, Index layer, Index row, Index sample);
/// d loss / d output of one sample, without the 1/N of the mean over a batch.
double lossSlopeAt(const StepRecord& record, Index row, Index sample);

/// True if training leaves this parameter alone; `place` may be of any tensor that belongs to parameters.
bool isFrozen(const StepRecord& record, const Place& place);

class ArithmeticWriter;
/// The factors from the cost to a layer's z for one sample: dC/da and f'(z) where both can be told, else the error.
void addErrorFactors(ArithmeticWriter& writer, Index layer, Index row, Index sample);

}  // namespace glassbox
