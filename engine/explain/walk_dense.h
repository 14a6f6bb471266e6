#pragma once

#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/walk_kinds.h"

/// A dense layer, z = W x + b, a = f(z): what its forward and its backward half share.
namespace glassbox::dense_walk {

constexpr Index weightPart = 0, biasPart = 1;

inline TensorRef parameter(Index layer, Index part) {
    return {Quantity::Parameter, layer, part};
}
inline bool hasBias(const StepRecord& record, Index layer) {
    return record.before.layer(layer).parameters().size() > 1;
}
inline Index inputs(const StepRecord& record, Index layer) {
    return record.before.layer(layer).inputShape().size();
}
inline Index outputs(const StepRecord& record, Index layer) {
    return record.before.layer(layer).outputShape().size();
}

void backward(const StepRecord& record, Index layer, Operations& operations);

/// Why a weight has the gradient that it has, and what the update will make of it.
std::string blame(const ArithmeticWriter& writer, Index layer, const Question& question);
/// The same for a bias.
std::string biasBlame(const ArithmeticWriter& writer, Index layer, const Question& question);
/// What comes back to a unit over all that it fed.
std::string pathsWords(const ArithmeticWriter& writer, Index layer, const Question& question);

}  // namespace glassbox::dense_walk
