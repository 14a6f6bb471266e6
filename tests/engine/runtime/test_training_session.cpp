#include "tests/engine/runtime/session.h"
#include "tests/support/test.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <limits>

using namespace glassbox;

/// What the window relies on: calls return at once, are obeyed between two steps, and nothing stale is ever shown.
class TestTrainingSession : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void startsReadyWithTheUntrainedNetwork();
    void stepMakesOneUpdate();
    void stepEpochEndsAtTheEndOfAnEpoch();
    void trainsToAnEpochAndStops();
    void runGoesOnUntilPaused();
    void aLimitedSpeedIsKept();
    void rewindReturnsToTheSameWeights();
    void reinitialiseDrawsOthers();
    void anEditWhileRunningKeepsRunningAndTheWeights();
    void noSnapshotOfAnOlderExperimentIsSeen();
    void aRefusedExperimentLeavesTheOldOneRunning();
    void divergenceIsAStateWithASentence();
    void rewindWorksAfterDivergence();
    void historyHasEveryEpochOnce();
    void weightsGoOutAndIn();
    void readingATableCanBeCancelled();
    void closingWhileTrainingEndsPromptly();
    void viewsGetWhatTheyAskFor();
    void aTableShowsTheValuesOfTheChosenSample();
    void aLargeNetworkIsDrawnCoarselyOnlyWhileItTrains();
    void costsFollowAnEditAtTheEndOfAnEpoch();
};

void TestTrainingSession::startsReadyWithTheUntrainedNetwork() {
    TrainingSession session(1);
    apply(session, small());
    const SnapshotPtr snapshot = inState(session, RunState::Ready);
    QVERIFY(snapshot);
    QCOMPARE(snapshot->epoch, 0);
    QCOMPARE(snapshot->step, 0);
    QVERIFY(snapshot->training.cost > 0);
    QCOMPARE(snapshot->network->parameterCount, 8 * 2 + 8 + 6 * 8 + 6 + 6 + 1);
    QTRY_COMPARE(session.history().size(), std::size_t{1});  // row 0: before any update
    QCOMPARE(session.state(), RunState::Ready);
}

void TestTrainingSession::stepMakesOneUpdate() {
    TrainingSession session(1);
    apply(session, small());
    session.step();
    const SnapshotPtr snapshot = waitFor(session, [](const Snapshot& s) { return s.step == 1; });
    QVERIFY(snapshot);
    QCOMPARE(snapshot->state, RunState::Paused);
    QVERIFY(snapshot->costsExact);
}

void TestTrainingSession::stepEpochEndsAtTheEndOfAnEpoch() {
    TrainingSession session(1);
    apply(session, small());
    session.step();
    session.stepEpoch();
    const SnapshotPtr snapshot = waitFor(session, [](const Snapshot& s) { return s.epoch == 1; });
    QVERIFY(snapshot);
    QCOMPARE(snapshot->step, snapshot->stepsPerEpoch);
    QCOMPARE(snapshot->state, RunState::Paused);
}

void TestTrainingSession::aLargeNetworkIsDrawnCoarselyOnlyWhileItTrains() {
    TrainingSession session(1);
    Experiment experiment = small();
    for (const std::size_t hidden : {0, 1}) experiment.network[hidden].options.set("units", std::int64_t{512});
    ViewRequest request;
    request.outputPicture = 80;
    session.setViewRequest(request);
    apply(session, experiment);
    const SnapshotPtr ready = waitFor(session, [](const Snapshot& s) { return s.output.width > 0; });
    QVERIFY(ready);
    QCOMPARE(ready->output.width, Index(80));
    session.run();
    const SnapshotPtr running =
        waitFor(session, [](const Snapshot& s) { return s.step > 5 && s.state == RunState::Running; });
    QVERIFY(running);
    QVERIFY(running->output.width >= 16 && running->output.width < 40);
    session.pause();
    const SnapshotPtr paused = inState(session, RunState::Paused);
    QVERIFY(paused);
    QCOMPARE(paused->output.width, Index(80));
}

void TestTrainingSession::costsFollowAnEditAtTheEndOfAnEpoch() {
    TrainingSession session(1);
    Experiment experiment = small();
    apply(session, experiment);
    session.stepEpoch();
    const SnapshotPtr before = waitFor(session, [](const Snapshot& s) { return s.epoch == 1; });
    QVERIFY(before);
    experiment.network[0].options.set("units", std::int64_t{3});  // most of the network is gone
    session.setExperiment(experiment, {});
    const SnapshotPtr after =
        waitFor(session, [](const Snapshot& s) { return s.network->layers[0].output.size() == 3; });
    QVERIFY(after);
    QCOMPARE(after->epoch, Index(1));
    QVERIFY(after->training.cost != before->training.cost);
    session.setParameters({{{0, "weight", 0, 0}, 9.0F}});
    QVERIFY(waitFor(session, [&](const Snapshot& s) { return s.training.cost != after->training.cost; }));
}

