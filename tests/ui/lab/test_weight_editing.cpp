#include "tests/ui/lab/network_window.h"
#include "ui/lab/network_links.h"
#include "ui/lab/network_marks.h"
#include "ui/lab/weight_editor.h"
#include "ui/models/freezing.h"
#include "ui/shell/value_edit.h"

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QUndoStack>
#include <QWheelEvent>

using namespace glassbox;

/// Weights and biases are changed right on the network: by dragging, wheel, slider and typing, in every state of the
/// run; cost and picture follow, and one undo brings the number back.
class TestWeightEditing : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aClickOnALinkOpensItsWeight();
    void typingChangesTheWeightInEveryState_data();
    void typingChangesTheWeightInEveryState();
    void draggingALinkIsOneUndoStep_data() { typingChangesTheWeightInEveryState_data(); }
    void draggingALinkIsOneUndoStep();
    void theWheelChangesTheOpenWeight();
    void theSliderChangesTheOpenWeight();
    void theCostFollowsAtOnce();
    void theBiasIsChangedOnItsMark();
    void everythingGoesByKeyboard();
    void whatIsNoNumberIsSaidAndChangesNothing();
    void weightsAndUnitsAreFrozen_data() { typingChangesTheWeightInEveryState_data(); }
    void weightsAndUnitsAreFrozen();
    void theMenusOfUnitsAndLinksOfferTheSame();
    void anEditThatTakesTheWeightAwayClosesTheCard();
    void aNetworkOfOneUnitHasWeightsToo();
    void escapeClosesAndEmptySpaceToo();
};

