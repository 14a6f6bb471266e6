#include "engine/nn/error.h"
#include "tests/support/test.h"
#include "ui/plots/cost_chart.h"
#include "ui/plots/cost_plot.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>

#include <cmath>

using namespace glassbox;

namespace {

std::vector<HistoryRow> someHistory(int epochs) {
    std::vector<HistoryRow> rows;
    for (int i = 0; i <= epochs; ++i) {
        HistoryRow row;
        row.epoch = i;
        row.step = i * 11;
        row.learningRate = 0.01;
        row.training = {0.7 / (1 + i), 0.5 + 0.5 * i / epochs};
        row.validation = Evaluation{0.8 / (1 + i), 0.5 + 0.4 * i / epochs};
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

class TestCostPlot : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyFormatCanBeReadAgain() {
        const QTemporaryDir folder;
        const PictureText text{"Spiral · 2-8-6-1 tanh", "Cost (binary cross-entropy) after every epoch. Seed 42."};
        for (const QString ending : {"svg", "png", "pdf"}) {
            const QString path = folder.filePath("cost." + ending);
            writeCostPlot(path, someHistory(100), text);
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            if (ending == "svg") {
                QSvgRenderer renderer(bytes);
                QVERIFY(renderer.isValid());
                QVERIFY2(bytes.contains("Seed 42."), "The caption must be text in the file.");
                QVERIFY(bytes.contains("epoch") && bytes.contains("cost") && bytes.contains("validation"));
            } else if (ending == "png") {
                QImage image;
                QVERIFY(image.loadFromData(bytes));
                QVERIFY(image.width() >= 1000);
                QCOMPARE(image.pixel(3, 3), qRgb(255, 255, 255));
                QVERIFY2(has(image, Theme::light().train), "The training curve is missing.");
                QVERIFY2(has(image, Theme::light().validation), "The validation curve is missing.");
            } else {
                QVERIFY(bytes.startsWith("%PDF"));
            }
        }
    }

    void aFileThatCanNotBeWrittenIsAnErrorInWords() {
        const QTemporaryDir folder;
        QVERIFY_EXCEPTION_THROWN(writeCostPlot(folder.filePath("a.gif"), someHistory(3), {}), Error);
        QVERIFY_EXCEPTION_THROWN(writeCostPlot(folder.filePath("no/such/a.svg"), someHistory(3), {}), Error);
        QVERIFY_EXCEPTION_THROWN(writeCostPlot(folder.filePath("a.svg"), {}, {}), Error);
        QVERIFY(!QFile::exists(folder.filePath("a.svg")));
    }

    void aFailedPlotLeavesTheOldFileAsItWas() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("a.svg");
        writeCostPlot(path, someHistory(5), {"first", "first"});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        QVERIFY_EXCEPTION_THROWN(writeCostPlot(path, {}, {"second", "second"}), Error);
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }

    void theChartShowsTheHistoryAsItIs() {
        ThemeSource theme(ThemeChoice::Light);
        std::vector<HistoryRow> rows = someHistory(50);
        CostChart chart(theme, [&rows]() -> const std::vector<HistoryRow>& { return rows; });
        chart.resize(400, 300);
        chart.show();
        chart.refresh(true);
        check(chart, rows);
        const std::vector<HistoryRow> more = someHistory(120);
        rows.insert(rows.end(), more.begin() + 51, more.end());
        chart.refresh(false);
        check(chart, rows);
        rows = someHistory(10);
        chart.refresh(true);
        check(chart, rows);
    }

    void theCrosshairTellsTheExactValues() {
        ThemeSource theme(ThemeChoice::Light);
        const std::vector<HistoryRow> rows = someHistory(100);
        CostChart chart(theme, [&rows]() -> const std::vector<HistoryRow>& { return rows; });
        chart.resize(400, 300);
        chart.show();
        chart.refresh(true);
        const auto place = chart.figure().place(HistoryCurve::TrainingCost, 40, rows[40].training.cost);
        QVERIFY(place.has_value());
        QTest::mouseMove(chart.viewport(), place->toPoint());
        QCOMPARE(chart.shownEpoch().value_or(-1), 40);
        QVERIFY(chart.readout().contains(plotNumber(rows[40].training.cost, 4)));
        QVERIFY(chart.readout().contains(plotNumber(rows[40].validation->cost, 4)));
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.shownEpoch().value_or(-1), 41);
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(chart.shownEpoch().value_or(-1), 0);
    }

