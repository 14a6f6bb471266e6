#include "engine/runtime/snapshot_builder.h"

#include "engine/nn/activation.h"

#include <algorithm>

namespace glassbox {

namespace {

// More products than this and costs are taken from the last finished epoch: watching must stay cheap.
constexpr double exactCostLimit = 4e6;

std::string layerTitle(const LayerInfo* info, const Spec& spec, const Shape& output) {
    if (info == nullptr) return spec.kind;
    if (spec.kind == "dense") return info->title + " " + std::to_string(output.size());
    if (spec.kind == "activation") {
        return activationInfo(std::get<std::string>(optionOrDefault(*info, spec.options, "activation"))).title;
    }
    return info->title;
}

std::shared_ptr<const NetworkSummary> summarise(const Network& network) {
    auto summary = std::make_shared<NetworkSummary>();
    summary->input = network.inputShape();
    summary->places = network.places();
    summary->parameterCount = static_cast<Index>(network.parameters().size());
    for (Index i = 0; i < network.layerCount(); ++i) {
        const Layer& layer = network.layer(i);
        const Spec& spec = network.spec(i);
        summary->layers.push_back({spec.kind, layerTitle(findLayer(spec.kind), spec, layer.outputShape()),
                                   layer.activation(), layer.inputShape(), layer.outputShape(),
                                   static_cast<Index>(network.layerParameters(i).size()), layer.frozen()});
    }
    return summary;
}

std::vector<float> floats(std::span<const Scalar> values) {
    return {values.begin(), values.end()};
}

}  // namespace

void SnapshotBuilder::setRequest(const ViewRequest& request) {
    if (request.plane != m_request.plane) m_planeCurrent = false;
    m_request = request;
}

void SnapshotBuilder::experimentChanged(const Trainer& trainer) {
    m_summary = summarise(trainer.network());
    m_planeCurrent = false;
}

void SnapshotBuilder::choosePlane(const Trainer& trainer) {
    const Dataset& data = trainer.data();
    m_pictures = data.inputCount() <= 2 && trainer.network().inputShape().isFlat();
    PlaneChoice choice = m_request.plane.value_or(standardPlane(data));
    const bool fits = choice.first < data.inputCount() && choice.second < data.inputCount() &&
                      (choice.kind != PlaneKind::Inputs || data.generated);
    if (!fits) choice = standardPlane(data);
    m_plane = std::make_shared<const Plane>(data, choice);
    m_painter.setPlane(*m_plane);
    m_planeCurrent = true;
}

void SnapshotBuilder::addCosts(Trainer& trainer, Snapshot& snapshot) const {
    const auto& history = trainer.history();
    const bool atEpochEnd = !history.empty() && history.back().step == trainer.stepsDone();
    const Dataset& data = trainer.data();
    const double products = static_cast<double>(data.training.count() + data.validation.count()) *
                            static_cast<double>(trainer.network().parameters().size());
    if (!history.empty() && (atEpochEnd || products > exactCostLimit)) {
        snapshot.training = history.back().training;
        snapshot.validation = history.back().validation;
        snapshot.costsExact = atEpochEnd;
        return;
    }
    snapshot.training = trainer.evaluateTraining();
    snapshot.validation = trainer.evaluateValidation();
}

void SnapshotBuilder::addSample(const Trainer& trainer, Snapshot& snapshot) {
    const Matrix& features = trainer.data().training.features;
    const Index sample = m_request.sample.value_or(0);
    if (sample < 0 || sample >= features.cols()) return;
    m_sampleTrace.input.resize(features.rows(), 1);
    m_sampleTrace.input.map() = features.col(sample);
    Random unused;
    const Network& network = trainer.network();
    network.forward(m_sampleTrace, Mode::Evaluation, unused);
    const auto copy = [](const Tensor& t) { return std::vector<float>(t.data(), t.data() + t.size()); };
    snapshot.sampleActivations.push_back(copy(m_sampleTrace.input));
    for (const LayerTrace& layer : m_sampleTrace.layers) snapshot.sampleActivations.push_back(copy(layer.output));
    network.predict(m_sampleTrace, trainer.loss(), m_prediction);
    snapshot.samplePrediction = copy(m_prediction);
}

std::shared_ptr<Snapshot> SnapshotBuilder::build(Trainer& trainer) {
    if (!m_summary) experimentChanged(trainer);
    if (!m_planeCurrent) choosePlane(trainer);
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->epoch = trainer.epochsDone();
    snapshot->step = trainer.stepsDone();
    snapshot->stepsPerEpoch = trainer.stepsPerEpoch();
    snapshot->learningRate = trainer.learningRate();
    addCosts(trainer, *snapshot);
    snapshot->request = m_request;
    snapshot->network = m_summary;
    snapshot->plane = m_plane;
    const Network& network = trainer.network();
    if (m_request.parameters) {
        snapshot->parameters = floats(network.parameters());
        snapshot->statistics = floats(network.statistics());
    }
    if (network.inputShape().isFlat()) {
        if (m_request.unitPicture > 0 && m_pictures) {
            m_painter.units(network, m_request.unitPicture, m_request.unitLimit, snapshot->units);
            m_painter.inputs(m_request.unitPicture, snapshot->inputs);
        }
        if (m_request.outputPicture > 0) {
            const Index side = m_request.outputPicture;
            m_painter.output(network, trainer.loss(), side, m_plane->isLine() ? 1 : side, snapshot->output);
        }
    }
    if (m_request.sample || !m_pictures) addSample(trainer, *snapshot);
    return snapshot;
}

}  // namespace glassbox