namespace {

constexpr auto unit = NetworkItemKind::Unit;
const ParameterRef place{1, "weight", 2, 4};

Experiment fastDiverging() {
    Experiment experiment = standardExperiment();
    experiment.training.loss = {"mse"};
    experiment.network.back().options.set("activation", std::string("identity"));
    experiment.training.optimizer = {"sgd", {{"learning_rate", 1000.0}}};
    return experiment;
}

/// A network that trains in a real session, brought into a state.
struct Live : NetworkWindow {
    explicit Live(const QString& state = QStringLiteral("ready"))
        : NetworkWindow(state == QStringLiteral("diverged") ? fastDiverging() : standardExperiment()) {
        QObject::connect(&session, &TrainingSession::snapshotReady, &view, [this] {
            if (const SnapshotPtr snapshot = session.takeSnapshot()) view.setSnapshot(snapshot);
        });
        const auto arrives = [this] { return session.latest() && canvas->scene().snapshot; };
        QVERIFY(QTest::qWaitFor(arrives, 10000));
        if (state == QStringLiteral("running")) {
            session.setSpeed(2);  // slow, so that training does not change the number at once
            session.run();
            QVERIFY(QTest::qWaitFor([this] { return session.state() == RunState::Running; }, 5000));
        } else if (state == QStringLiteral("paused")) {
            session.stepEpoch();
            QVERIFY(QTest::qWaitFor([this] { return session.state() == RunState::Paused; }, 5000));
        } else if (state == QStringLiteral("diverged")) {
            session.run();
            QVERIFY(QTest::qWaitFor([this] { return session.state() == RunState::Diverged; }, 10000));
        }
        QTest::qWait(0);
    }
    double value(const ParameterRef& ref = place) const {
        const SnapshotPtr latest = session.latest();
        const auto at = findParameter(latest->network->places, ref);
        return at ? static_cast<double>(latest->parameters[static_cast<std::size_t>(*at)]) : std::nan("");
    }
    QPoint linkMiddle(const ParameterRef& ref = place) const {
        return NetworkLinks::middle(canvas->scene(), {ref.layer + 1, ref.col, ref.row}).toPoint();
    }
    /// A point at which the pointer hits this link and no other.
    QPoint onLink(const ParameterRef& ref = place) const {
        const NetworkScene& scene = canvas->scene();
        const NetworkLink wanted{ref.layer + 1, ref.col, ref.row};
        const QRectF from = scene.place(ref.layer).tile(ref.col), to = scene.place(ref.layer + 1).tile(ref.row);
        for (double x = from.right() + 2; x < to.left() - 2; x += 1)
            for (double y = std::min(from.top(), to.top()); y < std::max(from.bottom(), to.bottom()); y += 1)
                if (!scene.layout.itemAt({x, y}) && !biasAt(scene, {x, y}) &&
                    NetworkLinks::linkAt(scene, {x, y}) == wanted)
                    return QPoint(static_cast<int>(x), static_cast<int>(y));
        return {-1, -1};
    }
    WeightEditor& editor() { return canvas->weightEditor(); }
    ValueEdit* field() { return editor().findChild<ValueEdit*>(); }
    void type(const QString& text) {
        field()->setFocus();
        field()->selectAll();
        QTest::keyClicks(field(), text);
        QTest::keyClick(field(), Qt::Key_Return);
    }
};

void wheel(QWidget* widget, int notches) {
    const QPointF centre = QRectF(widget->rect()).center();
    QWheelEvent event(centre, widget->mapToGlobal(centre), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

}  // namespace

void TestWeightEditing::aClickOnALinkOpensItsWeight() {
    Live w;
    QVERIFY(!w.editor().isVisible());
    QTest::mouseClick(w.canvas, Qt::LeftButton, {}, w.onLink());
    QVERIFY(w.editor().isVisible());
    QVERIFY(w.selection.parameter() == place);
    QCOMPARE(w.editor().accessibleName(), QStringLiteral("Layer 2, unit 3 ← unit 5"));
    QCOMPARE(w.editor().value(), w.value());
    QVERIFY(w.canvas->rect().contains(w.editor().geometry()));
    QCOMPARE(w.document.undoStack()->count(), 0);
}

void TestWeightEditing::typingChangesTheWeightInEveryState_data() {
    QTest::addColumn<QString>("state");
    for (const char* state : {"ready", "running", "paused", "diverged"}) QTest::addRow("%s", state) << QString(state);
}

void TestWeightEditing::typingChangesTheWeightInEveryState() {
    QFETCH(QString, state);
    Live w(state);
    const double before = w.value();
    w.selection.setParameter(place);
    w.type(QStringLiteral("-1,25"));  // a comma will do
    QTRY_COMPARE(w.value(), -1.25);
    QCOMPARE(w.document.undoStack()->count(), 1);
    QVERIFY(w.document.undoStack()->undoText().startsWith(QStringLiteral("Weight −1.25")));
    QVERIFY(w.session.state() == (state == QStringLiteral("running") ? RunState::Running
                                  : state == QStringLiteral("ready") ? RunState::Ready
                                                                     : RunState::Paused));
    w.document.undoStack()->undo();
    QTRY_COMPARE(w.value(), before);
    w.document.undoStack()->redo();
    QTRY_COMPARE(w.value(), -1.25);
}

void TestWeightEditing::draggingALinkIsOneUndoStep() {
    QFETCH(QString, state);
    Live w(state);
    if (state == QStringLiteral("diverged")) return;  // links of huge weights lie on top of each other
    const double before = w.value();
    const QPoint at = w.onLink();
    QTest::mousePress(w.canvas, Qt::LeftButton, {}, at);
    QTest::mouseMove(w.canvas, at - QPoint(0, 20));
    QVERIFY(w.editor().isVisible());
    for (int i = 1; i <= 5; ++i) {
        QTest::mouseMove(w.canvas, at - QPoint(0, 20 + 10 * i));
        QTest::qWait(0);
    }
    QTest::mouseRelease(w.canvas, Qt::LeftButton, {}, at - QPoint(0, 70));
    QTRY_VERIFY(std::abs(w.value() - (before + 0.5)) < 1e-5);
    QCOMPARE(w.document.undoStack()->count(), 1);
    w.document.undoStack()->undo();
    QTRY_COMPARE(w.value(), before);
}

void TestWeightEditing::theWheelChangesTheOpenWeight() {
    Live w;
    const double before = w.value();
    w.selection.setParameter(place);
    wheel(&w.editor(), 1);
    QTRY_VERIFY(w.value() > before);
    const double step = w.value() - before;
    wheel(&w.editor(), -3);
    QTRY_VERIFY(std::abs(w.value() - (before - 2 * step)) < 1e-5);
    QCOMPARE(w.document.undoStack()->count(), 1);  // one gesture
    w.document.undoStack()->undo();
    QTRY_COMPARE(w.value(), before);
    QTRY_COMPARE(w.editor().value(), before);
}

void TestWeightEditing::theSliderChangesTheOpenWeight() {
    Live w;
    w.selection.setParameter(place);
    auto* slider = w.editor().findChild<QSlider*>();
    slider->setValue(slider->maximum());
    QTRY_VERIFY(w.value() >= 2);
    QTest::mouseClick(w.editor().findChild<QToolButton*>(QStringLiteral("zeroWeight")), Qt::LeftButton);
    QTRY_COMPARE(w.value(), 0.0);
    QCOMPARE(slider->value(), 0);
}

void TestWeightEditing::theCostFollowsAtOnce() {
    Live w(QStringLiteral("paused"));
    const double before = w.session.latest()->training.cost;
    const std::size_t rows = w.session.history().size();
    w.selection.setParameter(ParameterRef{2, "weight", 0, 0});
    w.type(QStringLiteral("25"));
    QTRY_VERIFY(w.session.latest()->training.cost > before + 0.1);
    QVERIFY(w.session.latest()->costsExact);
    QCOMPARE(w.session.history().size(), rows);  // the history is that of the training
    w.document.undoStack()->undo();
    QTRY_COMPARE(w.session.latest()->training.cost, before);
}

void TestWeightEditing::theBiasIsChangedOnItsMark() {
    Live w;
    const ParameterRef bias{0, "bias", 3, 0};
    const QPoint at = biasRect(w.canvas->scene(), {0, 3}).center().toPoint();
    QTest::mouseClick(w.canvas, Qt::LeftButton, {}, at);
    QVERIFY(w.selection.parameter() == bias);
    QVERIFY(w.editor().accessibleName().contains(QStringLiteral("bias")));
    w.type(QStringLiteral("0.5"));
    QTRY_COMPARE(w.value(bias), 0.5);
    w.document.undoStack()->undo();
    QTRY_COMPARE(w.value(bias), 0.0);
}

void TestWeightEditing::everythingGoesByKeyboard() {
    Live w;
    w.reachByTab();
    w.canvas->setFocusItem({unit, 2, 2});
    QTest::keyClick(w.canvas, Qt::Key_W);
    QVERIFY((w.selection.parameter() == ParameterRef{1, "weight", 2, 0}));
    QTRY_VERIFY(w.field()->hasFocus());
    for (int i = 0; i < 4; ++i) QTest::keyClick(w.field(), Qt::Key_PageDown);
    QVERIFY(w.selection.parameter() == place);
    const double before = w.value();
    QTest::keyClick(w.field(), Qt::Key_Up);
    QTRY_VERIFY(w.value() > before);
    QTest::keyClick(w.field(), Qt::Key_Escape);
    QVERIFY(!w.editor().isVisible());
    QVERIFY(w.canvas->hasFocus());
    QTest::keyClick(w.canvas, Qt::Key_B);
    QVERIFY((w.selection.parameter() == ParameterRef{1, "bias", 2, 0}));
    QTest::keyClick(w.field(), Qt::Key_PageUp);  // the bias comes after all weights
    QVERIFY((w.selection.parameter() == ParameterRef{1, "weight", 2, 7}));
    QTest::keyClick(w.field(), Qt::Key_Escape);
    QTest::keyClick(w.canvas, Qt::Key_F);
    QVERIFY(isUnitFrozen(w.document.experiment(), 1, 2));
}

void TestWeightEditing::whatIsNoNumberIsSaidAndChangesNothing() {
    Live w;
    const double before = w.value();
    w.selection.setParameter(place);
    for (const char* text : {"seven", "", "1e99", "nan", "inf", "--1", "0x10"}) {
        w.field()->setFocus();
        w.field()->selectAll();
        QTest::keyClick(w.field(), Qt::Key_Delete);
        QTest::keyClicks(w.field(), QLatin1String(text));
        if (*text == 0) QTest::keyClick(w.field(), Qt::Key_Backspace);
        QTest::keyClick(w.field(), Qt::Key_Return);
        QVERIFY2(*text == 0 || w.editor().findChild<QLabel*>(QStringLiteral("weightProblem"))->isVisible(), text);
        QCOMPARE(w.document.undoStack()->count(), 0);
        QTest::keyClick(w.field(), Qt::Key_Escape);  // what was there comes back
    }
    QTest::qWait(0);
    QCOMPARE(w.value(), before);
}

void TestWeightEditing::weightsAndUnitsAreFrozen() {
    QFETCH(QString, state);
    Live w(state);
    w.selection.setParameter(place);
    QTest::mouseClick(w.editor().findChild<QToolButton*>(QStringLiteral("freezeWeight")), Qt::LeftButton);
    QCOMPARE(frozenBy(w.document.experiment(), place), FrozenBy::Itself);
    w.canvas->acts().setUnitFrozen({0, 1}, true);
    QVERIFY(isUnitFrozen(w.document.experiment(), 0, 1));
    QCOMPARE(frozenBy(w.document.experiment(), {0, "bias", 1, 0}), FrozenBy::Unit);
    QTRY_COMPARE(w.session.isLoading(), false);
    const double weight = w.value(), bias = w.value({0, "bias", 1, 0}), other = w.value({0, "bias", 2, 0});
    if (state != QStringLiteral("diverged")) {
        w.session.pause();
        w.session.stepEpoch();
        QTRY_VERIFY(w.value({0, "bias", 2, 0}) != other);
        QCOMPARE(w.value(), weight);
        QCOMPARE(w.value({0, "bias", 1, 0}), bias);
    }
    w.document.undoStack()->undo();
    w.document.undoStack()->undo();
    QVERIFY(frozenParts(w.network()[0]).isEmpty() && frozenParts(w.network()[1]).isEmpty());
}

void TestWeightEditing::theMenusOfUnitsAndLinksOfferTheSame() {
    Live w;
    const auto choose = [](QMenu* made, const char* name) {
        const std::unique_ptr<QMenu> menu(made);
        auto* action = menu->findChild<QAction*>(QLatin1String(name));
        QVERIFY2(action && action->isEnabled(), name);
        action->trigger();
    };
    NetworkActs& acts = w.canvas->acts();
    choose(acts.parameterMenu(place, nullptr), "menuEditWeight");
    QVERIFY(w.selection.parameter() == place);
    choose(acts.parameterMenu(place, nullptr), "menuZeroWeight");
    QTRY_COMPARE(w.value(), 0.0);
    choose(acts.parameterMenu(place, nullptr), "menuFreezeWeight");
    QCOMPARE(frozenBy(w.document.experiment(), place), FrozenBy::Itself);
    choose(acts.unitMenu({1, 2}, nullptr), "menuEditBias");
    QVERIFY((w.selection.parameter() == ParameterRef{1, "bias", 2, 0}));
    choose(acts.unitMenu({1, 2}, nullptr), "menuEditWeights");
    QVERIFY((w.selection.parameter() == ParameterRef{1, "weight", 2, 0}));
    choose(acts.unitMenu({1, 2}, nullptr), "menuFreezeUnit");
    QVERIFY(isUnitFrozen(w.document.experiment(), 1, 2));
    choose(acts.unitMenu({1, 2}, nullptr), "menuFreezeUnit");  // and lets it learn again
    QVERIFY(!isUnitFrozen(w.document.experiment(), 1, 2));
    w.view.activateWindow();
    QTest::mouseClick(w.canvas, Qt::LeftButton, {}, {3, w.canvas->height() - 40});
    QVERIFY(!w.selection.parameter());
}

void TestWeightEditing::anEditThatTakesTheWeightAwayClosesTheCard() {
    Live w;
    w.selection.setParameter(ParameterRef{1, "weight", 5, 0});
    w.type(QStringLiteral("2"));
    QTRY_COMPARE(w.value({1, "weight", 5, 0}), 2.0);
    w.canvas->acts().changeUnits(1, -1);
    QTRY_VERIFY(!w.selection.parameter());
    QVERIFY(!w.editor().isVisible());
    w.document.undoStack()->undo();  // the unit
    QTRY_COMPARE(w.session.latest()->network->layers[1].output.size(), Index(6));
    w.document.undoStack()->undo();  // its weight
    QVERIFY(!w.document.isModified());
}

void TestWeightEditing::aNetworkOfOneUnitHasWeightsToo() {
    Experiment experiment = standardExperiment();
    experiment.network = {experiment.network.back()};
    Live w;
    w.document.reset(experiment);
    QTRY_COMPARE(w.canvas->scene().columnCount(), Index(2));
    const ParameterRef first{0, "weight", 0, 1};
    QTest::mouseClick(w.canvas, Qt::LeftButton, {}, w.onLink(first));
    QVERIFY(w.selection.parameter() == first);
    w.type(QStringLiteral("3"));
    QTRY_COMPARE(w.value(first), 3.0);
}

void TestWeightEditing::escapeClosesAndEmptySpaceToo() {
    Live w;
    w.selection.setParameter(place);
    QTest::mouseClick(w.editor().findChild<QToolButton*>(QStringLiteral("closeWeight")), Qt::LeftButton);
    QVERIFY(!w.selection.parameter());
    w.selection.setParameter(place);
    QTest::mouseClick(w.canvas, Qt::LeftButton, {}, {3, w.canvas->height() - 40});
    QVERIFY(!w.selection.parameter());
    w.selection.setParameter(place);
    QVERIFY(w.selection.back());
    QVERIFY(!w.editor().isVisible());
}

QTEST_MAIN(TestWeightEditing)
#include "test_weight_editing.moc"
