#include "tests/support/test.h"
#include "ui/plots/history_series.h"

#include <cmath>

using namespace glassbox;

class TestHistorySeries : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void shortHistoriesAreDrawnWhole() {
        HistorySeries series;
        for (int i = 0; i < 300; ++i) series.append(i, std::sin(i));
        const QList<QPointF> points = series.points(300, 200, false);
        QCOMPARE(points.size(), 300);
        for (int i = 0; i < 300; ++i) QCOMPARE(points[i], QPointF(i, std::sin(i)));
    }

    void aSpikeOfOneEpochSurvives_data() {
        QTest::addColumn<int>("length");
        QTest::newRow("a few pixels' worth") << 3000;
        QTest::newRow("longer than the buckets") << 50000;
        QTest::newRow("very long") << 1000000;
    }
    void aSpikeOfOneEpochSurvives() {
        QFETCH(int, length);
        const int spike = length * 2 / 3 + 1, dip = length / 5;
        HistorySeries series;
        for (int i = 0; i < length; ++i) series.append(i, i == spike ? 7 : i == dip ? -4 : 1);
        const QList<QPointF> points = series.points(length, 300, false);
        QVERIFY(points.size() <= 2 * 300 + 4);
        QVERIFY(points.contains(QPointF(spike, 7)));
        QVERIFY(points.contains(QPointF(dip, -4)));
        QCOMPARE(series.highest(), 7.0);
        QCOMPARE(series.lowest(), -4.0);
    }

    void pointsGoFromLeftToRightAndEndWithTheNewest() {
        HistorySeries series;
        for (int i = 0; i < 77777; ++i) series.append(i, std::cos(i * 0.37) / (1 + i));
        const QList<QPointF> points = series.points(80000, 250, false);
        for (qsizetype i = 1; i < points.size(); ++i) QVERIFY(points[i].x() > points[i - 1].x());
        QCOMPARE(points.front().x(), 0.0);
        QCOMPARE(points.back().x(), 77776.0);
        QCOMPARE(series.count(), 77777);
    }

    void aLogarithmicAxisLeavesOutWhatIsNotPositiveAndCountsIt() {
        HistorySeries series;
        for (int i = 0; i < 10; ++i) series.append(i, i % 2 == 0 ? 0.01 : 0);
        const QList<QPointF> points = series.points(10, 100, true);
        QCOMPARE(points.size(), 5);
        for (const QPointF& point : points) QCOMPARE(point.y(), -2.0);
        QCOMPARE(series.notPositive(), 5);
        QCOMPARE(series.lowestPositive().value_or(0), 0.01);
    }

    void costsOfZeroDoNotHideOthersInTheSamePixel() {
        HistorySeries series;
        for (int i = 0; i < 20000; ++i) series.append(i, i % 2 == 0 ? 0.1 : 0);
        QVERIFY(series.points(20000, 100, true).size() > 90);
    }
};

QTEST_GUILESS_MAIN(TestHistorySeries)
#include "test_history_series.moc"
