#include "tests/support/test.h"
#include "tests/ui/lab/network_snapshot.h"
#include "ui/lab/matrices_canvas.h"
#include "ui/lab/matrices_view.h"
#include "ui/plots/color_bar.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QScrollArea>
#include <QScrollBar>

using namespace glassbox;

namespace {

struct Lab {
    explicit Lab(const Experiment& experiment = standardExperiment(), int width = 640) {
        snapshot = snapshotOf(experiment);
        view.resize(width, 190);
        host.resize(view.size());
        host.show();
        view.setSnapshot(snapshot);
        QCoreApplication::processEvents();
    }
    const MatrixLayout& layout() const { return view.canvas().layoutOfMatrices(); }
    MatricesCanvas* canvas() { return view.findChild<MatricesCanvas*>("weightsCanvas"); }
    const ParameterPlace& place(const std::string& name) const {
        for (const ParameterPlace& at : snapshot->network->places) {
            if (at.name == name) return at;
        }
        qFatal("no parameter");
    }
    /// Weight as PyTorch counts: row is the unit, column what comes in.
    float weight(const std::string& name, Index row, Index col) const {
        const ParameterPlace& at = place(name);
        const Index across = at.info.strides.size() > 1 ? at.info.strides[1] : 0;
        return snapshot->parameters[static_cast<std::size_t>(at.offset + row * at.info.strides[0] + col * across)];
    }
    QPoint centre(std::size_t group, std::size_t table, Index row, Index col) const {
        return layout().groups[group].tables[table].map.cellRect({row, col}).center().toPoint();
    }

    ThemeSource theme{ThemeChoice::Light};
    TrainingSession session{1};
    ExperimentDocument document{session};
    LabSelection selection;
    QWidget host;
    MatricesView view{document, selection, theme, weightsSource(), &host};
    std::shared_ptr<Snapshot> snapshot;
};

}  // namespace

