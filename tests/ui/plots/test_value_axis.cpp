#include "tests/support/test.h"
#include "ui/plots/value_axis.h"

#include <cmath>

using namespace glassbox;

/// An axis of values always shows zero, and its labels can be read.
class TestValueAxis : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void bothAxesGoThereAndBack() {
        for (const ValueAxis& axis : {ValueAxis::linear(-0.3, 1.7, 5), ValueAxis::symmetricLog(-0.3, 1.7, 1e-3, 5),
                                      ValueAxis::symmetricLog(0, 2e-5, 1e-9, 4)}) {
            for (double share = 0; share <= 1; share += 0.05)
                QVERIFY(std::abs(axis.share(axis.value(share)) - share) < 1e-9);
            QVERIFY(axis.low() <= 0 && axis.high() >= 0);
            QVERIFY(std::abs(axis.value(axis.share(0.0))) < 1e-12);
        }
    }

    void everyValueIsInside() {
        const ValueAxis axis = ValueAxis::symmetricLog(-0.0312, 4.4, 1e-4, 6);
        QVERIFY(axis.share(-0.0312) >= 0 && axis.share(4.4) <= 1);
        QVERIFY(axis.isLogarithmic());
        QVERIFY(axis.share(1e-2) - axis.share(1e-3) > 0.08);  // small values get their room
    }

    void zeroIsLabelledAndLabelsKeepApart() {
        for (const ValueAxis& axis :
             {ValueAxis::linear(0.4, 0.9, 4), ValueAxis::symmetricLog(-8, 8, 1e-5, 5),
              ValueAxis::symmetricLog(0, 1e-3, 1e-8, 5), ValueAxis::symmetricLog(-3e-7, 0, 1e-12, 5)}) {
            bool zero = false;
            double before = -1;
            for (const Tick& tick : axis.ticks()) {
                zero = zero || tick.position == 0;
                QVERIFY2(axis.share(tick.position) - before > 0.05, qPrintable(tick.label));
                before = axis.share(tick.position);
            }
            QVERIFY(zero);
            QVERIFY(axis.ticks().size() >= 2);
        }
    }

    void nothingButZerosIsDrawnToo() {
        const ValueAxis axis = ValueAxis::symmetricLog(0, 0, 0, 4);
        QVERIFY(axis.high() > axis.low());
        QVERIFY(std::isfinite(axis.share(0)));
    }
};

QTEST_APPLESS_MAIN(TestValueAxis)
#include "test_value_axis.moc"
