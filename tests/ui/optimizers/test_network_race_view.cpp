#include "tests/support/test.h"
#include "ui/models/experiment_document.h"
#include "ui/models/network_race_model.h"
#include "ui/optimizers/network_race_table.h"
#include "ui/optimizers/network_race_view.h"
#include "ui/optimizers/network_race_words.h"
#include "ui/optimizers/racer_row.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/page_run.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QUndoStack>

using namespace glassbox;

namespace {

Experiment spiral() {
    Experiment experiment = standardExperiment();
    experiment.data = {"spiral", {{"points", std::int64_t{500}}, {"validation", 0.3}}};
    return experiment;
}

/// The view in a window, on a document of its own.
struct Stage {
    ThemeSource theme;
    KeyGuard guard;
    TrainingSession session{1};
    ExperimentDocument document{session};
    NetworkRaceView* view;

    explicit Stage(const Experiment& experiment = spiral(), const QSize& size = {1200, 700},
                   ThemeChoice choice = ThemeChoice::Light)
        : theme(choice) {
        document.reset(experiment);
        view = new NetworkRaceView(document, theme);
        view->setAttribute(Qt::WA_StyledBackground);
        view->resize(size);
    }
    ~Stage() { delete view; }
    NetworkRaceModel& model() { return view->model(); }
    void show() {
        view->show();
        QTest::qWait(0);
    }
    bool isDone() {
        return QTest::qWaitFor(
            [this] {
                return model().race() && model().phase() == NetworkRaceModel::Phase::Idle &&
                       !model().landscapes().empty() && model().landscapes().back()->landscape.isFinished &&
                       model().interpolation() && model().pictures();
            },
            60000);
    }
    template <typename Widget = QWidget>
    Widget* find(const char* name) {
        return view->findChild<Widget*>(QLatin1String(name));
    }
};

void save(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("GLASSBOX_GALLERY");
    if (folder.isEmpty()) return;
    QTest::qWait(300);
    QImage image(widget.size(), QImage::Format_RGB32);
    image.fill(widget.palette().color(QPalette::Window));
    widget.render(&image);
    image.save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

}  // namespace

class TestNetworkRaceView : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void nothingIsComputedBeforeItIsShown() {
        Stage stage;
        QTest::qWait(20);
        QVERIFY(!stage.model().race());
        QCOMPARE(stage.model().phase(), NetworkRaceModel::Phase::Idle);
        QCOMPARE(stage.find<QTableView>("networkRaceTable")->model()->rowCount(), 0);
        QCOMPARE(stage.view->run().values()[0], QStringLiteral("–"));
    }

    void editsOfTheSetupCanBeUndone() {
        Stage stage;
        NetworkRaceModel& model = stage.model();
        const NetworkRaceSetup before = model.setup();
        const LandscapeChoice plane = model.choice();
        QVERIFY(!model.undoStack()->canUndo());  // what came from the Lab is no edit
        model.setComparison(RaceComparison::Inputs);
        NetworkRaceSetup longer = model.setup();
        longer.steps = 1200;
        model.setSetup(longer);
        LandscapeChoice random = model.choice();
        random.kind = LandscapeChoice::Kind::RandomDirections;
        model.setChoice(random);
        QCOMPARE(model.undoStack()->count(), 3);
        while (model.undoStack()->canUndo()) model.undoStack()->undo();
        QVERIFY(model.setup() == before);
        QVERIFY(model.choice() == plane);
        while (model.undoStack()->canRedo()) model.undoStack()->redo();
        QVERIFY(model.setup() == longer);
        QVERIFY(model.choice() == random);
    }

    /// A small network races by itself; everything belongs to the same race.
    void aQuickRaceBeginsByItself() {
        Stage stage;
        stage.show();
        QVERIFY(stage.isDone());
        QVERIFY(stage.model().isCurrent());
        const NetworkRace& race = *stage.model().race();
        QCOMPARE(race.paths.size(), std::size_t(5));
        QCOMPARE(stage.model().scrubber().last(), 800);
        QCOMPARE(stage.model().scrubber().step(), 800);
        const ContourCanvas& canvas = *stage.find<ContourCanvas>("networkLandscape1");
        QVERIFY(canvas.surface().function);
        QCOMPARE(canvas.overlay().paths.size(), std::size_t(5));
        QVERIFY(!stage.find("networkLandscape2")->isVisible());
        // Both directions are drawn to the same scale.
        const auto isEven = [&canvas] {
            const ContourFrame& frame = canvas.frame();
            const double x = frame.plot.width() / frame.range.width(), y = frame.plot.height() / frame.range.height();
            return std::abs(x / y - 1) < 0.05;
        };
        QVERIFY(QTest::qWaitFor(isEven));
        QCOMPARE(stage.find<StepCurves>("networkCurves")->curves()[4].values, race.paths[4].trainingCosts);
    }

