#include "tests/support/test.h"
#include "tests/ui/shell/stage.h"
#include "ui/backprop/backprop_page.h"
#include "ui/backprop/computation_card.h"
#include "ui/backprop/telling_card.h"
#include "ui/backprop/worksheet_menu.h"
#include "ui/models/lab_selection.h"
#include "ui/shell/banner.h"
#include "ui/shell/file_commands.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QUndoStack>

using namespace glassbox;

/// Stepping through backpropagation in the program's window.
class TestBackpropPage : public GlassboxTest {
    Q_OBJECT

    /// The window with the workspace in front and a walk on it.
    struct Walked : Stage {
        Walked() {
            if (!isReady()) return;
            glassbox.session().pause();
            window.showPage(QObject::tr("Backprop"));
            page.setFocus();
            ready = QTest::qWaitFor([this] { return model.walk() != nullptr; }, 20000);
            if (!QApplication::focusWidget()) window.setFocus();
        }
        bool isNewWalk(const std::function<void()>& act) {
            const StepRecordPtr before = model.walk() ? model.walk()->shared() : nullptr;
            act();
            return QTest::qWaitFor([&] { return model.walk() && model.walk()->shared() != before; }, 20000);
        }
        BackpropPage& page = glassbox.backprop();
        WalkModel& model = page.model();
        bool ready = false;
    };

  private Q_SLOTS:
    void init() { QSettings().clear(); }
    void theFirstLookTakesAStepOfTheLabsNetwork();
    void arrowsWalkOnAndBack();
    void keysGoInAndOut();
    void theBarSteersTheWalkHereAndTheTrainingElsewhere();
    void theSampleChosenInTheLabIsWalkedThrough();
    void aBatchIsTheStepThatTheLabTakesNext();
    void stepsInARowGoOnAndBack();
    void anEditEndsTheWalkAndSaysSo();
    void anExperimentThatCantRunLeavesASentence();
    void aNetworkThatDivergedCantBeWalked();
    void lossAfterTheUpdateShowsAtTheEnd();
    void escapeGoesBackLevelByLevel();
    void predictingHidesTheNumber();
    void paceGrainAndScoreAreKept();
    void aWorksheetIsSaved();
};

void TestBackpropPage::theFirstLookTakesAStepOfTheLabsNetwork() {
    Stage stage;
    QVERIFY(stage.isReady());
    QVERIFY(!stage.glassbox.backprop().model().walk());  // nobody looks yet
    stage.window.showPage(QObject::tr("Backprop"));
    WalkModel& model = stage.glassbox.backprop().model();
    QTRY_VERIFY(model.walk());
    const auto parameters = model.walk()->record().before.parameters();
    QVERIFY(std::equal(parameters.begin(), parameters.end(), stage.glassbox.session().latest()->parameters.begin()));
    QCOMPARE(model.walk()->record().sampleCount(), Index(1));
    QCOMPARE(model.index(), Index(0));
}

