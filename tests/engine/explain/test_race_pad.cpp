#include "engine/explain/race_pad.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>

using namespace glassbox;

/// The two-knob pad: theory and measurement must tell the same story.
class TestRacePad : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void measuredRatesEqualTheory() {
        Random random(9);
        for (const double condition : {1.0, 10.0, 100.0}) {
            const BowlCurvatures bowl{1 / condition, 1};
            for (int i = 0; i < 150; ++i) {
                const double momentum = i % 5 == 0 ? 0 : random.uniform(0, 0.98);
                const double rate = random.uniform(0.02, 1.2) * divergenceLearningRate(bowl, momentum);
                const double theory = momentumRate(bowl, rate, momentum);
                const double measured = measuredMomentumRate(bowl, rate, momentum, 3000);
                const QByteArray told = "condition " + QByteArray::number(condition) + ", rate " +
                                        QByteArray::number(rate) + ", momentum " + QByteArray::number(momentum) + ": " +
                                        QByteArray::number(measured) + " instead of " + QByteArray::number(theory);
                QVERIFY2(std::abs(theory - measured) < 4e-3, told.constData());
            }
        }
    }

    void theOptimumIsTheBest() {
        for (const double condition : {2.0, 10.0, 300.0}) {
            const BowlCurvatures bowl{0.5, 0.5 * condition};
            const MomentumOptimum best = optimalMomentum(bowl);
            // There the eigenvalues coincide, where rounding counts by its root.
            QVERIFY(std::abs(momentumRate(bowl, best.learningRate, best.momentum) - best.rate) < 1e-6);
            const double root = std::sqrt(condition);
            QVERIFY(std::abs(best.rate - (root - 1) / (root + 1)) < 1e-12);
            const MomentumOptimum plain = optimalWithoutMomentum(bowl);
            QVERIFY(std::abs(momentumRate(bowl, plain.learningRate, 0) - (condition - 1) / (condition + 1)) < 1e-12);
            QVERIFY(best.rate < plain.rate);
            for (int i = 1; i <= 200; ++i)
                for (int j = 0; j < 200; ++j) {
                    const double momentum = j / 200.0;
                    const double rate = i / 200.0 * divergenceLearningRate(bowl, momentum);
                    QVERIFY(momentumRate(bowl, rate, momentum) >= best.rate - 1e-6);
                    QVERIFY(j > 0 || momentumRate(bowl, rate, 0) >= plain.rate - 1e-12);
                }
        }
    }

    /// What the regions' names promise, seen on the iterates themselves.
    void regionsAreWhatTheySay() {
        const BowlCurvatures bowl{0.2, 1};
        Random random(21);
        int seen[3] = {0, 0, 0};
        for (int i = 0; i < 400; ++i) {
            const double momentum = random.uniform(0, 0.9), rate = random.uniform(0.005, 1) * (i % 2 ? 4.2 : 0.3);
            const MomentumRegion region = momentumRegion(bowl, rate, momentum);
            ++seen[static_cast<int>(region)];
            bool crossed = false;
            double end = 0;
            for (const double curvature : {bowl.lowest, bowl.highest}) {
                double w = 1, v = 0;
                for (int step = 0; step < 4000; ++step) {
                    v = momentum * v + curvature * w;
                    w -= rate * v;
                    crossed = crossed || w < 0;
                }
                end = std::max(end, std::isfinite(w) ? std::abs(w) : std::numeric_limits<double>::infinity());
            }
            if (region == MomentumRegion::Divergent) {
                QVERIFY(!(end < 1));
            } else {
                QVERIFY(end < 1e-3);
                QCOMPARE(crossed, region == MomentumRegion::Oscillating);
            }
        }
        for (const int count : seen) QVERIFY(count > 20);
    }
};

QTEST_GUILESS_MAIN(TestRacePad)
#include "test_race_pad.moc"
