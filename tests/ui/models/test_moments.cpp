#include "tests/support/test.h"
#include "ui/models/distribution_record.h"

using namespace glassbox;

namespace {

std::vector<Index> stepsOf(const Moments<int>& moments) {
    std::vector<Index> steps;
    for (const auto& moment : moments.all()) steps.push_back(moment.step);
    return steps;
}

}  // namespace

/// A run of any length is remembered from its beginning on, in bounded memory.
class TestMoments : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyMomentIsKeptAtFirst() {
        Moments<int> moments(8);
        for (int i = 0; i < 8; ++i) moments.add(i * 10, i);
        QCOMPARE(stepsOf(moments), (std::vector<Index>{0, 10, 20, 30, 40, 50, 60, 70}));
        QCOMPARE(moments.all()[3].content, 3);
    }

    void aLongRunIsThinnedEvenly() {
        Moments<int> moments(100);
        for (int i = 0; i <= 100'000; ++i) moments.add(i, i);
        const auto steps = stepsOf(moments);
        QVERIFY(steps.size() > 45 && steps.size() <= 101);
        QCOMPARE(steps.front(), Index(0));
        QCOMPARE(steps.back(), Index(100'000));
        Index widest = 0;
        for (std::size_t i = 1; i < steps.size(); ++i) widest = std::max(widest, steps[i] - steps[i - 1]);
        QVERIFY2(widest <= 2 * 100'000 / 45, qPrintable(QString::number(widest)));
        QVERIFY(steps[1] <= 100'000 / 45);  // the early steps too
    }

    void theNewestIsAlwaysThere() {
        Moments<int> moments(10);
        for (int i = 0; i <= 777; ++i) {
            moments.add(i, i * 2);
            QCOMPARE(moments.all().back().step, Index(i));
            QCOMPARE(moments.all().back().content, i * 2);
        }
    }

    void theSameStepIsKeptOnce() {
        Moments<int> moments;
        moments.add(5, 1);
        moments.add(5, 2);  // an edit between two steps
        QCOMPARE(moments.all().size(), std::size_t(1));
        QCOMPARE(moments.all().front().content, 2);
    }

    void anEarlierStepBelongsToAnotherRun() {
        Moments<int> moments;
        for (int i = 0; i < 5; ++i) moments.add(i, i);
        moments.add(0, 9);
        QCOMPARE(stepsOf(moments), std::vector<Index>{0});
        moments.add(3, 1);
        moments.skip(1);  // rewound while nothing was recorded
        QVERIFY(moments.isEmpty());
    }

    void gapsAreMarked() {
        Moments<int> moments(8);
        moments.add(1, 0);
        moments.skip(1);  // nothing was missed
        moments.add(2, 0);
        QVERIFY(!moments.all()[1].gapBefore);
        moments.skip(5);
        moments.skip(9);
        moments.add(10, 0);
        QVERIFY(moments.all()[2].gapBefore);
        for (int i = 11; i < 40; ++i) moments.add(i, 0);  // also once it was thinned
        int gaps = 0;
        for (const auto& moment : moments.all()) gaps += moment.gapBefore ? 1 : 0;
        QCOMPARE(gaps, 1);
    }

    void theNearestMomentIsFound() {
        Moments<int> moments;
        for (const int step : {0, 10, 20, 100}) moments.add(step, step);
        QCOMPARE(moments.nearest(-3), std::size_t(0));
        QCOMPARE(moments.nearest(4), std::size_t(0));
        QCOMPARE(moments.nearest(6), std::size_t(1));
        QCOMPARE(moments.nearest(59), std::size_t(2));
        QCOMPARE(moments.nearest(61), std::size_t(3));
        QCOMPARE(moments.nearest(1e9), std::size_t(3));
    }

    void aRecordBeginsAnewWithOtherLayers() {
        DistributionRecord record;
        const std::vector<float> numbers{1, 2, 3, 4};
        record.record(0, {{{"", 0, "weight", 4}, numbers}});
        record.record(1, {{{"", 0, "weight", 4}, numbers}});
        QCOMPARE(record.moments().size(), std::size_t(2));
        record.record(2, {{{"", 0, "weight", 3}, std::span(numbers).first(3)}});
        QCOMPARE(record.moments().size(), std::size_t(1));
        QCOMPARE(record.at(0, 0).greatest(), 3.0F);
        record.record(3, {});
        QVERIFY(record.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestMoments)
#include "test_moments.moc"
