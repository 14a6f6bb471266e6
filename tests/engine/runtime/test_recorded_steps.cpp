#include "engine/explain/step_record.h"
#include "tests/engine/runtime/session.h"
#include "tests/support/test.h"

using namespace glassbox;

/// A step is recorded on a copy of the run, on the training thread, whatever the run itself is doing.
class TestRecordedSteps : public GlassboxTest {
    Q_OBJECT

    static StepRecordPtr record(TrainingSession& session, const StepChoice& choice, bool goOn = false) {
        StepRecordPtr found;
        const auto connection =
            QObject::connect(&session, &TrainingSession::stepRecorded, [&](const StepRecordPtr& one) { found = one; });
        session.requestStep(choice, goOn);
        (void)QTest::qWaitFor([&] { return found != nullptr; }, 20000);
        QObject::disconnect(connection);
        return found;
    }
    static bool same(std::span<const Scalar> a, std::span<const Scalar> b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

  private Q_SLOTS:
    void theRunItselfIsNotTouched();
    void stepsInARowStartWhereTheLastEnded();
    void aStepIsOfTheRunAsItStands();
    void anotherExperimentBeginsAnew();
    void whatCantBeTakenIsRefusedWithASentence();
};

void TestRecordedSteps::theRunItselfIsNotTouched() {
    TrainingSession session(2);
    apply(session, small());
    session.step();
    const SnapshotPtr before = inState(session, RunState::Paused);
    QVERIFY(before);
    const StepRecordPtr one = record(session, {{7}});
    QVERIFY(one);
    QCOMPARE(one->samples, std::vector<Index>{7});
    QCOMPARE(one->step, Index(2));
    session.setViewRequest(pictures(8, 8));  // asks for another snapshot
    const SnapshotPtr after = waitFor(session, [](const Snapshot&) { return true; });
    QVERIFY(after);
    QCOMPARE(after->step, before->step);
    QVERIFY(after->parameters == before->parameters);
    QVERIFY(same(one->before.parameters(), before->parameters));
}

void TestRecordedSteps::stepsInARowStartWhereTheLastEnded() {
    TrainingSession session(2);
    apply(session, small());
    StepRecordPtr last = record(session, {});
    for (int i = 0; i < 20; ++i) {  // over the end of an epoch too
        const StepRecordPtr next = record(session, {}, true);
        QVERIFY(next);
        QVERIFY(same(next->before.parameters(), last->after.parameters()));
        QVERIFY(next->samples != last->samples);
        QCOMPARE(next->step, last->step + 1);
        last = next;
    }
    QVERIFY(last->epoch > 1);
}

void TestRecordedSteps::aStepIsOfTheRunAsItStands() {
    TrainingSession session(1);
    apply(session, small());
    const StepRecordPtr first = record(session, {});
    session.step();
    const SnapshotPtr snapshot = inState(session, RunState::Paused);
    QVERIFY(snapshot);
    // The batch that was due is the one that the run took.
    QVERIFY(same(first->after.parameters(), snapshot->parameters));
    const StepRecordPtr second = record(session, {});
    QVERIFY(same(second->before.parameters(), snapshot->parameters));
}

void TestRecordedSteps::anotherExperimentBeginsAnew() {
    TrainingSession session(1);
    apply(session, small());
    const StepRecordPtr first = record(session, {{0}});
    Experiment wider = small();
    wider.network.front().options.set("units", std::int64_t(3));
    apply(session, wider, false);
    const StepRecordPtr second = record(session, {{0}}, true);
    QVERIFY(second);
    QCOMPARE(second->before.layer(0).outputShape().size(), Index(3));
    QCOMPARE(second->step, Index(1));
}

void TestRecordedSteps::whatCantBeTakenIsRefusedWithASentence() {
    TrainingSession session(1);
    QSignalSpy refused(&session, &TrainingSession::stepRefused);
    session.requestStep({});
    QVERIFY(refused.wait());
    QVERIFY(refused.takeFirst().first().toString().contains(QStringLiteral("no network")));
    apply(session, small());
    session.requestStep({{1'000'000}});
    QVERIFY(refused.wait());
    QVERIFY(refused.takeFirst().first().toString().contains(QStringLiteral("no sample 1000001")));
    // After a refusal all goes on as before.
    QVERIFY(record(session, {{0}}));
}

QTEST_GUILESS_MAIN(TestRecordedSteps)
#include "test_recorded_steps.moc"
