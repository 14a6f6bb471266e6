#include "tests/ui/lab/inside_lab.h"
#include "ui/lab/norms_chart.h"
#include "ui/lab/norms_view.h"

#include <QComboBox>
#include <QTableView>

#include <cmath>

using namespace glassbox;

namespace {

double shown(const NormsModel& model, int row, NormsModel::Column column) {
    return model.data(model.index(row, column), Qt::DisplayRole).toString().replace(QChar(0x2212), '-').toDouble();
}

}  // namespace

/// How far a step moves every layer is told in numbers and drawn over the steps.
class TestNormsView : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theTableShowsTheStepThatWasMade() {
        InsideLab lab;
        lab.open(InsideCard::Norms);
        const NormsModel& model = lab.find<NormsView>("normsView")->model();
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.data(model.index(0, NormsModel::Ratio), Qt::DisplayRole).toString(), QString("–"));
        QVERIFY(!model.data(model.index(0, NormsModel::Ratio), Qt::ToolTipRole).toString().isEmpty());
        const auto before = lab.trainer->network().exportParameters();
        lab.train(1);
        const auto after = lab.trainer->network().exportParameters();
        double update = 0, length = 0;
        for (std::size_t i = 0; i < 2; ++i)  // weights and bias of the first layer
            for (std::size_t j = 0; j < before[i].values.size(); ++j) {
                const auto now = static_cast<double>(after[i].values[j]);
                length += now * now;
                update += std::pow(now - static_cast<double>(before[i].values[j]), 2);
            }
        const double ratio = std::sqrt(update) / std::sqrt(length);
        QVERIFY(std::abs(shown(model, 0, NormsModel::Ratio) - ratio) < 0.06 * ratio);
        QVERIFY(std::abs(shown(model, 0, NormsModel::Parameters) - std::sqrt(length)) < 0.006 * std::sqrt(length));
        QCOMPARE(model.data(model.index(2, NormsModel::Name), Qt::DisplayRole).toString(), QString("3"));
        QCOMPARE(model.data(model.index(2, NormsModel::Name), Qt::AccessibleTextRole).toString(), QString("Output"));
        QVERIFY(model.headerData(NormsModel::Ratio, Qt::Horizontal, Qt::ToolTipRole).toString().contains("1/1000"));
    }

    void aFrozenLayerSaysSo() {
        Experiment experiment = standardExperiment();
        experiment.network[0].options.set("frozen", true);
        InsideLab lab(experiment);
        lab.open(InsideCard::Norms);
        lab.train(1);
        const NormsModel& model = lab.find<NormsView>("normsView")->model();
        QCOMPARE(model.data(model.index(0, NormsModel::Name), Qt::DisplayRole).toString(), QString("1 frozen"));
        QCOMPARE(model.data(model.index(0, NormsModel::Ratio), Qt::DisplayRole).toString(), QString("0"));
        QVERIFY(shown(model, 1, NormsModel::Ratio) > 0);
    }

    void theChartDrawsTheChosenQuantity() {
        InsideLab lab;
        lab.open(InsideCard::Norms);
        lab.train(20);
        auto* chart = lab.find<NormsChart>("normsChart");
        const NormsPlot ratio = chart->geometryOfPlot();
        QVERIFY(!ratio.isEmpty());
        // The band of the rule of thumb is always on it.
        QVERIFY(ratio.yOf(usualRatioLow) <= ratio.plot.bottom() + 1e-6);
        QVERIFY(ratio.yOf(usualRatioHigh) >= ratio.plot.top() - 1e-6);
        for (const auto& moment : lab.find<NormsView>("normsView")->moments().all())
            for (const LayerNorms& norms : moment.content)
                if (norms.ratio())
                    QVERIFY(ratio.plot.contains(ratio.xOf(double(moment.step)), ratio.yOf(*norms.ratio())));
        auto* choice = lab.find<QComboBox>("normsQuantity");
        for (int i = 0; i < choice->count(); ++i) {
            choice->setCurrentIndex(i);
            QCOMPARE(chart->quantity(), static_cast<NormQuantity>(i));
            QVERIFY(!choice->toolTip().isEmpty());
            lab.card.grab();
        }
    }

    void theCrosshairTellsAMomentByMouseAndKeys() {
        InsideLab lab;
        lab.open(InsideCard::Norms);
        lab.train(10);
        auto* chart = lab.find<NormsChart>("normsChart");
        lab.card.activateWindow();
        chart->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(chart->hasFocus());
        QVERIFY2(chart->words().startsWith("step 15 · Layer 1 "), qPrintable(chart->words()));
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(chart->words().startsWith("step 14 "));
        const NormsPlot& plot = chart->geometryOfPlot();
        QTest::mouseMove(chart, QPointF(plot.xOf(9), plot.plot.center().y()).toPoint());
        QVERIFY2(chart->words().startsWith("step 9 "), qPrintable(chart->words()));
        QCOMPARE(chart->accessibleDescription(), chart->words());
    }

    void theChosenUnitsLayerIsTheChosenRow() {
        InsideLab lab;
        lab.open(InsideCard::Norms);
        lab.train(2);
        lab.selection.setUnit(UnitRef{1, 3});
        QCOMPARE(lab.find<QTableView>("normsTable")->currentIndex().row(), 1);
        lab.card.grab();
        lab.selection.setUnit({});
        QVERIFY(!lab.find<QTableView>("normsTable")->currentIndex().isValid());
    }

    void recordingGoesOnBehindOtherTabsWhereItCostsNothing() {
        InsideLab lab(standardExperiment(), 0);
        lab.train(2);
        QVERIFY(lab.snapshot->norms.empty());  // not before it was opened
        lab.open(InsideCard::Norms);
        lab.train(2);
        lab.open(InsideCard::Weights);
        lab.train(2);
        QVERIFY(!lab.snapshot->norms.empty());
        InsideLab wide(experimentWith({256, 128}), 0);
        wide.open(InsideCard::Norms);
        wide.train(1);
        wide.open(InsideCard::Weights);
        wide.train(1);
        QVERIFY(wide.snapshot->norms.empty());
        wide.open(InsideCard::Norms);
        wide.train(1);
        QVERIFY(wide.find<NormsView>("normsView")->moments().all().back().gapBefore ||
                wide.find<NormsView>("normsView")->moments().all()[2].gapBefore);
    }

    void theNormsAreGivenAwayAsCsv() {
        InsideLab lab;
        lab.open(InsideCard::Norms);
        lab.train(2);
        const PictureContent content = lab.card.content();
        QCOMPARE(content.name, QString("norms"));
        QVERIFY(content.widget != nullptr);
        const QList<QByteArray> lines = tableCsv(content.table()).split('\n');
        QCOMPARE(lines[0], QByteArray("step,layer,frozen,parameters,gradient,update,ratio"));
        QCOMPARE(lines.size(), qsizetype(1 + 3 * 3 + 1));
        QVERIFY(lines[1].endsWith(",,"));  // the first moment was not watched yet
        const QList<QByteArray> last = lines[9].split(',');
        QVERIFY(std::abs(last[5].toDouble() / last[3].toDouble() - last[6].toDouble()) < 1e-6);
    }
};

QTEST_MAIN(TestNormsView)
#include "test_norms_view.moc"
