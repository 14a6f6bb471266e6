#include "engine/explain/step_tensor.h"
#include "tests/engine/explain/walk_records.h"
#include "tests/support/test.h"

#include <cmath>
#include <cstring>

using namespace told;

namespace {

/// The same bits, not-a-number too.
template <typename A, typename B>
bool sameBits(const A& a, const B& b) {
    return a.size() == b.size() &&
           (a.size() == 0 || std::memcmp(a.data(), b.data(), sizeof(Scalar) * static_cast<std::size_t>(a.size())) == 0);
}

bool sameNetwork(const Network& a, const Network& b) {
    return sameBits(a.parameters(), b.parameters()) && sameBits(a.statistics(), b.statistics());
}

bool sameMemory(const OptimizerState& a, const OptimizerState& b) {
    return a.step == b.step && sameBits(a.values[0], b.values[0]) && sameBits(a.values[1], b.values[1]);
}

bool sameTrace(const Trace& a, const Trace& b) {
    if (!sameBits(a.input, b.input) || !sameBits(a.target, b.target) || !sameBits(a.gradient, b.gradient)) return false;
    if (!sameBits(a.sampleLoss, b.sampleLoss) || a.samples != b.samples || a.layers.size() != b.layers.size())
        return false;
    for (std::size_t i = 0; i < a.layers.size(); ++i) {
        const LayerTrace &x = a.layers[i], &y = b.layers[i];
        if (!sameBits(x.output, y.output) || !sameBits(x.outputGradient, y.outputGradient)) return false;
        if (x.inner.size() != y.inner.size()) return false;
        for (std::size_t k = 0; k < x.inner.size(); ++k)
            if (!sameBits(x.inner[k], y.inner[k])) return false;
    }
    return std::memcmp(&a.cost, &b.cost, sizeof a.cost) == 0;
}

/// Runs in which everything that makes a step what it is takes part.
std::vector<Case> runs() {
    std::vector<Case> all = allCases();
    std::vector<Case> chosen;
    for (std::size_t i = 0; i < all.size(); i += 5) chosen.push_back(all[i]);
    const auto add = [&](const char* name, const auto& change) {
        Case run = caseFor(lossChoices()[6], "tanh", {"adam"});
        run.name = name;
        run.experiment.training.shuffle = true;
        change(run.experiment);
        chosen.push_back(run);
    };
    add("dropout", [](Experiment& e) { e.network.insert(e.network.begin() + 1, Spec{"dropout"}); });
    add("batch_norm", [](Experiment& e) { e.network.insert(e.network.begin() + 1, Spec{"batch_norm"}); });
    add("frozen layer", [](Experiment& e) { e.network[0].options.set("frozen", true); });
    add("frozen parts, clipped", [](Experiment& e) {
        e.network[0].options.set("frozen_units", Numbers{1});
        e.network[1].options.set("frozen_weights", Numbers{0, 0});
        e.training.clipNorm = 0.01;
    });
    add("schedule", [](Experiment& e) { e.training.schedule = {"exponential", {{"gamma", 0.5}}}; });
    add("single samples", [](Experiment& e) { e.training.batch = 1; });
    add("early stopping", [](Experiment& e) {
        e.training.earlyStopping = {1, 10};  // nothing is ever that much better
    });
    return chosen;
}

}  // namespace

/// A recorded step is the engine's own, bit for bit, and recording it changes nothing.
class TestStepRecord : public GlassboxTest {
    Q_OBJECT

    std::vector<Case> m_runs;

    void rows() {
        if (m_runs.empty()) m_runs = runs();
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_runs.size(); ++i) QTest::newRow(m_runs[i].name.c_str()) << static_cast<int>(i);
    }
    Trainer trainer() {
        QFETCH(int, index);
        const Case& run = m_runs[static_cast<std::size_t>(index)];
        return {run.experiment, run.data};
    }

  private Q_SLOTS:
    void isTheEnginesStep_data() { rows(); }
    void isTheEnginesStep();
    void chosenSamplesAreTheEnginesStepOnThem_data() { rows(); }
    void chosenSamplesAreTheEnginesStepOnThem();
    void takenStepsFollowEachOther_data() { rows(); }
    void takenStepsFollowEachOther();
    void costAfterIsOfTheSameSamples();
    void optimizersGradientIsWhatMovedTheParameters();
    void saysWhereItStands();
    void divergenceIsRecorded();
    void impossibleSamplesAreRefused();
};

