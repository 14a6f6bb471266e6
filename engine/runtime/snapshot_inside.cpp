#include "engine/runtime/snapshot_builder.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr Index zSamples = 60;

double lengthOf(std::span<const Scalar> values) {
    double sum = 0;
    for (const Scalar x : values) sum += static_cast<double>(x) * static_cast<double>(x);
    return std::sqrt(sum);
}

bool hasActivation(const Layer& layer) {
    return layer.preActivation() >= 0 && layer.activation() != "identity";
}

const Tensor& zOf(const Trace& trace, const Layer& layer, Index i) {
    return trace.layers[static_cast<std::size_t>(i)].inner[static_cast<std::size_t>(layer.preActivation())];
}

std::vector<float> floats(const Tensor& t) {
    return {t.data(), t.data() + t.size()};
}

}  // namespace

void SnapshotBuilder::addNorms(const Trainer& trainer, Snapshot& snapshot) const {
    const Network& network = trainer.network();
    const std::vector<double> updates = trainer.updateNorms();
    const bool stepped = trainer.trace().samples > 0;
    for (Index i = 0; i < network.layerCount(); ++i) {
        const std::span<const Scalar> parameters = network.layerParameters(i);
        if (parameters.empty()) continue;
        LayerNorms norms{i, network.layer(i).frozen(), lengthOf(parameters), {}, {}};
        const auto first = static_cast<std::size_t>(parameters.data() - network.parameters().data());
        const std::span<const Scalar> gradient(trainer.trace().gradient);
        if (stepped) norms.gradient = lengthOf(gradient.subspan(first, parameters.size()));
        if (!updates.empty()) norms.update = updates[static_cast<std::size_t>(i)];
        snapshot.norms.push_back(norms);
    }
}

void SnapshotBuilder::addPreActivations(const Trainer& trainer, Snapshot& snapshot) {
    const Network& network = trainer.network();
    const Matrix& features = trainer.data().training.features;
    PreActivations& all = snapshot.preActivations;
    all.sample = m_request.sample.value_or(0);
    if (all.sample < 0 || all.sample >= features.cols()) all.sample = 0;
    const std::vector<Index> samples = spreadEvenly(features.cols(), zSamples);
    if (samples.empty()) return;
    all.batchSamples = static_cast<Index>(samples.size());
    Random unused;
    gatherColumns(features, {all.sample}, m_sampleTrace.input);
    network.forward(m_sampleTrace, Mode::Evaluation, unused);
    gatherColumns(features, samples, m_batchTrace.input);
    network.forward(m_batchTrace, Mode::Evaluation, unused);
    for (Index i = 0; i < network.layerCount(); ++i) {
        const Layer& layer = network.layer(i);
        if (!hasActivation(layer)) continue;
        const Tensor& z = zOf(m_sampleTrace, layer, i);
        all.layers.push_back({i, layer.activation(), layer.activationFunction(), z.size(), floats(z),
                              floats(m_sampleTrace.layers[static_cast<std::size_t>(i)].output),
                              floats(zOf(m_batchTrace, layer, i))});
    }
}

}  // namespace glassbox
