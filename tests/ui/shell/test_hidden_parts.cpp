#include "engine/formats/experiment_json.h"
#include "tests/support/scratch_home.h"
#include "tests/support/screens.h"
#include "tests/support/test.h"
#include "tests/ui/shell/stage.h"
#include "ui/lab/network_canvas.h"
#include "ui/lab/network_marks.h"
#include "ui/lab/weight_editor.h"
#include "ui/models/lab_selection.h"
#include "ui/models/presentation_edits.h"
#include "ui/shell/card.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/notices.h"
#include "ui/shell/parts_dialog.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QUndoStack>

using namespace glassbox;

/// A teacher takes away what a class does not need; it is saved with the experiment, and nothing is lost.
class TestHiddenParts : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void cleanup() { QSettings().clear(); }
    void everyPartCanBeHiddenAndShown();
    void theDialogHidesAndUndoNamesIt();
    void thePanelInTheDialogTakesItsControlsAlong();
    void theMenuOfAControlHidesIt();
    void hiddenPartsKeepTheirValues();
    void hidingDoesNotTouchTheRun();
    void whatIsHiddenIsSaved();
    void everythingHiddenHasAWayBack();
    void aNetworkThatCantBeBuiltStays();
    void otherDataKeepWhatIsHidden();
    void notHiddenWhileNothingFits();

  private:
    ScratchHome m_home;
};

namespace {

QTreeWidgetItem* itemOf(QTreeWidget& tree, const char* part) {
    for (QTreeWidgetItemIterator it(&tree); *it; ++it)
        if ((*it)->data(0, Qt::UserRole).toString() == QLatin1String(part)) return *it;
    return nullptr;
}

void hide(Stage& stage, const char* part) {
    showPart(stage.glassbox.document(), QString::fromLatin1(part), false);
}

QString undoText(Stage& stage) {
    return stage.glassbox.document().undoStack()->undoText();
}

void openMenuAt(QWidget* place, QWidget* target) {
    const QPoint at = target->mapTo(place, target->rect().center());
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, place->mapToGlobal(at));
    QApplication::sendEvent(place, &event);
}

}  // namespace

void TestHiddenParts::everyPartCanBeHiddenAndShown() {
    Stage stage;
    QVERIFY(stage.isReady());
    const std::pair<const char*, const char*> parts[] = {{"data", "dataPanel"},
                                                         {"data.noise", "noiseRow"},
                                                         {"data.turns", "turnsRow"},
                                                         {"data.points", "pointsOption"},
                                                         {"training", "trainingPanel"},
                                                         {"training.optimizer", "optimizerOption"},
                                                         {"training.learning_rate", "learning_rateOption"},
                                                         {"training.batch", "batchOption"},
                                                         {"training.loss", "lossOption"},
                                                         {"training.seed", "seedOption"},
                                                         {"network", "networkCanvas"},
                                                         {"inside", "insideTabs"},
                                                         {"cost", "logAxis"},
                                                         {"transport.step", "stepButton"},
                                                         {"transport.epoch", "epochButton"},
                                                         {"transport.reinitialise", "reinitialiseButton"},
                                                         {"transport.speed", "speedControl"},
                                                         {"transport.figures", "trainCostFigure"},
                                                         {"transport", "runButton"}};
    for (const auto& [part, widget] : parts) {
        QVERIFY2(stage.isSeen(widget), widget);
        hide(stage, part);
        QVERIFY2(!stage.isSeen(widget), widget);
        stage.glassbox.document().undoStack()->undo();
        QVERIFY2(stage.isSeen(widget), widget);
    }
    QVERIFY(stage.isSeen("menuButton"));
    // Under More: the button goes when nothing is left there.
    auto* more = stage.find("moreTraining");
    for (const char* part : {"optimizer_options", "epochs", "shuffle", "l1", "clip_norm", "clip_value"})
        hide(stage, (std::string("training.") + part).c_str());
    QVERIFY(more->isVisible());
    hide(stage, "training.early_stopping");
    QVERIFY(!more->isVisible());
}