void TestStepRecord::isTheEnginesStep() {
    Trainer trainer = this->trainer();
    for (int i = 0; i < 5; ++i) {
        const Network before = trainer.network();
        const OptimizerState memory = trainer.optimizerState();
        const StepRecord record = recordStep(trainer, {});
        QVERIFY2(sameNetwork(trainer.network(), before), "recording changed the trainer");
        QVERIFY(sameMemory(trainer.optimizerState(), memory));
        QVERIFY(sameNetwork(record.before, before) && sameMemory(record.memoryBefore, memory));

        Trainer copy = trainer;
        copy.step();
        QVERIFY2(sameTrace(record.trace, copy.trace()), "trace");
        QVERIFY2(sameMemory(record.memoryAfter, copy.optimizerState()), "optimizer memory");
        if (copy.state() != RunState::EarlyStopped) QVERIFY2(sameNetwork(record.after, copy.network()), "parameters");
        QCOMPARE(record.gradientNorm, copy.gradientNorm());
        trainer.step();  // goes on as if nothing had been recorded
        QVERIFY(sameNetwork(trainer.network(), copy.network()));
    }
}

void TestStepRecord::chosenSamplesAreTheEnginesStepOnThem() {
    Trainer trainer = this->trainer();
    trainer.step();
    for (const StepChoice& choice : {one(), few(), StepChoice{{7, 7}}}) {
        const StepRecord record = recordStep(trainer, choice);
        QCOMPARE(record.samples, choice.samples);
        Trainer copy = trainer;
        copy.stepOn(choice.samples);
        QVERIFY(sameTrace(record.trace, copy.trace()));
        QVERIFY(sameNetwork(record.after, copy.network()));
        QVERIFY(sameMemory(record.memoryAfter, copy.optimizerState()));
        for (std::size_t n = 0; n < choice.samples.size(); ++n)
            for (Index i = 0; i < record.trace.input.rows(); ++i)
                QCOMPARE(record.trace.input(i, static_cast<Index>(n)),
                         trainer.data().training.features(i, choice.samples[n]));
    }
}

void TestStepRecord::takenStepsFollowEachOther() {
    Trainer trainer = this->trainer(), other = this->trainer();
    std::optional<StepRecord> last;
    for (int i = 0; i < 8; ++i) {
        const bool stoppedBefore = trainer.state() == RunState::EarlyStopped;  // went back to the best weights
        const StepRecord record = takeStep(trainer, i == 3 ? few() : StepChoice{});
        QCOMPARE(record.step, Index(i + 1));
        if (last && !stoppedBefore) QVERIFY(sameNetwork(record.before, last->after));
        if (last) QVERIFY(sameMemory(record.memoryBefore, last->memoryAfter));
        if (i == 3)
            other.stepOn(few().samples);
        else
            other.step();
        QVERIFY(sameNetwork(trainer.network(), other.network()));
        QCOMPARE(trainer.state(), other.state());
        QCOMPARE(trainer.epochsDone(), other.epochsDone());
        last = record;
    }
}

void TestStepRecord::costAfterIsOfTheSameSamples() {
    for (const Told& told : records()) {
        const StepRecord& record = *told.record;
        if (record.divergence) continue;
        Network network = record.before;
        std::copy(record.after.parameters().begin(), record.after.parameters().end(), network.parameters().begin());
        Trace trace;
        trace.input = record.trace.input;
        trace.target = record.trace.target;
        Random random = record.random;
        network.forward(trace, Mode::Training, random);
        network.evaluate(trace, *record.loss);
        QVERIFY2(trace.cost == record.costAfter, told.name.c_str());
        for (std::size_t i = 0; i < trace.layers.size(); ++i)  // the same masks
            if (record.before.spec(static_cast<Index>(i)).kind == "dropout")
                QVERIFY(sameBits(trace.layers[i].inner[0], record.trace.layers[i].inner[0]));
    }
}

