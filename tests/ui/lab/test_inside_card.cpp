#include "tests/ui/lab/inside_lab.h"
#include "ui/lab/confusion_view.h"
#include "ui/lab/inside_card.h"
#include "ui/lab/losses_view.h"
#include "ui/lab/matrices_canvas.h"
#include "ui/lab/matrices_view.h"
#include "ui/plots/color_bar.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

using namespace glassbox;

namespace {

Experiment threeClasses() {
    Experiment experiment = standardExperiment();
    experiment.data = {"blobs", {{"classes", std::int64_t{3}}}};
    experiment.network.back().options.set("units", std::int64_t{3});
    experiment.network.back().options.set("activation", std::string("softmax"));
    experiment.training.loss = {"cross_entropy"};
    return experiment;
}

Experiment sine() {
    Experiment experiment = standardExperiment();
    experiment.data = {"sine", {}};
    experiment.features.reset();
    experiment.network.back().options.set("activation", std::string("identity"));
    experiment.training.loss = {"mse"};
    return experiment;
}

QPoint centre(MatricesCanvas* canvas, std::size_t group, std::size_t table, HeatCell cell) {
    return canvas->layoutOfMatrices().groups[group].tables[table].map.cellRect(cell).center().toPoint();
}

}  // namespace

/// Every number inside the network can be seen, and only what is in front is computed.
class TestInsideCard : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void onlyTheTabInFrontIsAskedFor() {
        InsideLab lab;
        QVERIFY(lab.snapshot->gradients.empty() && lab.snapshot->optimizerState.empty());
        QVERIFY(lab.snapshot->batch.samples.empty() && lab.snapshot->trainingResults.samples.empty());
        QSignalSpy changed(&lab.card, &InsideCard::requestChanged);
        lab.open(InsideCard::Gradients);
        QCOMPARE(changed.count(), 1);
        QVERIFY(!lab.snapshot->gradients.empty() && lab.snapshot->optimizerState.empty());
        lab.open(InsideCard::Activations);
        QVERIFY(lab.snapshot->gradients.empty() && !lab.snapshot->batch.samples.empty());
        lab.open(InsideCard::Confusion);
        QVERIFY(!lab.snapshot->trainingResults.samples.empty());
    }

    void tabsAreReachedByKeys() {
        InsideLab lab;
        lab.card.activateWindow();
        auto* tabs = lab.find<QTabBar>("insideTabs");
        tabs->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(tabs->hasFocus());
        QTest::keyClick(tabs, Qt::Key_Right);
        QCOMPARE(lab.card.tab(), InsideCard::Activations);
        for (int i = 0; i < tabs->count(); ++i) QVERIFY(!tabs->tabToolTip(i).isEmpty());
    }

    void gradientsAreThoseOfTheLastStep() {
        InsideLab lab;
        lab.open(InsideCard::Gradients);
        MatricesCanvas* canvas = lab.canvas("gradientsCanvas");
        const MatrixTable& table = canvas->layoutOfMatrices().groups[1].tables[0];
        const auto value =
            static_cast<double>(lab.trainer->trace().gradient[static_cast<std::size_t>(table.place({2, 4}))]);
        QTest::mouseMove(canvas, centre(canvas, 1, 0, {2, 4}));
        QVERIFY2(canvas->words().startsWith("Layer 2, unit 3 ← unit 5: "), qPrintable(canvas->words()));
        const QString shown = canvas->words().section(' ', -1).replace(QChar(0x2212), '-');
        QVERIFY(std::abs(shown.toDouble() - value) <= 0.01 * std::abs(value));
    }

    void beforeTheFirstStepASentenceSaysWhatToDo() {
        InsideLab lab(standardExperiment(), 0);
        lab.open(InsideCard::Gradients);
        QVERIFY(!lab.canvas("gradientsCanvas")->hasValues());
        lab.card.grab();
        lab.open(InsideCard::Optimizer);
        QVERIFY(!lab.canvas("optimizerCanvas")->hasValues());
        lab.card.grab();
    }

    void adamsTwoMemoriesAreShown() {
        InsideLab lab;
        lab.open(InsideCard::Optimizer);
        auto* choice = lab.find<QComboBox>("optimizerState");
        QCOMPARE(choice->count(), 2);
        QCOMPARE(choice->itemText(0), QString("m"));
        QCOMPARE(choice->itemText(1), QString("v"));
        QVERIFY(lab.canvas("optimizerCanvas")->hasValues());
        choice->setCurrentIndex(1);
        MatricesCanvas* canvas = lab.canvas("optimizerCanvas");
        QVERIFY(canvas->isVisible() && canvas->hasValues());
        const std::size_t place =
            static_cast<std::size_t>(canvas->layoutOfMatrices().groups[0].tables[0].place({0, 0}));
        QCOMPARE(lab.snapshot->optimizerState[1].values[place], lab.trainer->optimizerState().values[1][place]);
    }

    void sgdKeepsNothingAndSaysSo() {
        Experiment experiment = standardExperiment();
        experiment.training.optimizer = {"sgd", {{"learning_rate", 0.01}}};
        InsideLab lab(experiment);
        lab.open(InsideCard::Optimizer);
        QVERIFY(lab.snapshot->optimizerState.empty());
        QVERIFY(lab.find<QComboBox>("optimizerState")->isHidden());
        lab.card.grab();
    }

    void activationsAreTheNetworksOwnAndSortedByClass() {
        InsideLab lab;
        lab.open(InsideCard::Activations);
        const BatchActivations& batch = lab.snapshot->batch;
        Index before = 0;
        for (const Index sample : batch.samples) {
            const Index label = lab.data->training.labels[static_cast<std::size_t>(sample)];
            QVERIFY(label >= before);
            before = label;
        }
        Trace trace;
        Random random;
        gatherColumns(lab.data->training.features, batch.samples, trace.input);
        lab.trainer->network().forward(trace, Mode::Evaluation, random);
        MatricesCanvas* canvas = lab.canvas("activationsCanvas");
        const MatrixTable& table = canvas->layoutOfMatrices().groups[2].tables[0];  // input, layer 1, layer 2
        QCOMPARE(table.block.layer, Index(1));
        QCOMPARE(batch.values[static_cast<std::size_t>(table.place({3, 7}))], trace.layers[1].output(3, 7));
        QTest::mouseMove(canvas, centre(canvas, 2, 0, {3, 7}));
        QVERIFY2(canvas->words().startsWith(QString("Layer 2, unit 4 on sample %1 (").arg(batch.samples[7] + 1)),
                 qPrintable(canvas->words()));
        QTest::mouseClick(canvas, Qt::LeftButton, {}, centre(canvas, 2, 0, {3, 7}));
        QVERIFY(lab.selection.unit() == (UnitRef{1, 3}));
    }

    void aWeightIsOpenedForAChangeByDoubleClickAndByKey() {
        InsideLab lab;
        lab.open(InsideCard::Weights);
        MatricesCanvas* canvas = lab.canvas("weightsCanvas");
        QSignalSpy wanted(&lab.selection, &LabSelection::parameterWanted);
        QTest::mouseDClick(canvas, Qt::LeftButton, {}, centre(canvas, 0, 0, {3, 1}));
        QVERIFY((lab.selection.parameter() == ParameterRef{0, "weight", 3, 1}));
        QCOMPARE(wanted.count(), 1);
        QTest::mouseClick(canvas, Qt::LeftButton, {}, centre(canvas, 0, 1, {5, 0}));
        QTest::keyClick(canvas, Qt::Key_W);
        QVERIFY((lab.selection.parameter() == ParameterRef{0, "bias", 5, 0}));
        lab.open(InsideCard::Gradients);  // what is computed can't be changed
        MatricesCanvas* gradients = lab.canvas("gradientsCanvas");
        QTest::mouseDClick(gradients, Qt::LeftButton, {}, centre(gradients, 0, 0, {0, 0}));
        QCOMPARE(wanted.count(), 2);
    }

    void theChosenSampleStandsApartFromTheBatch() {
        InsideLab lab;
        lab.selection.setSample(17);
        lab.open(InsideCard::Activations);
        QCOMPARE(lab.snapshot->batch.chosen, std::optional<Index>(17));
        Trace trace;
        Random random;
        gatherColumns(lab.data->training.features, {17}, trace.input);
        lab.trainer->network().forward(trace, Mode::Evaluation, random);
        MatricesCanvas* canvas = lab.canvas("activationsCanvas");
        const MatrixTable& table = canvas->layoutOfMatrices().groups[2].tables[1];
        QCOMPARE(table.block.rows, Index(6));
        QCOMPARE(table.block.cols, Index(1));
        for (Index unit = 0; unit < 6; ++unit)
            QCOMPARE(lab.snapshot->batch.values[static_cast<std::size_t>(table.place({unit, 0}))],
                     trace.layers[1].output(unit, 0));
        const QPointF at = centre(canvas, 2, 1, {4, 0});  // further right than what is scrolled into view
        QMouseEvent move(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas, &move);
        QVERIFY2(canvas->words().startsWith(QStringLiteral("Layer 2, unit 5 on sample 18 (")),
                 qPrintable(canvas->words()));
    }

    void aScaleForEachLayerIsWrittenBesideItsTitle() {
        InsideLab lab;
        MatricesCanvas* canvas = lab.canvas("weightsCanvas");
        auto* bar = lab.find<MatricesView>("weightsView")->findChild<ColorBar*>("colorBar");
        QVERIFY(bar->isVisible());
        lab.find<QCheckBox>("weightsPerLayer")->click();
        QVERIFY(canvas->isPerLayer() && !bar->isVisible());
        double largest = 0;
        for (std::size_t g = 0; g < canvas->layoutOfMatrices().groups.size(); ++g)
            largest = std::max(largest, canvas->rangeOf(g).high);
        QCOMPARE(largest, canvas->range().high);
        QVERIFY(canvas->rangeOf(0) != canvas->rangeOf(1) || canvas->rangeOf(1) != canvas->rangeOf(2));
    }

    void theConfusionMatrixCountsTheValidationPart() {
        InsideLab lab(threeClasses());
        lab.open(InsideCard::Confusion);
        auto* view = lab.find<ConfusionView>("confusionView");
        const ConfusionCounts& counts = view->counts();
        QCOMPARE(counts.classes(), Index(3));
        QCOMPARE(counts.total(), lab.data->validation.count());
        Index right = 0;
        for (Index i = 0; i < 3; ++i) right += counts.at({i, i});
        const auto evaluation = lab.trainer->evaluateValidation();
        QCOMPARE(static_cast<double>(right) / static_cast<double>(counts.total()), *evaluation->accuracy);
        QVERIFY(view->words().contains("validation part"));
    }

    void aCellListsItsSamples() {
        InsideLab lab(threeClasses(), 0);
        lab.open(InsideCard::Confusion);
        auto* view = lab.find<ConfusionView>("confusionView");
        ConfusionCell cell;
        for (Index actual = 0; actual < 3; ++actual)
            for (Index said = 0; said < 3; ++said)
                if (actual != said && view->counts().at({actual, said}) > view->counts().at(cell))
                    cell = {actual, said};
        QTest::mouseClick(view, Qt::LeftButton, {}, view->cellRect(cell).center().toPoint());
        QCOMPARE(lab.card.tab(), InsideCard::Losses);
        lab.show();
        auto* losses = lab.find<LossesView>("lossesView");
        QTRY_VERIFY(losses->model().rowCount() > 0);
        for (const SampleRow& row : losses->model().rows()) QVERIFY(row.actual == cell.actual && row.said == cell.said);
        QTest::mouseClick(lab.find<QToolButton>("allLosses"), Qt::LeftButton);
        QVERIFY(losses->model().rowCount() > static_cast<int>(view->counts().at(cell)));
    }

    void cellsAreReachedAndChosenByKeys() {
        InsideLab lab(threeClasses());
        lab.open(InsideCard::Confusion);
        auto* view = lab.find<ConfusionView>("confusionView");
        lab.card.activateWindow();
        view->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(view->hasFocus());
        QVERIFY(view->property("wantsArrows").toBool());
        QSignalSpy chosen(view, &ConfusionView::cellChosen);
        for (const auto key : {Qt::Key_Left, Qt::Key_Down, Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Return})
            QTest::keyClick(view, key);
        QCOMPARE(chosen.count(), 1);
        QVERIFY(chosen.front().front().value<ConfusionCell>() == (ConfusionCell{1, 2}));
        QVERIFY(!view->accessibleDescription().isEmpty());
    }

    void theWorstSamplesComeFirstAndCanBeFollowed() {
        InsideLab lab;
        lab.open(InsideCard::Losses);
        auto* losses = lab.find<LossesView>("lossesView");
        const auto& rows = losses->model().rows();
        QTRY_VERIFY(rows.size() > 1);
        for (std::size_t i = 1; i < rows.size(); ++i) QVERIFY(rows[i - 1].loss >= rows[i].loss);
        auto* table = lab.find<QTableView>("lossesTable");
        int training = 0;
        while (rows[static_cast<std::size_t>(training)].validation) ++training;
        const QModelIndex index = losses->model().index(training, SampleListModel::Loss);
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
        QCOMPARE(*lab.selection.sample(), rows[static_cast<std::size_t>(training)].sample);
        QVERIFY(losses->model().data(index, Qt::FontRole).value<QFont>().bold());
    }

    void regressionHasLossesButNoConfusion() {
        InsideLab lab(sine());
        QVERIFY(!lab.find<QTabBar>("insideTabs")->isTabVisible(InsideCard::Confusion));
        lab.open(InsideCard::Losses);
        const SampleListModel& model = lab.find<LossesView>("lossesView")->model();
        QTRY_VERIFY(model.rowCount() > 0);
        QCOMPARE(model.headerData(SampleListModel::Said, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QString("prediction"));
        const SampleRow& worst = model.rows().front();
        QVERIFY(std::abs((worst.target - worst.output) * (worst.target - worst.output) -
                         static_cast<double>(worst.loss)) < 1e-4);
    }

    void oldSnapshotsAndOtherDataDoNoHarm() {
        InsideLab lab(threeClasses());
        for (const auto tab : {InsideCard::Confusion, InsideCard::Losses, InsideCard::Activations}) {
            lab.open(tab);
            const SnapshotPtr old = lab.snapshot;
            lab.document.reset(sine());
            QTRY_VERIFY(lab.session.dataset()->task == Task::Regression);
            lab.card.setSnapshot(old);
            lab.card.grab();
            lab.document.reset(threeClasses());
            QTRY_VERIFY(lab.session.dataset()->task == Task::Classification);
        }
    }
};

QTEST_MAIN(TestInsideCard)
#include "test_inside_card.moc"
