#include "tests/support/test.h"
#include "tests/ui/shell/stage.h"
#include "ui/optimizers/curves_card.h"
#include "ui/optimizers/fog_canvas.h"
#include "ui/optimizers/guess_view.h"
#include "ui/optimizers/optimizers_page.h"
#include "ui/optimizers/paths_card.h"
#include "ui/optimizers/race_files.h"
#include "ui/optimizers/race_view.h"
#include "ui/optimizers/racer_card.h"
#include "ui/plots/contour_canvas.h"
#include "ui/plots/contour_plot.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/banner.h"
#include "ui/shell/file_commands.h"

#include <QCheckBox>
#include <QFile>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QToolButton>

using namespace glassbox;

/// Racing optimizers in the program's window.
class TestOptimizersPage : public GlassboxTest {
    Q_OBJECT

    struct Raced : Stage {
        Raced() {
            if (!isReady()) return;
            glassbox.session().pause();
            window.showPage(QObject::tr("Optimizers"));
            page.setFocus();
            ready = model.result() != nullptr;
        }
        ContourCanvas& canvas() { return page.raceView().paths().plot().canvas(); }
        OptimizersPage& page = glassbox.optimizers();
        RaceModel& model = page.race();
        bool ready = false;
    };

  private Q_SLOTS:
    void init() { QSettings().clear(); }
    void theBarPlaysTheRace();
    void undoIsTheRacesHereAndTheExperimentsElsewhere();
    void draggingTheStartMovesThePaths();
    void aSurfaceIsChosenByItsTile();
    void aFormulaIsTyped();
    void aWrongFormulaIsSaidWhileItIsTyped();
    void aRacersSettingsOpenBelowItsRow();
    void keysChooseRacersAndViews();
    void theChosenRacerTellsItsStep();
    void divergenceIsSaid();
    void curvesAndPictureGoToTheSameStep();
    void everyPresetOpensAndTellsWhatToSee();
    void aRaceIsSavedAndOpened();
    void aWrongFileLeavesTheRaceAlone();
    void theFilmIsSavedAsGif();
    void stepsAndResultsAreSaved();
    void theGameIsPlayedByKeys();
    void presentingGivesThePictureTheRoom();
    void viewsAndSizesAreKept();
};

void TestOptimizersPage::theBarPlaysTheRace() {
    Raced stage;
    QVERIFY(stage.ready);
    StepScrubber& scrubber = stage.model.scrubber();
    stage.press(Qt::Key_R);
    QCOMPARE(scrubber.step(), 0);
    stage.press(Qt::Key_Right);
    QCOMPARE(scrubber.step(), 1);
    stage.press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(scrubber.step(), 11);
    stage.press(Qt::Key_Left);
    QCOMPARE(scrubber.step(), 10);
    stage.press(Qt::Key_Space);
    QVERIFY(scrubber.isPlaying());
    QVERIFY(stage.glassbox.session().state() != RunState::Running);
    QTRY_VERIFY(scrubber.step() > 10);
    stage.press(Qt::Key_Space);
    QVERIFY(!scrubber.isPlaying());
}

void TestOptimizersPage::undoIsTheRacesHereAndTheExperimentsElsewhere() {
    Raced stage;
    QVERIFY(stage.ready);
    stage.model.setStart({0.5, 0.5});
    QVERIFY(stage.window.actions()->undo->isEnabled());
    stage.window.actions()->undo->trigger();
    QVERIFY(stage.model.race().start != Eigen::Vector2d(0.5, 0.5));
    stage.window.actions()->redo->trigger();
    QCOMPARE(stage.model.race().start, Eigen::Vector2d(0.5, 0.5));
    stage.window.showPage(QObject::tr("Lab"));
    QVERIFY(!stage.window.actions()->undo->isEnabled());  // the experiment was not touched
}

void TestOptimizersPage::draggingTheStartMovesThePaths() {
    Raced stage;
    QVERIFY(stage.ready);
    ContourCanvas& canvas = stage.canvas();
    const QPoint from = canvas.frame().place({stage.model.race().start.x(), stage.model.race().start.y()}).toPoint();
    QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 10; ++i) QTest::mouseMove(&canvas, from + QPoint(4 * i, 3 * i));
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, from + QPoint(40, 30));
    const QPointF to = canvas.frame().at(from + QPoint(40, 30));
    QVERIFY(std::abs(stage.model.race().start.x() - to.x()) < 0.05);
    QVERIFY(std::abs(stage.model.race().start.y() - to.y()) < 0.05);
    QCOMPARE(stage.model.undoStack()->count(), 1);
    QCOMPARE(canvas.overlay().paths.front().points.front(),
             QPointF(stage.model.race().start.x(), stage.model.race().start.y()));
}