void TestHiddenParts::theDialogHidesAndUndoNamesIt() {
    Stage stage;
    QVERIFY(stage.isReady());
    stage.press(Qt::Key_H, Qt::ControlModifier);
    auto* dialog = stage.find<PartsDialog>("partsDialog");
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    auto* tree = dialog->findChild<QTreeWidget*>();
    QTreeWidgetItem* rate = itemOf(*tree, "training.learning_rate");
    QVERIFY(rate);
    QCOMPARE(rate->text(0), QStringLiteral("Learning rate"));
    QCOMPARE(rate->checkState(0), Qt::Checked);
    rate->setCheckState(0, Qt::Unchecked);
    QVERIFY(!stage.isSeen("learning_rateOption"));
    QCOMPARE(undoText(stage), QStringLiteral("Hide the learning rate"));
    QCOMPARE(itemOf(*tree, "training")->checkState(0), Qt::PartiallyChecked);
    rate->setCheckState(0, Qt::Checked);
    QCOMPARE(undoText(stage), QStringLiteral("Show the learning rate"));
    QVERIFY(stage.isSeen("learning_rateOption"));
    // Undo works from the dialog, and the dialog follows.
    dialog->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), dialog);
    QTest::keyClick(dialog, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rate->checkState(0), Qt::Unchecked);
    auto* all = dialog->findChild<QPushButton*>(QStringLiteral("showEverything"));
    QVERIFY(all->isEnabled());
    QTest::mouseClick(all, Qt::LeftButton);
    QCOMPARE(rate->checkState(0), Qt::Checked);
    QCOMPARE(undoText(stage), QStringLiteral("Show everything"));
    QVERIFY(!all->isEnabled());
    // By the keyboard alone.
    tree->setFocus(Qt::TabFocusReason);
    tree->setCurrentItem(rate);
    QTest::keyClick(tree, Qt::Key_Space);
    QCOMPARE(rate->checkState(0), Qt::Unchecked);
    QVERIFY(!stage.isSeen("learning_rateOption"));
}

void TestHiddenParts::thePanelInTheDialogTakesItsControlsAlong() {
    Stage stage;
    QVERIFY(stage.isReady());
    stage.window.actions()->chooseParts->trigger();
    auto* tree = stage.find<QTreeWidget>("partsTree");
    QTreeWidgetItem *training = itemOf(*tree, "training"), *seed = itemOf(*tree, "training.seed");
    training->setCheckState(0, Qt::Unchecked);
    QCOMPARE(seed->checkState(0), Qt::Unchecked);
    QVERIFY(!stage.isSeen("trainingPanel"));
    seed->setCheckState(0, Qt::Checked);
    QCOMPARE(training->checkState(0), Qt::PartiallyChecked);
    QVERIFY(stage.isSeen("seedOption") && !stage.isSeen("lossOption"));
    training->setCheckState(0, Qt::Checked);
    QVERIFY(stage.glassbox.document().experiment().presentation.empty());
}

void TestHiddenParts::theMenuOfAControlHidesIt() {
    Stage stage;
    QVERIFY(stage.isReady());
    QWidget* side = stage.find("sideContent")->parentWidget()->parentWidget()->parentWidget();
    openMenuAt(side, stage.find("noiseRow"));
    auto* menu = side->findChild<QMenu*>(QStringLiteral("partMenu"));
    QVERIFY(menu);
    QStringList texts;
    for (const QAction* action : menu->actions()) texts << action->text();
    QCOMPARE(texts, QStringList({QStringLiteral("Hide the noise"), QStringLiteral("Hide the data panel"),
                                 QStringLiteral("Choose what is shown…")}));
    menu->actions().first()->trigger();
    menu->close();
    QVERIFY(!stage.isSeen("noiseRow"));
    QWidget* bar = stage.find("transportBar");
    openMenuAt(bar, stage.find("stepButton"));
    menu = bar->findChild<QMenu*>(QStringLiteral("partMenu"));
    QVERIFY(menu);
    QCOMPARE(menu->actions().first()->text(), QStringLiteral("Hide Step"));
    menu->close();
}