    /// Beside the landscape it always stands how much of each racer's movement is not in it.
    void theShareOutsideIsStatedForEveryRacer() {
        Stage stage;
        stage.show();
        QVERIFY(stage.isDone());
        auto* table = stage.find<QTableView>("networkRaceTable");
        QVERIFY(table->isVisible());
        QVERIFY(!table->isColumnHidden(NetworkRaceTable::Outside));
        const auto& paths = stage.model().landscapes()[0]->projection->paths;
        for (int row = 0; row < 5; ++row) {
            const QModelIndex cell = table->model()->index(row, NetworkRaceTable::Outside);
            QCOMPARE(cell.data().toString(),
                     NetworkRaceWords::share(paths[static_cast<std::size_t>(row)].shareOutside));
            QVERIFY(table->visualRect(cell).isValid() && table->viewport()->rect().contains(table->visualRect(cell)));
        }
        stage.model().scrubber().setStep(0);
        QCOMPARE(table->model()->index(0, NetworkRaceTable::Cost).data(),
                 table->model()->index(4, NetworkRaceTable::Cost).data());
    }

    void sharesAreNeverRoundedToWhatTheyAreNot() {
        QCOMPARE(NetworkRaceWords::share(0), QStringLiteral("0 %"));
        QCOMPARE(NetworkRaceWords::share(1e-6), QStringLiteral("< 0.1 %"));
        QCOMPARE(NetworkRaceWords::share(0.034), QStringLiteral("3.4 %"));
        QCOMPARE(NetworkRaceWords::share(0.34), QStringLiteral("34 %"));
        QCOMPARE(NetworkRaceWords::share(0.9999), QStringLiteral("> 99.9 %"));
        QCOMPARE(NetworkRaceWords::share(1), QStringLiteral("100 %"));
    }

    void theTransportBarScrubsTheRecordedSteps() {
        Stage stage;
        stage.show();
        QVERIFY(stage.isDone());
        PageRun& run = stage.view->run();
        run.rewind();
        QCOMPARE(stage.model().scrubber().step(), 0);
        const auto start = stage.find<ContourCanvas>("networkLandscape1")->overlay().paths[0].points.size();
        QCOMPARE(start, 1);
        run.farStep();
        QCOMPARE(stage.model().scrubber().step(), 10);
        QVERIFY(stage.find<ContourCanvas>("networkLandscape1")->overlay().paths[0].points.size() > 1);
        QVERIFY(QTest::qWaitFor([&] { return stage.model().pictures()->step == 10; }));
        QVERIFY(run.state().contains(QStringLiteral("10")));
        run.run();
        QVERIFY(QTest::qWaitFor([&] { return stage.model().scrubber().step() > 12; }));
        stage.view->hide();
        QVERIFY(!run.isRunning());
    }

    /// Raw and normalised inputs: two landscapes, each with its own racer; of one layer, seen along its two weights.
    void rawAndNormalisedInputsStandSideBySide() {
        Stage stage;
        stage.model().setComparison(RaceComparison::Inputs);
        stage.show();
        QVERIFY(stage.isDone());
        QCOMPARE(stage.model().landscapes().size(), std::size_t(2));
        for (const char* name : {"networkLandscape1", "networkLandscape2"}) {
            QVERIFY(stage.find(name)->isVisible());
            QCOMPARE(stage.find<ContourCanvas>(name)->overlay().paths.size(), std::size_t(1));
        }
        QCOMPARE(stage.model().landscapes()[0]->landscape.plane.size(), Index(3));
        QCOMPARE(stage.model().choice().kind, LandscapeChoice::Kind::Weights);
        stage.find<QTabBar>("networkSaysTabs")->setCurrentIndex(1);
        stage.model().setLine(0, 1);
        QVERIFY(QTest::qWaitFor([&] { return !stage.model().lineFailure().isEmpty(); }));
        QVERIFY(stage.model().lineFailure().contains(QStringLiteral("normalised")));
    }

