#include "engine/formats/experiment_json.h"
#include "tests/support/test.h"
#include "tests/ui/shell/program.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/actions.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/frame_clock.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notices.h"
#include "ui/shell/preferences.h"
#include "ui/shell/speed_control.h"
#include "ui/shell/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUndoStack>

#include <cmath>

using namespace glassbox;

class TestMainWindow : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void spaceRunsAndPauses();
    void stepMakesOneUpdateAndEpochAWholeOne();
    void rewindGoesBackToTheStart();
    void reinitialiseSaysItsSeed();
    void undoAndRedoAreNamed();
    void lettersTypedInAFieldDoNothingElse();
    void unsavedChangesAreAskedAbout();
    void newStartsOverAfterTheQuestion();
    void savingWritesTheFile();
    void aFileThatCannotBeWrittenSaysSo();
    void aDocumentThatCannotBeOpenedSaysSo();
    void aRefusedEditSaysSo();
    void anExperimentThatDoesNotFitOffersUndo();
    void aDivergedRunOffersRewind();
    void weightsGoOutAndComeBack();
    void damagedWeightsAreRefused();
    void nothingIsCutAt1280();
    void closingWhileTrainingIsPrompt();
    void droppedFilesAreTaken();
    void framesAreMeasured();

  private:
    QString folder() const { return m_folder->filePath(QStringLiteral("kept")); }
    QString file(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestMainWindow::initTestCase() {
    QCoreApplication::setOrganizationName(QStringLiteral("Glassbox test"));
    QCoreApplication::setApplicationName(QStringLiteral("main window"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    cleanup();
}

// Each test finds a home of its own.
void TestMainWindow::cleanup() {
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
}

void TestMainWindow::spaceRunsAndPauses() {
    Program program(folder());
    program.window.start({});
    program.show();
    QCOMPARE(program.words(), QStringLiteral("Ready"));
    program.press(Qt::Key_Space);
    QTRY_COMPARE(program.session.state(), RunState::Running);
    QCOMPARE(program.words(), QStringLiteral("Running"));
    QCOMPARE(program.window.findChild<QPushButton*>(QStringLiteral("runButton"))->text(), QStringLiteral("Pause"));
    QTRY_VERIFY(program.session.latest()->step > 3);
    program.press(Qt::Key_Space);
    QTRY_COMPARE(program.session.state(), RunState::Paused);
    QCOMPARE(program.window.findChild<QPushButton*>(QStringLiteral("runButton"))->text(), QStringLiteral("Run"));
}

void TestMainWindow::stepMakesOneUpdateAndEpochAWholeOne() {
    Program program(folder());
    program.window.start({});
    program.show();
    program.press(Qt::Key_Right);
    QTRY_COMPARE(program.session.latest()->step, 1);
    program.press(Qt::Key_Right);
    QTRY_COMPARE(program.session.latest()->step, 2);
    program.press(Qt::Key_Right, Qt::ShiftModifier);
    QTRY_COMPARE(program.session.latest()->epoch, 1);
    QCOMPARE(program.session.latest()->step, program.session.latest()->stepsPerEpoch);
}

void TestMainWindow::rewindGoesBackToTheStart() {
    Program program(folder());
    program.window.start({});
    program.show();
    const std::vector<float> start = program.session.latest()->parameters;
    program.press(Qt::Key_Right);
    QTRY_COMPARE(program.session.latest()->step, 1);
    QVERIFY(program.session.latest()->parameters != start);
    program.press(Qt::Key_R);
    QTRY_COMPARE(program.session.latest()->step, 0);
    QCOMPARE(program.session.latest()->parameters, start);
}

void TestMainWindow::reinitialiseSaysItsSeed() {
    Program program(folder());
    program.window.start({});
    program.show();
    const auto* origin = program.window.findChild<QLabel*>(QStringLiteral("statusOrigin"));
    QCOMPARE(origin->text(), QStringLiteral("seed 42 · reproducible"));
    const std::vector<float> start = program.session.latest()->parameters;
    program.press(Qt::Key_R, Qt::ShiftModifier);
    QTRY_VERIFY(program.session.latest()->parameters != start);
    QVERIFY(origin->text().startsWith(QStringLiteral("seed 42 · weights from seed ")));
    program.document.reset(standardExperiment());
    QCOMPARE(origin->text(), QStringLiteral("seed 42 · reproducible"));
    // The very first edit counts.
    program.press(Qt::Key_Right);
    QTRY_COMPARE(program.session.latest() ? program.session.latest()->step : -1, 1);
    QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), program.withNoise(0.2)));
    QCOMPARE(origin->text(), QStringLiteral("seed 42 · changed under way"));
}

void TestMainWindow::undoAndRedoAreNamed() {
    Program program(folder());
    program.window.start({});
    program.show();
    auto* undo = program.window.findChild<QPushButton*>(QStringLiteral("undoButton"));
    QVERIFY(!undo->isEnabled());
    const Experiment before = program.document.experiment();
    QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), program.withNoise(0.2)));
    QVERIFY(undo->isEnabled());
    QVERIFY(undo->toolTip().contains(QStringLiteral("Noise 20 %")));
    QVERIFY(program.window.isWindowModified());
    program.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(program.document.experiment() == before);
    QVERIFY(!program.window.isWindowModified());
    program.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(program.document.experiment() == program.withNoise(0.2));
}