void TestHiddenParts::hiddenPartsKeepTheirValues() {
    Stage stage;
    QVERIFY(stage.isReady());
    ExperimentDocument& document = stage.glassbox.document();
    Experiment before = document.experiment();
    for (const PartInfo& part : partInfos()) hide(stage, part.name.c_str());
    QVERIFY(sameRun(document.experiment(), before));
    // Keys of hidden buttons go on working.
    stage.press(Qt::Key_Right);
    QTRY_COMPARE(stage.glassbox.session().latest()->step, 1);
}

void TestHiddenParts::hidingDoesNotTouchTheRun() {
    Stage stage;
    QVERIFY(stage.isReady());
    TrainingSession& session = stage.glassbox.session();
    ExperimentDocument& document = stage.glassbox.document();
    session.run();
    QTRY_VERIFY(session.history().size() > 3);
    const quint64 generation = session.generation();
    const Index step = session.latest()->step;
    const std::size_t rows = session.history().size();
    const QString origin = stage.find<QLabel>("statusOrigin")->text();
    QSignalSpy applied(&session, &TrainingSession::experimentApplied);
    QSignalSpy changed(&document, &ExperimentDocument::experimentChanged);
    QSignalSpy noted(&document, &ExperimentDocument::noted);
    QSignalSpy history(&session, &TrainingSession::historyChanged);
    for (const PartInfo& part : partInfos()) hide(stage, part.name.c_str());
    editNotes(document, QStringLiteral("a note"), 1);
    while (document.undoStack()->canUndo()) document.undoStack()->undo();
    document.undoStack()->redo();
    QCOMPARE(session.state(), RunState::Running);
    QTRY_VERIFY(session.latest()->step > step && session.history().size() > rows);
    QCOMPARE(session.generation(), generation);
    QCOMPARE(applied.count(), 0);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(noted.count(), 0);
    for (const QList<QVariant>& one : history) QVERIFY(!one.first().toBool());  // nothing began anew
    QCOMPARE(stage.find<QLabel>("statusOrigin")->text(), origin);
    // An edit afterwards is no different for it: the weights of all layers are kept.
    session.pause();
    QTRY_COMPARE(session.latest()->state, RunState::Paused);
    Experiment next = document.experiment();
    next.training.l1 = 0.001;
    const Index steps = session.latest()->step;
    QVERIFY(document.edit(QStringLiteral("L1 0.001"), next));
    QTRY_COMPARE(applied.count(), 1);
    QVERIFY(applied.first()[1].toStringList().isEmpty());
    QTRY_VERIFY(session.latest()->generation > generation);
    QCOMPARE(session.latest()->step, steps);
    // Even handed to the session by itself it resets nothing.
    next.presentation.hidden = {"cost"};
    session.setExperiment(next, {});
    QTRY_COMPARE(applied.count(), 2);
    QVERIFY(applied.last()[1].toStringList().isEmpty());
    QTRY_VERIFY(session.latest()->generation > generation + 1);
    QCOMPARE(session.latest()->step, steps);
}

