#include "engine/explain/cost_probe.h"
#include "engine/explain/tensor_check.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

/// Central differences in the numbers that the program has: what they can tell, and where they fail.
class TestTensorCheck : public GlassboxTest {
    Q_OBJECT

    static StepRecord spiralStep(const StepChoice& choice = {}) {
        Trainer trainer = fixture::trainerOf(fixture::spiral());
        fixture::run(trainer, 3);
        return recordStep(trainer, choice);
    }

  private Q_SLOTS:
    void everyGradientOfAStepAgrees_data() {
        QTest::addColumn<bool>("batch");
        QTest::newRow("one sample") << false;
        QTest::newRow("batch") << true;
    }
    void everyGradientOfAStepAgrees() {
        QFETCH(bool, batch);
        const StepRecord record = spiralStep(batch ? StepChoice{} : StepChoice{{4}});
        for (Index layer = 0; layer < 3; ++layer)
            for (const TensorRef& ref :
                 {TensorRef{Quantity::Gradient, layer, 0}, TensorRef{Quantity::Gradient, layer, 1},
                  TensorRef{Quantity::OutputGradient, layer}, errorOf(record, layer)}) {
                if (ref.quantity == Quantity::OutputGradient && layer == 2) {
                    QVERIFY(!canProbe(record, ref));  // fused: never computed
                    continue;
                }
                QVERIFY(canProbe(record, ref));
                const auto check = checkTensor(record, ref, 5e-3);
                QVERIFY(check && check->isWhole());
                QCOMPARE(check->disagreeing, 0);
                QVERIFY2(check->meanError < 0.01, qPrintable(QString::number(check->meanError)));
                QVERIFY(check->worstError >= check->meanError);
                QCOMPARE(check->numbers[check->worst].error, check->worstError);
            }
    }

    void forwardNumbersCanNotBeChecked() {
        const StepRecord record = spiralStep();
        QVERIFY(!canProbe(record, {Quantity::Input}));
        QVERIFY(!canProbe(record, {Quantity::Output, 1}));
        QVERIFY(!canProbe(record, {Quantity::Parameter, 1}));
        QVERIFY(!canProbe(record, {Quantity::Cost}));
        QVERIFY(!canProbe(record, {Quantity::Gradient, 7}));
    }

    void aWrongGradientIsFoundAndNamed() {
        StepRecord record = spiralStep();
        const TensorRef ref{Quantity::Gradient, 1, 0};
        const TensorView view = tensorOf(record, ref);
        record.trace.gradient[static_cast<std::size_t>(&view.data[3 * view.rowStride + 5 * view.colStride] -
                                                       record.trace.gradient.data())] += Scalar(0.2);
        const auto check = checkTensor(record, ref, 5e-3);
        QCOMPARE(check->disagreeing, 1);
        QCOMPARE(check->numbers[check->worst].row, 3);
        QCOMPARE(check->numbers[check->worst].col, 5);
        QVERIFY(check->worstError > 0.3);
        QVERIFY(!checkNumber(record, {ref, 3, 5}).agrees);
        QVERIFY(checkNumber(record, {ref, 3, 4}).agrees);
    }

    void tooSmallAndTooLargeStepsFail() {
        const StepRecord record = spiralStep();
        const auto errors = errorByStep(record, {Quantity::Gradient, 0, 0}, stepSizes());
        QVERIFY(errors);
        QCOMPARE(errors->front().h, 1e-7);
        QVERIFY(std::abs(errors->back().h - 1) < 1e-12);
        const double best = bestStep(*errors);
        QVERIFY(best > 1e-4 && best < 0.3);
        const auto least = std::min_element(errors->begin(), errors->end(),
                                            [](const auto& a, const auto& b) { return a.mean < b.mean; });
        QVERIFY(errors->front().mean > 20 * least->mean);
        QVERIFY(errors->back().mean > 20 * least->mean);
    }

    void manyNumbersAreCheckedSpreadEvenly() {
        const StepRecord record = spiralStep();
        const auto check = checkTensor(record, {Quantity::Gradient, 1, 0}, 5e-3, {}, 16);
        QVERIFY(!check->isWhole());
        QCOMPARE(check->numbers.size(), std::size_t{16});
        QVERIFY(check->numbers.front().row == 0 && check->numbers.back().row == 7);
        for (std::size_t i = 1; i < 16; ++i) {
            const auto at = [&](std::size_t k) { return check->numbers[k].row * 8 + check->numbers[k].col; };
            QCOMPARE(at(i) - at(i - 1), Index{4});
        }
    }

    void workTellsItsProgressAndCanBeEnded() {
        const StepRecord record = spiralStep();
        std::vector<double> shares;
        QVERIFY(checkTensor(record, {Quantity::Gradient, 0, 0}, 5e-3, [&](double share) {
            shares.push_back(share);
            return true;
        }));
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        QCOMPARE(shares.back(), 1.0);
        QVERIFY(!checkTensor(record, {Quantity::Gradient, 0, 0}, 5e-3, [](double) { return false; }));
        QVERIFY(!errorByStep(record, {Quantity::Gradient, 0, 0}, stepSizes(), [](double) { return false; }));
    }

    void theRecordIsNotChanged() {
        const StepRecord record = spiralStep();
        const Buffer gradient = record.trace.gradient;
        const std::vector<Scalar> before(record.before.parameters().begin(), record.before.parameters().end());
        CostProbe probe(record, {Quantity::Gradient, 0, 0});
        QVERIFY(std::abs(probe.costWith(0, 0, probe.valueAt(0, 0)) - record.trace.cost) < 1e-12);
        QVERIFY(probe.costWith(0, 0, 3) != record.trace.cost);
        QVERIFY(std::abs(probe.costWith(0, 0, probe.valueAt(0, 0)) - record.trace.cost) < 1e-12);
        QVERIFY(gradient == record.trace.gradient);
        QVERIFY(std::equal(before.begin(), before.end(), record.before.parameters().begin()));
    }

    void workGrowsWithTheNetworkBehind() {
        const StepRecord one = spiralStep({{4}}), batch = spiralStep();
        QVERIFY(probeWork(batch, {Quantity::Gradient, 0, 0}) > 10 * probeWork(one, {Quantity::Gradient, 0, 0}));
        QVERIFY(probeWork(one, {Quantity::Gradient, 0, 0}) > probeWork(one, {Quantity::Gradient, 2, 0}));
    }
};

QTEST_GUILESS_MAIN(TestTensorCheck)
#include "test_tensor_check.moc"