    /// What is shown is never passed off as what is set.
    void aChangedSetupIsRunAgainOrMarked() {
        Stage stage;
        stage.show();
        QVERIFY(stage.isDone());
        NetworkRaceSetup next = stage.model().setup();
        next.racers.resize(2);
        stage.model().setSetup(next);
        QCOMPARE(stage.model().setup().comparison, RaceComparison::Own);
        QVERIFY(!stage.model().isCurrent());
        QVERIFY(stage.find<QLabel>("networkRaceStatus")->isVisible());
        QVERIFY(QTest::qWaitFor([&] { return stage.model().isCurrent(); }));
        QVERIFY(stage.isDone());
        QCOMPARE(stage.find<QTableView>("networkRaceTable")->model()->rowCount(), 2);
        // Too much to begin by itself: it says so and waits.
        next = stage.model().setup();
        next.steps = 100000;
        next.racers[0].batch = 0;
        stage.model().setSetup(next);
        QVERIFY(!stage.model().isQuick());
        QVERIFY(stage.find<QLabel>("networkRaceStatus")->text().contains(QStringLiteral("race before")));
    }

    void aLongRaceCanBeCancelled() {
        Stage stage;
        NetworkRaceSetup setup = stage.model().setup();
        setup.steps = 100000;
        for (NetworkRacer& racer : setup.racers) racer.batch = 0;
        stage.model().setSetup(setup);
        stage.show();
        QCOMPARE(stage.model().phase(), NetworkRaceModel::Phase::Idle);
        auto* button = stage.find<QPushButton>("runNetworkRace");
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(stage.model().phase(), NetworkRaceModel::Phase::Racing);
        QVERIFY(QTest::qWaitFor([&] { return stage.model().progress() > 0; }));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(stage.model().phase(), NetworkRaceModel::Phase::Idle);
        QVERIFY(!stage.model().race());
    }

    void theLabsNetworkIsTakenWhenAsked() {
        Stage stage;
        stage.show();
        QVERIFY(stage.isDone());
        auto* take = stage.find<QPushButton>("takeFromLab");
        QVERIFY(!take->isVisible());
        Experiment wider = stage.document.experiment();
        wider.network[0].options.set("units", std::int64_t{4});
        QVERIFY(stage.document.edit(QStringLiteral("units"), wider));
        QVERIFY(take->isVisible());
        QVERIFY(stage.model().isCurrent());  // of what was taken before
        QTest::mouseClick(take, Qt::LeftButton);
        QVERIFY(!take->isVisible());
        QVERIFY(stage.find<QLabel>("racedNetwork")->text().startsWith(QStringLiteral("2–4–")));
        QVERIFY(QTest::qWaitFor([&] { return stage.model().isCurrent(); }));
    }

    void whereThereIsNoNetworkASentenceSaysSo() {
        Experiment empty = spiral();
        empty.network.clear();
        Stage stage;
        stage.show();
        QVERIFY(stage.isDone());
        NetworkRaceSetup setup = stage.model().setup();
        setup.lab = empty;
        stage.model().setSetup(setup);
        QVERIFY(stage.model().problem().contains(QStringLiteral("no layers")));
        QCOMPARE(stage.find<QLabel>("networkRaceStatus")->text(), stage.model().problem());
        QVERIFY(!stage.find<QPushButton>("runNetworkRace")->isEnabled());
    }

    void aDivergedRacerIsTold() {
        Experiment line = spiral();
        line.data = {"plane", {{"points", std::int64_t{200}}}};
        line.network = {{"dense", {{"units", std::int64_t{1}}, {"activation", std::string("identity")}}}};
        line.training.loss = {"mse"};
        line.training.optimizer = {"sgd", {{"learning_rate", 0.01}}};
        Stage stage(line);
        stage.model().setComparison(RaceComparison::LearningRates);
        stage.show();
        QVERIFY(stage.isDone());
        const NetworkRace& race = *stage.model().race();
        QVERIFY(race.paths.back().divergence && !race.paths.front().divergence);
        auto* table = stage.find<QTableView>("networkRaceTable");
        QVERIFY(table->model()->index(3, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("diverged")));
    }

