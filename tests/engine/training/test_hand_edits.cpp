#include "engine/nn/error.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <limits>

using namespace fixture;

/// Weights set by hand, and single weights, biases and units that training leaves alone.
class TestHandEdits : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aWeightSetBeforeTrainingIsAStartingWeight() {
        Trainer trainer = trainerOf(spiral());
        const std::vector<Scalar> drawn = weights(trainer);
        trainer.setParameters(std::vector<ParameterValue>{{{0, "weight", 3, 1}, 1.5F}});
        QCOMPARE(trainer.state(), RunState::Ready);
        QCOMPARE(at(trainer, {0, "weight", 3, 1}), 1.5F);
        QCOMPARE(trainer.history().size(), std::size_t(1));
        QCOMPARE(trainer.history()[0].training.cost, trainer.evaluateTraining().cost);
        trainer.epoch();
        QVERIFY(at(trainer, {0, "weight", 3, 1}) != 1.5F);
        trainer.rewind();
        QCOMPARE(at(trainer, {0, "weight", 3, 1}), 1.5F);
        // All others are as they were drawn.
        std::vector<Scalar> now = weights(trainer);
        now[static_cast<std::size_t>(*trainer.network().find({0, "weight", 3, 1}))] =
            drawn[static_cast<std::size_t>(*trainer.network().find({0, "weight", 3, 1}))];
        QCOMPARE(now, drawn);
    }

    void aWeightSetWhileTrainingDoesNotChangeTheStart() {
        Trainer trainer = trainerOf(spiral());
        const std::vector<Scalar> start = weights(trainer);
        run(trainer, 2);
        const std::vector<Scalar> before = weights(trainer);
        const Index steps = trainer.stepsDone();
        trainer.setParameters(std::vector<ParameterValue>{{{1, "bias", 2, 0}, -0.75F}});
        QCOMPARE(at(trainer, {1, "bias", 2, 0}), -0.75F);
        QCOMPARE(trainer.stepsDone(), steps);
        QCOMPARE(trainer.history().size(), std::size_t(3));  // what was, was
        std::vector<Scalar> now = weights(trainer);
        const auto place = static_cast<std::size_t>(*trainer.network().find({1, "bias", 2, 0}));
        now[place] = before[place];
        QCOMPARE(now, before);
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Running);
        trainer.rewind();
        QCOMPARE(weights(trainer), start);
    }

    void undoingAnEditOfTheStartBringsBackTheReproducibleRun() {
        Trainer trainer = trainerOf(spiral());
        const ParameterRef place{2, "weight", 0, 4};
        const Scalar drawn = at(trainer, place);
        trainer.setParameters(std::vector<ParameterValue>{{place, 3}});
        run(trainer, 2);
        trainer.setParameters(std::vector<ParameterValue>{{place, drawn}}, true);  // undone later
        QCOMPARE(at(trainer, place), drawn);
        trainer.rewind();
        Trainer other = trainerOf(spiral());
        QCOMPARE(weights(trainer), weights(other));
        run(trainer, 2);
        run(other, 2);
        QCOMPARE(weights(trainer), weights(other));
    }

    void aDivergedRunGoesOnAfterAnEdit() {
        Experiment experiment = spiral();
        experiment.network.back().options.set("activation", std::string("identity"));
        experiment.training.loss = {"mse"};
        experiment.training.optimizer = {"sgd", {{"learning_rate", 1000.0}}};
        Trainer trainer = trainerOf(experiment);
        for (int i = 0; i < 200 && trainer.state() != RunState::Diverged; ++i) trainer.step();
        QCOMPARE(trainer.state(), RunState::Diverged);
        trainer.setParameters(std::vector<ParameterValue>{{{0, "weight", 0, 0}, 0.5F}});
        QCOMPARE(at(trainer, {0, "weight", 0, 0}), 0.5F);
        QVERIFY(trainer.state() != RunState::Diverged);
        QVERIFY(!trainer.divergence());
    }

    void whatIsNoWeightIsRefusedAndChangesNothing() {
        Trainer trainer = trainerOf(spiral());
        const std::vector<Scalar> before = weights(trainer);
        const Scalar infinite = std::numeric_limits<Scalar>::infinity();
        for (const ParameterValue& bad : std::vector<ParameterValue>{{{0, "weight", 8, 0}, 1},
                                                                     {{0, "weight", 0, 2}, 1},
                                                                     {{0, "weight", -1, 0}, 1},
                                                                     {{3, "weight", 0, 0}, 1},
                                                                     {{0, "bias", 0, 1}, 1},
                                                                     {{0, "gamma", 0, 0}, 1},
                                                                     {{0, "weight", 0, 0}, infinite},
                                                                     {{0, "weight", 0, 0}, std::nanf("")}}) {
            const std::vector<ParameterValue> edit{{{0, "weight", 1, 1}, 7}, bad};
            QVERIFY_THROWS_EXCEPTION(Error, trainer.setParameters(edit));
            QCOMPARE(weights(trainer), before);
        }
    }

    void whatIsFrozenStaysAndTheRestLearns_data() {
        QTest::addColumn<QString>("optimizer");
        QTest::addColumn<int>("threads");
        for (const char* kind : {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"})
            for (const int threads : {1, 2}) QTest::addRow("%s, %d", kind, threads) << QString(kind) << threads;
    }
    void whatIsFrozenStaysAndTheRestLearns() {
        QFETCH(QString, optimizer);
        QFETCH(int, threads);
        Experiment experiment = spiral(400);
        experiment.training.batch = 0;  // large enough for several threads
        experiment.training.weightDecay = 0.01;
        experiment.training.l1 = 0.001;
        experiment.training.clipNorm = 0.5;
        experiment.training.optimizer = {optimizer.toStdString()};
        experiment.network.insert(experiment.network.begin() + 1, dense(96, "tanh"));
        experiment.network.insert(experiment.network.begin() + 2, dense(32, "tanh"));
        experiment.network[1].options.set("frozen_units", Numbers{0, 95, 5000});  // what is not there is no matter
        experiment.network[1].options.set("frozen_weights", Numbers{3, 7, 4, 0, 4, 90});
        experiment.network[1].options.set("frozen_biases", Numbers{10});
        Trainer trainer = trainerOf(experiment, threads);
        const std::vector<Scalar> before = weights(trainer);
        run(trainer, 4);
        const std::vector<Scalar> after = weights(trainer);
        const Network& network = trainer.network();
        std::vector<bool> frozen(before.size());
        const auto freeze = [&](const ParameterRef& place) {
            frozen[static_cast<std::size_t>(*network.find(place))] = true;
        };
        for (const Index unit : {0, 95}) {
            for (Index input = 0; input < 8; ++input) freeze({1, "weight", unit, input});
            freeze({1, "bias", unit, 0});
        }
        freeze({1, "weight", 3, 7});
        freeze({1, "weight", 4, 0});
        freeze({1, "bias", 10, 0});
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (frozen[i])
                QCOMPARE(after[i], before[i]);
            else
                QVERIFY2(after[i] != before[i], qPrintable(QStringLiteral("parameter %1 should learn").arg(i)));
        }
    }

    void freezingNothingChangesNoBit() {
        Experiment experiment = spiral();
        Trainer plain = trainerOf(experiment);
        experiment.network[0].options.set("frozen_units", Numbers{800});
        Trainer same = trainerOf(experiment);
        run(plain, 3);
        run(same, 3);
        QCOMPARE(weights(same), weights(plain));
    }

    void freezingUnderWayKeepsTheWeights() {
        Experiment experiment = spiral();
        Trainer trainer = trainerOf(experiment);
        run(trainer, 2);
        const std::vector<Scalar> before = weights(trainer);
        experiment.network[1].options.set("frozen_units", Numbers{2});
        const Adaptation adaptation = trainer.adapt(experiment, dataOf(experiment));
        QCOMPARE(weights(trainer), before);
        QVERIFY(adaptation.resetLayers.empty() && !adaptation.optimizerReset && !adaptation.historyReset);
        trainer.step();
        QCOMPARE(at(trainer, {1, "weight", 2, 5}),
                 before[static_cast<std::size_t>(*trainer.network().find({1, "weight", 2, 5}))]);
    }

    void aUnitThatIsNoWholeNumberIsRefused() {
        Experiment experiment = spiral();
        experiment.network[0].options.set("frozen_units", Numbers{1.5});
        try {
            trainerOf(experiment);
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains(QStringLiteral("frozen_units: expected whole numbers")));
        }
    }

  private:
    static Scalar at(const Trainer& trainer, const ParameterRef& place) {
        return trainer.network().parameters()[static_cast<std::size_t>(*trainer.network().find(place))];
    }
};

QTEST_GUILESS_MAIN(TestHandEdits)
#include "test_hand_edits.moc"