void TestTrainingSession::trainsToAnEpochAndStops() {
    TrainingSession session(1);
    apply(session, small());
    session.setSpeed(1);  // an epoch that is asked for is not slowed down
    session.trainTo(30);
    const SnapshotPtr there = inState(session, RunState::Paused);
    QVERIFY(there);
    QCOMPARE(there->epoch, 30);
    QTRY_COMPARE(session.history().back().epoch, 30);
    Experiment brief = small();
    brief.training.epochs = 7;
    apply(session, brief);
    session.trainTo(30);  // beyond its own end, several times
    QVERIFY(inState(session, RunState::Paused));
    QTRY_COMPARE(session.history().back().epoch, 30);
    session.trainTo(20);  // done already
    QSignalSpy states(&session, &TrainingSession::stateChanged);
    QVERIFY(states.wait());
    QCOMPARE(session.state(), RunState::Paused);
    QTRY_COMPARE(session.history().back().epoch, 30);
}

void TestTrainingSession::runGoesOnUntilPaused() {
    TrainingSession session(1);
    apply(session, small());
    session.run();
    QVERIFY(waitFor(session, [](const Snapshot& s) { return s.step > 1000 && s.state == RunState::Running; }));
    session.pause();
    const SnapshotPtr paused = inState(session, RunState::Paused);
    QVERIFY(paused);
    // Nothing moves any more: a later moment has the same number of steps.
    QSignalSpy answered(&session, &TrainingSession::parametersReady);
    session.requestParameters();
    QVERIFY(answered.wait());
    session.setViewRequest(pictures(0, 4));
    const SnapshotPtr later = waitFor(session, [](const Snapshot& s) { return s.request.outputPicture == 4; });
    QVERIFY(later);
    QCOMPARE(later->step, paused->step);
}

void TestTrainingSession::aLimitedSpeedIsKept() {
    TrainingSession session(1);
    apply(session, small());
    session.setSpeed(200);
    session.run();
    const SnapshotPtr first = waitFor(session, [](const Snapshot& s) { return s.step >= 1; });
    QVERIFY(first);
    QElapsedTimer clock;
    clock.start();
    const SnapshotPtr second = waitFor(session, [&](const Snapshot& s) { return s.step >= first->step + 60; });
    QVERIFY(second);
    // 60 updates at 200 a second take 0.3 s; a run at full speed would have done tens of thousands.
    QVERIFY2(clock.elapsed() > 150, qPrintable(QString::number(clock.elapsed())));
    session.setSpeed(std::numeric_limits<double>::infinity());
    QVERIFY(waitFor(session, [&](const Snapshot& s) { return s.step > 20000; }));
}

void TestTrainingSession::rewindReturnsToTheSameWeights() {
    TrainingSession session(1);
    apply(session, small());
    const SnapshotPtr start = inState(session, RunState::Ready);
    QVERIFY(start);
    session.run();
    QVERIFY(waitFor(session, [](const Snapshot& s) { return s.epoch > 3; }));
    session.rewind();
    const SnapshotPtr again = inState(session, RunState::Ready);
    QVERIFY(again);
    QCOMPARE(again->step, 0);
    QCOMPARE(again->parameters, start->parameters);
    QTRY_COMPARE(session.history().size(), std::size_t{1});
}

void TestTrainingSession::reinitialiseDrawsOthers() {
    TrainingSession session(1);
    apply(session, small());
    const SnapshotPtr start = inState(session, RunState::Ready);
    session.reinitialise(7);
    const SnapshotPtr other = waitFor(session, [&](const Snapshot& s) { return s.parameters != start->parameters; });
    QVERIFY(other);
    QCOMPARE(other->state, RunState::Ready);
}

void TestTrainingSession::anEditWhileRunningKeepsRunningAndTheWeights() {
    TrainingSession session(1);
    Experiment experiment = small();
    apply(session, experiment);
    session.run();
    QVERIFY(waitFor(session, [](const Snapshot& s) { return s.epoch > 10; }));
    experiment.training.optimizer.options.set("learning_rate", 0.001);
    QSignalSpy applied(&session, &TrainingSession::experimentApplied);
    session.setExperiment(experiment, {});
    QVERIFY(applied.wait());
    QVERIFY(applied.front().at(1).toStringList().isEmpty());  // nothing was reset
    const SnapshotPtr after = waitFor(session, [](const Snapshot& s) { return s.state == RunState::Running; });
    QVERIFY(after);
    QVERIFY(after->epoch > 10);
    QCOMPARE(after->learningRate, 0.001);
}

