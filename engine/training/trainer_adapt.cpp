#include "engine/training/finite.h"
#include "engine/training/layer_alignment.h"
#include "engine/training/trainer.h"

#include <algorithm>
#include <numeric>

namespace glassbox {

namespace {

bool sameMatrix(const Matrix& a, const Matrix& b) {
    return a.rows() == b.rows() && a.cols() == b.cols() && a == b;
}

bool samePart(const DataPart& a, const DataPart& b) {
    return a.labels == b.labels && sameMatrix(a.features, b.features) && sameMatrix(a.values, b.values);
}

bool sameNumbers(const Dataset& a, const Dataset& b) {
    return &a == &b || (a.task == b.task && a.featureNames == b.featureNames && a.classNames == b.classNames &&
                        samePart(a.training, b.training) && samePart(a.validation, b.validation));
}

bool onlySeedDiffers(Experiment a, const Experiment& b) {
    if (a.seed == b.seed) return false;
    a.seed = b.seed;
    return a == b;
}

/// Equal with the defaults filled in.
bool sameLoss(const Spec& a, const Spec& b) {
    if (a.kind != b.kind) return false;
    const LossInfo& info = *findLoss(a.kind);
    return checkedOptions(info, a.options, "loss") == checkedOptions(info, b.options, "loss");
}

/// Kept and reset layers, as the screen tells them.
Adaptation listed(const Network& network, const std::vector<LayerOrigin>& origins) {
    Adaptation result;
    for (Index j = 0; j < network.layerCount(); ++j) {
        const LayerOrigin& origin = origins[static_cast<std::size_t>(j)];
        const bool plain = network.layer(j).parameters().empty() && network.layer(j).statistics().empty();
        const bool kept = plain || (origin.from >= 0 && !origin.redraw);
        (kept ? result.keptLayers : result.resetLayers).push_back(j);
    }
    return result;
}

Buffer copyOf(std::span<const Scalar> values) {
    return {values.begin(), values.end()};
}

}  // namespace

Adaptation Trainer::startOver(Experiment experiment, std::shared_ptr<const Dataset> data, bool dataChanged) {
    *this = Trainer(std::move(experiment), std::move(data), m_pool);
    Adaptation result = listed(m_network, std::vector<LayerOrigin>(static_cast<std::size_t>(m_network.layerCount())));
    result.optimizerReset = true;
    result.dataChanged = dataChanged;
    result.historyReset = true;
    return result;
}

/// The network with what is kept of the one before, the starting weights that go with it, and the optimizer's memory.
struct Trainer::Transfer {
    Network network;
    Buffer startParameters, startStatistics;
    std::array<Buffer, 2> memory;
};

Trainer::Transfer Trainer::transfer(Network after, const std::vector<LayerOrigin>& origins,
                                    const std::vector<Index>& columns, std::uint64_t seed, std::size_t memories) const {
    Transfer result;
    drawParameters(after, seed);
    result.startParameters = copyOf(after.parameters());
    result.startStatistics = copyOf(after.statistics());
    for (std::size_t i = 0; i < memories; ++i) result.memory[i].assign(after.parameters().size(), Scalar(0));
    for (Index j = 0; j < after.layerCount(); ++j) {
        const LayerOrigin& origin = origins[static_cast<std::size_t>(j)];
        if (origin.from < 0 || origin.redraw) continue;
        const auto copy = [&](std::span<const Scalar> source, std::span<Scalar> target, bool statistics = false) {
            if (!source.empty()) copyLayer(m_network, origin.from, source, after, j, target, columns, statistics);
        };
        copy(m_network.parameters(), after.parameters());
        copy(m_network.statistics(), after.statistics(), true);
        for (std::size_t i = 0; i < memories; ++i) copy(m_optimizerState.values[i], result.memory[i]);
        if (m_importedStart) {
            copy(m_startParameters, result.startParameters);
            copy(m_startStatistics, result.startStatistics, true);
        }
    }
    result.network = std::move(after);
    return result;
}

Adaptation Trainer::adapt(Experiment experiment, std::shared_ptr<const Dataset> data) {
    const bool dataChanged = !sameNumbers(*data, *m_data);
    const bool newSeed = experiment.seed != m_experiment.seed;
    if (onlySeedDiffers(experiment, m_experiment) && (dataChanged || experiment.seed != m_seed))
        return startOver(std::move(experiment), std::move(data), dataChanged);

    TrainerParts parts = makeParts(experiment, *data);
    const std::vector<Index> columns = featureColumns(m_data->featureNames, data->featureNames);
    const std::vector<LayerOrigin> origins = alignLayers(m_network, parts.network, columns);
    const std::uint64_t seed = newSeed ? experiment.seed : m_seed;
    const bool sameNetwork = experiment.network == m_experiment.network && seed == m_seed &&
                             isIdentity(columns, m_network.inputShape().size());
    const bool sameOptimizer = experiment.training.optimizer.kind == m_experiment.training.optimizer.kind;
    const std::size_t memories = parts.optimizer->stateNames().size();
    Adaptation result = listed(parts.network, origins);
    result.optimizerReset = !sameOptimizer;
    result.dataChanged = dataChanged;
    result.historyReset = dataChanged || !sameLoss(experiment.training.loss, m_experiment.training.loss);
    const bool unchanged = experiment == m_experiment && !dataChanged;
    const bool sameSchedule = experiment.training.schedule.kind == m_experiment.training.schedule.kind;
    Transfer moved = sameNetwork
                         ? Transfer{}
                         : transfer(std::move(parts.network), origins, columns, seed, sameOptimizer ? memories : 0);

    // From here on nothing throws but for want of memory.
    m_update.known = false;
    parts.network = sameNetwork ? std::move(m_network) : std::move(moved.network);
    take(std::move(parts));
    m_experiment = std::move(experiment);
    m_data = std::move(data);
    m_seed = seed;
    if (!sameNetwork) {
        m_startParameters = std::move(moved.startParameters);
        m_startStatistics = std::move(moved.startStatistics);
        m_epochParameters = copyOf(m_network.parameters());
        m_optimizerState.values = std::move(moved.memory);
    }
    if (m_steps == 0) {
        restart();
        return result;
    }
    if (!sameOptimizer) {
        for (std::size_t i = 0; i < m_optimizerState.values.size(); ++i)
            m_optimizerState.values[i].assign(i < memories ? m_network.parameters().size() : 0, Scalar(0));
        m_optimizerState.step = 0;
    }
    if (!sameNetwork || dataChanged) std::fill(m_traces.begin(), m_traces.end(), Trace{});
    if (!sameNetwork || result.historyReset || m_experiment.training.earlyStopping.patience == 0) m_best.reset();
    if (dataChanged) {
        m_order.resize(static_cast<std::size_t>(m_data->training.count()));
        std::iota(m_order.begin(), m_order.end(), Index(0));
        m_position = 0;
    }
    adaptSchedule(sameSchedule, result.historyReset);
    if (!unchanged) adaptState();
    if (!sameNetwork) m_changedSinceRow = true;
    if (result.historyReset) {
        m_history.clear();
        recordRow(m_learningRate);
    }
    return result;
}

void Trainer::adaptSchedule(bool sameKind, bool costsChanged) {
    if (!sameKind) m_scheduleState = {};
    if (costsChanged) {  // costs before and after can't be compared
        m_scheduleState.hasBest = false;
        m_scheduleState.badEpochs = 0;
    }
    m_learningRate = m_schedule->rate(m_optimizer->learningRate(), m_epoch, m_scheduleState);
}

/// After a change a run can go on, unless numbers that are not finite were kept.
void Trainer::adaptState() {
    const bool finite = allFinite(m_network.parameters()) && allFinite(m_network.statistics()) &&
                        allFinite(m_optimizerState.values[0]) && allFinite(m_optimizerState.values[1]);
    if (m_state == RunState::Diverged && !finite) return;
    m_divergence.reset();
    const bool done = m_state == RunState::Finished && m_epoch % static_cast<Index>(m_experiment.training.epochs) == 0;
    m_state = done ? RunState::Finished : RunState::Running;
}

}  // namespace glassbox
