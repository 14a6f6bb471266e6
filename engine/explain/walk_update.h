#pragma once

#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/walk_kinds.h"

/// The update of one parameter tensor: what the optimizer gets, what it remembers, and the new numbers.
namespace glassbox::update_walk {

/// One parameter on its way through the update.
struct Target {
    Index layer = 0, part = 0;

    TensorRef ref(Quantity quantity, Index memory = 0) const { return {quantity, layer, part, memory}; }
};

/// A setting of the step's optimizer, "beta1".
double setting(const StepRecord& record, const char* name);
const std::string& kindOf(const StepRecord& record);
/// Decay that goes through the gradient; AdamW's does not.
double decayInGradient(const StepRecord& record);
/// True if the optimizer gets another gradient than the one that was computed.
bool changesGradient(const StepRecord& record);
TensorRef gradientOf(const StepRecord& record, const Target& target);

void tellGradient(const StepRecord& record, const Target& target, Operations& operations);
void tellMemory(const StepRecord& record, const Target& target, Index memory, Operations& operations);
void tellNew(const StepRecord& record, const Target& target, Operations& operations);

}  // namespace glassbox::update_walk
