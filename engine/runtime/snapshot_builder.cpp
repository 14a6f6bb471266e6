#include "engine/runtime/snapshot_builder.h"

#include "engine/nn/activation.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

// More products than this and costs are taken from the last finished epoch: watching must stay cheap.
constexpr double exactCostLimit = 4e6;
constexpr Index fewestResults = 50;
constexpr Index fewestSamples = 500;  // for the cost of a large network that was just changed

// Multiplications that a picture may cost while training waits (about a millisecond), and when it does not.
constexpr double hurriedPicture = 1e8, patientPicture = 3e9;
constexpr Index coarsest = 16;

/// The side of a picture of so many multiplications at most.
Index affordableSide(Index wanted, const Network& network, bool line, double products) {
    const double points = products / static_cast<double>(network.parameters().size() + 1);
    const double side = line ? points : std::sqrt(points);
    return std::min(wanted, std::max(coarsest, static_cast<Index>(side)));
}
constexpr double cheapPictures = 3;    // milliseconds that painting all pictures may take in every frame
constexpr double pictureShare = 0.05;  // of the time while training runs, if they take longer

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
    if (trainer.changedSinceRow() && products > exactCostLimit) {
        const auto parameters = static_cast<Index>(trainer.network().parameters().size());
        const Index limit = std::max(fewestSamples, static_cast<Index>(exactCostLimit) / (parameters + 1));
        snapshot.training = trainer.evaluateTraining(limit);
        snapshot.validation = trainer.evaluateValidation(limit);
        snapshot.costsExact = false;
        return;
    }
    if (!history.empty() && !trainer.changedSinceRow() && (atEpochEnd || products > exactCostLimit)) {
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

void SnapshotBuilder::addOptimizerState(const Trainer& trainer, Snapshot& snapshot) const {
    const std::vector<std::string> names = trainer.optimizer().stateNames();
    for (std::size_t i = 0; i < names.size(); ++i)
        snapshot.optimizerState.push_back({names[i], floats(trainer.optimizerState().values[i])});
}

void SnapshotBuilder::addBatch(const Trainer& trainer, Snapshot& snapshot) {
    const DataPart& part = trainer.data().training;
    std::vector<Index>& samples = snapshot.batch.samples;
    samples = spreadEvenly(part.count(), m_request.batch);
    if (samples.empty()) return;
    std::stable_sort(samples.begin(), samples.end(), [&part](Index a, Index b) {
        if (!part.labels.empty())
            return part.labels[static_cast<std::size_t>(a)] < part.labels[static_cast<std::size_t>(b)];
        return part.values.cols() > 0 && part.values(0, a) < part.values(0, b);
    });
    gatherColumns(part.features, samples, m_batchTrace.input);
    Random unused;
    trainer.network().forward(m_batchTrace, Mode::Evaluation, unused);
    const auto append = [&values = snapshot.batch.values](const Tensor& t) {
        values.insert(values.end(), t.data(), t.data() + t.size());
    };
    append(m_batchTrace.input);
    for (const LayerTrace& layer : m_batchTrace.layers) append(layer.output);
    if (!m_request.sample || snapshot.sampleActivations.empty()) return;
    snapshot.batch.chosen = m_request.sample;
    for (const std::vector<float>& layer : snapshot.sampleActivations)
        snapshot.batch.values.insert(snapshot.batch.values.end(), layer.begin(), layer.end());
}

void SnapshotBuilder::addResults(const Trainer& trainer, Snapshot& snapshot) {
    // Watching must stay cheap: a large network is asked about fewer samples.
    const auto products = static_cast<Index>(trainer.network().parameters().size()) + 1;
    const Index limit =
        std::min(m_request.results, std::max(fewestResults, static_cast<Index>(exactCostLimit) / products));
    const auto examine = [&](const DataPart& part) {
        return examineSamples(trainer.network(), trainer.loss(), trainer.data(), part, limit, m_batchTrace);
    };
    snapshot.trainingResults = examine(trainer.data().training);
    snapshot.validationResults = examine(trainer.data().validation);
}

/// The pictures painted last still fit what is asked for, and painting them again would take too large a share of time.
bool SnapshotBuilder::mayKeepPictures() const {
    if (!m_pictured || !m_picturedInHurry || m_pictured->network != m_summary || m_pictured->plane != m_plane)
        return false;
    const ViewRequest& before = m_pictured->request;
    if (before.unitPicture != m_request.unitPicture || before.unitLimit != m_request.unitLimit ||
        before.outputPicture != m_request.outputPicture)
        return false;
    return static_cast<double>(m_sincePictures.elapsed()) * pictureShare < m_pictureMilliseconds;
}

void SnapshotBuilder::addPictures(const Trainer& trainer, Snapshot& snapshot, bool hurried) {
    m_picturesNew = !(hurried && mayKeepPictures());
    if (!m_picturesNew) {
        snapshot.units = m_pictured->units;
        snapshot.inputs = m_pictured->inputs;
        snapshot.output = m_pictured->output;
        return;
    }
    QElapsedTimer clock;
    clock.start();
    const Network& network = trainer.network();
    const double products = hurried ? hurriedPicture : patientPicture;
    if (m_request.unitPicture > 0 && m_pictures) {
        const Index side = affordableSide(m_request.unitPicture, network, m_plane->isLine(), products / 2);
        m_painter.units(network, side, m_request.unitLimit, snapshot.units);
        m_painter.inputs(side, snapshot.inputs);
    }
    if (m_request.outputPicture > 0) {
        const Index side = affordableSide(m_request.outputPicture, network, m_plane->isLine(), products);
        m_painter.output(network, trainer.loss(), side, m_plane->isLine() ? 1 : side, snapshot.output);
    }
    m_picturedInHurry = hurried;
    m_pictureMilliseconds = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
    m_sincePictures.start();
}

std::shared_ptr<Snapshot> SnapshotBuilder::build(Trainer& trainer, bool hurried) {
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
    if (network.inputShape().isFlat()) addPictures(trainer, *snapshot, hurried);
    if (m_request.sample || !m_pictures) addSample(trainer, *snapshot);
    if (m_request.gradients && trainer.trace().samples > 0) snapshot->gradients = floats(trainer.trace().gradient);
    if (m_request.optimizerState && trainer.optimizerState().step > 0) addOptimizerState(trainer, *snapshot);
    if (m_request.batch > 0) addBatch(trainer, *snapshot);
    if (m_request.results > 0) addResults(trainer, *snapshot);
    if (m_request.norms) addNorms(trainer, *snapshot);
    if (m_request.preActivations) addPreActivations(trainer, *snapshot);
    trainer.watchUpdates(m_request.norms);
    if (m_picturesNew) m_pictured = m_pictureMilliseconds > cheapPictures ? snapshot : nullptr;
    return snapshot;
}

}  // namespace glassbox
