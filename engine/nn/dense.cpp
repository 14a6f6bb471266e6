#include "engine/nn/dense.h"

#include "engine/nn/error.h"
#include "engine/nn/initialiser.h"
#include "engine/nn/layer_options.h"
#include "engine/nn/product.h"
#include "engine/nn/tiny_dense.h"

#include <algorithm>

namespace glassbox {

namespace {

std::vector<OptionInfo> denseOptions() {
    OptionInfo units{"units", "Units", OptionType::Integer, std::int64_t{8}, 1, 4096};
    units.help = "How many neurons the layer has. More units can draw finer shapes, but need more data and time.";
    OptionInfo init{"init", "Starting weights", OptionType::Choice, std::string("xavier")};
    for (const InitialiserInfo& rule : initialiserInfos()) init.choices.push_back(rule.kind);
    init.help =
        "The rule for drawing the starting weights. Xavier suits tanh and sigmoid, He suits ReLU; biases start at "
        "zero.";
    OptionInfo gain{"gain", "Gain", OptionType::Real, 1.0, 0, 100};
    gain.help = "Multiplies the spread of the starting weights.";
    gain.advanced = true;
    OptionInfo bias{"bias", "Bias", OptionType::Flag, true};
    bias.help = "Adds a learned number to each unit's sum, so that it need not be zero where all inputs are.";
    std::vector<OptionInfo> all{units, activationOption("identity"), init, gain, bias, frozenOption()};
    for (const OptionInfo& option : frozenPartOptions()) all.push_back(option);
    return all;
}

Activation standardActivation(const std::string& kind) {
    const ActivationInfo& info = activationInfo(kind);
    return {info.value, info.setting};
}

}  // namespace

Dense::Dense(const Shape& input, const Options& options)
    : Layer(input, {static_cast<Index>(options.integer("units"))}),
      m_in(input.size()),
      m_out(outputShape().size()),
      m_activationName(options.text("activation")),
      m_init(options.text("init")),
      m_activation(standardActivation(m_activationName)),
      m_gain(options.real("gain")),
      m_hasBias(options.flag("bias")),
      m_frozen(options.flag("frozen")) {
    if (!input.isFlat())
        throw Error("put a flatten layer before it, because its input has the shape " + input.text() + ".");
    freeze(options);
}

void Dense::freeze(const Options& options) {
    std::vector<Index>& places = m_frozenParameters;
    const auto inside = [](Index i, Index count) { return i >= 0 && i < count; };
    const Index biases = m_in * m_out;
    for (const Index unit : wholeNumbers(options, "frozen_units")) {
        if (!inside(unit, m_out)) continue;
        for (Index input = 0; input < m_in; ++input) places.push_back(input * m_out + unit);
        if (m_hasBias) places.push_back(biases + unit);
    }
    const std::vector<Index> weights = wholeNumbers(options, "frozen_weights");
    for (std::size_t i = 0; i + 1 < weights.size(); i += 2)
        if (inside(weights[i], m_out) && inside(weights[i + 1], m_in))
            places.push_back(weights[i + 1] * m_out + weights[i]);
    for (const Index unit : wholeNumbers(options, "frozen_biases"))
        if (m_hasBias && inside(unit, m_out)) places.push_back(biases + unit);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
}

LayerInfo Dense::info() {
    LayerInfo info;
    info.kind = "dense";
    info.title = "Dense";
    info.help =
        "Every unit looks at all values of the layer before: it takes a weighted sum, adds its bias and passes the "
        "result "
        "through the activation function.";
    info.formula = "z = W x + b,  a = f(z)";
    info.options = denseOptions();
    info.make = [](const Shape& input, const Options& options) -> std::shared_ptr<const Layer> {
        return std::make_shared<Dense>(input, options);
    };
    return info;
}

std::vector<ParameterInfo> Dense::parameters() const {
    std::vector<ParameterInfo> all{{"weight", m_out, m_in, {m_out, m_in}, {1, m_out}}};
    if (m_hasBias) all.push_back({"bias", m_out, 1, {m_out}, {1}});
    return all;
}

void Dense::initialise(std::span<Scalar> parameters, std::span<Scalar>, Random& random) const {
    const auto weights = static_cast<std::size_t>(m_in * m_out);
    initialiserInfo(m_init).fill(parameters.first(weights), m_in, m_out, m_gain, random);
    std::fill(parameters.begin() + static_cast<std::ptrdiff_t>(weights), parameters.end(), Scalar(0));
}

void Dense::forward(const ForwardPass& pass) const {
    LayerTrace& trace = pass.trace;
    trace.inner[0].resize(m_out, pass.samples);
    const Scalar* x = pass.x.data();
    const Scalar* w = pass.parameters;
    const Scalar* b = m_hasBias ? w + m_in * m_out : nullptr;
    Scalar* z = trace.inner[0].data();
    // z = W x + b
    if (m_in <= tiny::widest && m_out <= tiny::widest) {
        tiny::forward(w, b, x, z, m_in, m_out, pass.samples);
    } else {
        multiply(z, m_out, pass.samples, m_in, {w, 1, m_out}, {x, 1, m_in});
        for (Index n = 0; b && n < pass.samples; ++n)
            for (Index i = 0; i < m_out; ++i) z[n * m_out + i] += b[i];
    }
    // a = f(z)
    applyActivation(m_activation, z, trace.output.data(), m_out, pass.samples);
}

void Dense::backward(const BackwardPass& pass) const {
    LayerTrace& trace = pass.trace;
    trace.inner[1].resize(m_out, pass.samples);
    const Scalar* x = pass.x.data();
    const Scalar* w = pass.parameters;
    Scalar* dw = pass.gradient;
    Scalar* db = m_hasBias ? dw + m_in * m_out : nullptr;
    Scalar* dz = trace.inner[1].data();
    // dz = da f'(z)
    if (!pass.fused)
        activationGradient(m_activation, trace.inner[0].data(), trace.output.data(), trace.outputGradient.data(), dz,
                           m_out, pass.samples);
    // dW = dz x^T, db = sum of dz over the samples, dx = W^T dz
    if (m_in <= tiny::widest && m_out <= tiny::widest) {
        tiny::backward(w, x, dz, dw, db, pass.inputGradient, m_in, m_out, pass.samples);
        return;
    }
    multiply(dw, m_out, m_in, pass.samples, {dz, 1, m_out}, {x, m_in, 1});
    if (db) sumRows(db, dz, m_out, pass.samples);
    if (pass.inputGradient) multiply(pass.inputGradient, m_in, pass.samples, m_out, {w, m_out, 1}, {dz, 1, m_out});
}

}  // namespace glassbox
