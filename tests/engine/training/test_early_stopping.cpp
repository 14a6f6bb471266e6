#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

using namespace fixture;

namespace {

/// Learns a few noisy points by heart, so that the validation cost rises again.
Experiment overfitting() {
    Experiment experiment = spiral();
    experiment.data = {"gaussians", {{"points", std::int64_t(60)}, {"noise", 0.5}, {"validation", 0.5}}};
    experiment.network = {dense(32, "tanh"), dense(32, "tanh"), dense(1, "sigmoid")};
    experiment.training.optimizer = {"adam", {{"learning_rate", 0.02}}};
    experiment.training.epochs = 1000;
    experiment.training.earlyStopping.patience = 15;
    return experiment;
}

int runUntilStopped(Trainer& trainer, int most = 1000) {
    int epochs = 0;
    do trainer.epoch();
    while (trainer.state() == RunState::Running && ++epochs < most);
    return epochs;
}

}  // namespace

/// Training stops when the validation cost no longer falls, with the best weights in place.
class TestEarlyStopping : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void restoresTheBestWeights() {
        Trainer trainer = trainerOf(overfitting());
        runUntilStopped(trainer);
        QCOMPARE(trainer.state(), RunState::EarlyStopped);
        const auto& history = trainer.history();
        Index best = 0;
        for (const HistoryRow& row : history)
            if (row.validation->cost < history[static_cast<std::size_t>(best)].validation->cost) best = row.epoch;
        QCOMPARE(trainer.bestEpoch().value_or(-1), best);
        QCOMPARE(trainer.epochsDone(), best + 15);
        QCOMPARE(trainer.evaluateValidation()->cost, history[static_cast<std::size_t>(best)].validation->cost);
        QVERIFY(history.back().validation->cost > trainer.evaluateValidation()->cost);
    }

    void goesOnWhenAskedAndCountsAnew() {
        Trainer trainer = trainerOf(overfitting());
        runUntilStopped(trainer);
        const Index stopped = trainer.epochsDone();
        const Index best = *trainer.bestEpoch();
        trainer.epoch();
        QCOMPARE(trainer.state(), RunState::Running);
        runUntilStopped(trainer);
        QCOMPARE(trainer.state(), RunState::EarlyStopped);
        QVERIFY(*trainer.bestEpoch() != best || trainer.epochsDone() == stopped + 15);
    }

    void smallProgressDoesNotCount() {
        Experiment experiment = overfitting();
        experiment.training.earlyStopping.minDelta = 1000;
        Trainer trainer = trainerOf(experiment);
        const auto start = weights(trainer);
        runUntilStopped(trainer);
        QCOMPARE(trainer.epochsDone(), Index(15));
        QCOMPARE(*trainer.bestEpoch(), Index(0));
        QCOMPARE(weights(trainer), start);
    }

    void watchesTheTrainingCostWhereThereIsNoValidationPart() {
        Experiment experiment = line(1.0, 0);  // swings to and fro without getting better
        experiment.training.earlyStopping.patience = 4;
        Trainer trainer(experiment, numbers({{1}, {-1}}, {0, 0}));
        auto tensors = trainer.network().exportParameters();
        tensors[0].values[0] = 1;
        trainer.importParameters(tensors);
        runUntilStopped(trainer, 50);
        QCOMPARE(trainer.state(), RunState::EarlyStopped);
        QCOMPARE(trainer.epochsDone(), Index(4));
        QCOMPARE(weights(trainer)[0], Scalar(1));
    }

    void offByDefault() {
        Experiment experiment = overfitting();
        experiment.training.earlyStopping = {};
        experiment.training.epochs = 100;
        Trainer trainer = trainerOf(experiment);
        runUntilStopped(trainer);
        QCOMPARE(trainer.state(), RunState::Finished);
        QVERIFY(!trainer.bestEpoch());
    }

    void aCopyStopsAtTheSameEpoch() {
        Trainer a = trainerOf(overfitting());
        for (int i = 0; i < 5; ++i) a.epoch();
        Trainer b = a;
        runUntilStopped(a);
        runUntilStopped(b);
        QCOMPARE(a.epochsDone(), b.epochsDone());
        QCOMPARE(weights(a), weights(b));
    }
};

QTEST_GUILESS_MAIN(TestEarlyStopping)
#include "test_early_stopping.moc"
