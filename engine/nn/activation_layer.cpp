#include "engine/nn/activation_layer.h"

#include "engine/nn/layer_options.h"

#include <algorithm>

namespace glassbox {

namespace {

Activation chosenActivation(const Options& options) {
    const ActivationInfo& info = activationInfo(options.text("activation"));
    Activation activation{info.value, info.setting};
    if (info.value == ActivationKind::LeakyRelu) activation.setting = static_cast<Scalar>(options.real("slope"));
    if (info.value == ActivationKind::Elu) activation.setting = static_cast<Scalar>(options.real("alpha"));
    return activation;
}

}  // namespace

ActivationLayer::ActivationLayer(const Shape& input, const Options& options)
    : Layer(input, input), m_name(options.text("activation")), m_activation(chosenActivation(options)) {}

LayerInfo ActivationLayer::info() {
    LayerInfo info;
    info.kind = "activation";
    info.title = "Activation";
    info.help =
        "Passes every value through an activation function. Use it where something comes between a layer's sum and its "
        "activation, such as a normalisation.";
    info.formula = "a = f(z)";
    OptionInfo slope{"slope", "Slope", OptionType::Real, 0.01, 0, 1};
    slope.help = "For leaky ReLU alone: the share of a negative value that is let through.";
    OptionInfo alpha{"alpha", "Alpha", OptionType::Real, 1.0, 0, 10};
    alpha.help = "For ELU alone: how far below zero the function reaches.";
    alpha.minimumExcluded = true;
    info.options = {activationOption("relu"), slope, alpha};
    info.make = [](const Shape& input, const Options& options) -> std::shared_ptr<const Layer> {
        return std::make_shared<ActivationLayer>(input, options);
    };
    return info;
}

void ActivationLayer::forward(const ForwardPass& pass) const {
    Tensor& z = pass.trace.inner[0];
    z.resize(pass.x.rows(), pass.x.cols());
    std::copy(pass.x.data(), pass.x.data() + pass.x.size(), z.data());
    applyActivation(m_activation, z.data(), pass.trace.output.data(), z.rows(), z.cols());
}

void ActivationLayer::backward(const BackwardPass& pass) const {
    LayerTrace& trace = pass.trace;
    const Tensor& z = trace.inner[0];
    Tensor& dz = trace.inner[1];
    dz.resize(z.rows(), z.cols());
    // dz = da f'(z), and the layer's input is z
    if (!pass.fused)
        activationGradient(m_activation, z.data(), trace.output.data(), trace.outputGradient.data(), dz.data(),
                           z.rows(), z.cols());
    if (pass.inputGradient) std::copy(dz.data(), dz.data() + dz.size(), pass.inputGradient);
}

}  // namespace glassbox
