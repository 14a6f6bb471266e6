#pragma once

#include "engine/explain/step_record.h"

namespace glassbox {

/// What a number of a step is.
enum class Quantity {
    Input,           ///< x: features x samples
    Target,          ///< y: outputs x samples
    Inner,           ///< of a layer's trace: z, dz, x_hat, mean, mask ...; `part` counts Layer::traceNames()
    Output,          ///< a of a layer: units x samples
    SampleLoss,      ///< L: 1 x samples
    Cost,            ///< C: 1 x 1
    OutputGradient,  ///< dC/da of a layer: units x samples
    Parameter,       ///< before the step, in PyTorch's shape (weights: unit x input); `part` counts Layer::parameters()
    Gradient,        ///< dC/dw of a parameter
    UpdateGradient,  ///< what the optimizer got: clipped, with decay
    MemoryBefore,    ///< of the optimizer, for a parameter; `memory` counts StepRecord::memoryNames
    MemoryAfter,
    NewParameter,  ///< after the step
};

/// One tensor of a step.
struct TensorRef {
    Quantity quantity = Quantity::Input;
    Index layer = -1;  ///< from 0; -1 where there is none (input, target, loss, cost)
    Index part = 0;
    Index memory = 0;
    friend auto operator<=>(const TensorRef&, const TensorRef&) = default;
};

/// One number of a step.
struct Place {
    TensorRef tensor;
    Index row = 0, col = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
};

/// A tensor of a step to read: nothing is copied. Valid as long as the record.
struct TensorView {
    Index rows = 0, cols = 0;
    const Scalar* data = nullptr;
    Index rowStride = 1, colStride = 0;

    bool has(Index row, Index col) const { return row >= 0 && row < rows && col >= 0 && col < cols; }
    double operator()(Index row, Index col) const {
        return static_cast<double>(data[row * rowStride + col * colStride]);
    }
};

/// Empty (0 x 0) if the step has no such tensor: a gradient that was never computed, a layer that there is not.
GLASSBOX_EXPORT TensorView tensorOf(const StepRecord& record, const TensorRef& ref);
/// Absent if there is no such number.
GLASSBOX_EXPORT std::optional<double> valueAt(const StepRecord& record, const Place& place);
/// True for what belongs to parameters: the columns are inputs then, not samples.
GLASSBOX_EXPORT bool isParameterLike(Quantity quantity);

/// What parameters have their derivative taken of: "L" for one sample, "C" for a batch.
GLASSBOX_EXPORT std::string costSymbol(const StepRecord& record);
/// TeX of a tensor, "W^{2}" or "\delta^{2}", and of one of its numbers, "w^{2}_{3,1}". Layers count from 1, units too.
/// With `sample`, numbers of a batch say which sample they are of: "z^{1(4)}_{2}".
GLASSBOX_EXPORT std::string symbolOf(const StepRecord& record, const TensorRef& tensor);
GLASSBOX_EXPORT std::string symbolOf(const StepRecord& record, const Place& place);
/// In words, without an article: "weight from unit 3 of layer 1 to the output", "input x1 for sample 4".
GLASSBOX_EXPORT std::string wordsOf(const StepRecord& record, const Place& place);
/// How a sentence calls a row of a layer: "unit 2 of layer 1", "the output", "the output for A"; "input x1" of layer
/// -1.
GLASSBOX_EXPORT std::string unitWords(const StepRecord& record, Index layer, Index row);

/// The values that a layer reads: the output of the one before, or the input.
GLASSBOX_EXPORT TensorRef inputOf(Index layer);
/// The layer's pre-activation z; its output where it has no activation.
GLASSBOX_EXPORT TensorRef sumOf(const StepRecord& record, Index layer);
/// dC/dz of a layer, called delta; the gradient at its output where that is the same numbers.
GLASSBOX_EXPORT TensorRef errorOf(const StepRecord& record, Index layer);
/// What a layer's activation function is applied to: its z; an activation layer applies it to what it reads.
GLASSBOX_EXPORT TensorRef argumentOf(const StepRecord& record, Index layer);
/// Some tensors of a trace are copies of others: the z of an activation layer is what it reads, the z of a layer
/// without activation its output. This is the one by whose name they are told; most are their own.
GLASSBOX_EXPORT TensorRef toldAs(const StepRecord& record, const TensorRef& ref);

}  // namespace glassbox