void TestOptimizersPage::aSurfaceIsChosenByItsTile() {
    Raced stage;
    QVERIFY(stage.ready);
    QTest::mouseClick(stage.find("surface_rosenbrock"), Qt::LeftButton);
    QCOMPARE(QString::fromStdString(stage.model.race().surface.kind), QStringLiteral("rosenbrock"));
    QCOMPARE(stage.canvas().surface().name, stage.model.surfaceTitle());
    stage.page.setFocus();
    stage.find("surface_rosenbrock")->setFocus(Qt::TabFocusReason);  // by mouse the arrows stay the race's
    QTest::keyClick(stage.find("surface_rosenbrock"), Qt::Key_Right);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(stage.model.race().surface.kind != "rosenbrock");
}

void TestOptimizersPage::aFormulaIsTyped() {
    Raced stage;
    QVERIFY(stage.ready);
    auto* field = stage.find<QLineEdit>("formulaField");
    QTest::keyClicks(field, QStringLiteral("x^2 + 10*y^2"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(stage.model.race().formula, std::string("x^2 + 10*y^2"));
    QCOMPARE(stage.canvas().surface().function(1, 1), 11.0);
    stage.window.actions()->undo->trigger();
    QVERIFY(stage.model.race().formula.empty());
}

void TestOptimizersPage::aWrongFormulaIsSaidWhileItIsTyped() {
    Raced stage;
    QVERIFY(stage.ready);
    auto* field = stage.find<QLineEdit>("formulaField");
    auto* problem = stage.find<QLabel>("formulaProblem");
    QTest::keyClicks(field, QStringLiteral("x^2 + sinus(y)"));
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(QStringLiteral("7")), qPrintable(problem->text()));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(stage.model.race().formula.empty());
    QCOMPARE(field->selectionStart(), 6);  // the place that is wrong
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, QStringLiteral("x"));
    QVERIFY(!problem->isVisible());
}

void TestOptimizersPage::aRacersSettingsOpenBelowItsRow() {
    Raced stage;
    QVERIFY(stage.ready);
    QVERIFY(!stage.isSeen("racerEditor"));
    QTest::mouseClick(stage.find("racer_5"), Qt::LeftButton);
    QCOMPARE(stage.model.selected(), 5);
    QVERIFY(stage.isSeen("racerEditor"));
    QTest::mouseClick(stage.find<QPushButton>("racerCopy"), Qt::LeftButton);
    QCOMPARE(stage.model.race().racers.size(), std::size_t(7));
    QCOMPARE(stage.model.selected(), 6);
    QTest::mouseClick(stage.find<QPushButton>("racerRemove"), Qt::LeftButton);
    QCOMPARE(stage.model.race().racers.size(), std::size_t(6));
    QTest::mouseClick(stage.find<QToolButton>("racerAdd"), Qt::LeftButton);
    QCOMPARE(stage.model.race().racers.size(), std::size_t(7));
    QTest::keyClick(stage.find("racer_6"), Qt::Key_Delete);
    QCOMPARE(stage.model.race().racers.size(), std::size_t(6));
}

void TestOptimizersPage::keysChooseRacersAndViews() {
    Raced stage;
    QVERIFY(stage.ready);
    stage.press(Qt::Key_J);
    stage.press(Qt::Key_J);
    QCOMPARE(stage.model.selected(), 1);
    stage.press(Qt::Key_K);
    QCOMPARE(stage.model.selected(), 0);
    stage.press(Qt::Key_D);
    QVERIFY(stage.page.raceView().paths().isInSpace());
    stage.press(Qt::Key_T);
    QVERIFY(stage.page.raceView().curves().isTableShown());
    stage.press(Qt::Key_Home);
    QCOMPARE(stage.model.step(), 0);
}

void TestOptimizersPage::theChosenRacerTellsItsStep() {
    Raced stage;
    QVERIFY(stage.ready);
    QVERIFY(stage.page.raceView().racer().sentence().contains(QStringLiteral("Choose a racer")));
    stage.model.setSelected(0);
    stage.model.scrubber().setStep(1);
    const QString sentence = stage.page.raceView().racer().sentence();
    QCOMPARE(sentence, QString::fromStdString(sentenceFor(stage.model.result()->paths[0], 1)));
    stage.model.scrubber().setStep(2);
    QVERIFY(stage.page.raceView().racer().sentence() != sentence);
}

