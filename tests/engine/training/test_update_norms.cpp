#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>

using namespace fixture;

namespace {

/// As someone would do it who only has the parameters before and after.
std::vector<double> lengths(const std::vector<NamedTensor>& before, const std::vector<NamedTensor>& after,
                            Index layers) {
    std::vector<double> sums(static_cast<std::size_t>(layers));
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto layer = static_cast<std::size_t>(std::stoi(before[i].name));
        for (std::size_t j = 0; j < before[i].values.size(); ++j) {
            const double change = static_cast<double>(after[i].values[j]) - static_cast<double>(before[i].values[j]);
            sums[layer] += change * change;
        }
    }
    for (double& sum : sums) sum = std::sqrt(sum);
    return sums;
}

void compareWithParameters(Trainer& trainer, int steps) {
    for (int i = 0; i < steps; ++i) {
        const auto before = trainer.network().exportParameters();
        trainer.step();
        const auto expected = lengths(before, trainer.network().exportParameters(), trainer.network().layerCount());
        const auto norms = trainer.updateNorms();
        QCOMPARE(norms.size(), expected.size());
        for (std::size_t layer = 0; layer < norms.size(); ++layer)
            QVERIFY(std::abs(norms[layer] - expected[layer]) <= 1e-9 * expected[layer]);
        QVERIFY(norms.back() > 0);
    }
}

Experiment wide() {
    Experiment experiment = spiral(400);
    experiment.network = {dense(64, "relu"), dense(96, "tanh"), dense(1, "sigmoid")};
    experiment.training.batch = 128;
    return experiment;
}

}  // namespace

/// Who asks how far a step moved each layer is told what really happened, and watching changes nothing.
class TestUpdateNorms : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theyAreTheDifferenceOfTheParameters_data() {
        QTest::addColumn<int>("threads");
        QTest::addColumn<double>("clip");
        QTest::newRow("one thread") << 1 << 0.0;
        QTest::newRow("three threads") << 3 << 0.0;
        QTest::newRow("clipped") << 1 << 0.01;
        QTest::newRow("clipped, three threads") << 3 << 0.01;
    }
    void theyAreTheDifferenceOfTheParameters() {
        QFETCH(int, threads);
        QFETCH(double, clip);
        Experiment experiment = wide();
        experiment.training.clipNorm = clip;
        Trainer trainer = trainerOf(experiment, threads);
        trainer.watchUpdates(true);
        QVERIFY(trainer.updateNorms().empty());  // no step yet
        compareWithParameters(trainer, 8);
    }

    void aFrozenLayerDoesNotMove() {
        Experiment experiment = spiral();
        experiment.network[1].options.set("frozen", true);
        Trainer trainer = trainerOf(experiment);
        trainer.watchUpdates(true);
        trainer.step();
        QCOMPARE(trainer.updateNorms()[1], 0.0);
        QVERIFY(trainer.updateNorms()[0] > 0 && trainer.updateNorms()[2] > 0);
    }

    void theReturnToTheBestWeightsIsNoUpdate() {
        Experiment experiment = spiral();
        experiment.data = {"gaussians", {{"points", std::int64_t(60)}, {"noise", 0.5}, {"validation", 0.5}}};
        experiment.network = {dense(32, "tanh"), dense(1, "sigmoid")};
        experiment.training.optimizer = {"adam", {{"learning_rate", 0.02}}};
        experiment.training.epochs = 1000;
        experiment.training.earlyStopping.patience = 15;
        Trainer trainer = trainerOf(experiment);
        trainer.watchUpdates(true);
        std::vector<double> usual;
        while (trainer.state() != RunState::EarlyStopped) {
            usual = trainer.updateNorms();
            trainer.step();
        }
        const auto last = trainer.updateNorms();
        // The way back to weights of 15 epochs ago is many times as far as a step.
        for (std::size_t i = 0; i < last.size(); ++i) QVERIFY(last[i] > 0 && last[i] < 3 * usual[i]);
    }

    void watchingChangesNoBit() {
        for (const int threads : {1, 3}) {
            Trainer plain = trainerOf(wide(), threads), watched = trainerOf(wide(), threads);
            for (int i = 0; i < 40; ++i) {
                watched.watchUpdates(i % 7 != 3);
                plain.step();
                watched.step();
                watched.updateNorms();
            }
            QCOMPARE(weights(watched), weights(plain));
            QCOMPARE(costs(watched), costs(plain));
        }
    }

    void nothingIsKnownAfterAFreshStart() {
        Trainer trainer = trainerOf(spiral());
        trainer.step();
        QVERIFY(trainer.updateNorms().empty());  // nobody asked
        trainer.watchUpdates(true);
        QVERIFY(trainer.updateNorms().empty());  // the step before is gone
        trainer.step();
        QCOMPARE(trainer.updateNorms().size(), std::size_t(3));
        Trainer copy = trainer;
        QCOMPARE(copy.updateNorms(), trainer.updateNorms());
        trainer.rewind();
        QVERIFY(trainer.updateNorms().empty());
        trainer.step();
        Experiment other = spiral();
        other.network.insert(other.network.begin() + 1, dense(5, "tanh"));
        trainer.adapt(other, dataOf(other));
        QVERIFY(trainer.updateNorms().empty());
        compareWithParameters(trainer, 2);
    }

    void aStepThatDivergedMovedNothing() {
        Trainer trainer(line(0.1, 1), numbers({{1}, {std::numeric_limits<Scalar>::quiet_NaN()}}, {3, 5}));
        trainer.watchUpdates(true);
        trainer.step();
        QVERIFY(trainer.updateNorms()[0] > 0);
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Diverged);
        QVERIFY(trainer.updateNorms().empty());
    }
};

QTEST_APPLESS_MAIN(TestUpdateNorms)
#include "test_update_norms.moc"