void TestTrainingSession::noSnapshotOfAnOlderExperimentIsSeen() {
    TrainingSession session(1);
    Experiment experiment = small();
    apply(session, experiment);
    session.run();
    for (int round = 0; round < 30; ++round) {
        const std::int64_t units = 1 + round % 9;
        experiment.network[0].options.set("units", units);
        const quint64 generation = session.setExperiment(experiment, {});
        const SnapshotPtr snapshot = waitFor(session, [](const Snapshot&) { return true; });
        QVERIFY(snapshot);
        QCOMPARE(snapshot->generation, generation);
        QCOMPARE(snapshot->network->layers[0].output.size(), Index{units});
    }
}

void TestTrainingSession::aRefusedExperimentLeavesTheOldOneRunning() {
    TrainingSession session(1);
    Experiment experiment = small();
    apply(session, experiment);
    session.run();
    const SnapshotPtr before = inState(session, RunState::Running);
    QVERIFY(before);
    experiment.network.back().options.set("units", std::int64_t{5});  // two classes
    QSignalSpy failed(&session, &TrainingSession::failed);
    session.setExperiment(experiment, {});
    QVERIFY(failed.wait());
    QVERIFY(!failed.front().front().toString().isEmpty());
    const SnapshotPtr after = inState(session, RunState::Running);
    QVERIFY(after);
    QVERIFY(after->step >= before->step);
    QCOMPARE(after->network->layers.back().output.size(), Index{1});
}

void TestTrainingSession::divergenceIsAStateWithASentence() {
    TrainingSession session(1);
    Experiment experiment = small();
    experiment.network[0].options.set("activation", std::string("relu"));
    experiment.network[1].options.set("activation", std::string("relu"));
    experiment.network[2].options.set("activation", std::string("identity"));
    experiment.training.loss = {"mse"};
    experiment.training.optimizer = {"sgd", {{"learning_rate", 900.0}}};
    apply(session, experiment);
    QSignalSpy states(&session, &TrainingSession::stateChanged);
    session.run();
    const SnapshotPtr snapshot = inState(session, RunState::Diverged);
    QVERIFY(snapshot);
    QTRY_COMPARE(session.state(), RunState::Diverged);
    QVERIFY(states.back().at(1).toString().contains(QStringLiteral("step")));
}

void TestTrainingSession::rewindWorksAfterDivergence() {
    TrainingSession session(1);
    Experiment experiment = small();
    for (Spec& layer : experiment.network) layer.options.set("activation", std::string("identity"));
    experiment.training.loss = {"mse"};
    experiment.training.optimizer = {"sgd", {{"learning_rate", 900.0}}};
    apply(session, experiment);
    session.run();
    QVERIFY(inState(session, RunState::Diverged));
    session.rewind();
    const SnapshotPtr again = inState(session, RunState::Ready);
    QVERIFY(again);
    QVERIFY(std::isfinite(again->training.cost));
    session.step();
    QVERIFY(waitFor(session, [](const Snapshot& s) { return s.step == 1; }));
}

void TestTrainingSession::historyHasEveryEpochOnce() {
    TrainingSession session(1);
    Experiment experiment = small();
    experiment.training.epochs = 500;
    apply(session, experiment);
    session.run();
    QVERIFY(inState(session, RunState::Finished));
    QTRY_COMPARE(session.history().size(), std::size_t{501});
    for (std::size_t i = 0; i < session.history().size(); ++i)
        QCOMPARE(session.history()[i].epoch, static_cast<Index>(i));
}

void TestTrainingSession::weightsGoOutAndIn() {
    TrainingSession session(1);
    apply(session, small());
    const SnapshotPtr start = inState(session, RunState::Ready);
    QSignalSpy answered(&session, &TrainingSession::parametersReady);
    session.requestParameters();
    QVERIFY(answered.wait());
    auto tensors = answered.front().front().value<std::vector<NamedTensor>>();
    QCOMPARE(tensors.front().name, std::string("0.weight"));
    tensors.front().values.assign(tensors.front().values.size(), 0.25F);
    session.importParameters(tensors);
    const SnapshotPtr changed = waitFor(session, [&](const Snapshot& s) { return s.parameters != start->parameters; });
    QVERIFY(changed);
    QCOMPARE(changed->parameters.front(), 0.25F);

    tensors.pop_back();
    QSignalSpy failed(&session, &TrainingSession::failed);
    session.importParameters(tensors);
    QVERIFY(failed.wait());
    QVERIFY(failed.front().front().toString().contains(QStringLiteral("2.bias")));
}

