#include "engine/nn/dropout.h"

#include <algorithm>

namespace glassbox {

Dropout::Dropout(const Shape& input, const Options& options) : Layer(input, input), m_rate(options.real("rate")) {}

LayerInfo Dropout::info() {
    LayerInfo info;
    info.kind = "dropout";
    info.title = "Dropout";
    info.help =
        "While training, switches off each value at random and scales the others up to make good for it, so that no "
        "unit can "
        "rely on a single other one. Does nothing when the network is only used.";
    info.formula = "a = m · x,  m = 0 with probability p, otherwise 1 / (1 - p)";
    OptionInfo rate{"rate", "Rate", OptionType::Real, 0.5, 0, 0.99};
    rate.help =
        "The share p of values that are switched off. More holds back overfitting, too much keeps the network from "
        "learning.";
    info.options = {rate};
    info.make = [](const Shape& input, const Options& options) -> std::shared_ptr<const Layer> {
        return std::make_shared<Dropout>(input, options);
    };
    return info;
}

void Dropout::forward(const ForwardPass& pass) const {
    Tensor& mask = pass.trace.inner[0];
    const Index count = pass.x.size();
    mask.resize(pass.x.rows(), pass.x.cols());
    Scalar* m = mask.data();
    if (pass.mode == Mode::Training && m_rate > 0) {
        const auto kept = static_cast<Scalar>(1 / (1 - m_rate));
        const auto limit = static_cast<std::uint64_t>(m_rate * 4294967296.0);
        // One random number of 64 bits decides for two values.
        for (Index i = 0; i < count; i += 2) {
            const std::uint64_t bits = pass.random.next();
            m[i] = (bits >> 32) < limit ? Scalar(0) : kept;
            if (i + 1 < count) m[i + 1] = (bits & 0xffffffffU) < limit ? Scalar(0) : kept;
        }
    } else {
        std::fill(m, m + count, Scalar(1));
    }
    const Scalar* x = pass.x.data();
    Scalar* a = pass.trace.output.data();
    for (Index i = 0; i < count; ++i) a[i] = m[i] * x[i];
}

void Dropout::backward(const BackwardPass& pass) const {
    if (!pass.inputGradient) return;
    const Scalar* m = pass.trace.inner[0].data();
    const Scalar* da = pass.trace.outputGradient.data();
    const Index count = pass.x.size();
    for (Index i = 0; i < count; ++i) pass.inputGradient[i] = m[i] * da[i];
}

}  // namespace glassbox
