#include "engine/explain/step_tensor.h"

namespace glassbox {

namespace {

TensorView viewOf(const Tensor& tensor) {
    return {tensor.rows(), tensor.cols(), tensor.data(), 1, tensor.rows()};
}

bool isLayer(const StepRecord& record, Index layer) {
    return layer >= 0 && layer < record.before.layerCount();
}

const LayerTrace& traceOf(const StepRecord& record, Index layer) {
    return record.trace.layers[static_cast<std::size_t>(layer)];
}

const ParameterPlace* parameterOf(const StepRecord& record, const TensorRef& ref) {
    Index part = 0;
    for (const ParameterPlace& place : record.before.places())
        if (place.trained && place.layer == ref.layer && part++ == ref.part) return &place;
    return nullptr;
}

/// A parameter's part of a buffer that is laid out as the parameters, in PyTorch's shape; more than two dimensions are
/// read as rows of the first by all others.
TensorView viewOf(const ParameterPlace& place, const Scalar* buffer) {
    const ParameterInfo& info = place.info;
    const Index rows = info.shape.empty() ? info.size() : info.shape[0];
    const bool plain = info.shape.size() == 2;
    return {rows, info.size() / std::max<Index>(rows, 1), buffer + place.offset,
            info.strides.empty() ? 1 : info.strides[0], plain ? info.strides[1] : rows};
}

TensorView parameterView(const StepRecord& record, const TensorRef& ref) {
    const ParameterPlace* place = parameterOf(record, ref);
    if (!place) return {};
    const auto memory = [&](const OptimizerState& state) -> TensorView {
        if (ref.memory < 0 || ref.memory >= static_cast<Index>(record.memoryNames.size())) return {};
        const Buffer& values = state.values[static_cast<std::size_t>(ref.memory)];
        return values.empty() ? TensorView{} : viewOf(*place, values.data());
    };
    switch (ref.quantity) {
        case Quantity::Parameter:
            return viewOf(*place, record.before.parameters().data());
        case Quantity::NewParameter:
            return viewOf(*place, record.after.parameters().data());
        case Quantity::Gradient:
            return viewOf(*place, record.trace.gradient.data());
        case Quantity::UpdateGradient:
            return viewOf(*place, record.updateGradient.data());
        case Quantity::MemoryBefore:
            return memory(record.memoryBefore);
        default:
            return memory(record.memoryAfter);
    }
}

}  // namespace

bool isParameterLike(Quantity quantity) {
    return quantity >= Quantity::Parameter;
}

TensorView tensorOf(const StepRecord& record, const TensorRef& ref) {
    switch (ref.quantity) {
        case Quantity::Input:
            return viewOf(record.trace.input);
        case Quantity::Target:
            return viewOf(record.trace.target);
        case Quantity::SampleLoss:
            return viewOf(record.trace.sampleLoss);
        case Quantity::Cost:
            return viewOf(record.cost);
        default:
            break;
    }
    if (!isLayer(record, ref.layer)) return {};
    const LayerTrace& trace = traceOf(record, ref.layer);
    switch (ref.quantity) {
        case Quantity::Inner:
            if (ref.part < 0 || ref.part >= static_cast<Index>(trace.inner.size())) return {};
            return viewOf(trace.inner[static_cast<std::size_t>(ref.part)]);
        case Quantity::Output:
            return viewOf(trace.output);
        case Quantity::OutputGradient:
            return viewOf(trace.outputGradient);
        default:
            return parameterView(record, ref);
    }
}

std::optional<double> valueAt(const StepRecord& record, const Place& place) {
    const TensorView view = tensorOf(record, place.tensor);
    if (!view.has(place.row, place.col)) return {};
    return view(place.row, place.col);
}

TensorRef inputOf(Index layer) {
    return layer > 0 ? TensorRef{Quantity::Output, layer - 1} : TensorRef{Quantity::Input};
}

TensorRef sumOf(const StepRecord& record, Index layer) {
    const Layer& of = record.before.layer(layer);
    if (of.preActivation() < 0 || of.activation() == "identity") return {Quantity::Output, layer};
    return {Quantity::Inner, layer, of.preActivation()};
}

TensorRef errorOf(const StepRecord& record, Index layer) {
    const Layer& of = record.before.layer(layer);
    const bool fused = record.isFused() && layer + 1 == record.before.layerCount();
    if (of.preActivationGradient() < 0 || (of.activation() == "identity" && !fused))
        return {Quantity::OutputGradient, layer};
    return {Quantity::Inner, layer, of.preActivationGradient()};
}

TensorRef argumentOf(const StepRecord& record, Index layer) {
    return record.before.spec(layer).kind == "activation" ? inputOf(layer) : sumOf(record, layer);
}

TensorRef toldAs(const StepRecord& record, const TensorRef& ref) {
    if (ref.quantity != Quantity::Inner || !isLayer(record, ref.layer)) return ref;
    const Layer& layer = record.before.layer(ref.layer);
    if (layer.preActivation() < 0) return ref;
    const bool ownLayer = record.before.spec(ref.layer).kind == "activation";
    if (ref.part == layer.preActivation()) return ownLayer ? inputOf(ref.layer) : sumOf(record, ref.layer);
    if (ref.part != layer.preActivationGradient()) return ref;
    const bool byLoss = record.isFused() && ref.layer + 1 == record.before.layerCount();
    if (ownLayer && ref.layer > 0 && !byLoss) return {Quantity::OutputGradient, ref.layer - 1};
    return errorOf(record, ref.layer);
}

}  // namespace glassbox
