#include "engine/training/trainer.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

Buffer copyOf(std::span<const Scalar> values) {
    return {values.begin(), values.end()};
}

void require(bool fits, const char* what) {
    if (!fits) throw Error(std::string("The trained state does not belong to this experiment: ") + what + ".");
}

/// Every sample once.
bool isOrder(const std::vector<Index>& order, Index samples) {
    if (static_cast<Index>(order.size()) != samples) return false;
    std::vector<bool> seen(order.size());
    for (const Index sample : order) {
        if (sample < 0 || sample >= samples || seen[static_cast<std::size_t>(sample)]) return false;
        seen[static_cast<std::size_t>(sample)] = true;
    }
    return true;
}

/// What can be counted up without ever running over.
bool isCount(Index value) {
    return value >= 0 && value <= (Index(1) << 53);
}

/// A sequence of zeros never ends what draws until it likes a number.
bool isAlive(const Random::State& random) {
    return std::any_of(random.words.begin(), random.words.end(), [](std::uint64_t word) { return word != 0; }) &&
           std::isfinite(random.spare);
}

bool areEpochs(const std::vector<HistoryRow>& history, const TrainerState& state) {
    const HistoryRow* before = nullptr;
    for (const HistoryRow& row : history) {
        if (row.epoch < 0 || row.epoch > state.epoch || row.step < 0 || row.step > state.steps) return false;
        if (before && (row.epoch < before->epoch || row.step < before->step)) return false;
        before = &row;
    }
    return before != nullptr;
}

}  // namespace

TrainerState Trainer::save() const {
    TrainerState state;
    state.parameters = copyOf(m_network.parameters());
    state.statistics = copyOf(m_network.statistics());
    state.startParameters = m_startParameters;
    state.startStatistics = m_startStatistics;
    state.epochParameters = m_epochParameters;
    state.optimizer = m_optimizerState;
    state.schedule = m_scheduleState;
    state.best = m_best;
    state.order = m_order;
    state.position = m_position;
    state.epoch = m_epoch;
    state.steps = m_steps;
    state.learningRate = m_learningRate;
    state.seed = m_seed;
    state.importedStart = m_importedStart;
    state.orderRandom = m_orderRandom.state();
    state.dropoutRandom = m_dropoutRandom.state();
    state.history = m_history;
    state.changedSinceRow = m_changedSinceRow;
    state.state = m_state;
    state.divergence = m_divergence;
    return state;
}

void Trainer::restore(const TrainerState& state) {
    const std::size_t parameters = m_network.parameters().size();
    const std::size_t statistics = m_network.statistics().size();
    const auto fits = [&](const Buffer& first, const Buffer& second) {
        return first.size() == parameters && second.size() == statistics;
    };
    require(fits(state.parameters, state.statistics) && fits(state.startParameters, state.startStatistics) &&
                state.epochParameters.size() == parameters,
            "the network has another number of parameters");
    const std::size_t memories = m_optimizer->stateNames().size();
    for (std::size_t i = 0; i < state.optimizer.values.size(); ++i)
        require(state.optimizer.values[i].size() == (i < memories ? parameters : 0),
                "the optimizer remembers something else");
    if (state.best) require(fits(state.best->parameters, state.best->statistics), "its best weights do not fit");
    require(isOrder(state.order, m_data->training.count()), "the data have other samples");
    require(isCount(state.position) && state.position < m_data->training.count() && isCount(state.epoch) &&
                isCount(state.steps) && isCount(state.optimizer.step) && isCount(state.schedule.badEpochs) &&
                isCount(state.schedule.cooldown) && areEpochs(state.history, state) &&
                (!state.best || (isCount(state.best->epoch) && isCount(state.best->watchedSince))),
            "it counts what can't be");
    require(isAlive(state.orderRandom) && isAlive(state.dropoutRandom), "its random numbers are none");
    require(std::isfinite(state.learningRate) && std::isfinite(state.schedule.factor) &&
                (!state.best || std::isfinite(state.best->cost)),
            "it has a number that is not finite");
    require((state.state == RunState::Diverged) == state.divergence.has_value() && state.state != RunState::Paused,
            "it is in a state that can't be");

    TrainerState copy = state;  // nothing below throws
    m_update.known = false;
    std::copy(copy.parameters.begin(), copy.parameters.end(), m_network.parameters().begin());
    std::copy(copy.statistics.begin(), copy.statistics.end(), m_network.statistics().begin());
    m_startParameters = std::move(copy.startParameters);
    m_startStatistics = std::move(copy.startStatistics);
    m_epochParameters = std::move(copy.epochParameters);
    m_optimizerState = std::move(copy.optimizer);
    m_scheduleState = copy.schedule;
    m_best = std::move(copy.best);
    m_order = std::move(copy.order);
    m_position = copy.position;
    m_epoch = copy.epoch;
    m_steps = copy.steps;
    m_learningRate = copy.learningRate;
    m_seed = copy.seed;
    m_importedStart = copy.importedStart;
    m_orderRandom = Random(copy.orderRandom);
    m_dropoutRandom = Random(copy.dropoutRandom);
    m_history = std::move(copy.history);
    m_changedSinceRow = copy.changedSinceRow;
    m_state = copy.state;
    m_divergence = std::move(copy.divergence);
    std::fill(m_traces.begin(), m_traces.end(), Trace{});
}

}  // namespace glassbox
