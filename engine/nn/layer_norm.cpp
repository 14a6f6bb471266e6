#include "engine/nn/layer_norm.h"

#include "engine/nn/layer_options.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace glassbox {

namespace {

/// The mean of term(0) ... term(count - 1), summed in sixteen lanes.
template <typename Term>
Scalar meanOf(Index count, Term term) {
    std::array<Scalar, 16> lanes{};
    Index i = 0;
    for (; i + 16 <= count; i += 16)
        for (Index l = 0; l < 16; ++l) lanes[static_cast<std::size_t>(l)] += term(i + l);
    for (Index l = 0; i < count; ++i, ++l) lanes[static_cast<std::size_t>(l)] += term(i);
    Scalar sum = 0;
    for (const Scalar lane : lanes) sum += lane;
    return sum / static_cast<Scalar>(count);
}

}  // namespace

LayerNorm::LayerNorm(const Shape& input, const Options& options)
    : Layer(input, input), m_epsilon(static_cast<Scalar>(options.real("epsilon"))), m_frozen(options.flag("frozen")) {}

LayerInfo LayerNorm::info() {
    LayerInfo info;
    info.kind = "layer_norm";
    info.title = "Layer normalisation";
    info.help =
        "Shifts and scales the values of each sample to mean 0 and variance 1, then by a learned weight and bias for "
        "each "
        "value. Does the same in training and in use, whatever the batch size.";
    info.formula = "a = γ · (x - μ) / √(σ² + ε) + β,  μ and σ² over the values of one sample";
    info.options = {epsilonOption(), frozenOption()};
    info.make = [](const Shape& input, const Options& options) -> std::shared_ptr<const Layer> {
        return std::make_shared<LayerNorm>(input, options);
    };
    return info;
}

std::vector<ParameterInfo> LayerNorm::parameters() const {
    const auto& [channels, width, height] = inputShape();
    ParameterInfo info{"weight", inputShape().size(), 1, {channels}, {1}};
    if (height > 1) {  // PyTorch's image: channels x rows x columns
        info.shape = {channels, height, width};
        info.strides = {1, channels * width, channels};
    } else if (width > 1) {  // PyTorch's sequence: steps x features
        info.shape = {width, channels};
        info.strides = {channels, 1};
    }
    ParameterInfo bias = info;
    bias.name = "bias";
    return {info, bias};
}

void LayerNorm::initialise(std::span<Scalar> parameters, std::span<Scalar>, Random&) const {
    const auto half = static_cast<std::ptrdiff_t>(inputShape().size());
    std::fill(parameters.begin(), parameters.begin() + half, Scalar(1));
    std::fill(parameters.begin() + half, parameters.end(), Scalar(0));
}

void LayerNorm::forward(const ForwardPass& pass) const {
    const Index features = inputShape().size();
    Tensor &xHat = pass.trace.inner[0], &mean = pass.trace.inner[1], &variance = pass.trace.inner[2];
    xHat.resize(features, pass.samples);
    mean.resize(1, pass.samples);
    variance.resize(1, pass.samples);
    const Scalar *weight = pass.parameters, *bias = pass.parameters + features;
    for (Index n = 0; n < pass.samples; ++n) {
        const Scalar* x = pass.x.data() + n * features;
        Scalar* normal = xHat.data() + n * features;
        Scalar* a = pass.trace.output.data() + n * features;
        // x^ = (x - mean) / sqrt(variance + epsilon), a = weight x^ + bias
        const Scalar mu = meanOf(features, [=](Index i) { return x[i]; });
        const Scalar sigma2 = meanOf(features, [=](Index i) { return (x[i] - mu) * (x[i] - mu); });
        const Scalar scale = 1 / std::sqrt(sigma2 + m_epsilon);
#pragma GCC ivdep
        for (Index i = 0; i < features; ++i) {
            normal[i] = (x[i] - mu) * scale;
            a[i] = weight[i] * normal[i] + bias[i];
        }
        mean(0, n) = mu;
        variance(0, n) = sigma2;
    }
}

void LayerNorm::backward(const BackwardPass& pass) const {
    const Index features = inputShape().size();
    const Scalar* weight = pass.parameters;
    Scalar *dWeight = pass.gradient, *dBias = pass.gradient + features;
    std::fill(dWeight, dWeight + 2 * features, Scalar(0));
    for (Index n = 0; n < pass.samples; ++n) {
        const Scalar* normal = pass.trace.inner[0].data() + n * features;
        const Scalar* da = pass.trace.outputGradient.data() + n * features;
#pragma GCC ivdep
        for (Index i = 0; i < features; ++i) {
            dWeight[i] += da[i] * normal[i];
            dBias[i] += da[i];
        }
        if (!pass.inputGradient) continue;
        // dx = (g - mean(g) - x^ mean(g x^)) / sqrt(variance + epsilon) with g = weight da
        const Scalar meanG = meanOf(features, [=](Index i) { return weight[i] * da[i]; });
        const Scalar meanGX = meanOf(features, [=](Index i) { return weight[i] * da[i] * normal[i]; });
        const Scalar scale = 1 / std::sqrt(pass.trace.inner[2](0, n) + m_epsilon);
        Scalar* dx = pass.inputGradient + n * features;
#pragma GCC ivdep
        for (Index i = 0; i < features; ++i) dx[i] = scale * (weight[i] * da[i] - meanG - normal[i] * meanGX);
    }
}

}  // namespace glassbox
