#pragma once

#include "engine/runtime/mailbox.h"
#include "engine/runtime/message_queue.h"
#include "engine/runtime/snapshot_builder.h"
#include "engine/runtime/training_session.h"

#include <QElapsedTimer>
#include <QObject>

#include <atomic>
#include <exception>
#include <limits>
#include <map>

class QTimer;

namespace glassbox {

/// What the session asked for last; the only thing besides the mailbox that both threads look at.
struct Wanted {
    std::atomic<quint64> newest{0};     ///< generation: what is older need not be begun, and its reading is given up
    std::atomic<quint64> cancelled{0};  ///< reading data for this generation or an older one is given up
};

/// Owns the Trainer alone, in a thread of its own. Trains in slices of about 10 ms and then returns to its event loop,
/// so that every call below is obeyed between two steps, within one slice.
class TrainingWorker : public QObject {
    Q_OBJECT

  public:
    /// What it has to say goes through `messages`: its signals, but for snapshotReady, are emitted in that queue's
    /// thread.
    TrainingWorker(int threads, Mailbox<Snapshot>& mailbox, const Wanted& wanted, MessageQueue& messages);
    ~TrainingWorker() override;

    // All of these are to be called in the worker's thread (queued).
    void start();
    /// The last call, before the thread ends.
    void end();
    /// Does `work`, one of the calls below. If it fails for want of memory, that is said and training pauses.
    template <typename Work>
    void obey(const Work& work) {
        try {
            work();
        } catch (const std::exception& problem) {
            giveUp(problem);
        }
    }
    /// `kept` may be null; else `fresh` is true.
    void apply(quint64 generation, const Experiment& experiment, const std::string& folder, bool fresh,
               const std::shared_ptr<const KeptRun>& kept);
    void run();
    void pause();
    void step();
    void stepEpoch();
    void trainTo(Index epoch);
    void rewind();
    void reinitialise(quint64 seed);
    void setSpeed(double updatesPerSecond);
    void setViewRequest(const ViewRequest& request);
    void importParameters(const std::vector<NamedTensor>& tensors);
    void setParameters(const std::vector<ParameterValue>& values, bool start);
    void sendParameters();
    void sendRun(quint64 number);
    void recordStep(const StepChoice& choice, bool goOn);

  Q_SIGNALS:
    void snapshotReady();
    void stateChanged(quint64 generation, glassbox::RunState state, const QString& sentence);
    void historyAppended(quint64 generation, bool fromStart, const std::vector<glassbox::HistoryRow>& rows);
    void applied(quint64 generation, const std::shared_ptr<const glassbox::Dataset>& data, const QStringList& notes);
    void failed(quint64 generation, const QString& sentence);
    void parametersRefused(quint64 generation, const QString& sentence);
    void loadingProgress(quint64 generation, double share);
    void parametersReady(quint64 generation, const std::vector<glassbox::NamedTensor>& tensors);
    void runReady(quint64 generation, quint64 number, const glassbox::RunCopyPtr& run);
    void stepRecorded(quint64 generation, const glassbox::StepRecordPtr& record);
    void stepRefused(quint64 generation, const QString& sentence);

  private:
    static constexpr double frameMilliseconds = 15;  ///< between two snapshots
    static double milliseconds(const QElapsedTimer& clock);
    template <typename... Parts, typename... Values>
    void tell(void (TrainingWorker::*signal)(Parts...), const Values&... values) {
        m_messages.post([this, signal, values...] { Q_EMIT(this->*signal)(values...); });
    }
    std::shared_ptr<const Dataset> dataFor(quint64 generation, const Experiment& experiment, const std::string& folder,
                                           bool fresh, bool kept);
    std::unique_ptr<Trainer> startedTrainer(const Experiment& experiment, const std::shared_ptr<const Dataset>& data,
                                            const KeptRun* kept, QStringList& notes) const;
    bool isWanted(quint64 generation, bool kept) const;
    void giveUp(const std::exception& problem);
    void refuse(const QString& sentence);
    void begin(Index epochTarget);
    void queueSlice();
    void slice();
    Index stepsDue();
    void stop(RunState state);
    void sendState();
    void sendHistory();
    void restarted();
    bool isFrameDue() const;  // time has come for a new snapshot, and the last one was taken
    void publish(bool always);

    Mailbox<Snapshot>& m_mailbox;
    const Wanted& m_wanted;
    MessageQueue& m_messages;
    std::shared_ptr<ThreadPool> m_pool;
    std::unique_ptr<Trainer> m_trainer;
    std::unique_ptr<Trainer> m_walker;  // the copy whose steps are recorded; null: none since the experiment changed
    std::shared_ptr<const Dataset> m_data;
    std::string m_folder;
    std::map<std::string, TableBytes> m_tables;  // by the path that they stand in for
    SnapshotBuilder m_builder;
    quint64 m_generation = 0;
    RunState m_state = RunState::Ready;
    bool m_owesFresh = false;  // an experiment that was to begin anew was skipped or refused
    bool m_running = false;
    bool m_sliceQueued = false;
    double m_speed = std::numeric_limits<double>::infinity();
    double m_owedSteps = 0;  // at a limited speed: steps that should have been done by now
    QElapsedTimer m_paceClock, m_publishClock, m_rateClock;
    QTimer* m_paceTimer = nullptr;
    Index m_epochTarget = 0;  // pause at the end of this epoch; 0: don't
    Index m_burst = 1;        // steps between two looks at the clock
    Index m_historySent = 0;
    bool m_historyFromStart = true;
    Index m_rateSteps = 0;  // steps since m_rateClock started
    double m_watchSeconds = 0;
    double m_stepsPerSecond = 0;
    double m_watchingShare = 0;
};

}  // namespace glassbox