void TestOptimizersPage::divergenceIsSaid() {
    Raced stage;
    QVERIFY(stage.ready);
    RacerSpec wild = stage.model.race().racers.front();
    wild.optimizer.options.set("learning_rate", 5.0);
    stage.model.changeRacer(0, QStringLiteral("rate"), wild);
    stage.model.setSelected(0);
    QVERIFY(stage.model.result()->paths[0].lostAt);
    QVERIFY2(stage.page.raceView().racer().sentence().contains(
                 QString::fromStdString(endSentence(stage.model.result()->paths[0]))),
             qPrintable(stage.page.raceView().racer().sentence()));
    QVERIFY(stage.model.leader() != 0);
}

void TestOptimizersPage::curvesAndPictureGoToTheSameStep() {
    Raced stage;
    QVERIFY(stage.ready);
    StepCurves& curves = stage.page.raceView().curves().curves();
    QTest::mouseClick(&curves, Qt::LeftButton, {},
                      QPointF(curves.placing().xAt(100), curves.placing().plot.bottom() - 2).toPoint());
    const int step = stage.model.step();
    QVERIFY(std::abs(step - 100) <= 2);
    QCOMPARE(stage.canvas().overlay().paths.front().points.size(), step + 1);
    QCOMPARE(curves.step(), step);
}

void TestOptimizersPage::everyPresetOpensAndTellsWhatToSee() {
    Raced stage;
    QVERIFY(stage.ready);
    const std::vector<RacePreset> presets = readRacePresets();
    QVERIFY(presets.size() >= 12);
    auto* menu = stage.find<QMenu>("racePresets");
    for (const RacePreset& preset : presets) {
        auto* action = menu->findChild<QAction*>(QStringLiteral("preset_") + QString::fromStdString(preset.name));
        QVERIFY(action);
        action->trigger();
        QVERIFY(stage.model.race() == preset.race);
        QVERIFY(stage.page.findChild<Banner*>()->sentence().contains(QString::fromStdString(preset.note)));
        QTRY_VERIFY(!stage.model.isRunning());
        QCOMPARE(stage.model.result()->paths.size(), preset.race.racers.size());
    }
}

void TestOptimizersPage::aRaceIsSavedAndOpened() {
    Raced stage;
    QVERIFY(stage.ready);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("mine.race.json"));
    FileCommands& files = *stage.window.files();
    files.questions.savePath = [&](QWidget*, const Questions::File&) { return path; };
    files.questions.openPath = [&](QWidget*, const Questions::File&) { return path; };
    stage.model.setStart({0.25, -1.5});
    RacerSpec racer = stage.model.race().racers[2];
    racer.color = "#112233";
    racer.name = "mine";
    stage.model.changeRacer(2, QStringLiteral("name"), racer);
    const RaceSpec saved = stage.model.race();
    stage.find<QMenu>("raceShare")->findChild<QAction*>(QStringLiteral("saveRace"))->trigger();
    stage.model.chooseSurface("bowl");
    stage.find<QMenu>("raceShare")->findChild<QAction*>(QStringLiteral("openRace"))->trigger();
    QVERIFY(stage.model.race() == saved);
}

void TestOptimizersPage::aWrongFileLeavesTheRaceAlone() {
    Raced stage;
    QVERIFY(stage.ready);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("wrong.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\": \"glassbox-race\", \"version\": 1, \"surface\": {\"kind\": \"bowls\"}}");
    file.close();
    FileCommands& files = *stage.window.files();
    files.questions.openPath = [&](QWidget*, const Questions::File&) { return path; };
    QSignalSpy problem(&files, &FileCommands::problem);
    const RaceSpec before = stage.model.race();
    stage.find<QMenu>("raceShare")->findChild<QAction*>(QStringLiteral("openRace"))->trigger();
    QCOMPARE(problem.count(), 1);
    QVERIFY2(problem.value(0).value(0).toString().contains(QStringLiteral("bowls")),
             qPrintable(problem.value(0).value(0).toString()));
    QVERIFY(stage.model.race() == before);
}

