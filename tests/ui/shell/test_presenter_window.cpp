#include "tests/support/scratch_home.h"
#include "tests/support/screens.h"
#include "tests/support/test.h"
#include "tests/ui/shell/stage.h"
#include "ui/shell/figure.h"
#include "ui/shell/notes_edit.h"
#include "ui/shell/notices.h"
#include "ui/shell/presenter_window.h"
#include "ui/shell/screens.h"
#include "ui/shell/spotlight.h"

#include <QGuiApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QUndoStack>

using namespace glassbox;

/// The presenter's own window, with two screens and when one of them is unplugged.
class TestPresenterWindow : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void cleanup() { QSettings().clear(); }
    void opensOnTheOtherScreen();
    void notesAreUndoableEdits();
    void keysSteerFromThere();
    void theRunIsSeenThere();
    void theClockCounts();
    void closesWithTheProgram();
    void anUnpluggedScreenLosesNothing();
    void windowsAreBroughtWhereTheyCanBeReached();

  private:
    ScratchHome m_home;
};

namespace {

PresenterWindow* openNotes(Stage& stage) {
    stage.window.actions()->notes->trigger();
    auto* notes = stage.find<PresenterWindow>("presenterWindow");
    return notes && QTest::qWaitForWindowActive(notes) ? notes : nullptr;
}

}  // namespace

void TestPresenterWindow::opensOnTheOtherScreen() {
    Stage stage;
    QVERIFY(stage.isReady());
    const QList<QScreen*> screens = QGuiApplication::screens();
    if (screens.size() < 2) QSKIP("This platform has one screen.");
    QCOMPARE(stage.window.screen(), screens[0]);
    stage.press(Qt::Key_F9);
    auto* notes = stage.find<PresenterWindow>("presenterWindow");
    QVERIFY(notes && notes->isVisible() && notes->isWindow());
    QVERIFY(screens[1]->geometry().contains(notes->geometry()));
    QVERIFY(notes->screenWords().contains(QStringLiteral("yours")));
    QVERIFY(stage.isSeen("networkCanvas"));
    // Opened again it stays where it was put.
    const QRect place(screens[1]->geometry().topLeft() + QPoint(50, 60), notes->size());
    notes->setGeometry(place);
    stage.window.actions()->notes->trigger();
    QCOMPARE(notes->geometry(), place);
    notes->setScreenCount(1);
    QVERIFY(notes->screenWords().contains(QStringLiteral("drag this window")));
}

void TestPresenterWindow::notesAreUndoableEdits() {
    Stage stage;
    QVERIFY(stage.isReady());
    ExperimentDocument& document = stage.glassbox.document();
    PresenterWindow* notes = openNotes(stage);
    QVERIFY(notes);
    auto* text = notes->findChild<NotesEdit*>();
    text->setFocus();
    QTest::keyClicks(text, QStringLiteral("Why 3 layers"));
    QCOMPARE(document.experiment().presentation.notes, std::string("Why 3 layers"));
    QCOMPARE(document.undoStack()->count(), 1);  // one step for what was typed in one go
    QCOMPARE(document.undoStack()->undoText(), QStringLiteral("Presenter's notes"));
    QCOMPARE(stage.glassbox.session().state(), RunState::Ready);  // Space and digits were typed
    QVERIFY(!stage.lab.stage().alone());
    QTRY_COMPARE(QApplication::focusWidget(), text);
    notes->setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), notes);
    text->setFocus();
    QTest::keyClicks(text, QStringLiteral("?"));
    QCOMPARE(document.undoStack()->count(), 2);
    QTest::keyClick(text, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text->toPlainText(), QStringLiteral("Why 3 layers"));
    QTest::keyClick(text, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text->toPlainText(), QString());
    QTest::keyClick(text, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(text->toPlainText(), QStringLiteral("Why 3 layers"));
    // Notes of another experiment take their place.
    Experiment other = standardExperiment();
    other.presentation.notes = "zwölf\nZeilen";
    document.reset(other);
    QCOMPARE(text->toPlainText(), QStringLiteral("zwölf\nZeilen"));
    QCOMPARE(document.undoStack()->count(), 0);
}

