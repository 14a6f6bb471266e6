#include "engine/nn/network.h"

#include "engine/nn/error.h"
#include "engine/nn/quote.h"

namespace glassbox {

namespace {

/// More would not fit into the memory of an ordinary laptop together with gradient and optimizer state.
constexpr Index mostParameters = 100'000'000;

std::shared_ptr<const Layer> makeLayer(const Shape& input, const Spec& spec, std::size_t place) {
    const std::string path = "network[" + std::to_string(place) + "]";
    const LayerInfo* info = findLayer(spec.kind);
    if (!info) {
        std::string known;
        for (const LayerInfo& line : layerInfos()) known += (known.empty() ? "" : ", ") + line.kind;
        throw Error(path + ".layer: there is no layer called " + inQuotes(spec.kind) + "; use one of " + known + ".");
    }
    const Options options = checkedOptions(*info, spec.options, path);
    try {
        return info->make(input, options);
    } catch (const Error& error) {
        throw Error("Layer " + std::to_string(place + 1) + " (" + spec.kind + "): " + error.what());
    }
}

Index append(std::vector<ParameterPlace>& places, const std::vector<ParameterInfo>& infos, Index layer, Index offset,
             bool trained) {
    for (const ParameterInfo& info : infos) {
        places.push_back({std::to_string(layer) + '.' + info.name, layer, offset, info, trained});
        offset += info.size();
    }
    return offset;
}

template <typename Values>
auto block(Values& values, const std::vector<Index>& offsets, Index i) {
    const auto first = static_cast<std::size_t>(offsets[static_cast<std::size_t>(i)]);
    const auto last = static_cast<std::size_t>(offsets[static_cast<std::size_t>(i) + 1]);
    return std::span(values).subspan(first, last - first);
}

}  // namespace

Network::Network(const Shape& input, const std::vector<Spec>& layers)
    : m_input(input), m_specs(layers), m_parameterOffsets{0}, m_statisticOffsets{0} {
    if (layers.empty()) throw Error("The network is empty: add at least one layer.");
    if (input.channels < 1 || input.width < 1 || input.height < 1)
        throw Error("The network has no input: choose at least one feature.");
    Shape shape = input;
    for (const Spec& spec : layers) {
        const auto i = static_cast<Index>(m_layers.size());
        m_layers.push_back(makeLayer(shape, spec, m_layers.size()));
        const Layer& layer = *m_layers.back();
        shape = layer.outputShape();
        m_traceCounts.push_back(layer.traceNames().size());
        const Index first = m_parameterOffsets.back();
        const Index last = append(m_places, layer.parameters(), i, first, true);
        if (last > mostParameters)
            throw Error("Layer " + std::to_string(i + 1) + " (" + spec.kind + "): with it the network has more than " +
                        std::to_string(mostParameters / 1'000'000) + " million parameters; use fewer units.");
        m_parameterOffsets.push_back(last);
        m_statisticOffsets.push_back(append(m_places, layer.statistics(), i, m_statisticOffsets.back(), false));
        addTrained(layer, first, last);
    }
    m_lastActivation = m_layers.back()->activation();
    m_parameters.resize(static_cast<std::size_t>(m_parameterOffsets.back()));
    m_statistics.resize(static_cast<std::size_t>(m_statisticOffsets.back()));
}

void Network::addTrained(const Layer& layer, Index first, Index last) {
    if (layer.frozen()) return;
    const auto add = [this](Index from, Index to) {
        if (from == to) return;
        if (!m_trainedRanges.empty() && m_trainedRanges.back().second == from)
            m_trainedRanges.back().second = to;
        else
            m_trainedRanges.emplace_back(from, to);
    };
    Index from = first;
    for (const Index place : layer.frozenParameters()) {
        add(from, first + place);
        from = first + place + 1;
    }
    add(from, last);
}

std::optional<Index> Network::find(const ParameterRef& ref) const {
    return findParameter(m_places, ref);
}

std::optional<Index> findParameter(const std::vector<ParameterPlace>& places, const ParameterRef& ref) {
    for (const ParameterPlace& place : places) {
        const ParameterInfo& info = place.info;
        if (place.layer != ref.layer || !place.trained || info.name != ref.name || info.shape.empty()) continue;
        const Index cols = info.shape.size() > 1 ? info.shape[1] : 1;
        if (ref.row < 0 || ref.row >= info.shape[0] || ref.col < 0 || ref.col >= cols) return {};
        return place.offset + ref.row * info.strides[0] + (info.shape.size() > 1 ? ref.col * info.strides[1] : 0);
    }
    return {};
}

void Network::initialise(Random& random) {
    for (Index i = 0; i < layerCount(); ++i) layer(i).initialise(layerParameters(i), layerStatistics(i), random);
}

const Shape& Network::outputShape() const {
    return m_layers.empty() ? m_input : m_layers.back()->outputShape();
}

bool Network::couplesSamples() const {
    for (const auto& layer : m_layers)
        if (layer->couplesSamples()) return true;
    return false;
}

std::span<Scalar> Network::layerParameters(Index i) {
    return block(m_parameters, m_parameterOffsets, i);
}
std::span<const Scalar> Network::layerParameters(Index i) const {
    return block(m_parameters, m_parameterOffsets, i);
}
std::span<Scalar> Network::layerStatistics(Index i) {
    return block(m_statistics, m_statisticOffsets, i);
}

bool Network::fuses(const Loss& loss) const {
    return !m_layers.empty() && loss.fusesWith() == m_lastActivation && m_layers.back()->preActivationGradient() >= 0;
}

}  // namespace glassbox