void TestBackpropPage::arrowsWalkOnAndBack() {
    Walked stage;
    QVERIFY(stage.ready);
    stage.press(Qt::Key_Right);
    stage.press(Qt::Key_Right);
    QCOMPARE(stage.model.index(), Index(2));
    stage.press(Qt::Key_Left);
    QCOMPARE(stage.model.index(), Index(1));
    stage.press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(stage.model.operation().layer, Index(1));
    stage.press(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(stage.model.operation().layer, Index(0));
    stage.press(Qt::Key_End);
    QVERIFY(!stage.model.canGoOn());
    stage.press(Qt::Key_Home);
    QCOMPARE(stage.model.index(), Index(0));
    stage.press(Qt::Key_End);
    stage.press(Qt::Key_R);
    QCOMPARE(stage.model.index(), Index(0));
}

void TestBackpropPage::keysGoInAndOut() {
    Walked stage;
    QVERIFY(stage.ready);
    stage.press(Qt::Key_I);
    QCOMPARE(stage.model.grain(), Grain::Unit);
    QCOMPARE(stage.find<QComboBox>("grain")->currentIndex(), static_cast<int>(Grain::Unit));
    stage.press(Qt::Key_I);
    QCOMPARE(stage.model.grain(), Grain::Weight);
    for (int i = 0; i < 4; ++i) stage.press(Qt::Key_O);
    QCOMPARE(stage.model.grain(), Grain::Phase);
}

void TestBackpropPage::theBarSteersTheWalkHereAndTheTrainingElsewhere() {
    Walked stage;
    QVERIFY(stage.ready);
    const Actions& actions = *stage.window.actions();
    const Index trained = stage.glassbox.session().latest()->step;
    QCOMPARE(actions.epoch->text(), QObject::tr("Layer"));
    QVERIFY(!actions.reinitialise->isEnabled());
    stage.page.player().setPace(600);
    stage.press(Qt::Key_Space);
    QVERIFY(stage.page.player().isPlaying());
    QTRY_VERIFY(stage.model.index() > 1);
    QCOMPARE(actions.run->text(), QObject::tr("Pause"));
    stage.press(Qt::Key_Space);
    QVERIFY(!stage.page.player().isPlaying());
    QCOMPARE(stage.glassbox.session().latest()->step, trained);
    QVERIFY(stage.glassbox.session().state() != RunState::Running);

    stage.page.player().play();
    stage.window.showPage(QObject::tr("Lab"));
    QVERIFY(!stage.page.player().isPlaying());  // nobody sees it walk
    QCOMPARE(actions.epoch->text(), QObject::tr("Epoch"));
    QVERIFY(actions.reinitialise->isEnabled());
    actions.step->trigger();
    QTRY_COMPARE(stage.glassbox.session().latest()->step, trained + 1);
}

void TestBackpropPage::theSampleChosenInTheLabIsWalkedThrough() {
    Walked stage;
    QVERIFY(stage.ready);
    QVERIFY(stage.isNewWalk([&] { stage.lab.selection().setSample(12); }));
    QCOMPARE(stage.model.walk()->record().samples, std::vector<Index>{12});
    QCOMPARE(stage.find<QSpinBox>("stepSample")->value(), 13);
    QVERIFY(stage.isNewWalk([&] { stage.find<QSpinBox>("stepSample")->setValue(3); }));
    QCOMPARE(stage.model.walk()->record().samples, std::vector<Index>{2});
}

void TestBackpropPage::aBatchIsTheStepThatTheLabTakesNext() {
    Walked stage;
    QVERIFY(stage.ready);
    auto* kind = stage.find<QComboBox>("stepKind");
    QVERIFY(stage.isNewWalk([&] {
        kind->setCurrentIndex(1);
        Q_EMIT kind->activated(1);
    }));
    const StepRecordPtr record = stage.model.walk()->shared();
    QCOMPARE(record->sampleCount(), Index(32));
    stage.find<QSpinBox>("stepSample")->setValue(5);  // told, not taken
    QCOMPARE(stage.model.sample(), Index(4));
    QVERIFY(stage.model.walk()->shared() == record);
    stage.glassbox.session().step();
    QTRY_COMPARE(stage.glassbox.session().latest()->step, Index(1));
    const auto after = record->after.parameters();
    QVERIFY(std::equal(after.begin(), after.end(), stage.glassbox.session().latest()->parameters.begin()));
}

void TestBackpropPage::stepsInARowGoOnAndBack() {
    Walked stage;
    QVERIFY(stage.ready);
    const StepRecordPtr first = stage.model.walk()->shared();
    QVERIFY(!stage.find<QPushButton>("formerStep")->isEnabled());
    QVERIFY(stage.isNewWalk([&] { stage.press(Qt::Key_N); }));
    const StepRecordPtr second = stage.model.walk()->shared();
    QCOMPARE(second->step, first->step + 1);
    QVERIFY(std::equal(first->after.parameters().begin(), first->after.parameters().end(),
                       second->before.parameters().begin()));
    stage.press(Qt::Key_N, Qt::ShiftModifier);
    QVERIFY(stage.model.walk()->shared() == first);
    stage.press(Qt::Key_N);
    QVERIFY(stage.model.walk()->shared() == second);
    QVERIFY(stage.isNewWalk([&] { stage.press(Qt::Key_F5); }));
    QCOMPARE(stage.model.walk()->record().step, first->step);
}

void TestBackpropPage::anEditEndsTheWalkAndSaysSo() {
    Walked stage;
    QVERIFY(stage.ready);
    for (int i = 0; i < 5; ++i) stage.press(Qt::Key_Right);
    Experiment wider = stage.glassbox.document().experiment();
    wider.network.front().options.set("units", std::int64_t(5));
    QVERIFY(stage.isNewWalk([&] { stage.glassbox.document().edit(QStringLiteral("wider"), wider); }));
    QCOMPARE(stage.model.index(), Index(0));
    QCOMPARE(stage.model.walk()->record().before.layer(0).outputShape().size(), Index(5));
    auto* banner = stage.page.findChild<Banner*>();
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->sentence().contains(QStringLiteral("The experiment was changed")), qPrintable(banner->sentence()));
    stage.press(Qt::Key_Right);  // it was read
    QVERIFY(!banner->isVisible());
    QVERIFY(stage.isNewWalk([&] { stage.glassbox.document().undoStack()->undo(); }));
    QCOMPARE(stage.model.walk()->record().before.layer(0).outputShape().size(), Index(8));
}

void TestBackpropPage::anExperimentThatCantRunLeavesASentence() {
    Walked stage;
    QVERIFY(stage.ready);
    Experiment broken = stage.glassbox.document().experiment();
    broken.training.loss = {"cross_entropy"};  // asks for an output for each class
    QSignalSpy failed(&stage.glassbox.session(), &TrainingSession::failed);
    stage.glassbox.document().edit(QStringLiteral("broken"), broken);
    QVERIFY(failed.wait());
    QTRY_VERIFY(stage.model.walk() || !stage.page.source().problem().isEmpty());
    QVERIFY(stage.isNewWalk([&] { stage.glassbox.document().undoStack()->undo(); }));
}

