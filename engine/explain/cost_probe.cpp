#include "engine/explain/cost_probe.h"

#include <algorithm>

namespace glassbox {

namespace {

bool isError(const StepRecord& record, const TensorRef& ref) {
    return ref.quantity == Quantity::Inner && ref.part == record.before.layer(ref.layer).preActivationGradient();
}

Index firstLayer(const TensorRef& gradient) {
    return gradient.quantity == Quantity::Gradient ? gradient.layer : gradient.layer + 1;
}

void passForward(Network& network, Index at, Trace& trace, Random& random) {
    const Layer& layer = network.layer(at);
    const Tensor& x = at > 0 ? trace.layers[static_cast<std::size_t>(at - 1)].output : trace.input;
    const Shape& shape = layer.inputShape();
    layer.forward({ConstMatrixMap(x.data(), shape.channels, shape.positions() * trace.samples),
                   network.layerParameters(at).data(), network.layerStatistics(at).data(),
                   trace.layers[static_cast<std::size_t>(at)], trace.samples, trace.mode, random});
}

}  // namespace

bool canProbe(const StepRecord& record, const TensorRef& gradient) {
    if (gradient.layer < 0 || gradient.layer >= record.before.layerCount()) return false;
    const bool kind = gradient.quantity == Quantity::Gradient || gradient.quantity == Quantity::OutputGradient ||
                      isError(record, gradient);
    const TensorView view = tensorOf(record, gradient);
    return kind && view.rows > 0 && view.cols > 0;
}

double probeWork(const StepRecord& record, const TensorRef& gradient) {
    double work = 0;
    for (Index i = firstLayer(gradient); i < record.before.layerCount(); ++i) {
        const Layer& layer = record.before.layer(i);
        double products = static_cast<double>(layer.inputShape().size() + 8 * layer.outputShape().size());
        for (const ParameterInfo& info : layer.parameters()) products += static_cast<double>(info.size());
        work += products;
    }
    return work * static_cast<double>(record.trace.samples);
}

CostProbe::CostProbe(const StepRecord& record, const TensorRef& gradient)
    : m_record(record),
      m_network(record.before),
      m_trace(record.trace),
      m_random(record.random),
      m_first(firstLayer(gradient)) {
    for (Index i = 0; i < m_first; ++i) passForward(m_network, i, m_trace, m_random);
    LayerTrace& layer = m_trace.layers[static_cast<std::size_t>(gradient.layer)];
    const TensorView view = tensorOf(record, gradient);  // what changes has the same layout
    m_rowStride = view.rowStride;
    m_colStride = view.colStride;
    if (gradient.quantity == Quantity::Gradient) {
        m_values = m_network.parameters().data() + (view.data - record.trace.gradient.data());
    } else if (gradient.quantity == Quantity::OutputGradient) {
        m_values = layer.output.data();
    } else {
        m_activated = gradient.layer;
        m_values = layer.inner[static_cast<std::size_t>(record.before.layer(gradient.layer).preActivation())].data();
    }
}

double CostProbe::run() {
    if (m_activated >= 0) {
        const Layer& layer = m_network.layer(m_activated);
        LayerTrace& trace = m_trace.layers[static_cast<std::size_t>(m_activated)];
        const Tensor& z = trace.inner[static_cast<std::size_t>(layer.preActivation())];
        applyActivation(layer.activationFunction(), z.data(), trace.output.data(), z.rows(), z.cols());
    }
    Random random = m_random;
    for (Index i = m_first; i < m_network.layerCount(); ++i) passForward(m_network, i, m_trace, random);
    m_network.evaluate(m_trace, *m_record.loss);
    return m_trace.cost;
}

double CostProbe::costWith(Index row, Index col, Scalar value) {
    const Scalar before = number(row, col);
    number(row, col) = value;
    const double cost = run();
    number(row, col) = before;
    return cost;
}

double CostProbe::slopeAt(Index row, Index col, double h) {
    const auto value = static_cast<double>(valueAt(row, col));
    const auto above = static_cast<Scalar>(value + h), below = static_cast<Scalar>(value - h);
    const double distance = static_cast<double>(above) - static_cast<double>(below);
    if (distance == 0) return 0;
    return (costWith(row, col, above) - costWith(row, col, below)) / distance;
}

}  // namespace glassbox
