#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <functional>
#include <limits>

using namespace glassbox;
using namespace fixture;

namespace {

Spec dropout() {
    return {"dropout", {{"rate", 0.3}}};
}

/// An experiment with everything that training remembers.
Experiment rich() {
    Experiment experiment = spiral();
    experiment.network = {dense(8, "tanh"), {"batch_norm"}, dropout(), dense(1, "sigmoid")};
    experiment.training.earlyStopping = {3, 0.5};
    experiment.training.schedule = {"plateau", {{"patience", std::int64_t{1}}}};
    return experiment;
}

QString refusal(Trainer& trainer, const TrainerState& state) {
    try {
        trainer.restore(state);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

}  // namespace

class TestTrainerState : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void goesOnBitForBit_data() {
        QTest::addColumn<Experiment>("experiment");
        for (const char* kind : {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"}) {
            Experiment experiment = spiral();
            experiment.training.optimizer = {kind, {{"learning_rate", 0.01}}};
            QTest::newRow(kind) << experiment;
        }
        for (const char* kind : {"step", "exponential", "cosine", "warmup", "plateau"}) {
            Experiment experiment = spiral();
            experiment.training.schedule = {kind};
            QTest::newRow(kind) << experiment;
        }
        QTest::newRow("all at once") << rich();
        Experiment ordered = spiral();
        ordered.training.shuffle = false;
        QTest::newRow("in file order") << ordered;
        Experiment full = spiral();
        full.training.batch = 0;
        QTest::newRow("full batch") << full;
        Experiment clipped = spiral();
        clipped.training.clipNorm = 0.1;
        clipped.training.l1 = 0.001;
        QTest::newRow("clipped") << clipped;
        Experiment frozen = spiral();
        frozen.network[0].options.set("frozen", true);
        QTest::newRow("a frozen layer") << frozen;
    }

    /// Stopped after any number of steps, also in the middle of an epoch, and taken up by another trainer.
    void goesOnBitForBit() {
        QFETCH(Experiment, experiment);
        Trainer whole = trainerOf(experiment);
        for (const int stop : {0, 1, 7, 10, 43}) {
            while (whole.stepsDone() < stop) whole.step();
            const TrainerState state = whole.save();
            Trainer other = trainerOf(experiment);
            other.restore(state);
            QVERIFY(other.save() == state);
            QCOMPARE(other.bestEpoch(), whole.bestEpoch());
            QCOMPARE(other.dueSamples(), whole.dueSamples());
            Trainer further = whole;
            for (int i = 0; i < 60; ++i) {
                further.step();
                other.step();
            }
            QVERIFY(other.save() == further.save());
            other.rewind();
            further.rewind();
            QVERIFY(other.save() == further.save());
        }
    }

    void keepsWhatAHandDid() {
        const Experiment experiment = rich();
        Trainer trainer = trainerOf(experiment);
        trainer.step();
        const ParameterValue value{{0, "weight", 1, 1}, Scalar(0.25)};
        trainer.setParameters(std::span(&value, 1), true);
        Trainer other = trainerOf(experiment);
        other.restore(trainer.save());
        QVERIFY(other.changedSinceRow());
        other.rewind();
        QCOMPARE(other.network().parameters()[static_cast<std::size_t>(*other.network().find(value.place))],
                 Scalar(0.25));
    }

    void keepsADivergedRun() {
        const Experiment experiment = line(1000, 4);
        Trainer trainer = trainerOf(experiment);
        while (trainer.state() != RunState::Diverged) trainer.step();
        Trainer other = trainerOf(experiment);
        other.restore(trainer.save());
        QCOMPARE(other.state(), RunState::Diverged);
        QCOMPARE(other.divergence()->sentence, trainer.divergence()->sentence);
    }

    void refusesWhatDoesNotFit_data() {
        using Spoil = std::function<void(TrainerState&)>;
        QTest::addColumn<Spoil>("spoil");
        const auto row = [](const char* name, Spoil spoil) { QTest::newRow(name) << spoil; };
        row("parameters", [](TrainerState& s) { s.parameters.pop_back(); });
        row("statistics", [](TrainerState& s) { s.statistics.clear(); });
        row("start", [](TrainerState& s) { s.startParameters.push_back(0); });
        row("start statistics", [](TrainerState& s) { s.startStatistics.push_back(0); });
        row("epoch", [](TrainerState& s) { s.epochParameters.clear(); });
        row("no memory", [](TrainerState& s) { s.optimizer.values[1].clear(); });
        row("negative updates", [](TrainerState& s) { s.optimizer.step = -1; });
        row("best", [](TrainerState& s) { s.best->parameters.clear(); });
        row("best cost", [](TrainerState& s) { s.best->cost = std::numeric_limits<double>::infinity(); });
        row("short order", [](TrainerState& s) { s.order.pop_back(); });
        row("a sample twice", [](TrainerState& s) { s.order[0] = s.order[1]; });
        row("no such sample", [](TrainerState& s) { s.order[0] = Index(1) << 40; });
        row("negative sample", [](TrainerState& s) { s.order[0] = -1; });
        row("position", [](TrainerState& s) { s.position = static_cast<Index>(s.order.size()); });
        row("negative position", [](TrainerState& s) { s.position = -1; });
        row("epochs", [](TrainerState& s) { s.epoch = std::numeric_limits<Index>::max(); });
        row("steps", [](TrainerState& s) { s.steps = -5; });
        row("rate", [](TrainerState& s) { s.learningRate = std::numeric_limits<double>::quiet_NaN(); });
        row("factor", [](TrainerState& s) { s.schedule.factor = std::numeric_limits<double>::quiet_NaN(); });
        row("random numbers", [](TrainerState& s) { s.orderRandom.words = {}; });
        row("spare", [](TrainerState& s) { s.dropoutRandom.spare = std::numeric_limits<double>::infinity(); });
        row("no history", [](TrainerState& s) { s.history.clear(); });
        row("history of later", [](TrainerState& s) { s.history.back().epoch = s.epoch + 1; });
        row("history backwards", [](TrainerState& s) { std::swap(s.history.front(), s.history.back()); });
        row("diverged", [](TrainerState& s) { s.state = RunState::Diverged; });
        row("a divergence", [](TrainerState& s) { s.divergence = Divergence{}; });
        row("paused", [](TrainerState& s) { s.state = RunState::Paused; });
    }

    void refusesWhatDoesNotFit() {
        using Spoil = std::function<void(TrainerState&)>;
        QFETCH(Spoil, spoil);
        Trainer trainer = trainerOf(rich());
        for (int i = 0; i < 25; ++i) trainer.step();
        TrainerState state = trainer.save();
        const TrainerState before = state;
        spoil(state);
        const QString sentence = refusal(trainer, state);
        QVERIFY2(sentence.startsWith("The trained state does not belong to this experiment: "), qPrintable(sentence));
        QVERIFY(trainer.save() == before);
    }
};

QTEST_GUILESS_MAIN(TestTrainerState)

#include "test_trainer_state.moc"
