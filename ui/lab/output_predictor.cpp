#include "ui/lab/output_predictor.h"

#include <algorithm>

namespace glassbox {

void OutputPredictor::setExperiment(const Experiment& experiment, const DatasetPtr& data) {
    m_ready = false;
    m_data = data;
    m_network = Network();
    m_loss.reset();
    if (!data) return;
    try {
        m_loss = makeLoss(experiment.training.loss);
        m_network = Network(Shape{data->featureMap.featureCount()}, experiment.network);
    } catch (const Error&) {
        m_network = Network();  // the document says what is wrong with it
    }
}

bool OutputPredictor::setSnapshot(const Snapshot& snapshot) {
    m_ready = false;
    if (!m_loss || !snapshot.network || snapshot.network->input != m_network.inputShape()) return false;
    const auto& layers = snapshot.network->layers;
    if (m_network.layerCount() == 0 || static_cast<Index>(layers.size()) != m_network.layerCount()) return false;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto at = static_cast<Index>(i);
        const Layer& layer = m_network.layer(at);
        if (layers[i].kind != m_network.spec(at).kind || layers[i].activation != layer.activation() ||
            layers[i].output != layer.outputShape()) {
            return false;
        }
    }
    if (snapshot.parameters.size() != m_network.parameters().size() ||
        snapshot.statistics.size() != m_network.statistics().size()) {
        return false;
    }
    std::copy(snapshot.parameters.begin(), snapshot.parameters.end(), m_network.parameters().begin());
    std::copy(snapshot.statistics.begin(), snapshot.statistics.end(), m_network.statistics().begin());
    m_ready = true;
    return true;
}

bool OutputPredictor::run(const DataPart& part, const Index* samples, Index count) {
    if (!m_ready || count <= 0 || part.features.rows() != m_network.inputShape().size()) return false;
    m_trace.input.resize(part.features.rows(), count);
    MatrixMap input = m_trace.input.map();
    for (Index i = 0; i < count; ++i) {
        if (samples[i] < 0 || samples[i] >= part.count()) return false;
        input.col(i) = part.features.col(samples[i]);
    }
    try {
        m_network.forward(m_trace, Mode::Evaluation, m_random);
        m_network.predict(m_trace, *m_loss, m_prediction);
    } catch (const Error&) {
        return false;
    }
    return m_prediction.rows() > 0 && m_prediction.cols() == count;
}

Index OutputPredictor::labelOf(Index column) const {
    if (m_data->task != Task::Classification) return -1;
    return m_loss->namedClass(m_prediction, column);
}

std::optional<SamplePrediction> OutputPredictor::predict(const DataPart& part, Index sample) {
    if (!run(part, &sample, 1)) return {};
    SamplePrediction prediction;
    for (Index i = 0; i < m_prediction.rows(); ++i)
        prediction.outputs.push_back(static_cast<double>(m_prediction(i, 0)));
    prediction.label = labelOf(0);
    return prediction;
}

void OutputPredictor::predictLabels(const DataPart& part, const Index* samples, Index count, Index* labels) {
    if (!run(part, samples, count)) {
        std::fill(labels, labels + count, -1);
        return;
    }
    for (Index i = 0; i < count; ++i) labels[i] = labelOf(i);
}

}  // namespace glassbox