    void numbersThatAreNotFiniteAreLeftOutAndSaid() {
        ThemeSource theme(ThemeChoice::Light);
        std::vector<HistoryRow> rows = someHistory(20);
        rows[19].training.cost = std::nan("");
        rows[20].training.cost = INFINITY;
        CostChart chart(theme, [&rows]() -> const std::vector<HistoryRow>& { return rows; });
        QSignalSpy remarks(&chart, &CostChart::remarkChanged);
        chart.resize(400, 300);
        chart.show();
        chart.refresh(true);
        QCOMPARE(chart.figure().firstBadEpoch().value_or(-1), 19);
        QCOMPARE(chart.figure().shownPoints(HistoryCurve::TrainingCost).size(), 19);
        QCOMPARE(chart.figure().shownPoints(HistoryCurve::ValidationCost).size(), 21);
        QVERIFY(!remarks.isEmpty());
        QVERIFY(remarks.back().front().toString().contains("epoch 19"));
    }

    void aCostOfZeroIsSaidOnALogarithmicAxis() {
        ThemeSource theme(ThemeChoice::Light);
        std::vector<HistoryRow> rows = someHistory(20);
        rows[7].validation->cost = 0;
        CostChart chart(theme, [&rows]() -> const std::vector<HistoryRow>& { return rows; });
        chart.resize(400, 300);
        chart.show();
        chart.refresh(true);
        QVERIFY(chart.figure().remark().isEmpty());
        chart.setOptions({.logarithmic = true});
        QVERIFY(chart.figure().remark().startsWith("1 cost"));
        QCOMPARE(chart.figure().shownPoints(HistoryCurve::ValidationCost).size(), 20);
        const QPointF third = chart.figure().shownPoints(HistoryCurve::TrainingCost)[3];
        QCOMPARE(third.y(), std::log10(rows[3].training.cost));
    }

    void curvesLieWhereTheAxesSay() {
        ThemeSource theme(ThemeChoice::Light);
        std::vector<HistoryRow> rows = someHistory(10);
        for (HistoryRow& row : rows) row.training.cost = 0.5, row.validation.reset();
        CostChart chart(theme, [&rows]() -> const std::vector<HistoryRow>& { return rows; });
        chart.resize(400, 300);
        chart.show();
        chart.refresh(true);
        const auto place = chart.figure().place(HistoryCurve::TrainingCost, 5, 0.5);
        QVERIFY(place.has_value());
        const QImage image = chart.viewport()->grab().toImage();
        QCOMPARE(QColor(image.pixel(place->toPoint())), theme.theme().train);
        chart.resize(640, 200);
        const auto moved = chart.figure().place(HistoryCurve::TrainingCost, 5, 0.5);
        QCOMPARE(QColor(chart.viewport()->grab().toImage().pixel(moved->toPoint())), theme.theme().train);
    }

    void accuracyAndLearningRateStandBelowTheCost() {
        ThemeSource theme(ThemeChoice::Light);
        const std::vector<HistoryRow> rows = someHistory(30);
        CostChart chart(theme, [&rows]() -> const std::vector<HistoryRow>& { return rows; });
        chart.resize(400, 420);
        chart.show();
        chart.refresh(true);
        QCOMPARE(chart.figure().shownCharts().size(), std::size_t{1});
        chart.setOptions({.accuracy = true, .learningRate = true});
        const auto charts = chart.figure().shownCharts();
        QCOMPARE(charts.size(), std::size_t{3});
        for (std::size_t i = 1; i < 3; ++i) {
            QVERIFY(charts[i]->plotArea().top() > charts[i - 1]->plotArea().bottom());
            QCOMPARE(charts[i]->plotArea().left(), charts[0]->plotArea().left());
            QCOMPARE(charts[i]->plotArea().right(), charts[0]->plotArea().right());
        }
        QVERIFY(charts[2]->plotArea().bottom() < chart.viewport()->height());
    }

  private:
    static bool has(const QImage& image, const QColor& color) {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == color.rgb()) return true;
            }
        }
        return false;
    }

    static void check(const CostChart& chart, const std::vector<HistoryRow>& rows) {
        const QList<QPointF> training = chart.figure().shownPoints(HistoryCurve::TrainingCost);
        const QList<QPointF> validation = chart.figure().shownPoints(HistoryCurve::ValidationCost);
        QCOMPARE(training.size(), static_cast<qsizetype>(rows.size()));
        QCOMPARE(validation.size(), static_cast<qsizetype>(rows.size()));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto at = static_cast<qsizetype>(i);
            QCOMPARE(training[at], QPointF(static_cast<double>(rows[i].epoch), rows[i].training.cost));
            QCOMPARE(validation[at], QPointF(static_cast<double>(rows[i].epoch), rows[i].validation->cost));
        }
    }
};

QTEST_MAIN(TestCostPlot)
#include "test_cost_plot.moc"