class TestMatricesView : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyLayerHasItsMatrixAndItsBias() {
        Lab lab;  // 2-8-6-1
        QCOMPARE(lab.layout().groups.size(), std::size_t{3});
        const Index rows[] = {8, 6, 1}, cols[] = {2, 8, 6};
        for (std::size_t i = 0; i < 3; ++i) {
            const MatrixGroup& group = lab.layout().groups[i];
            QCOMPARE(group.tables.size(), std::size_t{2});
            QCOMPARE(group.tables[0].map.rows(), rows[i]);
            QCOMPARE(group.tables[0].map.cols(), cols[i]);
            QCOMPARE(group.tables[1].map.rows(), rows[i]);
            QCOMPARE(group.tables[1].map.cols(), 1);
            QVERIFY2(group.tables[1].map.rect().left() > group.tables[0].map.rect().right(), "The bias stands apart.");
        }
        QCOMPARE(lab.layout().groups[1].title, QString("Layer 2 · 6×8"));
        QCOMPARE(lab.layout().groups[2].title, QString("Output · 1×6"));
    }

    void cellsHaveTheColourOfTheirWeight() {
        Lab lab;
        const QImage image = lab.canvas()->grab().toImage();
        const ColorMap map = ColorMap::diverging(lab.theme.theme());
        for (Index row = 0; row < 6; ++row) {
            for (Index col = 0; col < 8; ++col) {
                const QRectF cell = lab.layout().groups[1].tables[0].map.cellRect({row, col});
                const QColor shown = image.pixelColor((cell.topLeft() + QPointF(4, 4)).toPoint());
                const float value = lab.weight("1.weight", row, col);
                QCOMPARE(shown.rgb(), map.color(static_cast<double>(value), lab.view.canvas().range()));
            }
        }
    }

    void oneScaleCoversAllLayers() {
        Lab lab;
        float largest = 0;
        for (const float value : lab.snapshot->parameters) largest = std::max(largest, std::abs(value));
        const ValueRange range = lab.view.canvas().range();
        QCOMPARE(range.low, -range.high);
        QVERIFY(range.high >= static_cast<double>(largest) && range.high < 1.11 * static_cast<double>(largest));
        auto* bar = lab.view.findChild<ColorBar*>("colorBar");
        QCOMPARE(bar->range(), range);
        QVERIFY(bar->lowText().startsWith(u'−') && bar->highText().startsWith(u'+'));
    }

    void theValueUnderThePointerIsNamed() {
        Lab lab;
        QTest::mouseMove(lab.canvas(), lab.centre(1, 0, 2, 4));
        QCOMPARE(lab.view.readout(), QString("Layer 2, unit 3 ← unit 5: %1")
                                         .arg(signedNumber(static_cast<double>(lab.weight("1.weight", 2, 4)))));
        QTest::mouseMove(lab.canvas(), lab.centre(1, 1, 5, 0));
        QCOMPARE(
            lab.view.readout(),
            QString("Layer 2, unit 6, bias: %1").arg(signedNumber(static_cast<double>(lab.weight("1.bias", 5, 0)))));
    }

    void theValueUnderThePointerIsNeverStale() {
        Lab lab;
        QTest::mouseMove(lab.canvas(), lab.centre(0, 0, 0, 0));
        auto next = std::make_shared<Snapshot>(*lab.snapshot);
        for (float& value : next->parameters) value = -0.75F;
        lab.view.setSnapshot(next);
        QVERIFY2(lab.view.readout().endsWith("−0.750"), qPrintable(lab.view.readout()));
    }

    void clickingARowChoosesItsUnit() {
        Lab lab;
        QTest::mouseClick(lab.canvas(), Qt::LeftButton, {}, lab.centre(1, 0, 4, 1));
        QVERIFY(lab.selection.unit() == (UnitRef{1, 4}));
        QTest::mouseClick(lab.canvas(), Qt::LeftButton, {}, lab.centre(1, 0, 4, 1));
        QVERIFY(!lab.selection.unit());
    }

    void arrowsGoFromCellToCellAndFromLayerToLayer() {
        Lab lab;
        lab.host.activateWindow();
        lab.canvas()->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(lab.canvas()->hasFocus());
        QVERIFY(lab.canvas()->property("wantsArrows").toBool());
        const auto expect = [&lab](std::size_t group, std::size_t table, HeatCell cell) {
            return lab.view.canvas().current() == MatrixLayout::Cell{group, table, cell};
        };
        QVERIFY(expect(0, 0, {0, 0}));
        QTest::keyClick(lab.canvas(), Qt::Key_Down);
        QVERIFY(expect(0, 0, {1, 0}));
        QTest::keyClick(lab.canvas(), Qt::Key_Right);
        QVERIFY(expect(0, 0, {1, 1}));
        QTest::keyClick(lab.canvas(), Qt::Key_Right);
        QVERIFY(expect(0, 1, {1, 0}));  // the bias
        QTest::keyClick(lab.canvas(), Qt::Key_Right);
        QVERIFY(expect(1, 0, {1, 0}));
        QVERIFY(lab.canvas()->accessibleDescription().startsWith("Layer 2, unit 2"));
        QTest::keyClick(lab.canvas(), Qt::Key_Return);
        QVERIFY(lab.selection.unit() == (UnitRef{1, 1}));
        QTest::keyClick(lab.canvas(), Qt::Key_Left);
        QVERIFY(expect(0, 1, {1, 0}));
    }

    void largeLayersAreShownInBlocksAndSaid() {
        Lab lab(experimentWith({784, 128}));
        QVERIFY(lab.layout().aggregated);
        lab.canvas()->clearFocus();
        QVERIFY(lab.view.readout().contains("blocks"));
        const auto& scroll = *lab.view.findChild<QScrollArea*>("weightsScroll");
        QVERIFY2(scroll.horizontalScrollBar()->maximum() > 0, "What does not fit must be reached by scrolling.");
        QTest::mouseMove(lab.canvas(), lab.centre(1, 0, 64, 100));
        QVERIFY(lab.view.readout().contains("largest of"));
        lab.canvas()->grab();
    }

    void aNetworkThatChangesDoesNoHarm() {
        Lab lab;
        QTest::mouseMove(lab.canvas(), lab.centre(1, 0, 5, 7));
        lab.view.setSnapshot(snapshotOf(experimentWith({3})));
        QCOMPARE(lab.layout().groups.size(), std::size_t{2});
        lab.canvas()->grab();
        auto without = std::make_shared<Snapshot>(*lab.snapshot);
        without->parameters.clear();
        lab.view.setSnapshot(without);
        lab.canvas()->grab();
        lab.view.setSnapshot(nullptr);
        lab.canvas()->grab();
        QVERIFY(lab.layout().groups.empty());
    }
};

QTEST_MAIN(TestMatricesView)
#include "test_matrices_view.moc"