void TestHiddenParts::whatIsHiddenIsSaved() {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("class.json"));
    {
        Stage stage;
        QVERIFY(stage.isReady());
        hide(stage, "training.learning_rate");
        hide(stage, "inside");
        editNotes(stage.glassbox.document(), QStringLiteral("Ask first."), 1);
        QVERIFY(stage.glassbox.document().isModified());
        stage.glassbox.document().save(path);
        QVERIFY(!stage.glassbox.document().isModified());
    }
    const Presentation kept = readExperiment(path).presentation;
    QCOMPARE(kept.hidden, std::vector<std::string>({"training.learning_rate", "inside"}));
    QCOMPARE(kept.notes, std::string("Ask first."));
    Stage stage;
    QVERIFY(stage.isReady());
    QVERIFY(stage.isSeen("insideTabs"));
    stage.glassbox.document().open(path);
    QVERIFY(!stage.isSeen("insideTabs") && !stage.isSeen("learning_rateOption"));
    stage.glassbox.document().reset(standardExperiment());
    QVERIFY(stage.isSeen("insideTabs") && stage.isSeen("learning_rateOption"));
    // A file with a part that there is not is refused, and what was open stays.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray bad = file.readAll().replace("\"inside\"", "\"outside\"");
    file.resize(0);
    file.seek(0);
    file.write(bad);
    file.close();
    stage.window.files()->openPath(path);
    QVERIFY2(stage.window.notices()->sentence().contains(QStringLiteral("presentation.hidden[1]: there is no part")),
             qPrintable(stage.window.notices()->sentence()));
    QVERIFY(stage.isSeen("insideTabs"));
}

void TestHiddenParts::everythingHiddenHasAWayBack() {
    Stage stage;
    QVERIFY(stage.isReady());
    const auto sizes = stage.sizes();
    for (const char* part : {"transport", "data", "training", "network", "inside", "layer", "output"})
        hide(stage, part);
    QVERIFY(!stage.isSeen("nothingShown"));
    hide(stage, "cost");
    QVERIFY(stage.isSeen("nothingShown") && stage.isSeen("menuButton"));
    QVERIFY(stage.find<QLabel>("nothingWords")->text().contains(QStringLiteral("Nothing is lost")));
    // One panel alone, presenting, and another theme make no difference.
    for (const Qt::Key key : {Qt::Key_1, Qt::Key_0, Qt::Key_F11}) stage.press(key);
    QVERIFY(stage.isPresenting() && stage.isSeen("nothingShown") && stage.isSeen("menuButton"));
    stage.press(Qt::Key_F11);
    // Undo brings the last one back, the button all.
    stage.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(stage.isSeen("logAxis") && !stage.isSeen("nothingShown"));
    stage.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(stage.isSeen("nothingShown"));
    QTest::mouseClick(stage.find<QPushButton>("showEverythingHere"), Qt::LeftButton);
    QVERIFY(!stage.isSeen("nothingShown"));
    for (const char* widget : {"dataPanel", "trainingPanel", "networkCanvas", "insideTabs", "logAxis", "runButton"})
        QVERIFY2(stage.isSeen(widget), widget);
    QTRY_COMPARE(stage.sizes(), sizes);
    stage.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(stage.isSeen("nothingShown"));
    QVERIFY(stage.window.actions()->showEverything->isEnabled());
    stage.window.actions()->showEverything->trigger();
    QVERIFY(stage.isSeen("networkCanvas"));
    QVERIFY(!stage.window.actions()->showEverything->isEnabled());
}

