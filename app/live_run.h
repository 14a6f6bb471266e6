#pragma once

#include "ui/models/experiment_document.h"

#include <QObject>

namespace glassbox {

/// An experiment that is opened and trained to an epoch, where it stands still. Training is the session's own, so that
/// it is seen, and whoever pauses it, runs it on or opens something else meanwhile has it to himself.
class LiveRun : public QObject {
    Q_OBJECT

  public:
    explicit LiveRun(ExperimentDocument& document, QObject* parent = nullptr);

    /// Starts over with the experiment; unsaved changes are given up. `epochs` 0: it is not trained.
    void start(const Experiment& experiment, Index epochs);
    /// Pauses where training is. Nothing happens when nothing is under way.
    void cancel();
    bool isBusy() const { return m_phase != Phase::Idle; }
    /// True if what was started came to its end, and neither the experiment nor what training came to was touched
    /// since.
    bool isUntouched() const;

  Q_SIGNALS:
    /// The network and its data are there, untrained.
    void opened();
    /// It stands at its epoch, or where the run ended by itself before.
    void finished();
    /// Cancelled, or somebody else went on with it.
    void givenUp();
    /// A sentence: the experiment can't be run.
    void failed(const QString& sentence);

  private:
    enum class Phase { Idle, Loading, Training };
    void applied();
    void end(void (LiveRun::*signal)());

    ExperimentDocument& m_document;
    Phase m_phase = Phase::Idle;
    Index m_epochs = 0;
    bool m_asking = false;  // it is this that touches the run
    bool m_done = false;    // it came to its end
    ExperimentDocument::Moment m_moment;
};

}  // namespace glassbox