void TestMainWindow::lettersTypedInAFieldDoNothingElse() {
    Program program(folder());
    program.window.start({});
    auto* field = new QLineEdit(program.page);
    program.show();
    field->setFocus();
    program.press(Qt::Key_Right);
    QTest::keyClicks(field, QStringLiteral("r r"));
    QCOMPARE(field->text(), QStringLiteral("r r"));
    program.page->setFocus();
    program.press(Qt::Key_Right);
    QTRY_COMPARE(program.session.latest()->step, 1);
    QCOMPARE(program.session.state(), RunState::Paused);
}

void TestMainWindow::unsavedChangesAreAskedAbout() {
    Program program(folder());
    program.window.start({});
    program.show();
    QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), program.withNoise(0.2)));
    QVERIFY(!program.window.close());
    QCOMPARE(program.asked, 1);
    QVERIFY(program.window.isVisible());
    program.answer = Questions::Unsaved::Save;  // and then no file name
    QVERIFY(!program.window.close());
    program.path = file("mine.json");
    QVERIFY(program.window.close());
    QVERIFY(readExperiment(program.path) == program.withNoise(0.2));
}

void TestMainWindow::newStartsOverAfterTheQuestion() {
    Program program(folder());
    program.window.start({});
    program.show();
    QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), program.withNoise(0.2)));
    program.press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(program.document.experiment() == program.withNoise(0.2));
    program.answer = Questions::Unsaved::Discard;
    program.press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(program.document.experiment() == standardExperiment());
    QCOMPARE(program.asked, 2);
}

void TestMainWindow::savingWritesTheFile() {
    Program program(folder());
    program.window.start({});
    program.show();
    QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), program.withNoise(0.2)));
    program.path = file("spiral.json");
    program.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(program.document.path(), program.path);
    QVERIFY(!program.document.isModified());
    QVERIFY(program.window.windowTitle().startsWith(QStringLiteral("spiral[*]")));
    QVERIFY(readExperiment(program.path) == program.document.experiment());
    QCOMPARE(program.preferences.folder(), m_folder->path());
}

void TestMainWindow::aFileThatCannotBeWrittenSaysSo() {
    Program program(folder());
    program.window.start({});
    program.show();
    QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), program.withNoise(0.2)));
    program.path = file("no/such/folder/spiral.json");
    program.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(program.window.notices()->sentence().contains(QStringLiteral("spiral.json")));
    QVERIFY(program.document.isModified());
}