    void racersAreEditedFromTheKeyboard() {
        Stage stage;
        stage.show();
        QVERIFY(stage.isDone());
        auto rows = stage.view->findChildren<RacerRow*>(QStringLiteral("networkRacerRow"));
        QCOMPARE(rows.size(), 5);
        rows[0]->setFocus();
        QTest::keyClick(rows[0], Qt::Key_Return);
        auto* name = stage.find<QLineEdit>("networkRacerName");
        QVERIFY(name->isVisible());
        name->setText(QStringLiteral("Plain"));
        Q_EMIT name->editingFinished();
        QCOMPARE(stage.model().setup().racers[0].name, std::string("Plain"));
        QTest::keyClick(rows[0], Qt::Key_Delete);
        QCOMPARE(stage.model().setup().racers.size(), std::size_t(4));
        QTest::mouseClick(stage.find<QPushButton>("networkRacerAdd"), Qt::LeftButton);
        QCOMPARE(stage.model().setup().racers.size(), std::size_t(5));
    }

    void anotherPlaneIsComputedForTheSameRace() {
        Stage stage;
        stage.show();
        QVERIFY(stage.isDone());
        const NetworkRacePtr race = stage.model().race();
        auto* kind = stage.find<QComboBox>("planeKind");
        kind->setCurrentIndex(kind->findData(static_cast<int>(LandscapeChoice::Kind::RandomDirections)));
        Q_EMIT kind->activated(kind->currentIndex());
        QVERIFY(stage.find("planeSeed")->isVisible() && !stage.find("planeOf")->isVisible());
        QVERIFY(stage.isDone());
        QCOMPARE(stage.model().race(), race);
        // Random directions show next to nothing of a path, and the table says so.
        for (const ProjectedPath& path : stage.model().landscapes()[0]->projection->paths)
            QVERIFY(path.shareOutside > 0.5);
    }

    void itsLayoutIsRemembered() {
        Stage one, two;
        one.show();
        one.find<QTabBar>("networkCurvesTabs")->setCurrentIndex(2);
        one.find<QCheckBox>("networkCurvesLog")->setChecked(false);
        one.find<QComboBox>("landscapeSpacing")->setCurrentIndex(1);
        two.view->restoreLayout(one.view->saveLayout());
        QCOMPARE(two.find<QTabBar>("networkCurvesTabs")->currentIndex(), 2);
        QVERIFY(!two.find<QCheckBox>("networkCurvesLog")->isChecked());
        QCOMPARE(two.find<QComboBox>("landscapeSpacing")->currentIndex(), 1);
        two.view->restoreLayout("nonsense");
        QCOMPARE(two.find<QTabBar>("networkCurvesTabs")->currentIndex(), 2);
    }

    /// Into the folder that GLASSBOX_GALLERY names, to be looked at.
    void pictures_data() {
        QTest::addColumn<RaceComparison>("comparison");
        QTest::addColumn<ThemeChoice>("theme");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("line");
        const QSize small(1200, 700), large(1840, 960);
        QTest::newRow("optimizers-light") << RaceComparison::Optimizers << ThemeChoice::Light << small << false;
        QTest::newRow("optimizers-dark") << RaceComparison::Optimizers << ThemeChoice::Dark << large << false;
        QTest::newRow("optimizers-large") << RaceComparison::Optimizers << ThemeChoice::Light << large << true;
        QTest::newRow("rates") << RaceComparison::LearningRates << ThemeChoice::Light << small << false;
        QTest::newRow("batches") << RaceComparison::BatchSizes << ThemeChoice::Dark << small << true;
        QTest::newRow("schedules") << RaceComparison::Schedules << ThemeChoice::Projector << large << false;
        QTest::newRow("inputs") << RaceComparison::Inputs << ThemeChoice::Light << small << false;
    }

    void pictures() {
        if (qEnvironmentVariable("GLASSBOX_GALLERY").isEmpty()) QSKIP("GLASSBOX_GALLERY names no folder");
        QFETCH(RaceComparison, comparison);
        QFETCH(ThemeChoice, theme);
        QFETCH(QSize, size);
        QFETCH(bool, line);
        Stage stage(spiral(), size, theme);
        stage.model().setComparison(comparison);
        stage.show();
        QVERIFY(stage.isDone());
        stage.find<QTabBar>("networkSaysTabs")->setCurrentIndex(line ? 1 : 0);
        if (comparison == RaceComparison::Schedules) stage.find<QTabBar>("networkCurvesTabs")->setCurrentIndex(2);
        QTest::qWait(600);
        QVERIFY(stage.isDone());
        save(*stage.view, QString::fromLatin1(QTest::currentDataTag()));
    }
};

QTEST_MAIN(TestNetworkRaceView)
#include "test_network_race_view.moc"
