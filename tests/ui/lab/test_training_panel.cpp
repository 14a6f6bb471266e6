#include "engine/nn/loss.h"
#include "engine/nn/optimizer.h"
#include "tests/support/test.h"
#include "ui/lab/experiment_edits.h"
#include "ui/lab/training_panel.h"
#include "ui/models/experiment_document.h"
#include "ui/shell/value_edit.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFocusEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QToolButton>
#include <QUndoStack>

using namespace glassbox;

/// The training panel: all that decides how a network learns, live, by name undoable, and nothing typed can break it.
class TestTrainingPanel : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aTypedLearningRateIsTakenAndUndone();
    void nonsenseIsToldWhileTypedAndGivenUpOnLeaving();
    void upAndDownClimbTheLadderAsOneStep();
    void theWheelChangesNothing();
    void anotherOptimizerBringsItsOwnSettings();
    void theFullBatchIsAWord();
    void lossesThatDoNotFitSayWhy();
    void aLossBringsTheEndThatItNeeds();
    void everyLossThatIsOfferedTrains();
    void initialisationIsForAllLayers();
    void aNewSeedIsAnotherSeed();
    void moreHoldsTheRest();
    void everyRowHasABuddyATipAndAName();
};

namespace {

struct Lab {
    Lab() {
        document.reset(standardExperiment());
        host.resize(232, 700);
        panel.resize(host.size());
        host.show();
    }
    const TrainingSpec& training() const { return document.experiment().training; }
    QString undoText() const { return document.undoStack()->undoText(); }
    template <typename Widget>
    Widget* find(const char* name) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);  // rows of the kind before
        auto* widget = panel.findChild<Widget*>(QLatin1String(name));
        if (!widget) qFatal("no widget called %s", name);
        return widget;
    }
    void choose(const char* name, const char* value) {
        auto* combo = find<QComboBox>(name);
        const int index = combo->findData(QLatin1String(value));
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    }
    void type(const char* name, const QString& text) {
        auto* field = find<QWidget>(name);
        auto* edit = qobject_cast<QLineEdit*>(field);
        if (auto* combo = qobject_cast<QComboBox*>(field)) edit = combo->lineEdit();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    ThemeSource theme{ThemeChoice::Light};
    TrainingSession session{1};
    ExperimentDocument document{session};
    QWidget host;
    TrainingPanel panel{document, theme, &host};
};

double rate(const Lab& lab) {
    return lab.training().optimizer.options.real("learning_rate");
}

}  // namespace

void TestTrainingPanel::aTypedLearningRateIsTakenAndUndone() {
    Lab lab;
    auto* field = lab.find<ValueCombo>("learning_rateField");
    QCOMPARE(field->currentText(), QStringLiteral("0.01"));
    lab.type("learning_rateField", QStringLiteral("0,035"));  // decimal comma
    QCOMPARE(rate(lab), 0.01);                                // not before Enter
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(rate(lab), 0.035);
    QCOMPARE(field->currentText(), QStringLiteral("0.035"));
    QCOMPARE(lab.undoText(), QStringLiteral("Learning rate 0.035"));
    lab.document.undoStack()->undo();
    QCOMPARE(rate(lab), 0.01);
    QCOMPARE(field->currentText(), QStringLiteral("0.01"));
}

void TestTrainingPanel::nonsenseIsToldWhileTypedAndGivenUpOnLeaving() {
    Lab lab;
    auto* field = lab.find<ValueCombo>("learning_rateField");
    auto* problem = lab.find<QLabel>("learning_rateProblem");
    for (const char* nonsense : {"fast", "-1", "0", "1e9", "nan", ""}) {
        lab.type("learning_rateField", QStringLiteral("x"));
        field->lineEdit()->selectAll();
        QTest::keyClick(field->lineEdit(), Qt::Key_Delete);
        QTest::keyClicks(field->lineEdit(), QLatin1String(nonsense));
        QVERIFY2(!problem->isHidden() && problem->text().contains(QStringLiteral("Learning rate")), nonsense);
        QVERIFY(!field->styleSheet().isEmpty());
        QTest::keyClick(field, Qt::Key_Return);
        QFocusEvent leave(QEvent::FocusOut, Qt::TabFocusReason);
        QApplication::sendEvent(field, &leave);
        QCOMPARE(field->currentText(), QStringLiteral("0.01"));
        QVERIFY(problem->isHidden());
        QVERIFY(field->styleSheet().isEmpty());
    }
    QCOMPARE(lab.document.undoStack()->count(), 0);
    QCOMPARE(rate(lab), 0.01);
}