void TestBackpropPage::aNetworkThatDivergedCantBeWalked() {
    Walked stage;
    QVERIFY(stage.ready);
    Experiment wild = stage.glassbox.document().experiment();
    wild.training.optimizer = {"sgd", {{"learning_rate", 1000.0}}};
    wild.training.loss = {"mse"};
    wild.network.front().options.set("activation", std::string("relu"));
    wild.network.back().options.set("activation", std::string("identity"));
    QVERIFY(stage.isNewWalk([&] { stage.glassbox.document().edit(QStringLiteral("wild"), wild); }));
    stage.glassbox.session().run();
    QTRY_COMPARE_WITH_TIMEOUT(stage.glassbox.session().state(), RunState::Diverged, 20000);
    stage.page.source().takeNewest();
    QTRY_VERIFY(!stage.page.source().problem().isEmpty());
    QVERIFY2(stage.page.source().problem().contains(QStringLiteral("diverged")),
             qPrintable(stage.page.source().problem()));
    QVERIFY(!stage.model.walk());
    stage.glassbox.session().rewind();
    QVERIFY(stage.isNewWalk([&] { stage.page.source().takeNewest(); }));
}

void TestBackpropPage::lossAfterTheUpdateShowsAtTheEnd() {
    Walked stage;
    QVERIFY(stage.ready);
    QVERIFY(!stage.isSeen("stepOutcome"));
    stage.press(Qt::Key_End);
    QVERIFY(stage.isSeen("stepOutcome"));
    const StepRecord& record = stage.model.walk()->record();
    QVERIFY(record.costAfter < record.trace.cost);
    QVERIFY(stage.find<QLabel>("stepOutcome")->text().contains(QStringLiteral("better")));
}

void TestBackpropPage::escapeGoesBackLevelByLevel() {
    Walked stage;
    QVERIFY(stage.ready);
    stage.model.setGrain(Grain::Weight);
    stage.page.player().play();
    stage.press(Qt::Key_Escape);
    QVERIFY(!stage.page.player().isPlaying());
    QCOMPARE(stage.model.grain(), Grain::Weight);
    stage.press(Qt::Key_Escape);
    QCOMPARE(stage.model.grain(), Grain::Unit);
    stage.press(Qt::Key_Escape);
    QCOMPARE(stage.model.grain(), Grain::Operation);
    QVERIFY(!stage.page.back());
}

void TestBackpropPage::predictingHidesTheNumber() {
    Walked stage;
    QVERIFY(stage.ready);
    stage.press(Qt::Key_P);
    QVERIFY(stage.model.isHidden());
    QCOMPARE(stage.model.grain(), Grain::Unit);  // a whole layer is no number
    QVERIFY(stage.find<QCheckBox>("predictSwitch")->isChecked());
    // One types at once; what is right is told, and Enter goes on to the next.
    auto* field = stage.find<QLineEdit>("prediction");
    QCOMPARE(QApplication::focusWidget(), field);
    QTest::keyClicks(field, QStringLiteral("about 3"));
    stage.press(Qt::Key_Return);
    QVERIFY(stage.model.isHidden());
    field->selectAll();
    QTest::keyClicks(field, QString::number(stage.model.arithmetic().result, 'f', 4));
    stage.press(Qt::Key_Return);
    QVERIFY(!stage.model.isHidden());
    stage.press(Qt::Key_Return);
    QCOMPARE(stage.model.index(), Index(1));
    QVERIFY(stage.model.isHidden());
    stage.press(Qt::Key_Escape);  // from within the field too
    QVERIFY(!stage.model.isPredicting());
    QVERIFY(!stage.find<QCheckBox>("predictSwitch")->isChecked());
}

void TestBackpropPage::paceGrainAndScoreAreKept() {
    QByteArray layout;
    {
        Walked stage;
        QVERIFY(stage.ready);
        stage.page.player().setPace(120);
        stage.model.setGrain(Grain::Weight);
        layout = stage.page.saveLayout();
    }
    Stage stage;
    BackpropPage& page = stage.glassbox.backprop();
    page.restoreLayout(layout);
    QCOMPARE(page.player().pace(), 120);
    QCOMPARE(page.model().grain(), Grain::Weight);
    page.restoreLayout("nonsense");  // of another version, or damaged
    QCOMPARE(page.player().pace(), 120);
}

void TestBackpropPage::aWorksheetIsSaved() {
    Walked stage;
    QVERIFY(stage.ready);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("sheet.pdf"));
    stage.window.files()->questions.savePath = [&](QWidget*, const Questions::File&) { return path; };
    auto* menu = stage.find<QMenu>("worksheetMenu");
    QVERIFY(menu);
    menu->actions().at(3)->trigger();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF-"));
    menu->actions().at(4)->trigger();
    QVERIFY(QFileInfo(path).size() > 1000);
}

QTEST_MAIN(TestBackpropPage)
#include "test_backprop_page.moc"
