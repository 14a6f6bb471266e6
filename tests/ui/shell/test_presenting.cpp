#include "tests/support/scratch_home.h"
#include "tests/support/screens.h"
#include "tests/support/test.h"
#include "tests/ui/shell/stage.h"
#include "ui/lab/network_canvas.h"
#include "ui/shell/card.h"
#include "ui/shell/speed_control.h"
#include "ui/shell/spotlight.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTabBar>
#include <QWheelEvent>

using namespace glassbox;

/// A teacher in front of a class: the whole screen, one panel alone, the spotlight, and back as it was.
class TestPresenting : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void cleanup() { QSettings().clear(); }
    void f11FillsTheScreenAndComesBackExactly();
    void escapeLeavesWhenThereIsNothingElseToLeave();
    void closingWhilePresentingRemembersTheWindowOfBefore();
    void choicesMadeWhilePresentingEndWithIt();
    void aDoubleClickShowsAPanelAlone();
    void numbersShowPanelsAloneUnlessAFieldNeedsThem();
    void aPanelAloneBeforePresentingIsAloneAfterwards();
    void everyCardsMenuShowsItAlone();
    void settingsAreAKeyAway();
    void arrowsSteerWhilePresenting();
    void theSpotlightFollowsThePointer();
    void theSpotlightLetsTheWindowWork();
    void theProjectorThemeIsRemembered();

  private:
    ScratchHome m_home;
};

namespace {

QPoint headOf(QWidget* card) {
    return {card->width() / 2, 8};
}

Card* cardOf(Stage& stage, LabPanel panel) {
    return stage.lab.stage().card(panel);
}

}  // namespace

void TestPresenting::f11FillsTheScreenAndComesBackExactly() {
    Stage stage(ThemeChoice::Dark);
    QVERIFY(stage.isReady());
    stage.find<QSplitter>("labColumns")->setSizes({280, 500, 420});
    stage.find<QSplitter>("labRight")->setSizes({400, 250});
    QTest::qWait(1);
    const auto sizes = stage.sizes();
    const QRect place = stage.window.geometry();
    stage.press(Qt::Key_F11);
    QVERIFY(stage.isPresenting());
    QVERIFY(stage.window.isFullScreen());
    QTRY_COMPARE(stage.window.size(), stage.window.screen()->size());
    QCOMPARE(stage.glassbox.theme().theme().name, Theme::Name::Projector);
    for (const char* gone : {"rail", "statusLine", "dataPanel", "trainingPanel"}) QVERIFY2(!stage.isSeen(gone), gone);
    for (const char* there : {"transportBar", "networkCanvas", "costChart"}) QVERIFY2(stage.isSeen(there), there);
    QVERIFY(stage.window.actions()->present->isChecked());
    stage.press(Qt::Key_F11);
    QVERIFY(!stage.isPresenting());
    QVERIFY(!stage.window.isFullScreen());
    QTRY_COMPARE(stage.window.geometry(), place);
    QTRY_COMPARE(stage.sizes(), sizes);
    QCOMPARE(stage.glassbox.theme().choice(), ThemeChoice::Dark);
    QVERIFY(stage.glassbox.theme().theme().isDark());
    for (const char* back : {"rail", "statusLine", "dataPanel", "trainingPanel"}) QVERIFY2(stage.isSeen(back), back);
}

void TestPresenting::escapeLeavesWhenThereIsNothingElseToLeave() {
    Stage stage;
    QVERIFY(stage.isReady());
    stage.press(Qt::Key_F11);
    stage.press(Qt::Key_3);
    stage.press(Qt::Key_S);
    QVERIFY(stage.window.presentingTools().spotlight().isOn());
    stage.press(Qt::Key_Escape);
    QVERIFY(!stage.window.presentingTools().spotlight().isOn());
    QVERIFY(stage.lab.stage().alone().has_value());
    stage.press(Qt::Key_Escape);
    QVERIFY(!stage.lab.stage().alone().has_value());
    QVERIFY(stage.isPresenting());
    // A unit that is kept is let go first.
    auto* canvas = stage.find<NetworkCanvas>("networkCanvas");
    QTRY_VERIFY(canvas->scene().columnCount() > 1);
    canvas->activate({NetworkItemKind::Unit, 1, 0});
    stage.press(Qt::Key_Escape);
    QVERIFY(stage.isPresenting());
    stage.press(Qt::Key_Escape);
    QVERIFY(!stage.isPresenting());
    stage.press(Qt::Key_Escape);  // nothing left: nothing happens
    QVERIFY(!stage.isPresenting() && stage.window.isVisible());
}

