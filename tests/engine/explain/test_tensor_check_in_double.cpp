#include "engine/explain/cost_probe.h"
#include "engine/explain/tensor_check.h"

#include <QObject>
#include <QTest>

#include <cmath>

using namespace glassbox;

static_assert(std::is_same_v<Scalar, double>);

namespace {

Spec dense(int units, const std::string& activation = "identity") {
    return {"dense", {{"units", std::int64_t{units}}, {"activation", activation}}};
}

Spec activation(const std::string& kind) {
    return {"activation", {{"activation", kind}, {"slope", 0.2}, {"alpha", 1.7}}};
}

/// A step with numbers everywhere, away from neat starting values.
StepRecord stepOf(const Shape& input, const std::vector<Spec>& layers, const Spec& loss, Index samples) {
    StepRecord record;
    record.loss = makeLoss(loss);
    record.before = Network(input, layers);
    Random random(7);
    record.before.initialise(random);
    for (Scalar& p : record.before.parameters()) p += random.uniform(-0.3, 0.3);
    for (Scalar& s : record.before.statistics()) s += random.uniform(0.1, 0.4);
    record.after = record.before;
    Trace& trace = record.trace;
    trace.input.resize(input.size(), samples);
    for (Index i = 0; i < trace.input.size(); ++i) trace.input.data()[i] = random.normal();
    const Shape& output = record.before.outputShape();
    trace.target.resize(output.channels, output.positions() * samples);
    trace.target.setZero();
    for (Index n = 0; n < trace.target.cols(); ++n) {
        if (record.loss->forClasses() && output.channels > 1)
            trace.target(random.below(output.channels), n) = 1;
        else
            for (Index i = 0; i < output.channels; ++i)
                trace.target(i, n) = record.loss->forClasses() ? Scalar(random.below(2)) : random.normal();
    }
    record.random = Random(99);
    Random masks = record.random;
    record.before.forward(trace, Mode::Training, masks);
    record.before.backward(trace, *record.loss);
    return record;
}

/// Every gradient that the step has.
std::vector<TensorRef> gradientsOf(const StepRecord& record) {
    std::vector<TensorRef> all;
    for (Index layer = 0; layer < record.before.layerCount(); ++layer) {
        const Layer& of = record.before.layer(layer);
        const auto parameters = static_cast<Index>(of.parameters().size());
        for (Index part = 0; part < parameters; ++part) all.push_back({Quantity::Gradient, layer, part});
        all.push_back({Quantity::OutputGradient, layer});
        if (of.preActivationGradient() >= 0) all.push_back({Quantity::Inner, layer, of.preActivationGradient()});
    }
    return all;
}

void verify(const Shape& input, const std::vector<Spec>& layers, const Spec& loss = {"mse"}, Index samples = 4) {
    const StepRecord record = stepOf(input, layers, loss, samples);
    int checked = 0;
    for (const TensorRef& ref : gradientsOf(record)) {
        if (!canProbe(record, ref)) continue;
        ++checked;
        const auto check = checkTensor(record, ref, 1e-5);
        QVERIFY(check && check->isWhole());
        QCOMPARE(check->disagreeing, 0);
        for (const CheckedNumber& number : check->numbers) {
            const double size = std::max(std::abs(number.analytic), std::abs(number.numeric));
            QVERIFY2(std::abs(number.analytic - number.numeric) <= 1e-6 * size + 1e-9,
                     qPrintable(QString("quantity %1, layer %2, part %3, row %4, column %5: %6 against %7")
                                    .arg(int(ref.quantity))
                                    .arg(ref.layer)
                                    .arg(ref.part)
                                    .arg(number.row)
                                    .arg(number.col)
                                    .arg(number.analytic)
                                    .arg(number.numeric)));
        }
    }
    QVERIFY(checked > 0);
}

}  // namespace

/// Every gradient of every layer kind and loss is what central differences find, to 1e-6 relative.
class TestTensorCheckInDouble : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void activations_data() {
        QTest::addColumn<QString>("kind");
        for (const ActivationInfo& info : activationInfos())
            QTest::addRow("%s", info.kind.c_str()) << QString::fromStdString(info.kind);
    }
    void activations() {
        QFETCH(QString, kind);
        verify({3}, {dense(4, kind.toStdString()), dense(2)});
        verify({3}, {dense(4), activation(kind.toStdString()), dense(2)});
    }

    void dropoutDropsTheSameUnits() {
        const Spec dropout{"dropout", {{"rate", 0.4}}};
        verify({5}, {dropout, dense(6, "tanh"), dropout, dense(4, "tanh"), dropout, dense(2)});
    }

    void batchNormalisation() {
        verify({3}, {dense(4), {"batch_norm"}, activation("tanh"), dense(2)});
        verify({3}, {dense(4), {"batch_norm", {{"frozen", true}}}, activation("tanh"), dense(2)});
        verify({3}, {dense(4), {"batch_norm"}, dense(2)}, {"mse"}, 1);
        verify({3, 2, 2}, {{"batch_norm"}, {"flatten"}, dense(2)});
    }

    void layerNormalisation() {
        verify({3}, {dense(4), {"layer_norm"}, activation("tanh"), dense(2)});
        verify({3, 4, 1}, {{"layer_norm"}, {"flatten"}, dense(2)});
    }

    void frozenLayersHaveGradientsToo() {
        Spec frozen = dense(4, "tanh");
        frozen.options.set("frozen", true);
        verify({3}, {dense(3, "tanh"), frozen, dense(1)});
    }

    void everyLoss_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("last");
        QTest::addColumn<int>("outputs");
        for (const LossInfo& loss : lossInfos())
            for (const ActivationInfo& last : activationInfos())
                for (const int outputs : {1, 3}) {
                    // Softmax of a single unit is 1, just where hinge has its kink.
                    if (loss.kind == "hinge" && last.kind == "softmax" && outputs == 1) continue;
                    QTest::addRow("%s after %s, %d outputs", loss.kind.c_str(), last.kind.c_str(), outputs)
                        << QString::fromStdString(loss.kind) << QString::fromStdString(last.kind) << outputs;
                }
    }
    void everyLoss() {
        QFETCH(QString, kind);
        QFETCH(QString, last);
        QFETCH(int, outputs);
        Spec loss{kind.toStdString()};
        if (loss.kind == "huber") loss.options.set("delta", 0.5);
        verify({3}, {dense(4, "tanh"), dense(outputs, last.toStdString())}, loss);
        verify({3}, {dense(outputs), activation(last.toStdString())}, loss);
    }

    void singleNumbersAreCheckedToo() {
        const StepRecord record = stepOf({3}, {dense(4, "tanh"), dense(1, "sigmoid")}, {"binary_cross_entropy"}, 1);
        for (Index row = 0; row < 4; ++row)
            for (Index col = 0; col < 3; ++col) {
                const CheckedNumber number = checkNumber(record, {{Quantity::Gradient, 0, 0}, row, col});
                QVERIFY(number.agrees);
                QVERIFY(std::abs(number.analytic - number.numeric) < 1e-8);
            }
    }
};

QTEST_GUILESS_MAIN(TestTensorCheckInDouble)
#include "test_tensor_check_in_double.moc"
