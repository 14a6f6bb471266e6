#include "engine/data/drawn_data.h"
#include "tests/support/test.h"
#include "ui/models/point_edits.h"

#include <cmath>

using namespace glassbox;

/// Changing drawn points: nothing leaves the plane, the last point to train on stays, and a chosen sample is followed.
class TestPointEdits : public GlassboxTest {
    Q_OBJECT

    static PointSet three() {
        return PointSet({"drawn_classes",
                         {{"classes", std::int64_t{3}},
                          {"points", Numbers{0, 0, 0, 1, 0, 1, 5, 5, 1}},
                          {"validation_points", Numbers{0.2, 0, 2}}}});
    }
    static Dataset dataOf(const PointSet& points) { return makeDataset(points.spec(), {}, 1); }

  private Q_SLOTS:
    void pointsAreAddedMovedAndErased() {
        PointSet points = three();
        QVERIFY(points.add({2.00049, -3, 2}, false));
        QVERIFY(points.add({2, -3, 0}, true));
        QCOMPARE(points.count(false), Index{4});
        QCOMPARE(points.count(true), Index{2});
        QCOMPARE(points.at({false, 3}).x, 2.0);  // as fine as the eye can tell
        points.move({false, 0}, -1, 1.5);
        QCOMPARE(points.at({false, 0}).y, 1.5);
        QCOMPARE(points.at({false, 0}).target, 0.0);
        QVERIFY(points.erase({true, 0}));
        QCOMPARE(points.at({true, 0}).target, 0.0);
        dataOf(points);  // does not throw
    }

    void whatIsDrawnOutsideStaysOnTheEdge() {
        PointSet points = three();
        points.add({99, -99, 0}, false);
        QCOMPARE(points.at({false, 3}).x, 6.0);
        QCOMPARE(points.at({false, 3}).y, -6.0);
        points.move({false, 0}, -7, 3);
        QCOMPARE(points.at({false, 0}).x, -6.0);
        dataOf(points);
    }

    void erasingTakesWhatLiesNearAndLeavesHiddenPointsAlone() {
        PointSet points = three();
        QCOMPARE(points.eraseAround(0, 0, 1.5, 0.5, false), Index{2});
        QCOMPARE(points.count(false), Index{1});
        QCOMPARE(points.count(true), Index{1});
        QCOMPARE(points.eraseAround(0, 0, 1.5, 0.5, true), Index{1});
        QCOMPARE(points.count(true), Index{0});
        QVERIFY(!points.spec().options.has("validation_points"));
    }

    void theLastTrainingPointCantBeErased() {
        PointSet points = three();
        QCOMPARE(points.eraseAround(0, 0, 100, 100, true), Index{3});
        QCOMPARE(points.count(false), Index{1});
        QVERIFY(!points.erase({false, 0}));
        QCOMPARE(points.count(false), Index{1});
        QCOMPARE(points.emptyClasses(), (std::vector<Index>{0, 2}));
    }

    void clearingKeepsOnePointAClass() {
        PointSet points = three();
        points.clear();
        QCOMPARE(points.count(false), Index{2});
        QCOMPARE(points.count(true), Index{0});
        QCOMPARE(points.emptyClasses(), std::vector<Index>{2});
        PointSet curve({"drawn_curve", {{"points", Numbers{0, 1, 2, 3}}}});
        curve.clear();
        QCOMPARE(curve.count(), Index{1});
    }

    void onACurveTheHeightIsTheValue() {
        PointSet curve({"drawn_curve", {{"points", Numbers{0, 1}}}});
        QVERIFY(curve.isCurve());
        curve.add({9, 42.5, 7}, false);
        QCOMPARE(curve.at({false, 1}).x, 6.0);
        QCOMPARE(curve.at({false, 1}).y, 42.5);
        QCOMPARE(curve.at({false, 1}).target, 42.5);
        curve.move({false, 1}, 1, -8);
        QCOMPARE(curve.at({false, 1}).target, -8.0);
    }

    void thereAreAtMostTwentyThousand() {
        PointSet points({"drawn_curve", {{"points", Numbers(2 * 20000, 0.5)}}});
        QVERIFY(!points.add({1, 1, 0}, true));
        QCOMPARE(points.count(), Index{20000});
    }

    void generatedDataAreFixedAndTablesMakeRoom() {
        const Experiment spiral = standardExperiment();
        QVERIFY(whyNoDrawing(spiral).isEmpty());
        const Experiment drawn = withDrawnPoints(spiral);
        QCOMPARE(drawn.data.kind, std::string("drawn_classes"));
        QVERIFY(drawn.network == spiral.network && drawn.features == spiral.features);
        QVERIFY(wordsOnFixing(spiral, drawn).contains(QStringLiteral("Spiral")));
        QVERIFY(withDrawnPoints(drawn) == drawn);
        validate(drawn);
        Experiment table = spiral;
        table.data = {"csv", {{"path", std::string("x.csv")}}};
        table.network.back().options.set("units", std::int64_t{3});
        table.network.back().options.set("activation", std::string("softmax"));
        table.training.loss = {"cross_entropy"};
        QVERIFY(whyNoDrawing(table).contains(QStringLiteral("table")));
        const Experiment fresh = withDrawnPoints(table);
        validate(fresh);
        QCOMPARE(PointSet(fresh.data).count(false), Index{2});
        QVERIFY(PointSet(fresh.data).emptyClasses().empty());
    }

    void noisyPointsOutsideAreCountedInWords() {
        Experiment noisy = standardExperiment();
        noisy.data.options.set("noise", 0.6);
        const QString words = wordsOnFixing(noisy, withDrawnPoints(noisy));
        QVERIFY2(words.contains(QStringLiteral("points outside the plane were moved to its edge")), qPrintable(words));
    }

    void aChosenSampleIsFollowed() {
        PointSet points = three();
        const Dataset before = dataOf(points);
        points.erase({false, 0});
        const Dataset erased = dataOf(points);
        QCOMPARE(followSample(&before, &erased, 2), std::optional<Index>(1));
        QCOMPARE(followSample(&before, &erased, 0), std::nullopt);
        QCOMPARE(followSample(&erased, &before, 1), std::optional<Index>(2));  // as undo does
        PointSet moved = three();
        moved.move({false, 1}, 4, 4);
        const Dataset after = dataOf(moved);
        QCOMPARE(followSample(&before, &after, 1), std::optional<Index>(1));
        QCOMPARE(followSample(&before, &after, std::nullopt), std::nullopt);
        const Dataset spiral = makeDataset({"spiral"}, {}, 1), other = makeDataset({"spiral"}, {}, 2);
        const Dataset same = makeDataset(drawnCopy({"spiral"}, 1).data, {}, 1);
        QCOMPARE(followSample(&spiral, &same, 17), std::optional<Index>(17));
        QCOMPARE(followSample(&spiral, &other, 17), std::nullopt);
    }
};

QTEST_APPLESS_MAIN(TestPointEdits)
#include "test_point_edits.moc"