void TestPresenting::closingWhilePresentingRemembersTheWindowOfBefore() {
    QRect place;
    QList<QList<int>> sizes;
    {
        Stage stage(ThemeChoice::Light);
        QVERIFY(stage.isReady());
        stage.find<QSplitter>("labRight")->setSizes({330, 320});
        QTest::qWait(1);
        place = stage.window.geometry();
        sizes = stage.sizes();
        stage.press(Qt::Key_F11);
        stage.press(Qt::Key_1);
        QTRY_VERIFY(stage.window.isFullScreen());
        QVERIFY(stage.window.close());
    }
    Composition again;
    again.window().start({});
    again.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&again.window()));
    QVERIFY(!again.window().isFullScreen());
    QCOMPARE(again.window().geometry(), place);
    QVERIFY(again.theme().choice() != ThemeChoice::Projector);
    QList<QList<int>> restored;
    for (const char* name : {"labColumns", "labMiddle", "labRight"})
        restored << again.window().findChild<QSplitter*>(QLatin1String(name))->sizes();
    QCOMPARE(restored, sizes);
}

void TestPresenting::choicesMadeWhilePresentingEndWithIt() {
    Stage stage(ThemeChoice::Light);
    QVERIFY(stage.isReady());
    stage.press(Qt::Key_F11);
    QList<QAction*> themes = stage.window.actions()->themes->actions();
    themes[2]->trigger();  // a dark room
    QVERIFY(stage.glassbox.theme().theme().isDark());
    stage.window.actions()->textSizes->actions().last()->trigger();
    stage.press(Qt::Key_F11);
    QCOMPARE(stage.glassbox.theme().choice(), ThemeChoice::Light);
    QCOMPARE(stage.glassbox.theme().textScale(), 1.0);
    const Preferences preferences;
    QVERIFY(preferences.themeChoice() != ThemeChoice::Dark);
    QCOMPARE(preferences.textScale(), 1.0);
}

void TestPresenting::aDoubleClickShowsAPanelAlone() {
    Stage stage;
    QVERIFY(stage.isReady());
    QTRY_VERIFY(stage.find<NetworkCanvas>("networkCanvas")->scene().columnCount() > 1);
    const auto sizes = stage.sizes();
    const int page = stage.lab.width();
    for (const LabPanel panel : {LabPanel::Network, LabPanel::Inside, LabPanel::Output, LabPanel::Cost}) {
        Card* card = cardOf(stage, panel);
        QTest::mouseDClick(card, Qt::LeftButton, {}, headOf(card));
        QCOMPARE(stage.lab.stage().alone(), std::optional(panel));
        QTRY_VERIFY(card->width() > page - 40 && card->height() > stage.lab.height() - 40);
        for (const LabPanel other : {LabPanel::Network, LabPanel::Inside, LabPanel::Output, LabPanel::Cost})
            QCOMPARE(cardOf(stage, other)->isVisible(), other == panel);
        QVERIFY(!stage.isSeen("dataPanel"));
        auto* back = stage.find<QPushButton>("backToAll");
        QVERIFY(back->isVisible() && card->isAncestorOf(back));
        QCOMPARE(back->text(), QStringLiteral("Back to all panels"));
        QTest::mouseDClick(card, Qt::LeftButton, {}, headOf(card));
        QVERIFY(!stage.lab.stage().alone() && !back->isVisible());
        QTRY_COMPARE(stage.sizes(), sizes);
        // The button and Escape do the same.
        stage.lab.stage().showAlone(panel);
        QTest::mouseClick(back, Qt::LeftButton);
        QVERIFY(!stage.lab.stage().alone());
        stage.lab.stage().showAlone(panel);
        stage.press(Qt::Key_Escape);
        QVERIFY(!stage.lab.stage().alone());
        QTRY_COMPARE(stage.sizes(), sizes);
    }
    // Empty places of the network count as well; what can be clicked there does not.
    auto* canvas = stage.find<NetworkCanvas>("networkCanvas");
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, canvas->scene().layout.footer.center().toPoint());
    QCOMPARE(stage.lab.stage().alone(), std::optional(LabPanel::Network));
    stage.press(Qt::Key_0);
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, canvas->scene().place(1).tiles[0].center().toPoint());
    QVERIFY(!stage.lab.stage().alone());
    auto* tabs = stage.find<QTabBar>("insideTabs");
    QTest::mouseDClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    QCOMPARE(stage.lab.stage().alone(), std::optional(LabPanel::Inside));
}

