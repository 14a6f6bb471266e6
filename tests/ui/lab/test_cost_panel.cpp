#include "tests/support/test.h"
#include "ui/lab/cost_panel.h"
#include "ui/lab/output_legend.h"
#include "ui/models/kept_runs.h"
#include "ui/plots/cost_chart.h"
#include "ui/shell/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QSignalSpy>

#include <cmath>

using namespace glassbox;

namespace {

struct Lab {
    explicit Lab(Experiment experiment = standardExperiment()) {
        experiment.data.options.set("points", std::int64_t(60));
        document.reset(experiment);
        panel.resize(372, 276);
        host.show();
    }
    void train(int epochs) {
        for (int i = 0; i < epochs; ++i) {
            const auto before = session.history().size();
            session.stepEpoch();
            if (!QTest::qWaitFor([&] { return session.history().size() > before; }, 20000)) qFatal("no epoch");
        }
    }
    /// True once the chart draws exactly the session's history.
    bool showsHistory() const {
        const HistoryRows& rows = session.history();
        const QList<QPointF> training = panel.chart().figure().shownPoints(HistoryCurve::TrainingCost);
        const QList<QPointF> validation = panel.chart().figure().shownPoints(HistoryCurve::ValidationCost);
        if (training.size() != static_cast<qsizetype>(rows.size()) || validation.size() != training.size())
            return false;
        for (qsizetype i = 0; i < training.size(); ++i) {
            const HistoryRow& row = rows[static_cast<std::size_t>(i)];
            if (training[i] != QPointF(static_cast<double>(row.epoch), row.training.cost)) return false;
            if (validation[i] != QPointF(static_cast<double>(row.epoch), row.validation->cost)) return false;
        }
        return true;
    }

    ThemeSource theme{ThemeChoice::Light};
    TrainingSession session{1};
    ExperimentDocument document{session};
    QWidget host;
    CostPanel panel{document, theme, &host};
};

}  // namespace

