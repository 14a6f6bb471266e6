#include "tests/ui/lab/inside_lab.h"
#include "ui/lab/history_canvas.h"
#include "ui/lab/inside_tables.h"
#include "ui/lab/matrices_view.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

#include <cmath>

using namespace glassbox;

namespace {

HistoryCanvas* history(InsideLab& lab, const char* name) {
    return lab.find<HistoryCanvas>(name);
}

/// The middle of a cell of the first panel.
QPoint centre(const HistoryCanvas* canvas, const DistributionRecord& record, const HistoryLayout::Cell& cell) {
    return canvas->layoutOfPanels().rect(record, cell).center().toPoint();
}

const DistributionRecord& recordOf(InsideLab& lab, const char* view) {
    return lab.find<MatricesView>(view)->history();
}

}  // namespace

/// The numbers inside the network can be followed over the steps of a run.
class TestInsideHistory : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theSwitchIsReachedByKeysAndRemembered() {
        InsideLab lab;
        lab.card.activateWindow();
        auto* button = lab.find<QToolButton>("weightsOverTime");
        button->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(button->hasFocus());
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(history(lab, "weightsHistory")->isVisible() && !lab.canvas("weightsCanvas")->isVisible());
        lab.open(InsideCard::Gradients);
        QVERIFY(lab.canvas("gradientsCanvas")->isVisible());  // each tab for itself
        lab.open(InsideCard::Weights);
        QVERIFY(history(lab, "weightsHistory")->isVisible());
        QTest::mouseClick(lab.find<QToolButton>("weightsAsMap"), Qt::LeftButton);
        QVERIFY(lab.canvas("weightsCanvas")->isVisible());
    }

    void weightsAreAlwaysRecorded() {
        InsideLab lab(standardExperiment(), 0);
        lab.train(30);
        const DistributionRecord& record = recordOf(lab, "weightsView");
        QCOMPARE(record.moments().size(), std::size_t(31));
        QCOMPARE(record.moments().front().step, Index(0));
        QCOMPARE(record.keys().size(), std::size_t(6));  // weights and biases of three layers
        const auto weights = lab.trainer->network().layerParameters(1).first(48);
        const auto [least, greatest] = std::minmax_element(weights.begin(), weights.end());
        QCOMPARE(record.at(30, 2).least(), *least);
        QCOMPARE(record.at(30, 2).greatest(), *greatest);
        lab.card.setOverTime(InsideCard::Weights, true);
        QCOMPARE(history(lab, "weightsHistory")->layoutOfPanels().panels.size(), std::size_t(3));
        lab.card.grab();
    }

    void gradientsAreRecordedFromTheMomentTheyAreOpened() {
        InsideLab lab;
        lab.open(InsideCard::Gradients);
        QVERIFY(recordOf(lab, "gradientsView").isEmpty());
        QSignalSpy changed(&lab.card, &InsideCard::requestChanged);
        QTest::mouseClick(lab.find<QToolButton>("gradientsOverTime"), Qt::LeftButton);
        QCOMPARE(changed.count(), 1);
        lab.train(3);
        QCOMPARE(recordOf(lab, "gradientsView").moments().size(), std::size_t(4));
        QVERIFY(history(lab, "gradientsHistory")->sinceWords().startsWith("Recording since step 5; Rewind"));
        lab.open(InsideCard::Weights);
        lab.train(2);
        QVERIFY(!lab.snapshot->gradients.empty());  // goes on behind another tab
        QCOMPARE(recordOf(lab, "gradientsView").moments().size(), std::size_t(6));
        lab.open(InsideCard::Gradients);
        QTest::mouseClick(lab.find<QToolButton>("gradientsAsMap"), Qt::LeftButton);
        lab.open(InsideCard::Weights);
        lab.train(2);
        QVERIFY(lab.snapshot->gradients.empty());  // until it is turned off
        lab.card.setOverTime(InsideCard::Gradients, true);
        lab.open(InsideCard::Gradients);
        lab.train(2);
        const auto& moments = recordOf(lab, "gradientsView").moments();
        QCOMPARE(moments.size(), std::size_t(9));
        QVERIFY(moments[6].gapBefore);
        lab.card.grab();
    }

    void hoveringSaysShareAndBin() {
        InsideLab lab(standardExperiment(), 0);
        lab.train(60);
        lab.card.setOverTime(InsideCard::Weights, true);
        HistoryCanvas* canvas = history(lab, "weightsHistory");
        const DistributionRecord& record = recordOf(lab, "weightsView");
        const HistoryPanel& panel = canvas->layoutOfPanels().panels[1];
        const Distribution& now = record.at(40, panel.key);
        const auto bin = static_cast<int>(panel.axis.share(static_cast<double>(now.median())) * panel.bins());
        QTest::mouseMove(canvas, centre(canvas, record, {1, 40, bin}));
        const auto at = canvas->current();
        QVERIFY(at && at->panel == 1 && at->bin == bin);
        const double low = panel.binEdge(bin), high = panel.binEdge(bin + 1);
        const auto inside = std::count_if(now.ranks().begin(), now.ranks().end(),
                                          [&](float x) { return double(x) >= low && double(x) < high; });
        QVERIFY(inside > 0);
        const QString words = canvas->words();
        QVERIFY2(words.startsWith(QString("Layer 2, step %1: ").arg(record.moments()[at->moment].step)),
                 qPrintable(words));
        QVERIFY2(words.contains("of 48 weights between"), qPrintable(words));
        if (at->moment == 40) {
            const double percent = words.section(": ", 1).section(" %", 0, 0).toDouble();
            QVERIFY2(std::abs(percent - 100.0 * static_cast<double>(inside) / 48) < 0.1, qPrintable(words));
        }
        QCOMPARE(canvas->accessibleDescription(), words);
        canvas->grab();
    }

    void theKeysMoveACellThroughAllPanels() {
        InsideLab lab(standardExperiment(), 0);
        lab.train(5);
        lab.card.setOverTime(InsideCard::Weights, true);
        lab.card.activateWindow();
        HistoryCanvas* canvas = history(lab, "weightsHistory");
        canvas->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(canvas->hasFocus());
        QVERIFY(canvas->property("wantsArrows").toBool());
        QCOMPARE(canvas->current()->moment, std::size_t(5));
        const int bin = canvas->current()->bin;
        QTest::keyClick(canvas, Qt::Key_Right);
        QCOMPARE(canvas->current()->panel, std::size_t(1));
        QCOMPARE(canvas->current()->moment, std::size_t(0));
        QTest::keyClick(canvas, Qt::Key_Left);
        QTest::keyClick(canvas, Qt::Key_Home);
        QTest::keyClick(canvas, Qt::Key_Up);
        QVERIFY(*canvas->current() == (HistoryLayout::Cell{0, 0, bin + 1}));
        QVERIFY(canvas->accessibleDescription().startsWith("Layer 1, step 0: "));
        canvas->grab();
    }

    void aRewoundRunBeginsANewRecord() {
        InsideLab lab(standardExperiment(), 0);
        lab.train(5);
        lab.trainer->rewind();
        lab.show();
        QCOMPARE(recordOf(lab, "weightsView").moments().size(), std::size_t(1));
        lab.train(2);
        const quint64 before = lab.session.generation();
        Q_EMIT lab.session.historyChanged(true);  // as the cost chart, so the records
        QCOMPARE(lab.session.generation(), before);
        QVERIFY(recordOf(lab, "weightsView").isEmpty());
        lab.trainer->rewind();
        lab.show();
        Q_EMIT lab.session.historyChanged(true);  // the word may come after the new run's first snapshot
        QCOMPARE(recordOf(lab, "weightsView").moments().size(), std::size_t(1));
    }

    void adamsMemoriesAreRecordedBoth() {
        InsideLab lab(standardExperiment(), 0);
        lab.open(InsideCard::Optimizer);
        lab.card.setOverTime(InsideCard::Optimizer, true);
        QVERIFY(history(lab, "optimizerHistory")->layoutOfPanels().panels.empty());
        lab.card.grab();  // says how to start
        lab.train(6);
        HistoryCanvas* canvas = history(lab, "optimizerHistory");
        const DistributionRecord& record = recordOf(lab, "optimizerView");
        QCOMPARE(record.keys().size(), std::size_t(12));
        QCOMPARE(canvas->layoutOfPanels().panels.size(), std::size_t(3));
        QCOMPARE(record.keys()[canvas->layoutOfPanels().panels[0].key].series, std::string("m"));
        lab.find<QComboBox>("optimizerState")->setCurrentIndex(1);
        QCOMPARE(record.keys()[canvas->layoutOfPanels().panels[0].key].series, std::string("v"));
        QVERIFY(record.at(3, canvas->layoutOfPanels().panels[0].key).least() >= 0);
    }

    void activationsOfTheBatchAreRecorded() {
        InsideLab lab;
        lab.open(InsideCard::Activations);
        lab.card.setOverTime(InsideCard::Activations, true);
        lab.train(4);
        const DistributionRecord& record = recordOf(lab, "activationsView");
        QCOMPARE(record.keys().size(), std::size_t(4));
        QCOMPARE(record.keys()[1].count, Index(8 * 60));
        lab.card.grab();
    }

    void biasesAndTheAxisAreChosenInTheMenu() {
        InsideLab lab(standardExperiment(), 0);
        lab.train(10);
        auto* menu = lab.find<QToolButton>("weightsMenu");
        QVERIFY(menu->isHidden());
        lab.card.setOverTime(InsideCard::Weights, true);
        QVERIFY(menu->isVisible());
        HistoryCanvas* canvas = history(lab, "weightsHistory");
        const auto actions = menu->menu()->actions();
        QCOMPARE(actions.front()->text(), QString("weights"));
        actions[1]->trigger();
        QCOMPARE(canvas->options().name, std::string("bias"));
        const DistributionRecord& record = recordOf(lab, "weightsView");
        QCOMPARE(record.keys()[canvas->layoutOfPanels().panels[0].key].name, std::string("bias"));
        actions[actions.size() - 3]->trigger();
        QVERIFY(canvas->layoutOfPanels().panels[0].axis.isLogarithmic());
        QVERIFY2(canvas->remarks().join(' ').contains("log axis beyond"), qPrintable(canvas->remarks().join(' ')));
        actions[actions.size() - 4]->trigger();
        QVERIFY(!canvas->layoutOfPanels().panels[0].axis.isLogarithmic());
    }

    void everyPanelShowsZero() {
        InsideLab lab(standardExperiment(), 0);
        lab.train(10);
        lab.card.setOverTime(InsideCard::Weights, true);
        for (const bool perLayer : {false, true}) {
            lab.find<QToolButton>("weightsMenu")->menu()->actions().back()->setChecked(perLayer);
            for (const HistoryPanel& panel : history(lab, "weightsHistory")->layoutOfPanels().panels) {
                QVERIFY(panel.yOf(0) >= panel.plot.top() && panel.yOf(0) <= panel.plot.bottom());
                const Distribution& now = recordOf(lab, "weightsView").at(10, panel.key);
                QVERIFY(panel.yOf(double(now.greatest())) >= panel.plot.top() - 1e-6);
                QVERIFY(panel.yOf(double(now.least())) <= panel.plot.bottom() + 1e-6);
            }
        }
    }

    void everyColumnHoldsAllNumbers() {
        InsideLab lab(standardExperiment(), 0);
        lab.train(25);
        lab.card.setOverTime(InsideCard::Weights, true);
        const DistributionRecord& record = recordOf(lab, "weightsView");
        for (const HistoryPanel& panel : history(lab, "weightsHistory")->layoutOfPanels().panels) {
            const std::vector<float> shares = binShares(record, panel);
            for (std::size_t moment = 0; moment < record.moments().size(); ++moment) {
                double sum = 0;
                for (int bin = 0; bin < panel.bins(); ++bin)
                    sum += double(shares[moment * std::size_t(panel.bins()) + std::size_t(bin)]);
                QVERIFY2(std::abs(sum - 1) < 1e-5, qPrintable(QString::number(sum)));
            }
        }
    }

    void aLargeLayerIsSampledAndSaysSo() {
        InsideLab lab(experimentWith({96, 96}), 0);
        lab.train(3);
        lab.card.setOverTime(InsideCard::Weights, true);
        HistoryCanvas* canvas = history(lab, "weightsHistory");
        QVERIFY2(canvas->remarks().join(' ').contains("4 096 of each"), qPrintable(canvas->remarks().join(' ')));
        const HistoryPanel& panel = canvas->layoutOfPanels().panels[1];
        QTest::mouseMove(canvas, QPoint(int(panel.plot.left()) + 2, int(panel.yOf(0))));
        if (canvas->current()) QVERIFY2(canvas->words().contains("about"), qPrintable(canvas->words()));
    }

    void theRecordIsGivenAwayAsCsv() {
        InsideLab lab(standardExperiment(), 0);
        lab.train(3);
        lab.card.setOverTime(InsideCard::Weights, true);
        const PictureContent content = lab.card.content();
        QCOMPARE(content.name, QString("weights-over-time"));
        QVERIFY(content.widget == history(lab, "weightsHistory"));
        const QList<QByteArray> lines = tableCsv(content.table()).split('\n');
        QCOMPARE(lines[0],
                 QByteArray("step,layer,name,series,numbers,looked_at,not_finite,minimum,q5,q25,q50,q75,q95,maximum"));
        QCOMPARE(lines.size(), qsizetype(1 + 4 * 6 + 1));
        const QList<QByteArray> cells = lines[1].split(',');
        QCOMPARE(cells.size(), qsizetype(14));
        QCOMPARE(cells[10].toFloat(), recordOf(lab, "weightsView").at(0, 0).median());
    }
};

QTEST_MAIN(TestInsideHistory)
#include "test_inside_history.moc"
