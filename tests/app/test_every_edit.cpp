#include "app/composition.h"
#include "tests/support/test.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/network_canvas.h"
#include "ui/lab/network_outline.h"
#include "ui/lab/network_view.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSlider>
#include <QUndoStack>

using namespace glassbox;

/// Every edit of the experiment works in every state of the run, by mouse and by keyboard: the run goes on as it was,
/// what is on screen belongs to the new experiment, and one undo brings the old one back.
class TestEveryEdit : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void everyEditInEveryState_data();
    void everyEditInEveryState();
};

namespace {

constexpr auto head = NetworkItemKind::Head;
constexpr auto plus = NetworkItemKind::Plus;

struct Program {
    Program() {
        QSettings().clear();
        glassbox = std::make_unique<Composition>();
        glassbox->window().start({});
        glassbox->window().resize(1440, 1000);
        glassbox->window().show();
    }
    template <typename Widget>
    Widget* find(const char* name) {
        for (auto* widget : glassbox->lab().findChildren<Widget*>(QLatin1String(name)))
            if (widget->isVisible()) return widget;
        qFatal("no widget called %s is to be seen", name);
    }
    NetworkCanvas* canvas() { return glassbox->lab().findChild<NetworkView*>()->canvas(); }
    QPoint at(const NetworkItem& item) { return canvas()->scene().layout.rect(item).center().toPoint(); }
    void click(const NetworkItem& item) { QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(item)); }
    void click(const char* button) { QTest::mouseClick(find<QWidget>(button), Qt::LeftButton); }
    /// As Tab and the arrow keys lead there.
    void focus(const NetworkItem& item) {
        canvas()->clearFocus();
        canvas()->setFocus(Qt::TabFocusReason);
        canvas()->setFocusItem(item);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(canvas(), static_cast<Qt::Key>(key), modifiers);
    }
    void press(const char* button, int key = Qt::Key_Space) {
        auto* widget = find<QWidget>(button);
        widget->setFocus(Qt::TabFocusReason);
        QTest::keyClick(widget, static_cast<Qt::Key>(key));
    }
    /// The neighbour in a list, whichever side has one.
    void another(const char* list) {
        const int before = find<QComboBox>(list)->currentIndex();
        press(list, Qt::Key_Up);
        if (find<QComboBox>(list)->currentIndex() == before) press(list, Qt::Key_Down);
    }
    void type(const char* field, const char* text) {
        auto* widget = find<QWidget>(field);
        auto* combo = qobject_cast<QComboBox*>(widget);
        QLineEdit* edit = combo ? combo->lineEdit() : qobject_cast<QLineEdit*>(widget);
        edit->setFocus(Qt::TabFocusReason);
        edit->selectAll();
        QTest::keyClicks(edit, QLatin1String(text));
        QTest::keyClick(edit, Qt::Key_Return);
    }
    void menuKey(const char* menu) {
        QTest::keyClick(canvas()->findChild<QMenu*>(QLatin1String(menu)), Qt::Key_Return);
    }
    std::unique_ptr<Composition> glassbox;
};

struct Edit {
    const char* name;
    std::function<void(Program&)> act;
};

