#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

using namespace fixture;

/// The two-armed spiral is learnt from (almost) every start.
class TestSpiral : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void twentySeeds() {
        int learnt = 0;
        QByteArray report;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Experiment experiment = spiral();
            experiment.seed = seed;
            experiment.data = {"spiral",
                               {{"points", std::int64_t(500)}, {"noise", 0.02}, {"turns", 1.0}, {"validation", 0.3}}};
            experiment.training.batch = 32;
            experiment.training.epochs = 500;
            experiment.training.optimizer = {"adam", {{"learning_rate", 0.01}}};
            Trainer trainer = trainerOf(experiment);
            double best = 0;
            while (trainer.epochsDone() < 500 && best < 0.96) {
                trainer.epoch();
                best = std::max(best, *trainer.history().back().validation->accuracy);
            }
            learnt += best >= 0.96 ? 1 : 0;
            report += "seed " + QByteArray::number(seed) + ": " + QByteArray::number(best, 'f', 3) + " after " +
                      QByteArray::number(trainer.epochsDone()) + "\n";
        }
        QVERIFY2(learnt >= 19, report.constData());
    }
};

QTEST_GUILESS_MAIN(TestSpiral)
#include "test_spiral.moc"
