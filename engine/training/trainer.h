#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"
#include "engine/experiment/run_state.h"
#include "engine/nn/network.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/schedule.h"
#include "engine/nn/thread_pool.h"

#include <memory>

namespace glassbox {

/// What was kept and what was reset when an experiment was changed under way.
struct Adaptation {
    std::vector<Index> keptLayers;   ///< of the new network
    std::vector<Index> resetLayers;  ///< of the new network: drawn anew
    bool optimizerReset = false;
    bool dataChanged = false;
    bool historyReset = false;
};

/// Trains one experiment. A value: network, optimizer memory, position in the data and random state can be copied, and a copy
/// goes on exactly like the original. The same seed (and number of threads) gives the same bits on the same build. Knows no
/// thread of its own and no clock.
class GLASSBOX_EXPORT Trainer {
  public:
    /// Throws Error if network, loss and data do not fit each other. `pool` may be null: one thread.
    Trainer(Experiment experiment, std::shared_ptr<const Dataset> data, std::shared_ptr<ThreadPool> pool = nullptr);

    /// One update. Does nothing when state() is Diverged. At the end of an epoch evaluates both parts, appends to history(),
    /// moves the schedule and checks early stopping.
    void step();
    /// Steps to the end of the running epoch (a whole one if none has begun).
    void epoch();
    /// Back to the same starting weights, with everything else as at the start too.
    void rewind();
    /// New starting weights from a new seed (data and split stay).
    void reinitialise(std::uint64_t seed);
    /// Goes over to a changed experiment between two steps. Keeps the weights (and optimizer memory) of layers that are the same,
    /// the history unless the data or the loss changed. Throws Error and changes nothing if it does not fit.
    Adaptation adapt(Experiment experiment, std::shared_ptr<const Dataset> data);
    /// Replaces weights and running statistics; optimizer memory starts anew. Rewind goes back to these.
    void importParameters(const std::vector<NamedTensor>& tensors);

    const Experiment& experiment() const { return m_experiment; }
    const Dataset& data() const { return *m_data; }
    const Network& network() const { return m_network; }
    const Loss& loss() const { return *m_loss; }
    const Optimizer& optimizer() const { return *m_optimizer; }
    const OptimizerState& optimizerState() const { return m_optimizerState; }
    /// Of the last step (of the first thread's share, if several work).
    const Trace& trace() const { return m_traces.front(); }
    /// Ready (no step yet), Running (in between), Finished (epochs of the experiment done), Converged (no parameter moved by more
    /// than 1e-6 in the last epoch), Diverged or EarlyStopped. step() and epoch() go on from Finished, Converged and EarlyStopped.
    RunState state() const { return m_state; }
    const std::optional<Divergence>& divergence() const { return m_divergence; }
    Index epochsDone() const { return m_epoch; }
    Index stepsDone() const { return m_optimizerState.step; }
    Index stepsPerEpoch() const;
    double learningRate() const { return m_learningRate; }
    const std::vector<HistoryRow>& history() const { return m_history; }
    /// Epoch of the best validation cost so far, while early stopping watches.
    std::optional<Index> bestEpoch() const;

    /// Cost and accuracy now, in evaluation mode, over at most `limit` samples (0: all).
    Evaluation evaluateTraining(Index limit = 0);
    std::optional<Evaluation> evaluateValidation(Index limit = 0);

  private:
    struct Best {
        Buffer parameters, statistics;
        double cost = 0;
        Index epoch = 0;
        bool any = false;
    };
    Experiment m_experiment;
    std::shared_ptr<const Dataset> m_data;
    std::shared_ptr<ThreadPool> m_pool;
    std::shared_ptr<const Loss> m_loss;
    std::shared_ptr<const Optimizer> m_optimizer;
    std::shared_ptr<const Schedule> m_schedule;
    ScheduleState m_scheduleState;
    Network m_network;
    Buffer m_startParameters, m_startStatistics, m_epochParameters;
    OptimizerState m_optimizerState;
    std::shared_ptr<const Matrix> m_trainingTargets, m_validationTargets;
    std::vector<Trace> m_traces;  // one a thread
    Trace m_evaluationTrace;
    std::vector<Index> m_order;
    Index m_position = 0;  // in m_order
    Index m_epoch = 0;
    double m_learningRate = 0;
    Random m_orderRandom, m_dropoutRandom;
    Best m_best;
    std::vector<HistoryRow> m_history;
    RunState m_state = RunState::Ready;
    std::optional<Divergence> m_divergence;
};

}  // namespace glassbox