class TestCostPanel : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void beforeThereIsAHistoryASentenceSaysSo() {
        ThemeSource theme(ThemeChoice::Light);
        TrainingSession session(1);
        ExperimentDocument document(session);
        QWidget host;
        CostPanel panel(document, theme, &host);
        host.show();
        QVERIFY(panel.findChild<QLabel*>("costEmpty")->isVisible());
        QVERIFY(!panel.chart().isVisible());
    }

    void theChartFollowsTheRun() {
        Lab lab;
        lab.train(4);
        QTRY_VERIFY(lab.showsHistory());
        QVERIFY(lab.panel.chart().isVisible());
        lab.train(3);
        QTRY_VERIFY(lab.showsHistory());
        lab.session.rewind();
        QTRY_VERIFY(lab.session.history().size() <= 1);
        QTRY_VERIFY(lab.showsHistory());
    }

    void theLegendNamesWhatIsDrawn() {
        Lab lab;
        lab.train(1);
        QTRY_VERIFY(lab.showsHistory());
        const auto& entries = lab.panel.findChild<OutputLegend*>("costLegend")->entries();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0].color, lab.theme.theme().train);
        QCOMPARE(entries[1].color, lab.theme.theme().validation);
    }

    /// The cost of kept runs stands thin behind the present one, on the same axes.
    void keptRunsAreDrawnBehind() {
        Lab lab;
        KeptRuns runs(lab.document);
        lab.train(12);
        runs.keep();
        QTRY_COMPARE(lab.document.runs().kept.size(), std::size_t{1});
        lab.session.rewind();
        QTRY_VERIFY(lab.session.history().size() <= 1);
        lab.train(2);
        QTRY_VERIFY(lab.showsHistory());
        const CostFigure& figure = lab.panel.chart().figure();
        QCOMPARE(figure.kept().size(), std::size_t{1});
        QCOMPARE(figure.kept()[0].name, QString("Run 1"));
        const HistoryRow& last = lab.document.runs().kept[0].state->history.back();
        QCOMPARE(figure.kept()[0].points.back(), QPointF(12, last.validation->cost));
        QVERIFY(figure.shownCharts()[0]->xScale().high >= 12);
        lab.panel.chart().setFocus();
        QTest::keyClick(&lab.panel.chart(), Qt::Key_Home);  // the value at the crosshair is told by name
        QVERIFY2(lab.panel.chart().readout().contains("Run 1: "), qPrintable(lab.panel.chart().readout()));
        if (qEnvironmentVariableIsSet("GLASSBOX_PICTURES"))
            lab.panel.grab().save(qEnvironmentVariable("GLASSBOX_PICTURES") + "/kept-curves.png");
        lab.panel.findChild<QAction*>("showKeptRuns")->trigger();
        QVERIFY(figure.kept().empty());
        lab.panel.findChild<QAction*>("showKeptRuns")->trigger();
        QCOMPARE(figure.kept().size(), std::size_t{1});
        Experiment other = lab.document.experiment();  // costs of another loss can't be compared
        other.training.loss = {"mse"};
        QVERIFY(lab.document.edit("MSE", other));
        QVERIFY(figure.kept().empty());
    }

    void logIsATickAway() {
        Lab lab;
        lab.train(2);
        QTRY_VERIFY(lab.showsHistory());
        lab.panel.findChild<QCheckBox*>("logAxis")->click();
        QVERIFY(lab.panel.chart().figure().options().logarithmic);
        const QList<QPointF> points = lab.panel.chart().figure().shownPoints(HistoryCurve::TrainingCost);
        QCOMPARE(points.front().y(), std::log10(lab.session.history().front().training.cost));
    }

    void accuracyAndLearningRateCanBeAsked() {
        Lab lab;
        lab.train(2);
        QTRY_VERIFY(lab.showsHistory());
        QCOMPARE(lab.panel.chart().figure().shownCharts().size(), std::size_t{1});
        lab.panel.findChild<QAction*>("showAccuracy")->trigger();
        QCOMPARE(lab.panel.chart().figure().shownCharts().size(), std::size_t{2});
        QCOMPARE(lab.panel.chart().figure().shownPoints(HistoryCurve::ValidationAccuracy).back().y(),
                 lab.session.history().back().validation->accuracy.value());
        lab.panel.findChild<QAction*>("showLearningRate")->trigger();
        QCOMPARE(lab.panel.chart().figure().shownCharts().size(), std::size_t{3});
        lab.panel.findChild<QAction*>("showAccuracy")->trigger();
        QCOMPARE(lab.panel.chart().figure().shownCharts().size(), std::size_t{2});
    }

    void aHighCardShowsThemByItself() {
        Lab lab;
        lab.train(2);
        QTRY_VERIFY(lab.showsHistory());
        lab.panel.resize(372, 520);
        QTRY_COMPARE(lab.panel.chart().figure().shownCharts().size(), std::size_t{3});
        lab.panel.resize(372, 240);
        QTRY_COMPARE(lab.panel.chart().figure().shownCharts().size(), std::size_t{1});
    }

    void earlyStoppingMarksTheBestEpoch() {
        Experiment experiment = standardExperiment();
        experiment.training.earlyStopping.patience = 50;
        Lab lab(experiment);
        lab.train(5);
        QTRY_VERIFY(lab.showsHistory());
        const HistoryRows& rows = lab.session.history();
        std::size_t best = 0;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            if (rows[i].validation->cost < rows[best].validation->cost) best = i;
        }
        QCOMPARE(lab.panel.chart().bestEpoch().value_or(-1), rows[best].epoch);
    }

    void withoutEarlyStoppingNothingIsMarked() {
        Lab lab;
        lab.train(2);
        QTRY_VERIFY(lab.showsHistory());
        QVERIFY(!lab.panel.chart().bestEpoch());
    }
};

QTEST_MAIN(TestCostPanel)
#include "test_cost_panel.moc"
