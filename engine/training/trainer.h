#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"
#include "engine/experiment/trainer_state.h"
#include "engine/nn/network.h"
#include "engine/nn/thread_pool.h"
#include "engine/training/trainer_parts.h"

#include <memory>

namespace glassbox {

struct LayerOrigin;

/// What was kept and what was reset when an experiment was changed under way. Every layer of the new network is in one
/// of the two lists. A dense layer whose number of units or inputs changed is kept as far as the two weight matrices
/// overlap; layers without parameters are always kept.
struct Adaptation {
    std::vector<Index> keptLayers;   ///< of the new network
    std::vector<Index> resetLayers;  ///< of the new network: drawn anew
    bool optimizerReset = false;
    bool dataChanged = false;
    bool historyReset = false;
};

/// Trains one experiment. A value: network, optimizer memory, position in the data and random state can be copied, and
/// a copy goes on exactly like the original. The same seed (and number of threads) gives the same bits on the same
/// build. Knows no thread of its own and no clock. A thread that calls step() flushes denormal numbers from then on.
class GLASSBOX_EXPORT Trainer {
  public:
    /// Throws Error if network, loss and data do not fit each other. `pool` may be null: one thread.
    Trainer(Experiment experiment, std::shared_ptr<const Dataset> data, std::shared_ptr<ThreadPool> pool = nullptr);

    /// One update. Does nothing when state() is Diverged. At the end of an epoch evaluates both parts, appends to
    /// history(), moves the schedule and checks early stopping. A step whose cost or gradient is not finite changes no
    /// parameter.
    void step();
    /// As step(), on this thread alone.
    void stepAlone();
    /// One update on these samples of the training part, in this order and on this thread alone, whatever is due; the
    /// position in the epoch stays. Throws Error, and changes nothing, if there is no such sample or none is given.
    void stepOn(std::span<const Index> samples);
    /// The samples that the next step() takes.
    std::vector<Index> dueSamples() const;
    /// Steps to the end of the running epoch (a whole one if none has begun).
    void epoch();
    /// Back to the same starting weights, with everything else as at the start too.
    void rewind();
    /// New starting weights from a new seed (data and split stay), and from the start again. The seed also decides the
    /// order of the samples and dropout; experiment().seed is not touched, that comes with the next adapt().
    void reinitialise(std::uint64_t seed);
    /// Goes over to a changed experiment between two steps. Keeps the weights (and optimizer memory) of layers that are
    /// the same, the history unless the data or the loss changed. Throws Error and changes nothing if it does not fit.
    ///
    /// A layer is the same if kind, sizes and options are, not counting `frozen`; with another initialiser or gain it
    /// is drawn anew. Optimizer memory is kept while the kind of optimizer is. If the history is reset, its first row
    /// is the present state; epochs and steps go on counting. If nothing but the seed changed, everything starts anew
    /// with that seed (unless reinitialise() has drawn it already and the data are the same). Rewind then goes back to
    /// the starting weights that the changed experiment would have had from the beginning (imported weights: those of
    /// kept layers).
    Adaptation adapt(Experiment experiment, std::shared_ptr<const Dataset> data);
    /// Replaces weights and running statistics and starts from them at step 0. Rewind goes back to these.
    void importParameters(const std::vector<NamedTensor>& tensors);
    /// Sets single parameters by hand between two steps, frozen ones too; training goes on from there. Before the first
    /// step, and with `start`, they are starting weights as well: Rewind comes back to them. Throws Error and changes
    /// nothing if there is no such parameter or a value is not finite.
    void setParameters(std::span<const ParameterValue> values, bool start = false);

    /// All that training has come to.
    TrainerState save() const;
    /// Goes on from what save() gave, of the same experiment and data, exactly as the trainer that it is of would have.
    /// Throws Error and changes nothing if it does not fit. The last step's trace is not part of it.
    void restore(const TrainerState& state);

    const Experiment& experiment() const { return m_experiment; }
    const Dataset& data() const { return *m_data; }
    const Network& network() const { return m_network; }
    const Loss& loss() const { return *m_loss; }
    const Optimizer& optimizer() const { return *m_optimizer; }
    /// Its `step` counts the updates of this optimizer's memory, which starts anew with another kind of optimizer.
    const OptimizerState& optimizerState() const { return m_optimizerState; }
    /// Of the last step (of the first thread's share, if several work; cost and gradient of the whole batch). Before
    /// the first step, and after the network or the data changed, it is empty: samples == 0.
    const Trace& trace() const { return m_traces.front(); }
    /// Ready (no step yet), Running (in between), Finished (epochs of the experiment done), Converged (no parameter
    /// moved by more than 1e-6 in the last epoch), Diverged or EarlyStopped. step() and epoch() go on from Finished,
    /// Converged and EarlyStopped.
    RunState state() const { return m_state; }
    const std::optional<Divergence>& divergence() const { return m_divergence; }
    Index epochsDone() const { return m_epoch; }
    Index stepsDone() const { return m_steps; }
    Index stepsPerEpoch() const;
    double learningRate() const { return m_learningRate; }
    /// What the next step draws dropout masks from.
    const Random& dropoutRandom() const { return m_dropoutRandom; }
    /// By what the last step's gradient was shortened (1: not), and its length before that; frozen parts do not count.
    double gradientScale() const;
    double gradientNorm() const;
    /// After early stopping the weights are those of bestEpoch(), not of the last row.
    const std::vector<HistoryRow>& history() const { return m_history; }
    /// True if the parameters were changed by something else than a step since the last row of history(): its costs are
    /// not those of the network as it stands.
    bool changedSinceRow() const { return m_changedSinceRow; }
    /// Epoch of the best validation cost so far, while early stopping watches.
    std::optional<Index> bestEpoch() const;

