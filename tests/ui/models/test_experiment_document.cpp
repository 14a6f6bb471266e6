#include "tests/support/test.h"
#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QUndoStack>

using namespace glassbox;

/// The open experiment: every change can be undone by name, files are kept safely, a refused edit changes nothing.
class TestExperimentDocument : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void editsAreUndoneAndRedoneByName();
    void draggingASliderIsOneStep();
    void anInvalidEditIsRefusedWithASentence();
    void savedAndOpenedAgainItIsTheSame();
    void tablesAreNamedRelativeToTheFile();
    void aFileThatCannotBeReadChangesNothing();
    void anEditThatDoesNotFitIsAProblemUntilUndone();
    void escapeGoesOneLevelBack();
};

namespace {

Experiment withRate(Experiment experiment, double rate) {
    experiment.training.optimizer.options.set("learning_rate", rate);
    return experiment;
}

}  // namespace

void TestExperimentDocument::editsAreUndoneAndRedoneByName() {
    TrainingSession session(1);
    ExperimentDocument document(session);
    document.reset(standardExperiment());
    const Experiment before = document.experiment();
    QVERIFY(!document.isModified());
    QVERIFY(document.edit(QStringLiteral("Learning rate 0.5"), withRate(before, 0.5)));
    QCOMPARE(document.undoStack()->undoText(), QStringLiteral("Learning rate 0.5"));
    QVERIFY(document.isModified());
    document.undoStack()->undo();
    QVERIFY(document.experiment() == before);
    QVERIFY(!document.isModified());
    document.undoStack()->redo();
    QVERIFY(document.experiment() == withRate(before, 0.5));
}

void TestExperimentDocument::draggingASliderIsOneStep() {
    TrainingSession session(1);
    ExperimentDocument document(session);
    document.reset(standardExperiment());
    const Experiment before = document.experiment();
    for (const double rate : {0.02, 0.03, 0.04})
        document.edit(QStringLiteral("Rate"), withRate(before, rate), QStringLiteral("rate"));
    QCOMPARE(document.undoStack()->count(), 1);
    document.undoStack()->undo();
    QVERIFY(document.experiment() == before);
}

void TestExperimentDocument::anInvalidEditIsRefusedWithASentence() {
    TrainingSession session(1);
    ExperimentDocument document(session);
    document.reset(standardExperiment());
    const Experiment before = document.experiment();
    QSignalSpy refused(&document, &ExperimentDocument::refused);
    Experiment empty = before;
    empty.network.clear();
    QVERIFY(!document.edit(QStringLiteral("Remove all"), empty));
    QCOMPARE(refused.count(), 1);
    QVERIFY(!refused.front().front().toString().isEmpty());
    QVERIFY(document.experiment() == before);
    QCOMPARE(document.undoStack()->count(), 0);
}

void TestExperimentDocument::savedAndOpenedAgainItIsTheSame() {
    QTemporaryDir folder;
    TrainingSession session(1);
    ExperimentDocument document(session);
    document.reset(standardExperiment());
    document.edit(QStringLiteral("Rate"), withRate(document.experiment(), 0.25));
    const Experiment saved = document.experiment();
    document.save(folder.filePath(QStringLiteral("mine.json")));
    QVERIFY(!document.isModified());
    QCOMPARE(document.title(), QStringLiteral("mine"));
    document.reset(standardExperiment());
    document.open(folder.filePath(QStringLiteral("mine.json")));
    QVERIFY(document.experiment() == saved);
    QCOMPARE(document.path(), folder.filePath(QStringLiteral("mine.json")));
}

void TestExperimentDocument::tablesAreNamedRelativeToTheFile() {
    QTemporaryDir folder;
    QFile table(folder.filePath(QStringLiteral("t.csv")));
    QVERIFY(table.open(QIODevice::WriteOnly));
    table.write("a,b,y\n1,2,3\n2,1,4\n4,3,5\n5,5,6\n6,2,9\n");
    table.close();
    TrainingSession session(1);
    ExperimentDocument document(session);
    Experiment experiment = standardExperiment();
    experiment.data = {"csv", {{"path", folder.filePath(QStringLiteral("t.csv")).toStdString()}}};
    experiment.features.reset();
    document.reset(experiment);
    document.save(folder.filePath(QStringLiteral("e.json")));
    QFile file(folder.filePath(QStringLiteral("e.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\"path\": \"t.csv\""));
    document.open(folder.filePath(QStringLiteral("e.json")));
    QCOMPARE(document.experiment().data.options.text("path"), folder.filePath(QStringLiteral("t.csv")).toStdString());
}

void TestExperimentDocument::aFileThatCannotBeReadChangesNothing() {
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("bad.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"glassbox\": 1, \"seed\": ");
    file.close();
    TrainingSession session(1);
    ExperimentDocument document(session);
    document.reset(standardExperiment());
    const Experiment before = document.experiment();
    QVERIFY_EXCEPTION_THROWN(document.open(file.fileName()), Error);
    QVERIFY_EXCEPTION_THROWN(document.open(folder.filePath(QStringLiteral("absent.json"))), Error);
    QVERIFY_EXCEPTION_THROWN(document.save(folder.filePath(QStringLiteral("no/such/folder.json"))), Error);
    QVERIFY(document.experiment() == before);
    QVERIFY(document.path().isEmpty());
}

void TestExperimentDocument::anEditThatDoesNotFitIsAProblemUntilUndone() {
    TrainingSession session(1);
    ExperimentDocument document(session);
    document.reset(standardExperiment());
    Experiment wrong = document.experiment();
    wrong.network.back().options.set("units", std::int64_t{7});
    QSignalSpy problems(&document, &ExperimentDocument::problemChanged);
    document.edit(QStringLiteral("Seven outputs"), wrong);
    QTRY_VERIFY(!document.problem().isEmpty());
    document.undoStack()->undo();
    QTRY_VERIFY(document.problem().isEmpty());
}

void TestExperimentDocument::escapeGoesOneLevelBack() {
    LabSelection selection;
    selection.setLayer(1);
    selection.setUnit(UnitRef{1, 2});
    selection.setHoveredUnit(UnitRef{0, 1});
    QCOMPARE(selection.shownUnit()->layer, 0);
    QVERIFY(selection.back());
    QCOMPARE(selection.shownUnit()->layer, 1);
    QVERIFY(selection.back());
    QVERIFY(!selection.shownUnit());
    QVERIFY(selection.layer());
    QVERIFY(selection.back());
    QVERIFY(!selection.back());
}

QTEST_GUILESS_MAIN(TestExperimentDocument)
#include "test_experiment_document.moc"
