#pragma once

#include "app/live_race.h"
#include "app/live_run.h"
#include "lessons/study/card_view.h"
#include "ui/start/examples.h"

#include <QObject>

#include <optional>

namespace glassbox {

class BackpropPage;
class DataPage;
class LabPage;
class MainWindow;

/// What live views are shown on.
struct LiveStage {
    MainWindow& window;
    ExperimentDocument& document;
    LabPage& lab;
    BackpropPage& backprop;
    OptimizersPage& optimizers;
};

/// Brings the state that a card speaks of to the front: an example, trained that far and standing still, with a tab and
/// a unit chosen; a race at a step; a view of the optimizers.
class LiveViews : public QObject {
    Q_OBJECT

  public:
    LiveViews(const LiveStage& stage, std::vector<ExampleGroup> examples, QObject* parent = nullptr);

    /// Ends with shown, refused or givenUp, at once or a while later; with nothing at all where the learner keeps
    /// unsaved changes. The page is in front before anything is trained. What stands there already is not made anew.
    void show(const SeeState& state);
    /// Training stops where it is, and what there is of it stays on screen.
    void cancel();
    bool isBusy() const { return m_run.isBusy() || m_race.isBusy(); }

  Q_SIGNALS:
    /// Something takes a while; what, without an end: "Training “XOR with a hidden layer” to epoch 200".
    void started(const QString& what);
    void shown();
    /// A sentence on why it can't be shown; all is as it was.
    void refused(const QString& sentence);
    /// It was cancelled or paused, or somebody went on to something else, before it was there.
    void givenUp();

  private:
    void showExperiment(const Example& example);
    void showOptimizers();
    void finish();
    void chooseInLab();
    void chooseInWalk();
    void bringToFront();
    const Example* find(const QString& name) const;
    QString problemWith(const SeeState& state) const;

    LiveStage m_stage;
    std::vector<ExampleGroup> m_examples;
    LiveRun m_run;
    LiveRace m_race;
    SeeState m_state;                   // that was asked for last
    std::optional<SeeState> m_trained;  // that m_run came to
    bool m_unitDue = false;             // the walk is to go to m_state's unit when it is there
};

}  // namespace glassbox