void TestMainWindow::aDocumentThatCannotBeOpenedSaysSo() {
    QFile broken(file("broken.json"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{ \"glassbox\": 1, ");
    broken.close();
    Program program(folder());
    program.window.start(broken.fileName());
    program.show();
    QVERIFY(program.window.notices()->sentence().contains(QStringLiteral("broken.json")));
    QVERIFY(program.document.experiment() == standardExperiment());
}

void TestMainWindow::aRefusedEditSaysSo() {
    Program program(folder());
    program.window.start({});
    program.show();
    Experiment empty = program.document.experiment();
    empty.network.clear();
    QVERIFY(!program.document.edit(QStringLiteral("Nothing"), empty));
    QVERIFY(!program.window.notices()->sentence().isEmpty());
    QVERIFY(program.document.edit(QStringLiteral("Noise 20 %"), program.withNoise(0.2)));
    QTRY_VERIFY(program.window.notices()->sentence().isEmpty());
}

void TestMainWindow::anExperimentThatDoesNotFitOffersUndo() {
    Program program(folder());
    program.window.start({});
    program.show();
    const Experiment before = program.document.experiment();
    Experiment wide = before;
    wide.network.back().options.set("units", std::int64_t{7});  // two classes are not seven outputs
    QVERIFY(program.document.edit(QStringLiteral("7 units"), wide));
    QTRY_VERIFY(!program.window.notices()->sentence().isEmpty());
    auto* mend = program.window.findChild<QPushButton*>(QStringLiteral("bannerAction"));
    QCOMPARE(mend->text(), QStringLiteral("Undo"));
    QTest::mouseClick(mend, Qt::LeftButton);
    QVERIFY(program.document.experiment() == before);
    QTRY_VERIFY(!program.session.isLoading());
    QVERIFY(program.window.notices()->sentence().isEmpty());
}

void TestMainWindow::aDivergedRunOffersRewind() {
    Program program(folder());
    program.window.start({});
    program.show();
    Experiment wild = program.document.experiment();
    wild.training.optimizer = {"sgd", {{"learning_rate", 1.0}}};
    wild.training.loss = {"mse"};
    for (Spec& layer : wild.network) layer.options.set("activation", std::string("identity"));
    QVERIFY(program.document.edit(QStringLiteral("Too fast"), wild));
    QTRY_VERIFY(!program.session.isLoading());
    program.press(Qt::Key_Space);
    QTRY_COMPARE(program.session.state(), RunState::Diverged);
    QVERIFY(program.words().startsWith(QStringLiteral("Diverged")));
    auto* mend = program.window.findChild<QPushButton*>(QStringLiteral("bannerAction"));
    QCOMPARE(mend->text(), QStringLiteral("Rewind"));
    QTest::mouseClick(mend, Qt::LeftButton);
    QTRY_COMPARE(program.session.state(), RunState::Ready);
    QVERIFY(program.window.notices()->sentence().isEmpty());
}

void TestMainWindow::weightsGoOutAndComeBack() {
    Program program(folder());
    program.window.start({});
    program.show();
    program.press(Qt::Key_Right, Qt::ShiftModifier);
    QTRY_COMPARE(program.session.latest()->epoch, 1);
    const std::vector<float> trained = program.session.latest()->parameters;
    program.path = file("weights.npz");
    program.window.actions()->saveWeights->trigger();
    QTRY_VERIFY(QFile::exists(program.path));
    program.press(Qt::Key_R);
    QTRY_COMPARE(program.session.latest()->epoch, 0);
    QVERIFY(program.session.latest()->parameters != trained);
    program.window.actions()->loadWeights->trigger();
    QTRY_COMPARE(program.session.latest()->parameters, trained);
    QTRY_COMPARE(program.window.findChild<QLabel*>(QStringLiteral("statusOrigin"))->text(),
                 QStringLiteral("seed 42 · weights from a file"));
}

void TestMainWindow::damagedWeightsAreRefused() {
    Program program(folder());
    program.window.start({});
    program.show();
    program.path = file("junk.npz");
    QFile junk(program.path);
    QVERIFY(junk.open(QIODevice::WriteOnly));
    junk.write(QByteArray(1000, '\x7f'));
    junk.close();
    const std::vector<float> before = program.session.latest()->parameters;
    program.window.actions()->loadWeights->trigger();
    QVERIFY(program.window.notices()->sentence().contains(QStringLiteral("junk.npz")));
    QCOMPARE(program.session.latest()->parameters, before);
}

void TestMainWindow::nothingIsCutAt1280() {
    Program program(folder());
    program.window.start({});
    program.window.resize(1280, 800);
    program.show();
    QCOMPARE(program.window.width(), 1280);
    QVERIFY(program.window.minimumSizeHint().width() <= 1280);
    const QWidget* bar = program.window.findChild<QWidget*>(QStringLiteral("transportBar"));
    for (const QPushButton* button : bar->findChildren<QPushButton*>()) {
        QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->objectName()));
        QVERIFY2(bar->rect().contains(button->geometry()), qPrintable(button->objectName()));
    }
}

void TestMainWindow::closingWhileTrainingIsPrompt() {
    QElapsedTimer clock;
    {
        Program program(folder());
        program.window.start({});
        Experiment lasting = program.document.experiment();
        lasting.training.epochs = 100000;  // still at it when the window closes
        program.document.reset(lasting);
        program.show();
        program.window.findChild<SpeedControl*>()->setSpeed(std::numeric_limits<double>::infinity());
        program.press(Qt::Key_Space);
        QTRY_COMPARE(program.session.state(), RunState::Running);
        clock.start();
        QVERIFY(program.window.close());
    }
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
}

void TestMainWindow::droppedFilesAreTaken() {
    writeExperiment(file("dropped.json"), standardExperiment());
    Program program(folder());
    program.window.start({});
    program.show();
    QSignalSpy tables(&program.window, &MainWindow::tableDropped);
    const auto drop = [&](const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &enter);
        if (!enter.isAccepted()) return false;
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &event);
        return event.isAccepted();
    };
    QVERIFY(drop(file("dropped.json")));
    QTRY_COMPARE(program.document.path(), file("dropped.json"));
    QVERIFY(drop(file("iris.csv")));
    QTRY_COMPARE(tables.count(), 1);
    QCOMPARE(tables.first().first().toString(), file("iris.csv"));
    QVERIFY(drop(file("holiday.jpeg")));
    QTRY_VERIFY(program.window.notices()->sentence().contains(QStringLiteral("holiday.jpeg")));
    QVERIFY(program.window.notices()->sentence().contains(QStringLiteral(".csv")));
    QCOMPARE(tables.count(), 1);
}

void TestMainWindow::framesAreMeasured() {
    Program program(folder());
    program.window.start({});
    program.show();
    FrameClock& clock = *program.window.frameClock();
    clock.clearFrameMilliseconds();
    QSignalSpy frames(&clock, &FrameClock::frame);
    QElapsedTimer time;
    time.start();
    program.press(Qt::Key_Space);
    QTRY_VERIFY(frames.count() >= 20);
    const double seconds = static_cast<double>(time.elapsed()) / 1000;
    QVERIFY2(static_cast<double>(frames.count()) <= 60 * seconds + 2, qPrintable(QString::number(seconds)));
    program.press(Qt::Key_Space);
    QTRY_VERIFY(clock.recentFrameMilliseconds().size() >= 15);
    for (const double cost : clock.recentFrameMilliseconds()) QVERIFY(cost >= 0);
}

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"
