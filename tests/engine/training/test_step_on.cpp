#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <set>

using namespace fixture;

/// Steps on chosen samples, and the step that is due, foretold.
class TestStepOn : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void dueSamplesAreWhatTheNextStepTakes();
    void dueSamplesOfAnEpochAreAllOnce();
    void stepOnDueSamplesIsTheStep();
    void stepOnKeepsThePlaceInTheEpoch();
    void stepAloneDoesNotDependOnThreads();
    void impossibleSamplesChangeNothing();
};

namespace {

/// True if the trainer's last pass was over these samples, in this order.
bool tookThem(const Trainer& trainer, const std::vector<Index>& samples) {
    const Tensor& input = trainer.trace().input;
    if (input.cols() != static_cast<Index>(samples.size())) return false;
    for (Index n = 0; n < input.cols(); ++n)
        for (Index i = 0; i < input.rows(); ++i)
            if (input(i, n) != trainer.data().training.features(i, samples[static_cast<std::size_t>(n)])) return false;
    return true;
}

}  // namespace

void TestStepOn::dueSamplesAreWhatTheNextStepTakes() {
    for (const bool shuffle : {true, false}) {
        Experiment experiment = spiral();
        experiment.training.shuffle = shuffle;
        Trainer trainer = trainerOf(experiment);
        for (int i = 0; i < 25; ++i) {
            const std::vector<Index> due = trainer.dueSamples();
            QCOMPARE(trainer.dueSamples(), due);  // asking does not move anything
            trainer.step();
            QVERIFY(tookThem(trainer, due));
        }
    }
}

void TestStepOn::dueSamplesOfAnEpochAreAllOnce() {
    Trainer trainer = trainerOf(spiral());
    std::multiset<Index> seen;
    for (Index i = 0; i < trainer.stepsPerEpoch(); ++i) {
        for (const Index sample : trainer.dueSamples()) seen.insert(sample);
        trainer.step();
    }
    QCOMPARE(seen.size(), static_cast<std::size_t>(trainer.data().training.count()));
    QCOMPARE(std::set<Index>(seen.begin(), seen.end()).size(), seen.size());
}

void TestStepOn::stepOnDueSamplesIsTheStep() {
    Trainer trainer = trainerOf(spiral());
    for (int i = 0; i < 12; ++i) {
        Trainer copy = trainer;
        copy.stepOn(trainer.dueSamples());
        trainer.step();
        QCOMPARE(weights(copy), weights(trainer));
    }
}

void TestStepOn::stepOnKeepsThePlaceInTheEpoch() {
    Trainer trainer = trainerOf(spiral());
    trainer.step();
    const std::vector<Index> due = trainer.dueSamples();
    const Index epochs = trainer.epochsDone();
    for (int i = 0; i < 30; ++i) trainer.stepOn(std::vector<Index>{5, 1, 5});
    QVERIFY(tookThem(trainer, {5, 1, 5}));
    QCOMPARE(trainer.dueSamples(), due);
    QCOMPARE(trainer.epochsDone(), epochs);
    QCOMPARE(trainer.stepsDone(), Index(31));
    QVERIFY(trainer.changedSinceRow());
    trainer.step();
    QVERIFY(tookThem(trainer, due));
}

void TestStepOn::stepAloneDoesNotDependOnThreads() {
    Experiment experiment = spiral();
    experiment.network = {dense(300, "tanh"), dense(300, "tanh"), dense(1, "sigmoid")};
    experiment.training.batch = 64;
    Trainer single = trainerOf(experiment, 1), pooled = trainerOf(experiment, 2);
    for (int i = 0; i < 4; ++i) {
        single.step();
        pooled.stepAlone();
    }
    QCOMPARE(weights(pooled), weights(single));
}

void TestStepOn::impossibleSamplesChangeNothing() {
    Trainer trainer = trainerOf(spiral());
    const std::vector<Scalar> before = weights(trainer);
    const Index count = trainer.data().training.count();
    for (const std::vector<Index>& samples : {std::vector<Index>{}, {-1}, {count}, {0, 1, count + 5}})
        QVERIFY_THROWS_EXCEPTION(Error, trainer.stepOn(samples));
    QCOMPARE(weights(trainer), before);
    QCOMPARE(trainer.stepsDone(), Index(0));
    QCOMPARE(trainer.state(), RunState::Ready);
}

QTEST_GUILESS_MAIN(TestStepOn)
#include "test_step_on.moc"