void TestHiddenParts::aNetworkThatCantBeBuiltStays() {
    Stage stage;
    QVERIFY(stage.isReady());
    auto* canvas = stage.find<NetworkCanvas>("networkCanvas");
    QTRY_VERIFY(!canvas->scene().layout.pluses.empty());
    hide(stage, "network.edit");
    QVERIFY(canvas->scene().layout.pluses.empty());
    const std::vector<Spec> network = stage.glassbox.document().experiment().network;
    const QPoint head = canvas->scene().place(1).head.center().toPoint();
    QTest::mouseClick(canvas, Qt::LeftButton, {}, head);
    canvas->setFocus();
    for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_Plus, Qt::Key_Minus}) stage.press(key);
    stage.press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(stage.glassbox.document().experiment().network == network);
    // Weights and biases stay as they are too: on their marks, by keys, from the heat map, by dragging.
    auto* selection = stage.glassbox.window().findChild<LabSelection*>();
    const QPoint bias = biasRect(canvas->scene(), {0, 2}).center().toPoint();
    QTest::mouseClick(canvas, Qt::LeftButton, {}, bias);
    QVERIFY(!selection->parameter());
    canvas->clearFocus();
    canvas->setFocus(Qt::TabFocusReason);
    canvas->setFocusItem({NetworkItemKind::Unit, 1, 2});
    for (const Qt::Key key : {Qt::Key_W, Qt::Key_B, Qt::Key_F}) QTest::keyClick(canvas, key);
    QVERIFY(!selection->parameter());
    selection->editParameter({0, "weight", 1, 1});
    QVERIFY(!selection->parameter());
    QVERIFY(!canvas->weightEditor().isVisible());
    QVERIFY(stage.glassbox.document().experiment().network == network);
    QCOMPARE(stage.glassbox.document().undoStack()->count(), 1);  // what was hidden
    QTest::mouseClick(canvas, Qt::LeftButton, {}, head);
    canvas->setFocus(Qt::MouseFocusReason);
    for (const char* bar : {"layerActions", "hoverActions"}) QVERIFY2(!stage.isSeen(bar), bar);
    stage.glassbox.document().undoStack()->undo();
    QVERIFY(!canvas->scene().layout.pluses.empty());
    stage.press(Qt::Key_Delete);
    QVERIFY(stage.glassbox.document().experiment().network != network);
}

void TestHiddenParts::otherDataKeepWhatIsHidden() {
    Stage stage;
    QVERIFY(stage.isReady());
    hide(stage, "data.noise");
    ExperimentDocument& document = stage.glassbox.document();
    Experiment next = document.experiment();
    next.data = {"moons"};
    QVERIFY(document.edit(QStringLiteral("Moons"), next));
    QTRY_VERIFY(stage.isSeen("validationRow"));  // the rows of before are gone
    QVERIFY(!stage.isSeen("noiseRow"));
    next.training.schedule = {"step"};
    next.presentation = withPart(next.presentation, "training.schedule", false);
    QVERIFY(document.edit(QStringLiteral("Both at once"), next));
    QVERIFY(!stage.isSeen("scheduleOption") && !stage.isSeen("gammaOption"));
    document.undoStack()->undo();
    QVERIFY(stage.isSeen("scheduleOption"));
}

// A refused edit and an experiment that can't run leave the choice alone.
void TestHiddenParts::notHiddenWhileNothingFits() {
    Stage stage;
    QVERIFY(stage.isReady());
    ExperimentDocument& document = stage.glassbox.document();
    Experiment wrong = document.experiment();
    wrong.network.back().options.set("units", std::int64_t{5});
    QVERIFY(document.edit(QStringLiteral("Five outputs"), wrong));
    QTRY_VERIFY(!document.problem().isEmpty());
    const QString problem = document.problem();
    hide(stage, "cost");
    QVERIFY(!stage.isSeen("logAxis"));
    QCOMPARE(document.problem(), problem);
    Experiment unknown = document.experiment();
    unknown.presentation.hidden = {"spotlight"};
    QSignalSpy refused(&document, &ExperimentDocument::refused);
    QVERIFY(!document.edit(QStringLiteral("Hide the spotlight"), unknown));
    QCOMPARE(refused.count(), 1);
    document.undoStack()->undo();
    document.undoStack()->undo();
    QTRY_VERIFY(document.problem().isEmpty());
    QVERIFY(stage.isSeen("logAxis"));
}

int main(int argc, char** argv) {
    useScreens({QRect(0, 0, 1280, 800)});
    QTEST_SET_MAIN_SOURCE_PATH
    QApplication application(argc, argv);
    nameApplication();
    TestHiddenParts test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_hidden_parts.moc"