void TestPresenterWindow::keysSteerFromThere() {
    Stage stage;
    QVERIFY(stage.isReady());
    TrainingSession& session = stage.glassbox.session();
    stage.press(Qt::Key_F11);
    PresenterWindow* notes = openNotes(stage);
    QVERIFY(notes);
    QTRY_COMPARE(QApplication::focusWidget(), notes);
    stage.press(Qt::Key_Space);
    QTRY_COMPARE(session.state(), RunState::Running);
    stage.press(Qt::Key_Space);
    QTRY_COMPARE(session.state(), RunState::Paused);
    stage.press(Qt::Key_Left);
    QTRY_COMPARE(session.latest()->step, 0);
    stage.press(Qt::Key_Right);
    QTRY_COMPARE(session.latest()->step, 1);
    stage.press(Qt::Key_3);
    QCOMPARE(stage.lab.stage().alone(), std::optional(LabPanel::Output));
    stage.press(Qt::Key_0);
    QVERIFY(!stage.lab.stage().alone());
    stage.press(Qt::Key_S);
    QVERIFY(stage.window.presentingTools().spotlight().isOn());
    stage.press(Qt::Key_Escape);
    QVERIFY(!stage.window.presentingTools().spotlight().isOn());
    QVERIFY(stage.isPresenting());
    // Escape leaves the text first, then the whole screen.
    notes->findChild<NotesEdit*>()->setFocus();
    stage.press(Qt::Key_Escape);
    QVERIFY(stage.isPresenting());
    QCOMPARE(QApplication::focusWidget(), notes);
    stage.press(Qt::Key_Escape);
    QVERIFY(!stage.isPresenting());
    QVERIFY(notes->isVisible());
}

void TestPresenterWindow::theRunIsSeenThere() {
    Stage stage;
    QVERIFY(stage.isReady());
    PresenterWindow* notes = openNotes(stage);
    QVERIFY(notes);
    const auto figure = [&](const char* name) { return notes->findChild<Figure*>(QLatin1String(name))->value(); };
    QCOMPARE(notes->findChild<QLabel*>(QStringLiteral("presenterState"))->text(), QStringLiteral("Ready"));
    QCOMPARE(figure("presenterStep"), QStringLiteral("0"));
    stage.press(Qt::Key_Right, Qt::ShiftModifier);
    QTRY_COMPARE(figure("presenterEpoch"), QStringLiteral("1"));
    QVERIFY(figure("presenterCost").contains(QLatin1Char('.')));
    QVERIFY(figure("presenterValidation") != QStringLiteral("–"));
    QTRY_COMPARE(notes->findChild<QLabel*>(QStringLiteral("presenterState"))->text(), QStringLiteral("Paused"));
}

