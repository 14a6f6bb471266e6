#include "tests/support/test.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/scale.h"

#include <cmath>

using namespace glassbox;

class TestScale : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void linearScalesCoverTheValues_data() {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("costs") << 0.0 << 0.73;
        QTest::newRow("both signs") << -3.2 << 1.1;
        QTest::newRow("tiny") << 0.0 << 3e-9;
        QTest::newRow("huge") << 0.0 << 4.2e12;
        QTest::newRow("all the same") << 0.5 << 0.5;
        QTest::newRow("all zero") << 0.0 << 0.0;
        QTest::newRow("not a number") << std::nan("") << 1.0;
    }
    void linearScalesCoverTheValues() {
        QFETCH(double, low);
        QFETCH(double, high);
        for (const int most : {2, 4, 6}) {
            const Scale scale = linearScale(low, high, most);
            QVERIFY(scale.low < scale.high);
            if (!std::isnan(low)) QVERIFY(scale.low <= low && scale.high >= high);
            QVERIFY(scale.ticks.size() >= 2);
            QVERIFY(static_cast<int>(scale.ticks.size()) <= std::max(most, 3));
            for (std::size_t i = 1; i < scale.ticks.size(); ++i) {
                QVERIFY(scale.ticks[i].position > scale.ticks[i - 1].position);
                QVERIFY(scale.ticks[i].label != scale.ticks[i - 1].label);
            }
        }
    }

    void logScalesLabelPowersOfTen() {
        const Scale scale = logScale(0.00042, 0.7, 6);
        QCOMPARE(scale.low, -4.0);
        QCOMPARE(scale.high, 0.0);
        QCOMPARE(scale.ticks.front().label, QString("0.0001"));
        QCOMPARE(scale.ticks.back().label, QString("1"));
    }

    void logScalesOfASmallRangeHaveLabelsBetween() {
        const Scale scale = logScale(0.15, 0.8, 6);
        QVERIFY(scale.ticks.size() >= 2);
        QVERIFY(scale.low <= std::log10(0.15) && scale.high >= std::log10(0.8));
        for (const double value : {0.300, 0.31}) QVERIFY(logScale(value, value * 1.01, 6).ticks.size() >= 2);
    }

    void theEpochAxisRestsWhileARunGrows() {
        QCOMPARE(epochScale(0, 901, 5), epochScale(0, 999, 5));
        QVERIFY(epochScale(0, 901, 5).high >= 999);
        QCOMPARE(epochScale(0, 0, 5).low, 0.0);
        // A history whose start was discarded does not leave the chart empty on the left.
        const Scale late = epochScale(240, 300, 5);
        QVERIFY(late.low <= 240 && late.low > 200);
        QVERIFY(late.high >= 300 && late.high < 400);
        QCOMPARE(late.ticks.front().position, late.low);
        for (const double last : {0.0, 3.0, 17.0, 1234567.0}) QVERIFY(epochScale(0, last, 5).high >= last);
    }

    void numbersReadLikeNumbers() {
        QCOMPARE(plotNumber(0.48249), QString("0.482"));
        QCOMPARE(plotNumber(-3.14159), QString("−3.14"));
        QCOMPARE(plotNumber(0), QString("0"));
        QCOMPARE(signedNumber(0.5), QString("+0.500"));
        QCOMPARE(axisNumber(-6), QString("−6"));
        QCOMPARE(axisNumber(1.5), QString("1.5"));
        QCOMPARE(plotNumber(std::nan("")), QString("not a number"));
        QCOMPARE(countText(1234567), QString("1\u2009234\u2009567"));
    }

    void onlyAPerfectScoreIsAHundredPercent() {
        QCOMPARE(percentText(1), QString("100.0\u00a0%"));
        QCOMPARE(percentText(0.99996), QString("99.9\u00a0%"));
        QCOMPARE(percentText(0.992), QString("99.2\u00a0%"));
    }
};

QTEST_GUILESS_MAIN(TestScale)
#include "test_scale.moc"
