#include "engine/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassbox {

Trainer::Trainer(Experiment experiment, std::shared_ptr<const Dataset> data, std::shared_ptr<ThreadPool> pool)
    : m_experiment(std::move(experiment)), m_data(std::move(data)), m_pool(std::move(pool)), m_seed(m_experiment.seed) {
    take(makeParts(m_experiment, *m_data));
    const std::size_t threads = m_pool ? static_cast<std::size_t>(m_pool->threads()) : 1;
    m_traces.resize(threads);
    m_shareRandoms.resize(threads);
    m_shareNorms.resize(threads);
    m_shareFinite.resize(threads);
    m_evaluators.resize(threads);
    drawStart();
    restart();
}

void Trainer::take(TrainerParts parts) {
    m_loss = std::move(parts.loss);
    m_optimizer = std::move(parts.optimizer);
    m_schedule = std::move(parts.schedule);
    m_network = std::move(parts.network);
    m_trainingTargets = std::move(parts.trainingTargets);
    m_validationTargets = std::move(parts.validationTargets);
}

void Trainer::drawStart() {
    drawParameters(m_network, m_seed);
    m_startParameters.assign(m_network.parameters().begin(), m_network.parameters().end());
    m_startStatistics.assign(m_network.statistics().begin(), m_network.statistics().end());
    m_importedStart = false;
}

/// Everything as at the start, from the starting weights.
void Trainer::restart() {
    std::copy(m_startParameters.begin(), m_startParameters.end(), m_network.parameters().begin());
    std::copy(m_startStatistics.begin(), m_startStatistics.end(), m_network.statistics().begin());
    const std::size_t states = m_optimizer->stateNames().size();
    for (std::size_t i = 0; i < m_optimizerState.values.size(); ++i)
        m_optimizerState.values[i].assign(i < states ? m_startParameters.size() : 0, Scalar(0));
    m_optimizerState.step = 0;
    m_epochParameters = m_startParameters;
    m_orderRandom = Random::forPurpose(m_seed, purpose::order);
    m_dropoutRandom = Random::forPurpose(m_seed, purpose::dropout);
    m_order.resize(static_cast<std::size_t>(m_data->training.count()));
    std::iota(m_order.begin(), m_order.end(), Index(0));
    m_position = m_epoch = m_steps = 0;
    m_scheduleState = {};
    m_learningRate = m_schedule->rate(m_optimizer->learningRate(), 0, m_scheduleState);
    std::fill(m_traces.begin(), m_traces.end(), Trace{});
    m_update.known = false;
    m_best.reset();
    m_divergence.reset();
    m_state = RunState::Ready;
    m_history.clear();
    m_history.reserve(static_cast<std::size_t>(std::min<std::int64_t>(m_experiment.training.epochs, 10000)) + 1);
    recordRow(m_learningRate);
    watchForBest(watchedCost());
}

void Trainer::rewind() {
    restart();
}

void Trainer::reinitialise(std::uint64_t seed) {
    m_seed = seed;
    drawStart();
    restart();
}

void Trainer::importParameters(const std::vector<NamedTensor>& tensors) {
    m_network.importParameters(tensors);
    m_startParameters.assign(m_network.parameters().begin(), m_network.parameters().end());
    m_startStatistics.assign(m_network.statistics().begin(), m_network.statistics().end());
    m_importedStart = true;
    restart();
}

void Trainer::setParameters(std::span<const ParameterValue> values, bool start) {
    std::vector<std::size_t> places;
    for (const ParameterValue& value : values) {
        const std::optional<Index> place = m_network.find(value.place);
        if (!place) throw Error("This weight does not exist any more; the network was changed.");
        if (!std::isfinite(value.value)) throw Error("A weight must be a finite number.");
        places.push_back(static_cast<std::size_t>(*place));
    }
    settleUpdate();  // what a hand does is no part of the last step
    const bool atStart = m_steps == 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        m_network.parameters()[places[i]] = values[i].value;
        if (start || atStart) m_startParameters[places[i]] = values[i].value;
    }
    if (start || atStart) {
        Network drawn = m_network;
        drawParameters(drawn, m_seed);
        m_importedStart = !std::equal(m_startParameters.begin(), m_startParameters.end(), drawn.parameters().begin());
    }
    m_changedSinceRow = true;
    if (atStart)
        restart();
    else
        adaptState();
}

Index Trainer::stepsPerEpoch() const {
    const Index batch = batchSize();
    return (m_data->training.count() + batch - 1) / batch;
}

std::optional<Index> Trainer::bestEpoch() const {
    if (m_experiment.training.earlyStopping.patience == 0 || !m_best) return {};
    return m_best->epoch;
}

}  // namespace glassbox
