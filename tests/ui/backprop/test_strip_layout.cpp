#include "tests/support/step_walk.h"
#include "tests/support/test.h"
#include "ui/backprop/strip_layout.h"
#include "ui/models/walk_model.h"

using namespace glassbox;

/// The strip of all steps: every operation has its box, in order, whatever the room.
class TestStripLayout : public GlassboxTest {
    Q_OBJECT

    static StripLayout layoutOf(const Walk& walk, double width, double scale = 1) {
        return layoutStrip(walk, std::vector<double>(static_cast<std::size_t>(walk.count()), 50.0 * scale), {width, 90},
                           scale);
    }

  private Q_SLOTS:
    void boxesStandInOrderAndNeverOverlap_data() {
        QTest::addColumn<double>("width");
        QTest::addColumn<double>("scale");
        QTest::newRow("roomy") << 1800.0 << 1.0;
        QTest::newRow("usual") << 1150.0 << 1.0;
        QTest::newRow("tight") << 300.0 << 1.0;
        QTest::newRow("large text") << 1150.0 << 1.5;
    }
    void boxesStandInOrderAndNeverOverlap() {
        QFETCH(double, width);
        QFETCH(double, scale);
        const Walk walk(steps::onXor({1}, "adam"));
        const StripLayout layout = layoutOf(walk, width, scale);
        QCOMPARE(static_cast<Index>(layout.boxes.size()), walk.count());
        for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
            QVERIFY(layout.boxes[i].width() >= 50 * scale);
            QVERIFY(QRectF({0, 0}, layout.size).contains(layout.boxes[i]));
            if (i > 0) QVERIFY(layout.boxes[i].left() > layout.boxes[i - 1].right());
            QCOMPARE(layout.at(layout.boxes[i].center()), static_cast<Index>(i));
        }
        QVERIFY(layout.size.width() >= width);
    }
    void thePhasesAreNamedWhereTheyBegin() {
        const Walk walk(steps::onXor());
        const StripLayout layout = layoutOf(walk, 1150);
        QCOMPARE(layout.labels.size(), std::size_t(3));
        QCOMPARE(layout.labels[0].phase, Phase::Forward);
        QCOMPARE(layout.labels[1].phase, Phase::Backward);
        QCOMPARE(layout.labels[2].phase, Phase::Update);
        for (Index i = 1; i < walk.count(); ++i) {
            if (walk.at(i).phase == Phase::Forward || walk.at(i - 1).phase != Phase::Forward) continue;
            QCOMPARE(layout.labels[1].rect.left(), layout.boxes[static_cast<std::size_t>(i)].left());
        }
    }
    void operationsOfALayerAreHeldTogether() {
        const Walk walk(steps::onXor());
        const StripLayout layout = layoutOf(walk, 1150);
        // Forward: layer 1, layer 2, loss; backward: layer 2, layer 1; update: layer 1, layer 2.
        std::vector<Index> layers;
        for (const auto& group : layout.groups) layers.push_back(group.layer);
        QCOMPARE(layers, (std::vector<Index>{0, 1, -1, 1, 0, 0, 1}));
    }
    void besideTheBoxesIsNothing() {
        const Walk walk(steps::onXor());
        const StripLayout layout = layoutOf(walk, 1150);
        QCOMPARE(layout.at({-5, 10}), Index(-1));
        QCOMPARE(layout.at({layout.boxes[0].center().x(), layout.boxes[0].bottom() + 30}), Index(-1));
    }
};

QTEST_GUILESS_MAIN(TestStripLayout)
#include "test_strip_layout.moc"