    /// From now on keeps what a step changes, for updateNorms(): one copy of the parameters a step. Changes nothing of
    /// the training itself.
    void watchUpdates(bool watch);
    /// For each layer the length (root of the sum of squares) of what the last step added to its parameters; 0 where
    /// nothing is trained. Empty while no step was watched since the network was made, rewound or changed, and after
    /// a step that changed nothing because it diverged.
    std::vector<double> updateNorms() const;

    /// Cost and accuracy now, in evaluation mode, over at most `limit` samples spread evenly (0: all).
    Evaluation evaluateTraining(Index limit = 0);
    std::optional<Evaluation> evaluateValidation(Index limit = 0);

  private:
    /// What one thread needs to evaluate a block of samples.
    struct Evaluator {
        Trace trace;
        Tensor prediction;
    };
    /// What the last step changed.
    struct Update {
        Buffer before;              // the parameters before it
        std::vector<double> norms;  // of each layer; once they are taken, `before` means nothing
        bool watched = false;       // is to be kept
        bool known = false;         // `before` or `norms` are of the last step
    };
    struct BlockResult {
        double lossSum = 0;
        Index correct = 0;
    };
    struct Slice {
        Index first, last;
    };
    struct Transfer;

    void take(TrainerParts parts);
    void drawStart();
    void restart();
    // trainer_step.cpp
    Index batchSize() const;
    int threadsFor(Index samples) const;
    void beginEpoch();
    void gather(Trace& trace, std::span<const Index> samples) const;
    std::span<const Index> samplesOf(Slice batch) const;
    void step(int mostShares);
    bool computeAlone(std::span<const Index> samples);
    void updateAlone();
    bool computeShared(Slice batch, int shares);
    double gradientScale(double squaredNorm) const;
    double squaredNorm(Slice slice) const;
    void update(Slice slice, double scale);
    void reduce(Slice slice, int shares);
    void updateShared(int shares);
    template <typename Work>
    void forEachTrained(Slice slice, const Work& work) const;
    // trainer_watch.cpp
    void keepParameters();
    void settleUpdate();
    // trainer_epoch.cpp
    void endEpoch();
    bool parametersMoved() const;
    void watchForBest(double cost);
    bool stopEarly();
    void recordRow(double learningRate);
    void diverge(Index step);
    double watchedCost() const;
    // trainer_evaluate.cpp
    Evaluation evaluate(const DataPart& part, const Matrix& targets, Index limit);
    void evaluateBlock(const DataPart& part, const Matrix& targets, Index limit, Index block, Evaluator& evaluator);
    // trainer_adapt.cpp
    Adaptation startOver(Experiment experiment, std::shared_ptr<const Dataset> data, bool dataChanged);
    Transfer transfer(Network after, const std::vector<LayerOrigin>& origins, const std::vector<Index>& columns,
                      std::uint64_t seed, std::size_t memories) const;
    void adaptSchedule(bool sameKind, bool costsChanged);
    void adaptState();

    Experiment m_experiment;
    std::shared_ptr<const Dataset> m_data;
    std::shared_ptr<ThreadPool> m_pool;
    std::shared_ptr<const Loss> m_loss;
    std::shared_ptr<const Optimizer> m_optimizer;
    std::shared_ptr<const Schedule> m_schedule;
    ScheduleState m_scheduleState;
    Network m_network;
    Buffer m_startParameters, m_startStatistics;
    Buffer m_epochParameters;  // as they were when the running epoch began
    OptimizerState m_optimizerState;
    Update m_update;
    std::shared_ptr<const Matrix> m_trainingTargets, m_validationTargets;
    std::vector<Trace> m_traces;          // one a thread
    std::vector<Random> m_shareRandoms;   // one a thread, drawn anew each step
    std::vector<double> m_shareNorms;     // squared length of the gradient in each thread's slice
    std::vector<char> m_shareFinite;      // whether each thread's gradient is finite
    std::vector<Evaluator> m_evaluators;  // one a thread
    std::vector<BlockResult> m_blocks;
    std::vector<Index> m_order;
    Index m_position = 0;  // in m_order
    Index m_epoch = 0;
    Index m_steps = 0;
    double m_learningRate = 0;
    std::uint64_t m_seed = 0;      // of starting weights, order and dropout
    bool m_importedStart = false;  // the starting weights came from a file or by hand, not from the seed
    Random m_orderRandom, m_dropoutRandom;
    std::optional<TrainerState::Best> m_best;  // while early stopping watches
    std::vector<HistoryRow> m_history;
    bool m_changedSinceRow = false;
    RunState m_state = RunState::Ready;
    std::optional<Divergence> m_divergence;
};

}  // namespace glassbox
