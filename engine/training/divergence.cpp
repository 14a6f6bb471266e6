#include "engine/training/divergence.h"

#include "engine/training/finite.h"

#include <algorithm>
#include <optional>

namespace glassbox {

namespace {

enum class Where { Data, Parameter, Value, Cost, Gradient };

struct Finding {
    Index rank;  // position in the order of computation
    Where where;
    std::string tensor;
};

bool finite(const Tensor& tensor) {
    return allFinite(tensor.data(), tensor.size());
}

std::string layerName(const Network& network, Index i) {
    return "layer " + std::to_string(i + 1) + " (" + network.spec(i).kind + ")";
}

/// True for "dz" where there is a "z": computed on the way back.
bool isGradient(const std::string& name, const std::vector<std::string>& names) {
    return name.size() > 1 && name.front() == 'd' &&
           std::find(names.begin(), names.end(), name.substr(1)) != names.end();
}

/// Walks through one trace; stops at the first tensor that is not finite.
class Search {
  public:
    Search(const Network& network, const Trace& trace) : m_network(network), m_trace(trace) {
        data();
        parameters();
        for (Index i = 0; i < layers(); ++i) forward(i);
        look(std::isfinite(trace.cost), Where::Cost, "cost");
        for (Index i = layers(); i-- > 0;) backward(i);
    }

    const std::optional<Finding>& finding() const { return m_finding; }

  private:
    Index layers() const { return std::min(m_network.layerCount(), static_cast<Index>(m_trace.layers.size())); }
    const LayerTrace& layer(Index i) const { return m_trace.layers[static_cast<std::size_t>(i)]; }

    void look(bool isFinite, Where where, const std::string& tensor) {
        ++m_rank;
        if (!isFinite && !m_finding) m_finding = Finding{m_rank, where, tensor};
    }

    void data() {
        look(finite(m_trace.input), Where::Data, "inputs");
        look(finite(m_trace.target), Where::Data, "targets");
    }

    void parameters() {
        for (const ParameterPlace& place : m_network.places()) {
            const auto all = place.trained ? m_network.parameters() : m_network.statistics();
            look(allFinite(all.data() + place.offset, place.info.size()), Where::Parameter,
                 layerName(m_network, place.layer) + ": " + place.info.name);
        }
    }

    void inner(Index i, bool gradients) {
        const std::vector<std::string> names = m_network.layer(i).traceNames();
        const std::size_t count = std::min(names.size(), layer(i).inner.size());
        for (std::size_t k = 0; k < count; ++k)
            if (isGradient(names[k], names) == gradients)
                look(finite(layer(i).inner[k]), gradients ? Where::Gradient : Where::Value,
                     layerName(m_network, i) + ": " + names[k]);
    }

    void forward(Index i) {
        inner(i, false);
        look(finite(layer(i).output), Where::Value, layerName(m_network, i) + ": a");
    }

    void backward(Index i) {
        look(finite(layer(i).outputGradient), Where::Gradient, layerName(m_network, i) + ": da");
        inner(i, true);
        for (const ParameterPlace& place : m_network.places())
            if (place.layer == i && place.trained && m_trace.gradient.size() >= m_network.parameters().size())
                look(allFinite(m_trace.gradient.data() + place.offset, place.info.size()), Where::Gradient,
                     "gradient of " + place.name);
    }

    const Network& m_network;
    const Trace& m_trace;
    Index m_rank = 0;
    std::optional<Finding> m_finding;
};

std::string explanation(const Finding& finding, Index step) {
    const std::string in = " in step " + std::to_string(step);
    switch (finding.where) {
        case Where::Data:
            return "The " + finding.tensor + in +
                   " hold a number that is not finite; look for it in the data and leave that row out.";
        case Where::Parameter:
            return "The update" + in + " took the parameters out of the range of numbers (first: " + finding.tensor +
                   "): the steps are too large; rewind and lower the learning rate, or clip the gradient.";
        case Where::Value:
            return "The values of " + finding.tensor + in +
                   " grew out of the range of numbers, because the weights have become too large; rewind and lower the "
                   "learning "
                   "rate, clip the gradient or normalise the inputs.";
        case Where::Cost:
            return "The cost" + in +
                   " grew out of the range of numbers: the outputs are too far from their targets; rewind and lower "
                   "the learning "
                   "rate, clip the gradient or normalise the data.";
        case Where::Gradient:
            break;
    }
    return "The gradient" + in + " grew out of the range of numbers on its way back (first: " + finding.tensor +
           "); rewind and lower the learning rate, clip the gradient or normalise the inputs.";
}

}  // namespace

Divergence findDivergence(const Network& network, std::span<const Trace> traces, Index step) {
    std::optional<Finding> first;
    for (const Trace& trace : traces) {
        const std::optional<Finding> finding = Search(network, trace).finding();
        if (finding && (!first || finding->rank < first->rank)) first = finding;
    }
    if (!first) first = Finding{0, Where::Cost, "cost"};
    if (first->where == Where::Parameter) step = std::max<Index>(step - 1, 1);
    return {step, first->tensor, explanation(*first, step)};
}

}  // namespace glassbox
