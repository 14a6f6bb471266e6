#include "engine/nn/error.h"
#include "engine/nn/network.h"

namespace glassbox {

namespace {

/// The same numbers as the layer sees them: channels x (positions * samples).
ConstMatrixMap seenBy(const Layer& layer, const Tensor& values, Index samples) {
    return {values.data(), layer.inputShape().channels, layer.inputShape().positions() * samples};
}

}  // namespace

void Network::prepare(Trace& trace, Index samples) const {
    trace.samples = samples;
    if (trace.layers.size() != m_layers.size()) trace.layers.resize(m_layers.size());
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const Shape& shape = m_layers[i]->outputShape();
        LayerTrace& layer = trace.layers[i];
        layer.output.resize(shape.channels, shape.positions() * samples);
        layer.outputGradient.resize(shape.channels, shape.positions() * samples);
        if (layer.inner.size() != m_traceCounts[i]) layer.inner.resize(m_traceCounts[i]);
    }
    if (trace.wantInputGradient) trace.inputGradient.resize(m_input.size(), samples);
    if (trace.gradient.size() != m_parameters.size()) trace.gradient.resize(m_parameters.size());
    trace.sampleLoss.resize(1, samples);
}

void Network::forward(Trace& trace, Mode mode, Random& random) const {
    if (trace.input.rows() != m_input.size())
        throw Error("The network takes " + std::to_string(m_input.size()) + " values for each sample, but got " +
                    std::to_string(trace.input.rows()) + "; choose other features or another network.");
    const Index samples = trace.input.cols();
    prepare(trace, samples);
    trace.mode = mode;
    const Tensor* x = &trace.input;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        m_layers[i]->forward({seenBy(*m_layers[i], *x, samples), m_parameters.data() + m_parameterOffsets[i],
                              m_statistics.data() + m_statisticOffsets[i], trace.layers[i], samples, mode, random});
        x = &trace.layers[i].output;
    }
}

void Network::evaluate(Trace& trace, const Loss& loss) const {
    const LayerTrace& last = trace.layers.back();
    if (trace.target.rows() != last.output.rows() || trace.target.cols() != last.output.cols())
        throw Error("The last layer has " + std::to_string(last.output.rows()) +
                    (last.output.rows() == 1 ? " output" : " outputs") + ", but the target has " +
                    std::to_string(trace.target.rows()) +
                    " values for each sample; give the last layer as many units.");
    const Tensor& output =
        fuses(loss) ? last.inner[static_cast<std::size_t>(m_layers.back()->preActivation())] : last.output;
    const Tensor& target = trace.target;
    trace.sampleLoss.resize(1, trace.samples);
    loss.evaluate(output.map(), target.map(), trace.sampleLoss.map());
    double sum = 0;
    for (Index n = 0; n < trace.samples; ++n) sum += static_cast<double>(trace.sampleLoss.data()[n]);
    trace.cost = trace.samples > 0 ? sum / static_cast<double>(trace.samples) : 0;
}

void Network::backward(Trace& trace, const Loss& loss, Index batchSamples) const {
    prepare(trace, trace.samples);
    evaluate(trace, loss);
    const Index positions = outputShape().positions();
    const Index meanOver = (batchSamples > 0 ? batchSamples : trace.samples) * positions;
    const bool fused = fuses(loss);
    LayerTrace& last = trace.layers.back();
    const Tensor& target = trace.target;
    if (fused) {
        const Layer& layer = *m_layers.back();
        const Tensor& z = last.inner[static_cast<std::size_t>(layer.preActivation())];
        Tensor& dz = last.inner[static_cast<std::size_t>(layer.preActivationGradient())];
        dz.resize(z.rows(), z.cols());
        loss.gradient(z.map(), target.map(), meanOver, dz.map());
        last.outputGradient.resize(0, 0);  // the gradient at a is never computed: nobody shall show an old one
    } else {
        const Tensor& output = last.output;
        loss.gradient(output.map(), target.map(), meanOver, last.outputGradient.map());
    }
    for (std::size_t i = m_layers.size(); i-- > 0;) {
        const Tensor& x = i > 0 ? trace.layers[i - 1].output : trace.input;
        Scalar* inputGradient = i > 0                     ? trace.layers[i - 1].outputGradient.data()
                                : trace.wantInputGradient ? trace.inputGradient.data()
                                                          : nullptr;
        m_layers[i]->backward({seenBy(*m_layers[i], x, trace.samples), m_parameters.data() + m_parameterOffsets[i],
                               m_statistics.data() + m_statisticOffsets[i], trace.layers[i],
                               trace.gradient.data() + m_parameterOffsets[i], inputGradient, trace.samples, trace.mode,
                               fused && i + 1 == m_layers.size()});
    }
}

void Network::absorb(const Trace& trace) {
    if (trace.mode != Mode::Training) return;
    for (std::size_t i = 0; i < m_layers.size(); ++i)
        m_layers[i]->absorb(trace.layers[i], layerStatistics(static_cast<Index>(i)), trace.samples);
}

void Network::predict(const Trace& trace, const Loss& loss, Tensor& prediction) const {
    const Tensor& output = trace.layers.back().output;
    prediction.resize(output.rows(), output.cols());
    loss.predict(output.map(), m_lastActivation, prediction.map());
}

}  // namespace glassbox
