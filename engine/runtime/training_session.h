#pragma once

#include "engine/experiment/experiment.h"
#include "engine/experiment/trainer_state.h"
#include "engine/explain/step_record.h"
#include "engine/runtime/snapshot.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace glassbox {

using DatasetPtr = std::shared_ptr<const Dataset>;
using HistoryRows = std::vector<HistoryRow>;
using StepRecordPtr = std::shared_ptr<const StepRecord>;

/// A run as a document keeps it.
struct KeptRun {
    std::shared_ptr<const TrainerState> state;  ///< null: begins anew
    TableBytes table;                           ///< in place of the file that data.path names; null: that file
    bool sameDocument = false;                  ///< tables that were handed over before stand in for their paths still
};

/// A run at one moment between two steps.
struct RunCopy {
    Experiment experiment;  ///< without its presentation
    DatasetPtr data;
    std::shared_ptr<const TrainerState> state;
};
using RunCopyPtr = std::shared_ptr<const RunCopy>;

/// The GUI thread's handle on training: owns the worker thread and is the only class of the runtime that views talk to.
/// All calls return at once; answers come as signals, in order. Every experiment gets a generation number; answers to
/// older ones are dropped here, so that a slot never sees something stale.
class TrainingSession : public QObject {
    Q_OBJECT

  public:
    /// `threads` 0: as many as the machine has cores, at most 8.
    explicit TrainingSession(int threads = 0, QObject* parent = nullptr);
    ~TrainingSession() override;

    /// Goes over to an experiment, keeping what can be kept (see Trainer::adapt). With `fresh` nothing is kept and a
    /// table is read again; if that is overtaken or refused, the next one begins anew instead. Reading a large table
    /// reports loadingProgress and can be cancelled; the run before goes on to exist until it succeeds. Returns the
    /// generation.
    quint64 setExperiment(const Experiment& experiment, const QString& folder, bool fresh = false);
    /// Goes over to an experiment as it was kept, keeping nothing of the one before; its table's bytes stand in for
    /// that path until the next one that is fresh. A state that does not fit is told in the notes, and training begins
    /// anew.
    quint64 setExperiment(const Experiment& experiment, const QString& folder, const KeptRun& kept);
    void cancelLoading();
    void run();
    void pause();
    void step();
    void stepEpoch();
    /// Trains as fast as it goes, whatever the speed, and pauses exactly when so many epochs are done in all; also
    /// beyond the experiment's own last one; it may end by itself before. Stands still at once if they are done
    /// already.
    void trainTo(Index epoch);
    void rewind();
    void reinitialise(quint64 seed);
    /// Updates a second; infinity: as fast as it goes.
    void setSpeed(double updatesPerSecond);
    void setViewRequest(const ViewRequest& request);
    void importParameters(const std::vector<NamedTensor>& tensors);
    /// Sets single parameters between two steps (see Trainer::setParameters).
    void setParameters(const std::vector<ParameterValue>& values, bool start = false);
    /// Answered by parametersReady, once; the answer is of one moment between two steps, and of the experiment of that
    /// moment even if another was set since.
    void requestParameters();
    /// Asks for all that training has come to. Answered once, by runReady with the number returned here: after every
    /// call before this one, between two steps.
    quint64 requestRun();
    /// Asks for one training step to be taken and kept whole, on a copy of the run: training itself is not touched. The
    /// copy is of the run as it stands, or with `goOn` the one of the last answer, a step further. Answered once, by
    /// stepRecorded or stepRefused; not at all if another experiment was set since.
    void requestStep(const StepChoice& choice, bool goOn = false);

    /// The newest snapshot if there is one that was not taken yet, else null. Also kept as `latest`.
    SnapshotPtr takeSnapshot();
    SnapshotPtr latest() const;
    DatasetPtr dataset() const;
    RunState state() const;
    quint64 generation() const;
    const HistoryRows& history() const;
    /// The reading of a table or a network being built: nothing can run yet.
    bool isLoading() const;

  Q_SIGNALS:
    /// Somebody asked for what changes the trained state: a step, a run, other weights.
    void touched();
    /// `run` is null if there is none yet.
    void runReady(quint64 number, const glassbox::RunCopyPtr& run);
    void snapshotReady();
    /// `sentence` says it in words ("Diverged in step 17: ...").
    void stateChanged(glassbox::RunState state, const QString& sentence);
    /// New rows at the end of history(); `fromStart` if the rows before were discarded (rewind, new experiment).
    void historyChanged(bool fromStart);
    void datasetChanged();
    /// The experiment runs now. `notes` say what was reset, a sentence each; empty if everything was kept.
    void experimentApplied(quint64 generation, const QStringList& notes);
    /// The experiment or the weights were refused; what ran before is untouched.
    void failed(const QString& sentence);
    /// What was to be set by hand is not there any more; nothing changed.
    void parametersRefused(const QString& sentence);
    void loadingProgress(double share);
    void parametersReady(const std::vector<glassbox::NamedTensor>& tensors);
    void stepRecorded(const glassbox::StepRecordPtr& record);
    void stepRefused(const QString& sentence);

  private:
    class Private;
    std::unique_ptr<Private> d;
};

}  // namespace glassbox

Q_DECLARE_METATYPE(glassbox::RunState)
