#include "engine/training/divergence.h"
#include "engine/training/finite.h"
#include "engine/training/trainer.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

void Trainer::endEpoch() {
    m_position = 0;
    if (!allFinite(m_network.parameters()) || !allFinite(m_network.statistics())) return diverge(m_steps + 1);
    ++m_epoch;
    recordRow(m_learningRate);
    const double cost = watchedCost();
    if (!std::isfinite(cost) || !std::isfinite(m_history.back().training.cost)) return diverge(m_steps);
    m_schedule->epochEnded(cost, m_scheduleState);
    const double rate = m_learningRate;
    m_learningRate = m_schedule->rate(m_optimizer->learningRate(), m_epoch, m_scheduleState);
    watchForBest(cost);
    if (stopEarly())
        m_state = RunState::EarlyStopped;
    else if (m_epoch % static_cast<Index>(m_experiment.training.epochs) == 0)
        m_state = RunState::Finished;
    else if (rate > 0 && !parametersMoved())
        m_state = RunState::Converged;
}

/// True if the epoch changed any parameter by more than 1e-6.
bool Trainer::parametersMoved() const {
    const std::span<const Scalar> now = m_network.parameters();
    for (std::size_t first = 0; first < now.size(); first += 256) {
        int moved = 0;
        for (std::size_t i = first; i < std::min(first + 256, now.size()); ++i)
            moved += std::abs(now[i] - m_epochParameters[i]) > Scalar(1e-6) ? 1 : 0;
        if (moved > 0) return true;
    }
    return false;
}

/// What schedule and early stopping look at.
double Trainer::watchedCost() const {
    const HistoryRow& row = m_history.back();
    return row.validation ? row.validation->cost : row.training.cost;
}

void Trainer::watchForBest(double cost) {
    const EarlyStopping& stopping = m_experiment.training.earlyStopping;
    if (stopping.patience == 0 || !std::isfinite(cost)) return;
    if (m_best && !(cost < m_best->cost - stopping.minDelta)) return;
    if (!m_best) m_best.emplace();
    m_best->parameters.assign(m_network.parameters().begin(), m_network.parameters().end());
    m_best->statistics.assign(m_network.statistics().begin(), m_network.statistics().end());
    m_best->cost = cost;
    m_best->epoch = m_best->watchedSince = m_epoch;
}

/// Goes back to the best weights when patience is at its end; counting then begins anew.
bool Trainer::stopEarly() {
    const auto patience = static_cast<Index>(m_experiment.training.earlyStopping.patience);
    if (patience == 0 || !m_best || m_epoch - m_best->watchedSince < patience) return false;
    settleUpdate();
    std::copy(m_best->parameters.begin(), m_best->parameters.end(), m_network.parameters().begin());
    std::copy(m_best->statistics.begin(), m_best->statistics.end(), m_network.statistics().begin());
    m_best->watchedSince = m_epoch;
    m_changedSinceRow = true;
    return true;
}

void Trainer::recordRow(double learningRate) {
    HistoryRow row{m_epoch, m_steps, learningRate, evaluateTraining(), {}};
    row.validation = evaluateValidation();
    m_history.push_back(row);
    m_changedSinceRow = false;
}

void Trainer::diverge(Index step) {
    m_divergence = findDivergence(m_network, m_traces, step);
    m_state = RunState::Diverged;
}

}  // namespace glassbox
