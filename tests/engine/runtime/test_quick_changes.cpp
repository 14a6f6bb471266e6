#include "tests/engine/runtime/session.h"
#include "tests/support/test.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <limits>

using namespace glassbox;

/// Somebody in a hurry: experiments that overtake each other, are cancelled, refused, or closed while being read.
class TestQuickChanges : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theLastOfManyEditsIsTheOneThatCounts();
    void aFreshStartIsNotLostWhenAnEditOvertakesIt();
    void aRefusedFreshStartIsMadeUpForByTheNextExperiment();
    void cancellingOneReadingDoesNotHinderTheNextExperiment();
    void weightsAskedForBeforeAnEditStillCome();
    void openingATableAgainReadsTheFileAgain();
    void closingWhileReadingEndsPromptly();
    void closingBeforeAnythingHappenedIsFine();
    void closingASlowRunIsQuiet();
    void aSlowRunShowsAnotherViewAtOnce();

  private:
    static void write(const QString& path, const QByteArray& text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static QByteArray rows(int count) { return "a,b,y\n" + QByteArray("1,2,3\n4,5,7\n6,1,2\n3,4,5\n").repeated(count); }
    static QByteArray manyRows() { return rows(400'000); }
};

void TestQuickChanges::theLastOfManyEditsIsTheOneThatCounts() {
    TrainingSession session(2);
    Experiment experiment = small();
    apply(session, experiment);
    session.run();
    QVERIFY(inState(session, RunState::Running));
    QSignalSpy applied(&session, &TrainingSession::experimentApplied);
    QSignalSpy failed(&session, &TrainingSession::failed);
    quint64 last = 0;
    for (int i = 1; i <= 100; ++i) {
        experiment.network[0].options.set("units", std::int64_t{1 + i % 9});
        experiment.data.options.set("points", std::int64_t{100 + i});
        if (i % 7 == 0) session.setViewRequest(pictures(i % 2 == 0 ? 8 : 0, 12));
        last = session.setExperiment(experiment, {});
    }
    QTRY_COMPARE(applied.count(), 1);  // what was overtaken is not told
    QCOMPARE(applied.front().front().toULongLong(), last);
    QVERIFY(failed.isEmpty());
    QVERIFY(!session.isLoading());
    const DatasetPtr data = session.dataset();
    QCOMPARE(data->training.count() + data->validation.count(), 200);
    const SnapshotPtr snapshot = inState(session, RunState::Running);
    QVERIFY(snapshot);
    QCOMPARE(snapshot->generation, last);
    QCOMPARE(snapshot->network->layers[0].output.size(), Index{2});
}

void TestQuickChanges::aFreshStartIsNotLostWhenAnEditOvertakesIt() {
    TrainingSession session(1);
    Experiment experiment = small();
    apply(session, experiment);
    session.run();
    QVERIFY(waitFor(session, [](const Snapshot& s) { return s.epoch > 3; }));
    session.setExperiment(experiment, {}, true);
    experiment.training.batch = 10;
    session.setExperiment(experiment, {});
    const SnapshotPtr snapshot = waitFor(session, [](const Snapshot&) { return true; });
    QVERIFY(snapshot);
    QCOMPARE(snapshot->state, RunState::Ready);
    QCOMPARE(snapshot->step, 0);
}

void TestQuickChanges::aRefusedFreshStartIsMadeUpForByTheNextExperiment() {
    TrainingSession session(1);
    Experiment experiment = small();
    apply(session, experiment);
    session.run();
    QVERIFY(waitFor(session, [](const Snapshot& s) { return s.epoch > 3; }));
    QSignalSpy failed(&session, &TrainingSession::failed);
    session.setExperiment(table("nowhere.csv"), {}, true);
    QVERIFY(failed.wait());
    QVERIFY(inState(session, RunState::Running));  // the run before goes on
    apply(session, experiment, false);
    const SnapshotPtr snapshot = waitFor(session, [](const Snapshot&) { return true; });
    QVERIFY(snapshot);
    QCOMPARE(snapshot->state, RunState::Ready);
    QCOMPARE(snapshot->step, 0);
}

void TestQuickChanges::cancellingOneReadingDoesNotHinderTheNextExperiment() {
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("large.csv")), manyRows());
    TrainingSession session(1);
    apply(session, small());
    QSignalSpy failed(&session, &TrainingSession::failed);
    session.setExperiment(table("large.csv"), folder.path());
    session.cancelLoading();
    Experiment other = small();
    other.network[0].options.set("units", std::int64_t{3});
    apply(session, other, false);
    QVERIFY(failed.isEmpty());  // nobody waits for that answer any more
    QVERIFY(!session.isLoading());
    const SnapshotPtr snapshot = waitFor(session, [](const Snapshot&) { return true; });
    QVERIFY(snapshot);
    QCOMPARE(snapshot->network->layers[0].output.size(), Index{3});
}