/// Plain gradient descent on the gradient that the optimizer got makes the same step.
void TestStepRecord::optimizersGradientIsWhatMovedTheParameters() {
    Case run = caseFor(lossChoices()[0], "tanh", {"sgd"});
    run.experiment.training.weightDecay = 0.1;
    run.experiment.training.l1 = 0.02;
    run.experiment.training.clipNorm = 0.2;
    run.experiment.training.clipValue = 0.03;
    const auto record = recordOf(run, few());
    QVERIFY(record->gradientScale < 1);
    const auto w = record->before.parameters(), after = record->after.parameters();
    for (std::size_t i = 0; i < w.size(); ++i) {
        const double expected =
            static_cast<double>(w[i]) - record->learningRate * static_cast<double>(record->updateGradient[i]);
        QVERIFY(std::abs(expected - static_cast<double>(after[i])) <= 1e-7);
    }
}

void TestStepRecord::saysWhereItStands() {
    Case run = caseFor(lossChoices()[6], "tanh", {"sgd"});
    run.experiment.training.schedule = {"exponential", {{"gamma", 0.5}}};
    Trainer trainer(run.experiment, run.data);
    QCOMPARE(recordStep(trainer, {}).epoch, Index(1));
    QCOMPARE(recordStep(trainer, {}).samples, trainer.dueSamples());
    trainer.epoch();
    const StepRecord record = recordStep(trainer, {});
    QCOMPARE(record.epoch, Index(2));
    QCOMPARE(record.step, trainer.stepsDone() + 1);
    QCOMPARE(record.learningRate, 0.005);
    QCOMPARE(record.classNames.size(), std::size_t(3));
    QCOMPARE(record.inputNames, trainer.data().featureNames);
    QVERIFY(record.isBatch() && record.isFused());
    QVERIFY(!recordStep(trainer, one()).isBatch());
}

void TestStepRecord::divergenceIsRecorded() {
    const auto diverged = std::find_if(records().begin(), records().end(),
                                       [](const Told& told) { return told.record->divergence.has_value(); });
    QVERIFY(diverged != records().end());
    const StepRecord& record = *diverged->record;
    QVERIFY(!record.divergence->empty());
    QVERIFY2(sameNetwork(record.before, record.after), "an impossible step changed parameters");
    QVERIFY(sameMemory(record.memoryBefore, record.memoryAfter));

    Case run = caseFor(lossChoices()[0], "identity", {"sgd"});
    run.experiment.training.optimizer.options.set("learning_rate", 1e3);
    Trainer trainer(run.experiment, run.data);
    while (trainer.state() != RunState::Diverged) takeStep(trainer, {});
    QVERIFY_THROWS_EXCEPTION(Error, recordStep(trainer, {}));
}

void TestStepRecord::impossibleSamplesAreRefused() {
    const Case run = caseFor(lossChoices()[0], "tanh", {"sgd"});
    Trainer trainer(run.experiment, run.data);
    const Network before = trainer.network();
    for (const Index sample : {Index(-1), Index(40), Index(1000)}) {
        try {
            takeStep(trainer, {{0, sample}});
            QFAIL("was taken");
        } catch (const Error& error) {
            const QString sentence = QString::fromUtf8(error.what());
            QVERIFY2(sentence.contains(QString::number(sample + 1)) && sentence.endsWith('.'), qPrintable(sentence));
        }
    }
    QVERIFY(sameNetwork(trainer.network(), before));
    QCOMPARE(trainer.stepsDone(), Index(0));
}

QTEST_GUILESS_MAIN(TestStepRecord)
#include "test_step_record.moc"