void TestPresenting::numbersShowPanelsAloneUnlessAFieldNeedsThem() {
    Stage stage;
    QVERIFY(stage.isReady());
    const Qt::Key keys[] = {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4};
    for (int i = 0; i < 4; ++i) {
        stage.press(keys[i]);
        QCOMPARE(stage.lab.stage().alone(), std::optional(static_cast<LabPanel>(i)));
    }
    stage.press(Qt::Key_0);
    QVERIFY(!stage.lab.stage().alone());
    // Whatever had the keys before, Space runs.
    stage.find("networkCanvas")->setFocus(Qt::TabFocusReason);
    stage.press(Qt::Key_4);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&stage.lab));
    stage.press(Qt::Key_Space);
    QTRY_COMPARE(stage.glassbox.session().state(), RunState::Running);
    stage.press(Qt::Key_0);
    auto* seed = stage.find("seedField");
    QVERIFY(seed);
    seed->setFocus();
    stage.press(Qt::Key_1);
    stage.press(Qt::Key_3);
    stage.press(Qt::Key_0);
    QVERIFY(!stage.lab.stage().alone());
}

void TestPresenting::aPanelAloneBeforePresentingIsAloneAfterwards() {
    Stage stage;
    QVERIFY(stage.isReady());
    const auto sizes = stage.sizes();
    stage.press(Qt::Key_4);
    stage.press(Qt::Key_F11);
    QVERIFY(!stage.lab.stage().alone());
    QTRY_VERIFY(cardOf(stage, LabPanel::Network)->isVisible());
    stage.press(Qt::Key_2);
    stage.press(Qt::Key_F11);
    QCOMPARE(stage.lab.stage().alone(), std::optional(LabPanel::Cost));
    stage.press(Qt::Key_0);
    QTRY_COMPARE(stage.sizes(), sizes);
}

void TestPresenting::everyCardsMenuShowsItAlone() {
    Stage stage;
    QVERIFY(stage.isReady());
    for (const LabPanel panel : {LabPanel::Network, LabPanel::Inside, LabPanel::Output, LabPanel::Cost}) {
        Card* card = cardOf(stage, panel);
        QContextMenuEvent event(QContextMenuEvent::Mouse, headOf(card), card->mapToGlobal(headOf(card)));
        QApplication::sendEvent(card, &event);
        auto* menu = card->findChild<QMenu*>(QStringLiteral("pictureMenu"));
        QVERIFY(menu);
        auto* alone = menu->findChild<QAction*>(QStringLiteral("showAlone"));
        QVERIFY(alone);
        QCOMPARE(alone->text(), QStringLiteral("Show this panel alone"));
        QVERIFY(menu->actions().contains(stage.window.actions()->chooseParts));
        alone->trigger();
        menu->close();
        QCOMPARE(stage.lab.stage().alone(), std::optional(panel));
        stage.press(Qt::Key_0);
    }
}

void TestPresenting::settingsAreAKeyAway() {
    Stage stage;
    QVERIFY(stage.isReady());
    const auto sizes = stage.sizes();
    stage.press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!stage.isSeen("dataPanel"));
    stage.press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(stage.isSeen("dataPanel"));
    QTRY_COMPARE(stage.sizes(), sizes);
    // While they are away a button at the edge calls them.
    QVERIFY(!stage.isSeen("callSettings"));
    stage.press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(stage.isSeen("callSettings"));
    QTest::mouseClick(stage.find("callSettings"), Qt::LeftButton);
    QVERIFY(stage.isSeen("dataPanel") && !stage.isSeen("callSettings"));
    stage.press(Qt::Key_F11);
    QVERIFY(!stage.isSeen("dataPanel") && !stage.isSeen("callSettings"));
    stage.press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(stage.isSeen("dataPanel"));
    QTRY_VERIFY(stage.window.width() <= stage.window.screen()->size().width());
    stage.press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!stage.isSeen("dataPanel"));
    QVERIFY(stage.isSeen("networkCanvas"));
}

void TestPresenting::arrowsSteerWhilePresenting() {
    Stage stage;
    QVERIFY(stage.isReady());
    TrainingSession& session = stage.glassbox.session();
    auto* speed = stage.find<SpeedControl>("speedControl");
    const double before = speed->speed();
    stage.press(Qt::Key_Up);
    QCOMPARE(speed->speed(), before);
    stage.press(Qt::Key_F11);
    stage.press(Qt::Key_Up);
    QVERIFY(speed->speed() > before);
    stage.press(Qt::Key_Down);
    stage.press(Qt::Key_Down);
    QVERIFY(speed->speed() < before);
    stage.press(Qt::Key_Right);
    QTRY_COMPARE(session.latest()->step, 1);
    stage.press(Qt::Key_PageDown);
    QTRY_COMPARE(session.latest()->epoch, 1);
    stage.press(Qt::Key_Left);
    QTRY_COMPARE(session.latest()->step, 0);
    stage.press(Qt::Key_Space);
    QTRY_COMPARE(session.state(), RunState::Running);
    stage.press(Qt::Key_Space);
    QTRY_COMPARE(session.state(), RunState::Paused);
    stage.press(Qt::Key_PageUp);
    QTRY_COMPARE(session.latest()->step, 0);
    stage.press(Qt::Key_F11);
    stage.press(Qt::Key_Right);
    QTRY_COMPARE(session.latest()->step, 1);
    stage.press(Qt::Key_Left);
    QTest::qWait(50);
    QCOMPARE(session.latest()->step, 1);
    // A widget that was given the arrows keeps them.
    stage.press(Qt::Key_F11);
    auto* canvas = stage.find<NetworkCanvas>("networkCanvas");
    canvas->setFocus(Qt::TabFocusReason);
    const NetworkItem item = canvas->focusItem();
    stage.press(Qt::Key_Right);
    QVERIFY(canvas->focusItem() != item);
    QTest::qWait(50);
    QCOMPARE(session.latest()->step, 1);
}

