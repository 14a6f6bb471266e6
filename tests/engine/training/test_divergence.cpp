#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <limits>

using namespace fixture;

namespace {

constexpr Scalar notANumber = std::numeric_limits<Scalar>::quiet_NaN();

void stepUntilDiverged(Trainer& trainer, int most = 3000) {
    for (int i = 0; i < most && trainer.state() != RunState::Diverged; ++i) trainer.step();
}

}  // namespace

/// The first number that is not finite is named, training stops there, and nothing is lost.
class TestDivergence : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aRateTooLargeIsNamedWithStepTensorAndMend() {
        Experiment experiment = line(100, 0);
        experiment.network = {dense(4, "identity"), dense(1, "identity")};
        Trainer trainer(experiment, numbers({{1}, {2}}, {1, -3}));
        const auto start = weights(trainer);
        stepUntilDiverged(trainer);
        QCOMPARE(trainer.state(), RunState::Diverged);
        QVERIFY(trainer.divergence().has_value());
        const Divergence divergence = *trainer.divergence();
        QVERIFY(divergence.step >= 1 && divergence.step <= trainer.stepsDone() + 1);
        QVERIFY(!divergence.tensor.empty());
        QVERIFY(QByteArray::fromStdString(divergence.sentence).contains("learning rate"));
        QVERIFY(QByteArray::fromStdString(divergence.sentence).contains("step " + QByteArray::number(divergence.step)));

        const Index steps = trainer.stepsDone();
        const auto stuck = weights(trainer);
        trainer.step();  // does nothing
        trainer.epoch();
        QCOMPARE(trainer.stepsDone(), steps);
        QCOMPARE(weights(trainer), stuck);

        trainer.rewind();
        QCOMPARE(trainer.state(), RunState::Ready);
        QVERIFY(!trainer.divergence());
        QCOMPARE(weights(trainer), start);
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Running);
    }

    void theFirstTensorInOrderIsNamed_data() {
        QTest::addColumn<int>("what");
        QTest::addColumn<QByteArray>("tensor");
        QTest::newRow("input") << 0 << QByteArray("inputs");
        QTest::newRow("target") << 1 << QByteArray("targets");
        QTest::newRow("value") << 2 << QByteArray("layer 1 (dense): z");
        QTest::newRow("cost") << 3 << QByteArray("cost");
    }

    void theFirstTensorInOrderIsNamed() {
        QFETCH(int, what);
        QFETCH(QByteArray, tensor);
        Experiment experiment = line(0.1, 0);
        experiment.network = {dense(2, "identity"), dense(1, "identity")};
        const Scalar huge = std::numeric_limits<Scalar>::max();
        auto data = numbers({{1},
                             {what == 0   ? notANumber
                              : what == 2 ? huge
                                          : 2}},
                            {1, what == 1   ? notANumber
                                : what == 3 ? huge
                                            : 2});
        Trainer trainer(experiment, data);
        auto tensors = trainer.network().exportParameters();
        for (NamedTensor& named : tensors) {
            if (what == 2 && named.name == "0.weight") named.values[0] = 1000;
        }
        trainer.importParameters(tensors);
        const auto before = weights(trainer);
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Diverged);
        QCOMPARE(QByteArray::fromStdString(trainer.divergence()->tensor), tensor);
        QCOMPARE(trainer.divergence()->step, Index(1));
        QCOMPARE(weights(trainer), before);  // a bad step changes nothing
    }

    void anUpdateThatSpoilsTheWeightsIsNamedAtTheEndOfItsEpoch() {
        // dC/dw = -2 y x = 2e36, times 1000 is too much for a weight
        Trainer trainer(line(1000, 0), numbers({{1e18F}}, {-1e18F}));
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Diverged);
        QCOMPARE(trainer.divergence()->tensor, std::string("layer 1 (dense): weight"));
        QCOMPARE(trainer.divergence()->step, Index(1));
        QCOMPARE(trainer.history().size(), std::size_t(1));
    }

    void aBadGradientIsNamedBeforeItSpoilsTheWeights() {
        // the forward pass is fine (half of 3e19 squared still fits), the gradient of the weight does not fit
        Experiment experiment = line(0.1, 0);
        experiment.training.loss = {"mae"};
        experiment.network = {dense(1, "identity"), dense(1, "identity")};
        Trainer trainer(experiment, numbers({{Scalar(1e30)}}, {0}));
        auto tensors = trainer.network().exportParameters();
        for (NamedTensor& named : tensors) {
            if (named.name == "0.weight") named.values[0] = 1e-30F;
            if (named.name == "1.weight") named.values[0] = 1e20F;
        }
        trainer.importParameters(tensors);
        const auto before = weights(trainer);
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Diverged);
        QCOMPARE(trainer.divergence()->tensor, std::string("gradient of 0.weight"));
        QCOMPARE(weights(trainer), before);
    }

    void aSmallerRateRescuesARunWhoseWeightsAreStillNumbers() {
        Experiment experiment = line(100, 0);
        const auto data = numbers({{1}, {2}}, {1, -3});
        Trainer trainer(experiment, data);
        stepUntilDiverged(trainer);
        QCOMPARE(trainer.state(), RunState::Diverged);
        experiment.training.optimizer.options.set("learning_rate", 0.01);
        trainer.adapt(experiment, data);
        trainer.rewind();
        for (int i = 0; i < 50; ++i) trainer.step();
        QVERIFY(trainer.state() != RunState::Diverged);
    }

    void aShareOfAnotherThreadIsSearchedToo() {
        Experiment experiment = line(0.1, 0);
        experiment.network = {dense(400, "tanh"), dense(400, "tanh"), dense(1, "identity")};
        std::vector<std::vector<Scalar>> samples(64, {1, 2});
        samples[60][1] = notANumber;
        Trainer trainer(experiment, numbers(samples, std::vector<Scalar>(64, 0)), std::make_shared<ThreadPool>(2));
        const auto before = weights(trainer);
        trainer.step();
        QCOMPARE(trainer.state(), RunState::Diverged);
        QCOMPARE(trainer.divergence()->tensor, std::string("inputs"));
        QCOMPARE(weights(trainer), before);
    }
};

QTEST_GUILESS_MAIN(TestDivergence)
#include "test_divergence.moc"