// Each edit twice: as a hand with a mouse does it, and as the keys do.
const std::vector<Edit>& edits() {
    static const std::vector<Edit> all{
        {"add a unit, mouse",
         [](Program& p) {
             p.click({head, 1, 0});
             p.click("addUnitButton");
         }},
        {"add a unit, key",
         [](Program& p) {
             p.focus({head, 1, 0});
             p.key(Qt::Key_Plus);
         }},
        {"take a unit, mouse",
         [](Program& p) {
             p.click({head, 2, 0});
             p.click("removeUnitButton");
         }},
        {"take a unit, key",
         [](Program& p) {
             p.focus({head, 2, 0});
             p.key(Qt::Key_Minus);
         }},
        {"insert a layer, mouse",
         [](Program& p) {
             p.click({plus, 1, 0});
             p.menuKey("insertMenu");
         }},
        {"insert a layer, key",
         [](Program& p) {
             p.focus({plus, 1, 0});
             p.key(Qt::Key_Return);
             p.menuKey("insertMenu");
         }},
        {"copy a layer, mouse",
         [](Program& p) {
             p.click({head, 1, 0});
             p.click("copyLayerButton");
         }},
        {"copy a layer, key",
         [](Program& p) {
             p.focus({head, 1, 0});
             p.key(Qt::Key_D, Qt::ControlModifier);
         }},
        {"delete a layer, mouse",
         [](Program& p) {
             p.click({head, 1, 0});
             p.click("deleteLayerButton");
         }},
        {"delete a layer, key",
         [](Program& p) {
             p.focus({head, 1, 0});
             p.key(Qt::Key_Delete);
         }},
        {"move a layer, mouse",
         [](Program& p) {
             const QPoint from = p.at({head, 1, 0}), to = p.at({head, 2, 0}) + QPoint(30, 0);
             QTest::mousePress(p.canvas(), Qt::LeftButton, {}, from);
             QTest::mouseMove(p.canvas(), (from + to) / 2);
             QTest::mouseMove(p.canvas(), to);
             QTest::mouseRelease(p.canvas(), Qt::LeftButton, {}, to);
         }},
        {"move a layer, key",
         [](Program& p) {
             p.focus({head, 1, 0});
             p.key(Qt::Key_Right, Qt::ControlModifier);
         }},
        {"freeze a layer, mouse",
         [](Program& p) {
             p.click({head, 1, 0});
             p.click("freezeLayerButton");
         }},
        {"freeze a layer, key",
         [](Program& p) {
             p.click({head, 1, 0});
             p.press("freezeLayerButton");
         }},
        {"freeze a unit, key",
         [](Program& p) {
             p.focus({NetworkItemKind::Unit, 1, 2});
             p.key(Qt::Key_F);
         }},
        {"other data, mouse", [](Program& p) { p.click("tile_circle"); }},
        {"other data, key", [](Program& p) { p.press("tile_circle"); }},
        {"data for regression, mouse", [](Program& p) { p.click("tile_plane"); }},
        {"noise, key", [](Program& p) { p.press("noiseSlider", Qt::Key_Right); }},
        {"a feature, mouse", [](Program& p) { p.click("feature_x1*x2"); }},
        {"a feature, key", [](Program& p) { p.press("feature_x1*x2"); }},
        {"learning rate, key", [](Program& p) { p.type("learning_rateField", "0.003"); }},
        {"batch, key", [](Program& p) { p.type("batchField", "7"); }},
        {"optimizer, key", [](Program& p) { p.another("optimizerField"); }},
        {"loss, key", [](Program& p) { p.another("lossField"); }},
    };
    return all;
}

Experiment diverging() {
    Experiment experiment = standardExperiment();
    experiment.training.loss = {"mse"};
    experiment.network.back().options.set("activation", std::string("identity"));
    experiment.training.optimizer = {"sgd", {{"learning_rate", 1000.0}}};
    return experiment;
}

}  // namespace

void TestEveryEdit::everyEditInEveryState_data() {
    QTest::addColumn<int>("edit");
    QTest::addColumn<QString>("state");
    for (const char* state : {"ready", "running", "paused", "diverged"})
        for (std::size_t i = 0; i < edits().size(); ++i)
            QTest::addRow("%s: %s", state, edits()[i].name) << static_cast<int>(i) << QString::fromLatin1(state);
}

void TestEveryEdit::everyEditInEveryState() {
    QFETCH(int, edit);
    QFETCH(QString, state);
    Program program;
    TrainingSession& session = program.glassbox->session();
    ExperimentDocument& document = program.glassbox->document();
    if (state == u"diverged") document.reset(diverging());
    const auto shown = [&] {
        const SnapshotPtr latest = session.latest();
        return latest && latest->generation == session.generation() && latest->network &&
               isOutlineOf(*latest->network, document.experiment()) && !session.isLoading();
    };
    QTRY_VERIFY(shown());
    if (state == u"running") {
        session.setSpeed(30);
        session.run();
        QTRY_COMPARE(session.state(), RunState::Running);
    } else if (state == u"paused") {
        session.stepEpoch();
        QTRY_COMPARE(session.state(), RunState::Paused);
    } else if (state == u"diverged") {
        session.run();
        QTRY_COMPARE(session.state(), RunState::Diverged);
    }
    QCoreApplication::processEvents();
    const Experiment before = document.experiment();

    edits()[static_cast<std::size_t>(edit)].act(program);
    QVERIFY(document.experiment() != before);
    QCOMPARE(document.undoStack()->count(), 1);
    QVERIFY(!document.undoStack()->undoText().isEmpty());
    QTRY_VERIFY(shown());
    QVERIFY2(document.problem().isEmpty(), qPrintable(document.problem()));
    // Ready stays ready, running goes on; what had diverged may go on from finite weights or be diverged still.
    const RunState after = session.state();
    const RunState now = session.latest()->state;
    if (state == u"ready") QVERIFY(after == RunState::Ready && now == RunState::Ready);
    if (state == u"running") QCOMPARE(after, RunState::Running);
    if (state == u"paused") QCOMPARE(after, RunState::Paused);
    if (state == u"diverged") QVERIFY(after == RunState::Paused || after == RunState::Diverged);
    if (state != u"diverged") QVERIFY(std::isfinite(session.latest()->training.cost));

    document.undoStack()->undo();
    QVERIFY(document.experiment() == before);
    QTRY_VERIFY(shown());
    QVERIFY(document.problem().isEmpty());
    if (state == u"running") QCOMPARE(session.state(), RunState::Running);
}

QTEST_MAIN(TestEveryEdit)
#include "test_every_edit.moc"
