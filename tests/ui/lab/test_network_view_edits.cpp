#include "tests/ui/lab/network_window.h"

#include <QMenu>
#include <QSignalSpy>
#include <QUndoStack>

using namespace glassbox;

/// Every part of the network on screen can be reached by mouse and by keys, and every act is one undoable edit.
class TestNetworkViewEdits : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void thePlusOffersAllKindsOfLayers();
    void unitsAreAddedAndTakenByButtons();
    void layersAreCopiedFrozenAndDeletedByButtons();
    void theOnlyLayerCannotBeDeleted();
    void aHeadDraggedMovesItsLayer();
    void arrowsMoveTheFocusOnlyWhenReachedByTab();
    void everythingCanBeDoneByKeys();
};

namespace {

using Window = NetworkWindow;

constexpr auto head = NetworkItemKind::Head;
constexpr auto unit = NetworkItemKind::Unit;
constexpr auto plus = NetworkItemKind::Plus;

}  // namespace

void TestNetworkViewEdits::initTestCase() {
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void TestNetworkViewEdits::thePlusOffersAllKindsOfLayers() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    w.click({plus, 1, 0});
    auto* menu = w.canvas->findChild<QMenu*>(QStringLiteral("insertMenu"));
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), static_cast<qsizetype>(layerInfos().size()));
    for (const QAction* action : menu->actions()) QVERIFY(!action->toolTip().isEmpty());
    QTest::keyClick(menu, Qt::Key_Return);  // Dense is chosen to begin with
    QCOMPARE(w.network().size(), std::size_t(4));
    QCOMPARE(w.network()[1].kind, std::string("dense"));
    QCOMPARE(w.network()[1].options.integer("units"), 4);
    QCOMPARE(w.selection.layer(), Index(1));
    QVERIFY(w.document.undoStack()->undoText().contains(QStringLiteral("dense")));
    w.document.undoStack()->undo();
    QVERIFY(w.document.experiment() == standardExperiment());
}

void TestNetworkViewEdits::unitsAreAddedAndTakenByButtons() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    w.click({head, 2, 0});
    w.button("addUnitButton")->click();
    QCOMPARE(w.network()[1].options.integer("units"), 7);
    QCOMPARE(w.document.undoStack()->undoText(), QStringLiteral("Add unit to layer 2"));
    w.button("removeUnitButton")->click();
    QCOMPARE(w.network()[1].options.integer("units"), 6);
    // Pointing at a layer is enough for its own small buttons.
    w.hover({w.canvas->scene().place(1).x, w.canvas->scene().layout.footer.top() - 3});
    QVERIFY(w.button("hover_addUnitButton")->isVisible());
    w.button("hover_addUnitButton")->click();
    QCOMPARE(w.network()[0].options.integer("units"), 9);
    w.click({head, 3, 0});
    QVERIFY2(!w.button("removeUnitButton")->isEnabled(), "the last unit stays");
}

void TestNetworkViewEdits::layersAreCopiedFrozenAndDeletedByButtons() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    w.click({head, 1, 0});
    w.button("copyLayerButton")->click();
    QCOMPARE(w.network().size(), std::size_t(4));
    QVERIFY(w.network()[0] == w.network()[1]);
    QCOMPARE(w.selection.layer(), Index(1));
    w.show(snapshotOf(w.document.experiment()));
    w.button("freezeLayerButton")->click();
    QVERIFY(w.network()[1].options.flag("frozen"));
    w.show(snapshotOf(w.document.experiment()));
    QVERIFY(w.canvas->scene().column(2).frozen);
    w.button("deleteLayerButton")->click();
    QCOMPARE(w.network().size(), std::size_t(3));
    QVERIFY(w.document.experiment() == standardExperiment());
}

void TestNetworkViewEdits::theOnlyLayerCannotBeDeleted() {
    Window w(experimentWith({}));
    w.show(snapshotOf(experimentWith({})));
    QSignalSpy refused(&w.document, &ExperimentDocument::refused);
    w.click({head, 1, 0});
    w.button("deleteLayerButton")->click();
    QCOMPARE(w.network().size(), std::size_t(1));
    QCOMPARE(refused.count(), 1);
    QVERIFY(refused[0][0].toString().contains(QStringLiteral("layer")));
    QCOMPARE(w.selection.layer(), Index(0));
}