void TestPresenterWindow::theClockCounts() {
    QCOMPARE(clockText(0), QStringLiteral("0:00"));
    QCOMPARE(clockText(247'999), QStringLiteral("4:07"));
    QCOMPARE(clockText(3'847'000), QStringLiteral("1:04:07"));
    Stage stage;
    PresenterWindow* notes = openNotes(stage);
    QVERIFY(notes);
    auto* clock = notes->findChild<QLabel*>(QStringLiteral("presenterClock"));
    QTRY_VERIFY(clock->text() != QStringLiteral("0:00"));
    QTest::mouseClick(notes->findChild<QPushButton*>(QStringLiteral("restartClock")), Qt::LeftButton);
    QCOMPARE(clock->text(), QStringLiteral("0:00"));
}

void TestPresenterWindow::closesWithTheProgram() {
    Stage stage;
    QVERIFY(stage.isReady());
    const QPointer<PresenterWindow> notes = openNotes(stage);
    QVERIFY(notes);
    QVERIFY(stage.window.close());
    QVERIFY(!notes || !notes->isVisible());
}

void TestPresenterWindow::anUnpluggedScreenLosesNothing() {
    const QList<QScreen*> screens = QGuiApplication::screens();
    if (screens.size() < 2) QSKIP("This platform has one screen.");
    Stage stage;
    QVERIFY(stage.isReady());
    ExperimentDocument& document = stage.glassbox.document();
    PresenterWindow* notes = openNotes(stage);
    QVERIFY(notes && screens[1]->geometry().contains(notes->geometry()));
    notes->findChild<NotesEdit*>()->setFocus();
    QTest::keyClicks(notes->findChild<NotesEdit*>(), QStringLiteral("abc"));
    stage.window.activateWindow();
    stage.window.actions()->present->trigger();
    stage.glassbox.session().run();
    QTRY_COMPARE(stage.glassbox.session().state(), RunState::Running);
    Q_EMIT qGuiApp->screenRemoved(screens[1]);
    QTRY_VERIFY(screens[0]->geometry().intersects(notes->geometry()));
    QVERIFY(screens[0]->geometry().contains(notes->geometry()));
    QVERIFY(stage.isPresenting() && notes->isVisible());
    QCOMPARE(stage.glassbox.session().state(), RunState::Running);
    QVERIFY2(stage.window.notices()->sentence().contains(QStringLiteral("A screen was disconnected")),
             qPrintable(stage.window.notices()->sentence()));
    QVERIFY(stage.isSeen("notices"));
    QVERIFY(notes->screenWords().contains(QStringLiteral("one screen")));
    QCOMPARE(document.experiment().presentation.notes, std::string("abc"));
    document.undoStack()->undo();
    QCOMPARE(document.experiment().presentation.notes, std::string());
    stage.window.actions()->present->trigger();
    QVERIFY(!stage.isPresenting());
    // The audience's screen goes: the window fills the one that is left.
    stage.window.setGeometry(QRect(screens[1]->geometry().topLeft() + QPoint(20, 30), QSize(1100, 700)));
    stage.window.actions()->present->trigger();
    QTRY_VERIFY(screens[1]->geometry().intersects(stage.window.geometry()));
    Q_EMIT qGuiApp->screenRemoved(screens[1]);
    QTRY_VERIFY(!screens[1]->geometry().intersects(stage.window.geometry()));
    QVERIFY(stage.isPresenting() && stage.window.isFullScreen());
    stage.window.actions()->present->trigger();
    QVERIFY(!stage.isPresenting());
}

void TestPresenterWindow::windowsAreBroughtWhereTheyCanBeReached() {
    const QRect left(0, 0, 1280, 800), right(1280, 0, 1024, 768);
    const QRect window(1400, 100, 800, 600);
    QCOMPARE(reachable(window, {left, right}), window);
    const QRect moved = reachable(window, {left});
    QVERIFY(left.contains(moved));
    QCOMPARE(moved.size(), window.size());
    QCOMPARE(reachable(moved, {left}), moved);
    // Larger than what is left: as large as that.
    QCOMPARE(reachable(QRect(1280, 0, 1920, 1080), {left}), left);
    // A corner is not enough to take hold of it, a good part is.
    QVERIFY(reachable(QRect(1270, 790, 500, 400), {left}) != QRect(1270, 790, 500, 400));
    QCOMPARE(reachable(QRect(900, 500, 800, 600), {left}), QRect(900, 500, 800, 600));
    QCOMPARE(reachable(window, {}), window);
}

int main(int argc, char** argv) {
    useScreens({QRect(0, 0, 1280, 800), QRect(1280, 0, 1280, 800)});
    QTEST_SET_MAIN_SOURCE_PATH
    QApplication application(argc, argv);
    nameApplication();
    TestPresenterWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_presenter_window.moc"
