#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <cmath>

using namespace fixture;

namespace {

/// Large enough for the batch to be split.
Experiment wide() {
    Experiment experiment = spiral(600);
    experiment.network = {dense(128, "relu", "he"), dense(128, "relu", "he"), dense(1, "sigmoid")};
    experiment.training.batch = 64;
    experiment.training.optimizer = {"sgd", {{"learning_rate", 0.05}}};
    return experiment;
}

double distance(const std::vector<Scalar>& a, const std::vector<Scalar>& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, static_cast<double>(std::abs(a[i] - b[i])));
    return largest;
}

}  // namespace

/// Several threads repeat themselves exactly and compute what one thread does.
class TestThreads : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void repeatsExactly() {
        Trainer a = trainerOf(wide(), 2);
        Trainer b = trainerOf(wide(), 2);
        run(a, 4);
        run(b, 4);
        QCOMPARE(weights(a), weights(b));
        QVERIFY(a.trace().samples < 64);  // it was split indeed
    }

    void dropoutRepeatsExactly() {
        Experiment experiment = wide();
        experiment.network.insert(experiment.network.begin() + 1, {"dropout", {{"rate", 0.5}}});
        Trainer a = trainerOf(experiment, 2);
        for (int i = 0; i < 9; ++i) a.step();
        Trainer b = a;
        run(a, 2);
        run(b, 2);
        QCOMPARE(weights(a), weights(b));
    }

    void computesWhatOneThreadDoes_data() {
        QTest::addColumn<int>("threads");
        QTest::addColumn<double>("clipNorm");
        QTest::newRow("two") << 2 << 0.0;
        QTest::newRow("three") << 3 << 0.0;
        QTest::newRow("two, clipped") << 2 << 0.05;
    }

    void computesWhatOneThreadDoes() {
        QFETCH(int, threads);
        QFETCH(double, clipNorm);
        Experiment experiment = wide();
        experiment.training.clipNorm = clipNorm;
        experiment.training.weightDecay = 0.01;
        experiment.network[1].options.set("frozen", true);
        Trainer one = trainerOf(experiment);
        Trainer many = trainerOf(experiment, threads);
        for (int i = 0; i < 30; ++i) {
            one.step();
            many.step();
            QVERIFY(std::abs(one.trace().cost - many.trace().cost) < 1e-4);
        }
        QVERIFY(distance(weights(one), weights(many)) < 1e-4);
        QVERIFY(std::abs(one.evaluateTraining().cost - many.evaluateTraining().cost) < 1e-4);
    }

    void batchNormalisationIsNotSplit() {
        Experiment experiment = wide();
        experiment.network.insert(experiment.network.begin() + 1, {"batch_norm"});
        Trainer one = trainerOf(experiment);
        Trainer two = trainerOf(experiment, 2);
        run(one, 2);
        run(two, 2);
        QCOMPARE(weights(one), weights(two));
    }

    void tinyNetworksGiveTheSameBitsOnAnyNumberOfThreads() {
        Trainer one = trainerOf(spiral());
        Trainer four = trainerOf(spiral(), 4);
        run(one, 3);
        run(four, 3);
        QCOMPARE(weights(one), weights(four));
    }

    void trainersMayShareAPool() {
        const auto pool = std::make_shared<ThreadPool>(2);
        const auto data = dataOf(wide());
        Trainer a(wide(), data, pool);
        Trainer b(wide(), data, pool);
        run(a, 1);
        run(b, 1);
        QCOMPARE(weights(a), weights(b));
    }
};

QTEST_GUILESS_MAIN(TestThreads)
#include "test_threads.moc"