void TestQuickChanges::weightsAskedForBeforeAnEditStillCome() {
    TrainingSession session(1);
    Experiment experiment = small();
    apply(session, experiment);
    QSignalSpy answered(&session, &TrainingSession::parametersReady);
    session.requestParameters();
    experiment.network[0].options.set("units", std::int64_t{3});
    session.setExperiment(experiment, {});
    QVERIFY(answered.wait());
    const auto tensors = answered.front().front().value<std::vector<NamedTensor>>();
    QCOMPARE(tensors.front().values.size(), std::size_t{16});  // 8 units x 2 inputs: as they were
}

void TestQuickChanges::openingATableAgainReadsTheFileAgain() {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("small.csv"));
    write(path, rows(10));
    TrainingSession session(1);
    apply(session, table("small.csv"), true, folder.path());
    QCOMPARE(session.dataset()->training.count() + session.dataset()->validation.count(), 40);
    write(path, rows(20));
    apply(session, table("small.csv"), true, folder.path());
    QCOMPARE(session.dataset()->training.count() + session.dataset()->validation.count(), 80);
}

void TestQuickChanges::closingWhileReadingEndsPromptly() {
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("large.csv")), manyRows());
    auto session = std::make_unique<TrainingSession>(1);
    QSignalSpy progress(session.get(), &TrainingSession::loadingProgress);
    session->setExperiment(table("large.csv"), folder.path());
    QVERIFY(progress.wait(20000));
    QVERIFY(session->isLoading());
    QElapsedTimer clock;
    clock.start();
    session.reset();
    QVERIFY(clock.elapsed() < 5000);  // not for ever
}

void TestQuickChanges::closingBeforeAnythingHappenedIsFine() {
    for (int i = 0; i < 20; ++i) {
        TrainingSession session(2);
        if (i % 2 == 0) session.setExperiment(small(), {}, true);
        if (i % 3 == 0) session.run();
    }
}

void TestQuickChanges::closingASlowRunIsQuiet() {
    TrainingSession session(1);
    apply(session, small());
    session.setSpeed(1);
    session.run();
    QVERIFY(waitFor(session, [](const Snapshot& s) { return s.step >= 1; }));
    // The end of the session ends the wait for the next update too; a warning would fail this test.
}

void TestQuickChanges::aSlowRunShowsAnotherViewAtOnce() {
    TrainingSession session(1);
    apply(session, small());
    session.setSpeed(0.01);  // the next update is far away
    session.run();
    QVERIFY(waitFor(session, [](const Snapshot& s) { return s.step == 1; }));
    qint64 shortest = std::numeric_limits<qint64>::max();
    for (Index side = 5; side < 10 && shortest > 250; ++side) {
        QElapsedTimer clock;
        clock.start();
        session.setViewRequest(pictures(0, side));
        QVERIFY(waitFor(session, [&](const Snapshot& s) { return s.request.outputPicture == side; }));
        shortest = std::min(shortest, clock.elapsed());
    }
    QVERIFY2(shortest <= 250, qPrintable(QString::number(shortest)));
}

QTEST_GUILESS_MAIN(TestQuickChanges)
#include "test_quick_changes.moc"