void TestNetworkViewEdits::aHeadDraggedMovesItsLayer() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    const QPoint from = w.at({head, 2, 0});
    const QPoint to(qRound(w.canvas->scene().place(1).x - 20), from.y());
    QTest::mousePress(w.canvas, Qt::LeftButton, {}, from);
    QTest::mouseMove(w.canvas, from - QPoint(30, 0));
    QMouseEvent move(QEvent::MouseMove, to, w.canvas->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(w.canvas, &move);
    QCOMPARE(w.canvas->scene().draggedLayer, Index(1));
    QCOMPARE(w.canvas->scene().dropPlace, Index(0));
    QVERIFY(!w.canvas->grab().isNull());
    QTest::mouseRelease(w.canvas, Qt::LeftButton, {}, to);
    QCOMPARE(w.network()[0].options.integer("units"), 6);
    QCOMPARE(w.network()[1].options.integer("units"), 8);
    QCOMPARE(w.selection.layer(), Index(0));
    // Escape gives a move up.
    QTest::mousePress(w.canvas, Qt::LeftButton, {}, from);
    QCoreApplication::sendEvent(w.canvas, &move);
    QTest::keyClick(w.canvas, Qt::Key_Escape);
    QTest::mouseRelease(w.canvas, Qt::LeftButton, {}, to);
    QCOMPARE(w.network()[0].options.integer("units"), 6);
}

void TestNetworkViewEdits::arrowsMoveTheFocusOnlyWhenReachedByTab() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    w.reachByTab();
    QVERIFY(w.canvas->hasFocus());
    QVERIFY(w.canvas->property("wantsArrows").toBool());
    QTest::keyClick(w.canvas, Qt::Key_Right);
    QCOMPARE(w.canvas->focusItem(), (NetworkItem{plus, 0, 0}));
    w.click({unit, 1, 0});
    QVERIFY(!w.canvas->property("wantsArrows").toBool());
    QTest::keyClick(w.canvas, Qt::Key_Right);
    QCOMPARE(w.canvas->focusItem(), (NetworkItem{unit, 1, 0}));
}

void TestNetworkViewEdits::everythingCanBeDoneByKeys() {
    Window w;
    w.show(snapshotOf(standardExperiment()));
    w.reachByTab();
    QVERIFY(w.canvas->hasFocus());
    const auto press = [&](int key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(w.canvas, static_cast<Qt::Key>(key), modifiers);
        w.show(snapshotOf(w.document.experiment()));
    };
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    press(Qt::Key_Return);
    QCOMPARE(w.selection.layer(), Index(0));
    press(Qt::Key_Plus);
    QCOMPARE(w.network()[0].options.integer("units"), 9);
    press(Qt::Key_Minus);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(w.selection.unit(), (UnitRef{0, 1}));
    press(Qt::Key_Down);
    QCOMPARE(w.selection.shownUnit(), (UnitRef{0, 2}));  // the focus previews as the pointer does
    press(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(w.network()[0].options.integer("units"), 6);
    QCOMPARE(w.canvas->focusItem(), (NetworkItem{head, 2, 0}));
    press(Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(w.document.experiment() == standardExperiment());
    press(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(w.network().size(), std::size_t(4));
    press(Qt::Key_Delete);
    QVERIFY(w.document.experiment() == standardExperiment());
    press(Qt::Key_Left);
    QCOMPARE(w.canvas->focusItem().kind, plus);
    QTest::keyClick(w.canvas, Qt::Key_Return);
    auto* menu = w.canvas->findChild<QMenu*>(QStringLiteral("insertMenu"));
    QVERIFY(menu && menu->isVisible());
    menu->close();
}

QTEST_MAIN(TestNetworkViewEdits)
#include "test_network_view_edits.moc"
