#pragma once

#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/walk_kinds.h"

/// Batch and layer normalisation: what their forward and their backward half share.
namespace glassbox::norm_walk {

constexpr Index normalPart = 0, meanPart = 1, variancePart = 2;

/// A normalisation: over the batch for each unit, or over the units for each sample.
struct Norm {
    Index layer = 0;
    bool overBatch = false;
    bool computed = true;  // mean and variance are this batch's own, not the running ones
    double epsilon = 0;

    TensorRef inner(Index part) const { return {Quantity::Inner, layer, part}; }
    TensorRef input() const { return inputOf(layer); }
    TensorRef weight() const { return {Quantity::Parameter, layer, 0}; }
    TensorRef bias() const { return {Quantity::Parameter, layer, 1}; }
    TensorRef output() const { return {Quantity::Output, layer}; }
    TensorRef up() const { return {Quantity::OutputGradient, layer}; }
    TensorRef gradient(Index part) const { return {Quantity::Gradient, layer, part}; }
    /// The mean (or variance) that a value is normalised by.
    Place statistic(Index part, Index row, Index col) const {
        return overBatch ? Place{inner(part), row, 0} : Place{inner(part), 0, col};
    }
};

Norm normOf(const StepRecord& record, Index layer);
Index groupSize(const StepRecord& record, const Norm& norm);
/// The values that one mean is taken over.
std::vector<Place> group(const StepRecord& record, const Norm& norm, Index row, Index col);
/// "1/N (a + b + ...)" over a group.
std::string meanTex(const std::vector<Place>& values, const std::function<std::string(const Place&)>& summand);

void backward(const StepRecord& record, Index layer, Operations& operations);

}  // namespace glassbox::norm_walk