namespace {

/// Adds up what a widget paints.
class PaintWatch : public QObject {
  public:
    explicit PaintWatch(QWidget* widget) { widget->installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::Paint) return false;
        for (const QRect& rect : static_cast<QPaintEvent*>(event)->region()) pixels += rect.width() * rect.height();
        return false;
    }
    qint64 pixels = 0;
};

}  // namespace

void TestPresenting::theSpotlightFollowsThePointer() {
    Stage stage;
    QVERIFY(stage.isReady());
    Spotlight& light = stage.window.presentingTools().spotlight();
    QTest::mouseMove(stage.window.windowHandle(), QPoint(300, 300));
    stage.press(Qt::Key_S);
    QVERIFY(light.isOn() && light.isVisible());
    QVERIFY(stage.window.actions()->spotlight->isChecked());
    QCOMPARE(light.geometry(), stage.window.rect());
    QTest::mouseMove(stage.window.windowHandle(), QPoint(400, 350));
    QTRY_COMPARE(light.place(), QPoint(400, 350));
    QTest::qWait(50);
    const QImage picture = stage.window.grab().toImage();
    QVERIFY(picture.pixelColor(1100, 700).lightness() < picture.pixelColor(400, 350).lightness());
    // Moving paints the old and the new circle, not the window.
    const PaintWatch watch(&light);
    QTest::mouseMove(stage.window.windowHandle(), QPoint(420, 350));
    QTRY_VERIFY(watch.pixels > 0);
    QVERIFY(watch.pixels < stage.window.width() * stage.window.height() / 3);
    const int radius = light.radius();
    QWheelEvent wheel(QPointF(420, 350), stage.window.mapToGlobal(QPointF(420, 350)), {}, QPoint(0, 240), {},
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(stage.window.windowHandle(), &wheel);
    QVERIFY(light.radius() > radius * 1.4);
    stage.window.actions()->narrowerSpotlight->trigger();
    stage.window.actions()->narrowerSpotlight->trigger();
    QVERIFY(qAbs(light.radius() - radius) <= 2);
    light.grow(-50);
    QCOMPARE(light.radius(), Spotlight::smallest);
    light.grow(50);
    QCOMPARE(light.radius(), Spotlight::largest);
    stage.press(Qt::Key_S);
    QVERIFY(!light.isOn() && !light.isVisible());
    stage.press(Qt::Key_S);
    stage.press(Qt::Key_Escape);
    QVERIFY(!light.isOn());
    QVERIFY(!stage.window.actions()->spotlight->isChecked());
}

void TestPresenting::theSpotlightLetsTheWindowWork() {
    Stage stage;
    QVERIFY(stage.isReady());
    stage.press(Qt::Key_S);
    auto* step = stage.find<QPushButton>("stepButton");
    const QPoint place = step->mapTo(&stage.window, step->rect().center());
    QVERIFY(stage.window.childAt(place) == step);
    QTest::mouseClick(stage.window.windowHandle(), Qt::LeftButton, {}, place);
    QTRY_COMPARE(stage.glassbox.session().latest()->step, 1);
    // The light covers a window that grew.
    stage.window.resize(1240, 780);
    QTRY_COMPARE(stage.window.presentingTools().spotlight().size(), stage.window.size());
}

void TestPresenting::theProjectorThemeIsRemembered() {
    {
        Stage stage;
        QList<QAction*> themes = stage.window.actions()->themes->actions();
        QCOMPARE(themes.last()->text(), QStringLiteral("Projector"));
        themes.last()->trigger();
        QCOMPARE(stage.glassbox.theme().theme().name, Theme::Name::Projector);
        QVERIFY(themes.last()->isChecked());
    }
    QCOMPARE(Preferences().themeChoice(), ThemeChoice::Projector);
    Composition again;
    QCOMPARE(again.theme().theme().name, Theme::Name::Projector);
    QVERIFY(again.theme().textScale() >= 1.4);
}

int main(int argc, char** argv) {
    useScreens({QRect(0, 0, 1280, 800)});
    QTEST_SET_MAIN_SOURCE_PATH
    QApplication application(argc, argv);
    nameApplication();
    TestPresenting test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_presenting.moc"
