#include "engine/training/trainer.h"
#include "tests/engine/runtime/session.h"
#include "tests/support/test.h"

using namespace glassbox;

namespace {

RunCopyPtr runOf(TrainingSession& session) {
    RunCopyPtr run;
    QObject guard;
    bool answered = false;
    const quint64 number = session.requestRun();
    QObject::connect(&session, &TrainingSession::runReady, &guard, [&](quint64 answer, const RunCopyPtr& copy) {
        if (answer != number) return;
        run = copy;
        answered = true;
    });
    if (!QTest::qWaitFor([&] { return answered; }, 20000)) QTest::qFail("no answer", __FILE__, __LINE__);
    return run;
}

}  // namespace

/// What documents keep of a run, and how a session goes on from it.
class TestKeptRuns : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void goesOnWhereItStopped() {
        TrainingSession session(1), other(1);
        const Experiment experiment = small();
        apply(session, experiment);
        for (int i = 0; i < 30; ++i) session.step();
        const RunCopyPtr run = runOf(session);
        QVERIFY(run && run->experiment == experiment);
        QCOMPARE(run->state->steps, 30);
        QSignalSpy applied(&other, &TrainingSession::experimentApplied);
        other.setExperiment(experiment, {}, KeptRun{run->state, nullptr});
        QVERIFY(applied.wait(20000));
        QCOMPARE(applied.constFirst().at(1).toStringList(), QStringList());
        QVERIFY(*runOf(other)->state == *run->state);
        QCOMPARE(other.state(), RunState::Paused);
        QCOMPARE(other.history().size(), run->state->history.size());
        for (int i = 0; i < 30; ++i) {
            session.step();
            other.step();
        }
        QVERIFY(*runOf(other)->state == *runOf(session)->state);
    }

    /// A run under way is copied without being stopped.
    void copiesWhileRunning() {
        TrainingSession session(1);
        apply(session, small());
        session.run();
        const RunCopyPtr first = runOf(session);
        QVERIFY(inState(session, RunState::Running));
        const RunCopyPtr second = runOf(session);
        QVERIFY(second->state->steps > first->state->steps);
        Trainer trainer(first->experiment, first->data);
        trainer.restore(*first->state);
        while (trainer.stepsDone() < second->state->steps) trainer.step();
        QVERIFY(trainer.save() == *second->state);
    }

    void noRunIsAnsweredToo() {
        TrainingSession session(1);
        QVERIFY(!runOf(session));
    }

    /// An edit that follows at once does not make it forget the weights.
    void anEditGoesOnFromIt() {
        TrainingSession session(1), other(1);
        Experiment experiment = small();
        apply(session, experiment);
        for (int i = 0; i < 30; ++i) session.step();
        const RunCopyPtr run = runOf(session);
        other.setExperiment(experiment, {}, KeptRun{run->state, nullptr});
        experiment.training.optimizer.options.set("learning_rate", 0.002);
        apply(other, experiment, false);
        QCOMPARE(runOf(other)->state->steps, 30);
        QVERIFY(runOf(other)->state->parameters == run->state->parameters);
    }

    void aTableNeedsNoFile() {
        TrainingSession session(1);
        std::string text = "a,b\n";
        for (int i = 0; i < 20; ++i) text += std::to_string(i) + "," + std::to_string(2 * i) + "\n";
        const auto bytes = std::make_shared<const std::string>(text);
        Experiment experiment = table("/nowhere/a.glassbox/numbers.csv");
        QSignalSpy applied(&session, &TrainingSession::experimentApplied);
        session.setExperiment(experiment, {}, KeptRun{nullptr, bytes});
        QVERIFY(applied.wait(20000));
        QCOMPARE(*runOf(session)->data->table, text);
        experiment.data.options.set("validation", 0.5);  // split anew, from the same bytes
        apply(session, experiment, false);
        QCOMPARE(session.dataset()->validation.count(), 10);
        QSignalSpy failed(&session, &TrainingSession::failed);
        session.setExperiment(experiment, {}, true);  // and a fresh one looks for the file
        QVERIFY(failed.wait(20000));
    }

    void aStateThatDoesNotFitIsSaid() {
        TrainingSession session(1), other(1);
        apply(session, small());
        const RunCopyPtr run = runOf(session);
        Experiment another = small();
        another.network.front().options.set("units", std::int64_t{3});
        QSignalSpy applied(&other, &TrainingSession::experimentApplied);
        other.setExperiment(another, {}, KeptRun{run->state, nullptr});
        QVERIFY(applied.wait(20000));
        QVERIFY(applied.constFirst().at(1).toStringList().join(' ').contains("Training begins anew."));
        QCOMPARE(runOf(other)->state->steps, 0);
    }
};

QTEST_GUILESS_MAIN(TestKeptRuns)

#include "test_kept_runs.moc"