void TestOptimizersPage::theFilmIsSavedAsGif() {
    Raced stage;
    QVERIFY(stage.ready);
    RaceSpec brief = stage.model.race();
    brief.steps = 5;
    stage.model.edit(QStringLiteral("steps"), brief);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("race.gif"));
    FileCommands& files = *stage.window.files();
    files.questions.savePath = [&](QWidget*, const Questions::File&) { return path; };
    QSignalSpy noted(&files, &FileCommands::noted);
    stage.find<QMenu>("raceShare")->findChild<QAction*>(QStringLiteral("saveGif"))->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(noted.count(), 1, 30000);
    QImageReader reader(path);
    QCOMPARE(reader.imageCount(), 6);  // the start and five steps
}

void TestOptimizersPage::stepsAndResultsAreSaved() {
    Raced stage;
    QVERIFY(stage.ready);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("race.csv"));
    FileCommands& files = *stage.window.files();
    files.questions.savePath = [&](QWidget*, const Questions::File&) { return path; };
    const auto lines = [&](const char* action) {
        stage.find<QMenu>("raceShare")->findChild<QAction*>(QLatin1String(action))->trigger();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
    };
    qsizetype steps = 1;  // the head
    for (const RacerPath& racer : stage.model.result()->paths) steps += static_cast<qsizetype>(racer.steps.size());
    QCOMPARE(lines("saveSteps").size(), steps);
    QCOMPARE(lines("saveResults").size(), qsizetype(7));
}

void TestOptimizersPage::theGameIsPlayedByKeys() {
    Raced stage;
    QVERIFY(stage.ready);
    stage.page.setView(OptimizersPage::Guess);
    GuessGame& game = stage.page.guess().game();
    FogCanvas& fog = stage.page.guess().fog();
    game.start("bowl", 3);
    fog.setFocus(Qt::TabFocusReason);
    const Eigen::Vector2d plan = game.plan();
    QTest::keyClick(&fog, Qt::Key_Left);
    QVERIFY(std::abs(game.plan().norm() - plan.norm()) < 1e-9);
    QVERIFY(plan.x() * game.plan().y() - plan.y() * game.plan().x() > 0);  // turned to the left
    QTest::keyClick(&fog, Qt::Key_Up);
    QVERIFY(game.plan().norm() > plan.norm());
    QTest::keyClick(&fog, Qt::Key_Return);
    QCOMPARE(game.stepsMade(), 1);
    QTest::keyClick(&fog, Qt::Key_Backspace);
    QCOMPARE(game.stepsMade(), 0);
    stage.window.actions()->step->trigger();  // the bar steers the game here
    QCOMPARE(game.stepsMade(), 1);
    QCOMPARE(stage.window.actions()->run->text(), QStringLiteral("Reveal"));
    stage.window.actions()->run->trigger();
    QVERIFY(game.isRevealed());
    QVERIFY(stage.isSeen("guessVerdict"));
}

void TestOptimizersPage::presentingGivesThePictureTheRoom() {
    Raced stage;
    QVERIFY(stage.ready);
    const int before = stage.canvas().width();
    stage.press(Qt::Key_F11);
    QTRY_VERIFY(stage.isPresenting() && !stage.isSeen("raceSideScroll"));
    QVERIFY(stage.canvas().width() > before);
    stage.page.setFocus();
    stage.press(Qt::Key_B);
    QVERIFY(stage.isSeen("raceSideScroll"));
    stage.press(Qt::Key_F11);
    QTRY_VERIFY(!stage.isPresenting());
    QVERIFY(stage.isSeen("raceSideScroll"));
}

void TestOptimizersPage::viewsAndSizesAreKept() {
    QByteArray layout;
    {
        Raced stage;
        QVERIFY(stage.ready);
        stage.page.setView(OptimizersPage::Knobs);
        stage.page.raceView().curves().setLogarithmic(false);
        stage.model.scrubber().setPace(5);
        layout = stage.page.saveLayout();
    }
    Raced stage;
    QVERIFY(stage.ready);
    stage.page.restoreLayout(layout);
    QCOMPARE(stage.page.view(), OptimizersPage::Knobs);
    QVERIFY(!stage.page.raceView().curves().isLogarithmic());
    QCOMPARE(stage.model.scrubber().pace(), 5);
    stage.page.restoreLayout(QByteArray("nonsense"));
    QCOMPARE(stage.page.view(), OptimizersPage::Knobs);
}

QTEST_MAIN(TestOptimizersPage)
#include "test_optimizers_page.moc"