void TestTrainingSession::readingATableCanBeCancelled() {
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("large.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QByteArray line = "1,2,3,4,5,6,7,8,9,10\n";
    file.write("a,b,c,d,e,f,g,h,i,y\n");
    file.write(line.repeated(400'000));
    file.close();
    TrainingSession session(1);
    Experiment experiment = small();
    apply(session, experiment);
    experiment.data = {"csv", {{"path", std::string("large.csv")}}};
    experiment.features.reset();
    experiment.training.loss = {"mse"};
    experiment.network.back().options.set("activation", std::string("identity"));
    QSignalSpy failed(&session, &TrainingSession::failed);
    connect(&session, &TrainingSession::loadingProgress, &session, [&] { session.cancelLoading(); });
    session.setExperiment(experiment, folder.path());
    QVERIFY(session.isLoading());
    QVERIFY(failed.wait(30000));
    QVERIFY(failed.front().front().toString().contains(QStringLiteral("ancel")));
    // The run before is still there.
    session.step();
    QVERIFY(waitFor(session, [](const Snapshot& s) { return s.step == 1 && s.network->parameterCount == 85; }));
}

void TestTrainingSession::closingWhileTrainingEndsPromptly() {
    auto session = std::make_unique<TrainingSession>(1);
    apply(*session, small());
    session->run();
    QVERIFY(inState(*session, RunState::Running));
    QElapsedTimer clock;
    clock.start();
    session.reset();
    QVERIFY(clock.elapsed() < 5000);  // not for ever
}

void TestTrainingSession::viewsGetWhatTheyAskFor() {
    TrainingSession session(1);
    apply(session, small());
    session.setViewRequest(pictures(12, 20));
    const SnapshotPtr snapshot = waitFor(session, [](const Snapshot& s) { return s.request.outputPicture == 20; });
    QVERIFY(snapshot);
    QCOMPARE(snapshot->output.width, 20);
    QCOMPARE(snapshot->output.height, 20);
    QCOMPARE(snapshot->units.size(), std::size_t{3});
    QCOMPARE(snapshot->units[0].planes, 8);
    QCOMPARE(snapshot->units[0].width, 12);
    QCOMPARE(snapshot->inputs.planes, 2);
    ViewRequest nothing;
    nothing.parameters = false;
    session.setViewRequest(nothing);
    const SnapshotPtr bare = waitFor(session, [](const Snapshot& s) { return !s.request.parameters; });
    QVERIFY(bare);
    QVERIFY(bare->parameters.empty() && bare->units.empty() && bare->output.values.empty());
}

void TestTrainingSession::aTableShowsTheValuesOfTheChosenSample() {
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("small.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a,b,c,y\n");
    for (int i = 0; i < 40; ++i)
        file.write(QByteArray::number(i) + ',' + QByteArray::number(i * i % 7) + ",1." + QByteArray::number(i) + ',' +
                   QByteArray::number(2 * i + 0.5) + '\n');
    file.close();
    TrainingSession session(1);
    Experiment experiment = small();
    experiment.data = {"csv", {{"path", std::string("small.csv")}}};
    experiment.features.reset();
    experiment.training.loss = {"mse"};
    experiment.network.back().options.set("activation", std::string("identity"));
    QSignalSpy applied(&session, &TrainingSession::experimentApplied);
    QSignalSpy failed(&session, &TrainingSession::failed);
    session.setExperiment(experiment, folder.path(), true);
    QTRY_VERIFY2(applied.count() + failed.count() > 0, "no answer");
    QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed.front().front().toString()));
    ViewRequest request = pictures(10, 10);
    request.sample = 3;
    session.setViewRequest(request);
    const SnapshotPtr snapshot = waitFor(session, [](const Snapshot& s) { return s.request.sample.has_value(); });
    QVERIFY(snapshot);
    QCOMPARE(snapshot->sampleActivations.size(), std::size_t{4});
    QCOMPARE(snapshot->sampleActivations[0].size(), std::size_t{3});
    QCOMPARE(snapshot->sampleActivations[1].size(), std::size_t{8});
    QCOMPARE(snapshot->samplePrediction.size(), std::size_t{1});
    QVERIFY(snapshot->units.empty());  // more than two inputs: values, not pictures
    QCOMPARE(snapshot->output.width, 10);
}

QTEST_GUILESS_MAIN(TestTrainingSession)
#include "test_training_session.moc"