void TestTrainingPanel::upAndDownClimbTheLadderAsOneStep() {
    Lab lab;
    auto* field = lab.find<ValueCombo>("learning_rateField");
    for (int i = 0; i < 3; ++i) QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(rate(lab), 0.1);
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(rate(lab), 0.03);
    QCOMPARE(lab.document.undoStack()->count(), 1);
    lab.document.undoStack()->undo();
    QCOMPARE(rate(lab), 0.01);
}

void TestTrainingPanel::theWheelChangesNothing() {
    Lab lab;
    for (QComboBox* combo : lab.panel.findChildren<QComboBox*>()) {
        QWheelEvent event({5, 5}, combo->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(combo, &event);
    }
    QCOMPARE(lab.document.undoStack()->count(), 0);
}

void TestTrainingPanel::anotherOptimizerBringsItsOwnSettings() {
    Lab lab;
    lab.choose("optimizerField", "momentum");
    QCOMPARE(lab.training().optimizer.kind, std::string("momentum"));
    QCOMPARE(lab.undoText(), QStringLiteral("Optimizer Momentum"));
    lab.type("momentumField", QStringLiteral("0.8"));
    QTest::keyClick(lab.find<QWidget>("momentumField"), Qt::Key_Return);
    QCOMPARE(lab.training().optimizer.options.real("momentum"), 0.8);
    // The same number means the same in Nesterov's method.
    lab.choose("optimizerField", "nesterov");
    QCOMPARE(lab.training().optimizer.options.real("momentum"), 0.8);
    lab.find<QToolButton>("momentumReset")->click();
    QCOMPARE(optionOrDefault(*findOptimizer("nesterov"), lab.training().optimizer.options, "momentum"),
             OptionValue(0.9));
    while (lab.document.undoStack()->canUndo()) lab.document.undoStack()->undo();
    QCOMPARE(lab.find<QComboBox>("optimizerField")->currentText(), QStringLiteral("Adam"));
}

void TestTrainingPanel::theFullBatchIsAWord() {
    Lab lab;
    auto* field = lab.find<ValueCombo>("batchField");
    lab.type("batchField", QStringLiteral("full"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(lab.training().batch, std::int64_t{0});
    QCOMPARE(field->currentText(), QStringLiteral("full"));
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(lab.training().batch, std::int64_t{1024});
    lab.type("batchField", QStringLiteral("2.5"));
    QVERIFY(lab.find<QLabel>("batchProblem")->text().contains(QStringLiteral("whole number")));
}

void TestTrainingPanel::lossesThatDoNotFitSayWhy() {
    Lab lab;
    auto* combo = lab.find<QComboBox>("lossField");
    auto* model = qobject_cast<QStandardItemModel*>(combo->model());
    QVERIFY(model->item(combo->findData(QStringLiteral("hinge")))->isEnabled());
    QVERIFY(lab.document.edit(QStringLiteral("plane"), withDataKind(lab.document.experiment(), "plane")));
    for (const LossInfo& info : lossInfos()) {
        const int index = combo->findData(QString::fromStdString(info.kind));
        const bool forClasses = makeLoss({info.kind})->forClasses();
        QCOMPARE(model->item(index)->isEnabled(), !forClasses);
        QCOMPARE(combo->itemData(index, Qt::ToolTipRole).toString().contains(QStringLiteral("made for classes")),
                 forClasses);
    }
}

void TestTrainingPanel::aLossBringsTheEndThatItNeeds() {
    Lab lab;
    const Experiment before = lab.document.experiment();
    lab.choose("lossField", "cross_entropy");
    const Spec& end = lab.document.experiment().network.back();
    QCOMPARE(lab.training().loss.kind, std::string("cross_entropy"));
    QCOMPARE(end.options.integer("units"), std::int64_t{2});
    QCOMPARE(end.options.text("activation"), std::string("softmax"));
    QCOMPARE(lab.document.undoStack()->count(), 1);
    lab.document.undoStack()->undo();
    QVERIFY(lab.document.experiment() == before);
}

void TestTrainingPanel::everyLossThatIsOfferedTrains() {
    for (const char* data : {"spiral", "gaussians", "plane", "sine"}) {
        const Experiment start = withDataKind(standardExperiment(), data);
        for (const LossInfo& info : lossInfos()) {
            const auto next = withLoss(start, info.kind, answerOf(start, nullptr).value());
            if (!next) continue;
            TrainingSession session(1);
            QSignalSpy applied(&session, &TrainingSession::experimentApplied);
            QSignalSpy failed(&session, &TrainingSession::failed);
            session.setExperiment(*next, {});
            QTRY_VERIFY(applied.count() + failed.count() > 0);
            QVERIFY2(failed.isEmpty(), (std::string(data) + " " + info.kind).c_str());
        }
    }
}

void TestTrainingPanel::initialisationIsForAllLayers() {
    Lab lab;
    lab.choose("initField", "he");
    for (const Spec& layer : lab.document.experiment().network) QCOMPARE(layer.options.text("init"), std::string("he"));
    Experiment next = lab.document.experiment();
    next.network[0].options.set("init", std::string("lecun"));
    QVERIFY(lab.document.edit(QStringLiteral("one"), next));
    auto* combo = lab.find<QComboBox>("initField");
    QCOMPARE(combo->currentIndex(), -1);
    QCOMPARE(combo->placeholderText(), QStringLiteral("mixed"));
    lab.choose("initField", "lecun");
    for (const Spec& layer : lab.document.experiment().network)
        QCOMPARE(layer.options.text("init"), std::string("lecun"));
}

void TestTrainingPanel::aNewSeedIsAnotherSeed() {
    Lab lab;
    lab.find<QToolButton>("newSeed")->click();
    const std::uint64_t seed = lab.document.experiment().seed;
    QVERIFY(seed != 42);
    QCOMPARE(lab.find<ValueEdit>("seedField")->text(), QString::number(seed));
    lab.type("seedField", QStringLiteral("7"));
    QTest::keyClick(lab.find<QWidget>("seedField"), Qt::Key_Return);
    QCOMPARE(lab.document.experiment().seed, std::uint64_t{7});
    QCOMPARE(lab.undoText(), QStringLiteral("Seed 7"));
}

void TestTrainingPanel::moreHoldsTheRest() {
    Lab lab;
    auto* more = lab.find<QToolButton>("moreTraining");
    auto* shuffle = lab.find<QCheckBox>("shuffleField");
    QVERIFY(!shuffle->isVisible());
    more->click();
    QVERIFY(shuffle->isVisible());
    shuffle->click();
    QVERIFY(!lab.training().shuffle);
    for (const auto& [name, text] : {std::pair{"patienceField", "20"}, {"l1Field", "0.001"}, {"clip_normField", "5"}}) {
        lab.type(name, QLatin1String(text));
        QTest::keyClick(lab.find<QWidget>(name), Qt::Key_Return);
    }
    QCOMPARE(lab.training().earlyStopping.patience, std::int64_t{20});
    QCOMPARE(lab.training().l1, 0.001);
    QCOMPARE(lab.training().clipNorm, 5.0);
    while (lab.document.undoStack()->canUndo()) lab.document.undoStack()->undo();
    QVERIFY(shuffle->isChecked());
    QCOMPARE(lab.find<ValueEdit>("patienceField")->text(), QStringLiteral("off"));
}

void TestTrainingPanel::everyRowHasABuddyATipAndAName() {
    Lab lab;
    const auto editors = lab.panel.findChildren<OptionEditor*>();
    QVERIFY(editors.size() >= 15);
    for (const OptionEditor* editor : editors) {
        QVERIFY2(!editor->field()->accessibleName().isEmpty(), editor->info().name.c_str());
        QVERIFY2(editor->field()->toolTip().size() > 40, editor->info().name.c_str());
        QVERIFY2(editor->field()->focusPolicy() & Qt::TabFocus, editor->info().name.c_str());
        bool buddy = editor->info().type == OptionType::Flag;
        for (const QLabel* label : editor->findChildren<QLabel*>()) buddy = buddy || label->buddy() == editor->field();
        QVERIFY2(buddy, editor->info().name.c_str());
    }
}

QTEST_MAIN(TestTrainingPanel)
#include "test_training_panel.moc"
