#include "engine/nn/error.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <cmath>

using namespace fixture;

/// Steps, epochs, batches, state and exact repetition.
class TestTrainer : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void startsReadyWithTheUntrainedCost() {
        Trainer trainer = trainerOf(spiral());
        QCOMPARE(trainer.state(), RunState::Ready);
        QCOMPARE(trainer.history().size(), std::size_t(1));
        QCOMPARE(trainer.history()[0].epoch, Index(0));
        QCOMPARE(trainer.history()[0].training.cost, trainer.evaluateTraining().cost);
        QVERIFY(trainer.history()[0].validation && trainer.history()[0].validation->accuracy);
        QCOMPARE(trainer.stepsDone(), Index(0));
        QCOMPARE(trainer.stepsPerEpoch(), Index(10));  // 150 samples, 16 a batch
        QCOMPARE(trainer.trace().samples, Index(0));
    }

    void stepsAndEpochsAreCounted() {
        Trainer trainer = trainerOf(spiral());
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Running);
        QCOMPARE(trainer.trace().samples, Index(16));
        trainer.epoch();
        QCOMPARE(trainer.stepsDone(), Index(10));
        QCOMPARE(trainer.epochsDone(), Index(1));
        QCOMPARE(trainer.trace().samples, Index(6));  // the last batch is smaller
        QCOMPARE(trainer.history().back().step, Index(10));
        trainer.epoch();
        QCOMPARE(trainer.stepsDone(), Index(20));
    }

    void finishesAndGoesOnWhenAsked() {
        Experiment experiment = spiral();
        experiment.training.epochs = 3;
        Trainer trainer = trainerOf(experiment);
        run(trainer, 3);
        QCOMPARE(trainer.state(), RunState::Finished);
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Running);
        run(trainer, 3);
        QCOMPARE(trainer.state(), RunState::Finished);
        QCOMPARE(trainer.epochsDone(), Index(6));
    }

    void learnsTheSpiral() {
        Trainer trainer = trainerOf(spiral(400));
        run(trainer, 60);
        QVERIFY(trainer.history().back().training.cost < trainer.history().front().training.cost / 2);
    }

    void oneStepByHand() {
        // w = b = 0, x = 1 and 3, y = 2 and 4: dC/dw = mean of 2 (0 - y) x = -14, dC/db = -6
        Trainer trainer(line(0.01, 0), numbers({{1}, {3}}, {2, 4}));
        trainer.step();
        QCOMPARE(trainer.trace().cost, 10.0);
        QVERIFY(std::abs(weights(trainer)[0] - 0.14F) < 1e-6F);
        QVERIFY(std::abs(weights(trainer)[1] - 0.06F) < 1e-6F);
        QCOMPARE(trainer.epochsDone(), Index(1));  // the full batch
    }

    void batchesAreTakenInFileOrderWithoutShuffling() {
        Trainer trainer(line(0.001, 2), numbers({{1}, {2}, {3}, {4}, {5}}, {0, 0, 0, 0, 0}));
        for (int epoch = 0; epoch < 2; ++epoch) {
            std::vector<std::vector<Scalar>> seen;
            for (int i = 0; i < 3; ++i) {
                trainer.step();
                const auto input = trainer.trace().input.map();
                seen.emplace_back(input.data(), input.data() + input.size());
            }
            QCOMPARE(seen, (std::vector<std::vector<Scalar>>{{1, 2}, {3, 4}, {5}}));
        }
    }

    void shufflingShowsEachSampleOnceAnEpochInANewOrder() {
        Experiment experiment = line(0.001, 1);
        experiment.training.shuffle = true;
        std::vector<std::vector<Scalar>> samples;
        for (int i = 0; i < 20; ++i) samples.push_back({static_cast<Scalar>(i)});
        Trainer trainer(experiment, numbers(samples, std::vector<Scalar>(20, 1)));
        std::vector<std::vector<Scalar>> orders;
        for (int epoch = 0; epoch < 3; ++epoch) {
            std::vector<Scalar> order;
            for (int i = 0; i < 20; ++i) {
                trainer.step();
                order.push_back(trainer.trace().input(0, 0));
            }
            std::vector<Scalar> sorted = order;
            std::sort(sorted.begin(), sorted.end());
            for (std::size_t i = 0; i < sorted.size(); ++i) QCOMPARE(sorted[i], static_cast<Scalar>(i));
            orders.push_back(order);
        }
        QVERIFY(orders[0] != orders[1] && orders[1] != orders[2]);
    }

    void theSameSeedGivesTheSameBits() {
        Trainer a = trainerOf(spiral());
        Trainer b = trainerOf(spiral());
        run(a, 5);
        run(b, 5);
        QCOMPARE(weights(a), weights(b));
        QCOMPARE(costs(a), costs(b));
        Experiment other = spiral();
        other.seed = 6;
        QVERIFY(weights(trainerOf(other)) != weights(trainerOf(spiral())));
    }

    void aCopyGoesOnExactlyLikeTheOriginal() {
        Experiment experiment = spiral();
        experiment.network.insert(experiment.network.begin() + 1, {"dropout", {{"rate", 0.2}}});
        experiment.training.schedule = {"plateau", {{"patience", std::int64_t(0)}}};
        Trainer a = trainerOf(experiment);
        for (int i = 0; i < 33; ++i) a.step();  // in the middle of an epoch
        Trainer b = a;
        run(a, 4);
        QVERIFY(weights(a) != weights(b));
        run(b, 4);
        QCOMPARE(weights(a), weights(b));
        QCOMPARE(costs(a), costs(b));
        QCOMPARE(a.learningRate(), b.learningRate());
        QCOMPARE(a.stepsDone(), b.stepsDone());
    }

    void evaluatingDoesNotDisturbTraining() {
        Trainer a = trainerOf(spiral());
        Trainer b = trainerOf(spiral());
        for (int i = 0; i < 25; ++i) {
            a.step();
            b.step();
            a.evaluateTraining();
            a.evaluateValidation(10);
        }
        QCOMPARE(weights(a), weights(b));
    }

    void rewindRepeatsExactly() {
        Trainer trainer = trainerOf(spiral());
        const auto start = weights(trainer);
        run(trainer, 4);
        const auto first = weights(trainer);
        const auto firstCosts = costs(trainer);
        trainer.step();
        trainer.rewind();
        QCOMPARE(weights(trainer), start);
        QCOMPARE(trainer.state(), RunState::Ready);
        QCOMPARE(trainer.stepsDone(), Index(0));
        QCOMPARE(trainer.history().size(), std::size_t(1));
        run(trainer, 4);
        QCOMPARE(weights(trainer), first);
        QCOMPARE(costs(trainer), firstCosts);
    }

    void reinitialiseDrawsOtherWeightsOnTheSameData() {
        Trainer trainer = trainerOf(spiral());
        const auto start = weights(trainer);
        run(trainer, 2);
        trainer.reinitialise(77);
        QVERIFY(weights(trainer) != start);
        const auto second = weights(trainer);
        QCOMPARE(trainer.state(), RunState::Ready);
        trainer.epoch();
        trainer.rewind();
        QCOMPARE(weights(trainer), second);
        trainer.reinitialise(spiral().seed);
        QCOMPARE(weights(trainer), start);
    }

    void importedWeightsAreWhereRewindGoesBackTo() {
        Trainer trainer = trainerOf(spiral());
        run(trainer, 3);
        const auto tensors = trainer.network().exportParameters();
        const auto trained = weights(trainer);
        Trainer other = trainerOf(spiral());
        other.importParameters(tensors);
        QCOMPARE(weights(other), trained);
        QCOMPARE(other.state(), RunState::Ready);
        QCOMPARE(other.history().front().training.cost, trainer.history().back().training.cost);
        other.epoch();
        other.rewind();
        QCOMPARE(weights(other), trained);
        const auto wrong = std::vector<NamedTensor>{{"0.weight", {1, 1}, {0}}};
        QVERIFY_EXCEPTION_THROWN(other.importParameters(wrong), Error);
        QCOMPARE(weights(other), trained);
    }

    void frozenLayersStay() {
        Experiment experiment = spiral();
        experiment.network[1].options.set("frozen", true);
        experiment.training.weightDecay = 0.1;
        experiment.training.l1 = 0.1;
        Trainer trainer = trainerOf(experiment);
        const auto first = layerWeights(trainer, 0);
        const auto frozen = layerWeights(trainer, 1);
        run(trainer, 3);
        QCOMPARE(layerWeights(trainer, 1), frozen);
        QVERIFY(layerWeights(trainer, 0) != first);
    }

    void theScheduleSetsTheRateOfEachEpoch() {
        Experiment experiment = spiral();
        experiment.training.optimizer = {"sgd", {{"learning_rate", 0.8}}};
        experiment.training.schedule = {"step", {{"step_size", std::int64_t(2)}, {"gamma", 0.5}}};
        Trainer trainer = trainerOf(experiment);
        run(trainer, 5);
        std::vector<double> rates;
        for (const HistoryRow& row : trainer.history()) rates.push_back(row.learningRate);
        QCOMPARE(rates, (std::vector<double>{0.8, 0.8, 0.8, 0.4, 0.4, 0.2}));
        QCOMPARE(trainer.learningRate(), 0.2);
    }

    void convergesWhenNothingMoves() {
        // the least squares solution is reached exactly
        Trainer trainer(line(0.25, 0), numbers({{1}, {-1}}, {2, -2}));
        int epochs = 0;
        do trainer.epoch();
        while (trainer.state() == RunState::Running && ++epochs < 500);
        QCOMPARE(trainer.state(), RunState::Converged);
        QVERIFY(std::abs(weights(trainer)[0] - 2) < 1e-4F);
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Converged);  // the full batch: each step is an epoch
    }

    void accuracyCountsRightAnswers() {
        Experiment experiment = spiral();
        experiment.data = {"gaussians", {{"points", std::int64_t(200)}, {"noise", 0.05}}};
        Trainer trainer = trainerOf(experiment);
        run(trainer, 20);
        QCOMPARE(*trainer.evaluateTraining().accuracy, 1.0);
        QCOMPARE(*trainer.evaluateValidation()->accuracy, 1.0);
        QVERIFY(trainer.evaluateTraining(10).cost > 0);
        QVERIFY(!Trainer(line(0.1, 0), numbers({{1}}, {1})).evaluateTraining().accuracy);
    }

    void dataAndNetworkMustFit() {
        const auto refusal = [](Experiment experiment) -> QByteArray {
            try {
                trainerOf(experiment);
                return {};
            } catch (const Error& error) {
                return error.what();
            }
        };
        Experiment crossEntropy = spiral();
        crossEntropy.training.loss = {"cross_entropy"};
        QVERIFY(refusal(crossEntropy).contains("units"));
        Experiment regression = spiral();
        regression.data = {"plane"};
        QVERIFY(refusal(regression).contains("mse"));
        Experiment outputs = spiral();
        outputs.network.back().options.set("units", std::int64_t(5));
        QVERIFY(!refusal(outputs).isEmpty());
        Experiment empty = spiral();
        empty.network.clear();
        QVERIFY(!refusal(empty).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTrainer)
#include "test_trainer.moc"
