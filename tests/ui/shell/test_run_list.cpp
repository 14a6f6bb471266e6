#include "tests/support/scratch_home.h"
#include "tests/ui/shell/document_test.h"
#include "ui/models/kept_runs.h"
#include "ui/shell/actions.h"
#include "ui/shell/autosave.h"
#include "ui/shell/kept_runs_dialog.h"
#include "ui/shell/notices.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QUndoStack>

using namespace glassbox;

namespace {

const std::vector<DocumentRun>& runs(Program& program) {
    return program.document.runs().kept;
}

void keep(Program& program) {
    const std::size_t before = runs(program).size();
    program.window.actions()->keepRun->trigger();
    QTRY_COMPARE(runs(program).size(), before + 1);
}

}  // namespace

/// Runs that are kept in the document: compared, gone back to, never lost.
class TestRunList : public DocumentTest {
    Q_OBJECT

  private Q_SLOTS:
    void init() { begin(); }

    void goingBackBranches() {
        Program program(kept());
        start(program);
        train(program, 10);
        keep(program);
        train(program, 15);
        keep(program);
        QCOMPARE(runs(program)[0].parent, 0);
        QCOMPARE(runs(program)[1].parent, 1);
        QCOMPARE(QString::fromStdString(runs(program)[1].name), QString("Run 2"));
        QVERIFY(program.document.isModified());
        train(program, 5);
        program.window.keptRuns()->goBackTo(1);
        QTRY_COMPARE(steps(program), 10);
        QCOMPARE(program.document.runs().parent, 1);
        QVERIFY(program.window.findChild<QLabel*>("statusOrigin")->text().endsWith("continued from a kept run"));
        program.document.undoStack()->undo();  // what was not kept is not lost
        QTRY_COMPARE(steps(program), 30);
        QCOMPARE(program.document.runs().parent, 2);
        program.document.undoStack()->redo();
        QTRY_COMPARE(steps(program), 10);
        train(program, 1);
        keep(program);
        QCOMPARE(runs(program)[2].parent, 1);
        program.session.rewind();
        QTRY_COMPARE(program.document.runs().parent, 0);  // begins by itself again
    }

    /// Also one that was kept before its first step.
    void goingBackToAStartBranches() {
        Program program(kept());
        start(program);
        keep(program);
        train(program, 10);
        program.window.keptRuns()->goBackTo(1);
        QTRY_COMPARE(steps(program), 0);
        QTRY_COMPARE(program.session.state(), RunState::Ready);
        QCOMPARE(program.document.runs().parent, 1);
        train(program, 5);
        keep(program);
        QCOMPARE(runs(program)[1].parent, 1);
        program.window.actions()->reinitialise->trigger();
        QTRY_COMPARE(program.document.runs().parent, 0);
    }

    /// The same weights, order and random numbers: going on from there is bit for bit what it was.
    void goesOnBitForBit() {
        Program program(kept());
        start(program);
        train(program, 20);
        keep(program);
        train(program, 20);
        keep(program);
        program.window.keptRuns()->goBackTo(1);
        QTRY_COMPARE(steps(program), 20);
        train(program, 20);
        program.window.actions()->keepRun->trigger();  // is the second one, exactly
        QTRY_COMPARE(program.document.runs().parent, 2);
        QCOMPARE(runs(program).size(), std::size_t{2});
    }

    void takesTheExperimentToo() {
        Program program(kept());
        start(program);
        train(program, 3);
        keep(program);
        Experiment other = program.withNoise(0.3);
        other.network.front().options.set("units", std::int64_t{3});
        other.presentation.notes = "For the class.";
        QVERIFY(program.document.edit("3 units", other));
        train(program, 3);
        program.window.keptRuns()->goBackTo(1);
        QTRY_COMPARE(steps(program), 3);
        QVERIFY(sameRun(program.document.experiment(), standardExperiment()));
        QCOMPARE(program.document.experiment().presentation.notes, std::string("For the class."));
        program.document.undoStack()->undo();
        QVERIFY(program.document.experiment() == other);
    }

    void renamedAndDeletedWithUndo() {
        Program program(kept());
        start(program);
        for (int i = 0; i < 3; ++i) {
            train(program, 2);
            keep(program);
        }
        KeptRuns& list = *program.window.keptRuns();
        list.rename(2, "  with\nmomentum ");
        QCOMPARE(QString::fromStdString(findRun(list.runs(), 2)->name), QString("with momentum"));
        list.rename(2, " ");
        QCOMPARE(QString::fromStdString(findRun(list.runs(), 2)->name), QString("with momentum"));
        list.remove(2);
        QCOMPARE(runs(program).size(), std::size_t{2});
        QCOMPARE(findRun(list.runs(), 3)->parent, 1);
        list.remove(3);
        QCOMPARE(list.runs().parent, 1);
        program.document.undoStack()->undo();
        program.document.undoStack()->undo();
        QCOMPARE(findRun(list.runs(), 3)->parent, 2);
        program.document.undoStack()->undo();
        QCOMPARE(QString::fromStdString(findRun(list.runs(), 2)->name), QString("Run 2"));
    }

    void theDocumentKeepsThem() {
        const QString path = file("mine.glassbox");
        {
            Program program(kept());
            start(program);
            train(program, 10);
            keep(program);
            train(program, 10);
            saveAs(program, path);
        }
        Program program(file("other"));
        program.window.start(path);
        program.show();
        QCOMPARE(runs(program).size(), std::size_t{1});
        QCOMPARE(program.document.runs().parent, 1);
        QTRY_COMPARE(steps(program), 20);
        QCOMPARE(program.document.runs().parent, 1);
        program.window.keptRuns()->goBackTo(1);
        QTRY_COMPARE(steps(program), 10);
        program.window.files()->newExperiment();  // asked about, and refused by the test
        QCOMPARE(program.asked, 1);
        program.answer = Questions::Unsaved::Discard;
        program.window.files()->newExperiment();
        QVERIFY(runs(program).empty());
    }

    /// A kept run has its data, whatever became of their file, and whatever the present run trains on.
    void aTableComesBack() {
        const QString table = writeFlowers(folder());
        const QString path = file("mine.glassbox");
        {
            Program program(kept());
            program.document.reset(flowers(table));
            program.show();
            train(program, 4);
            keep(program);
            QVERIFY(program.document.edit("Spiral", standardExperiment()));
            train(program, 6);  // the steps before count, as the network is the same
            keep(program);
            QVERIFY(QFile::remove(table));
            program.window.keptRuns()->goBackTo(1);
            QTRY_VERIFY(program.session.dataset()->classCount() == 3);
            QTRY_COMPARE(steps(program), 4);
            program.document.undoStack()->undo();
            QTRY_COMPARE(steps(program), 10);
            saveAs(program, path);
        }
        QVERIFY(!readDocument(path).table.has_value());
        QCOMPARE(readDocument(path).runs.kept[0].table->name, std::string("flowers.csv"));
        Program program(file("other"));
        program.window.start(path);
        program.show();
        program.window.keptRuns()->goBackTo(1);
        QTRY_VERIFY(program.session.dataset()->classCount() == 3);
        QTRY_COMPARE(steps(program), 4);
        Experiment split = program.document.experiment();
        split.data.options.set("validation", 0.5);
        QVERIFY(program.document.edit("Validation 50 %", split));
        QTRY_COMPARE(program.session.dataset()->validation.count(), 75);
        program.window.keptRuns()->goBackTo(2);
        QTRY_COMPARE(steps(program), 10);
        program.document.undoStack()->undo();
        QTRY_COMPARE(program.session.dataset()->validation.count(), 75);
        program.document.undoStack()->undo();
        QTRY_VERIFY(program.session.dataset()->validation.count() < 75);
        QCOMPARE(program.document.problem(), QString());
        saveAs(program, path);
        const Document document = readDocument(path);
        QCOMPARE(*document.table->bytes, *document.runs.kept[0].table->bytes);
    }

    void theLimitIsSaid() {
        Program program(kept());
        start(program);
        for (std::size_t i = 0; i < mostKeptRuns; ++i) {
            train(program, 1);
            keep(program);
        }
        train(program, 1);
        program.window.actions()->keepRun->trigger();
        const QString sentence = program.window.notices()->sentence();
        QVERIFY2(sentence.contains("20 runs") && sentence.contains("Delete one"), qPrintable(sentence));
        saveAs(program, file("full.glassbox"));
        QCOMPARE(readDocument(program.path).runs.kept.size(), mostKeptRuns);
    }

    void aRunThatDoesNotRunIsNotKept() {
        Program program(kept());
        program.document.reset(flowers(writeFlowers(folder())));
        program.show();
        Experiment wrong = program.document.experiment();
        wrong.network.back().options.set("units", std::int64_t{2});  // of three kinds
        QVERIFY(program.document.edit("2 units", wrong));
        QTRY_VERIFY(!program.document.problem().isEmpty());
        program.window.actions()->keepRun->trigger();
        QTRY_VERIFY(program.window.notices()->sentence().contains("nothing to keep"));
        QVERIFY(runs(program).empty());
        // Nor is what ran before it given up.
        program.document.undoStack()->undo();
        QTRY_VERIFY(program.document.problem().isEmpty());
        train(program, 4);
        keep(program);
        train(program, 4);
        QVERIFY(program.document.edit("2 units", wrong));
        QTRY_VERIFY(!program.document.problem().isEmpty());
        program.window.keptRuns()->goBackTo(1);
        QTRY_VERIFY(program.window.notices()->sentence().contains("mend it, then go back"));
        program.document.undoStack()->undo();
        QTRY_COMPARE(steps(program), 8);
    }

    /// The program was ended by force: kept runs are back with the rest.
    void surviveACrash() {
        {
            Program program(kept());
            start(program);
            program.window.autosave()->setInterval(0);
            train(program, 5);
            keep(program);
            const QString state = file("kept/last.glassbox");
            QTRY_VERIFY(QFile::exists(state) && readDocument(state).runs.kept.size() == 1);
        }
        Program program(kept());
        start(program);
        QCOMPARE(runs(program).size(), std::size_t{1});
        QCOMPARE(program.document.runs().parent, 1);
        QTRY_COMPARE(steps(program), 5);
    }

    void theListShowsThem() {
        Program program(kept());
        start(program);
        program.window.actions()->keptRuns->trigger();
        auto* dialog = program.window.findChild<KeptRunsDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->findChild<QLabel*>("keptRunsEmpty")->isVisible());
        auto* back = dialog->findChild<QPushButton*>("keptRunsBack");
        QVERIFY(!back->isEnabled());
        train(program, 30);
        dialog->findChild<QPushButton*>("keptRunsKeep")->click();
        QTRY_COMPARE(runs(program).size(), std::size_t{1});
        Experiment other = program.document.experiment();
        other.training.optimizer = {"momentum", {{"learning_rate", 0.1}}};
        QVERIFY(program.document.edit("Momentum", other));
        train(program, 30);
        dialog->findChild<QPushButton*>("keptRunsKeep")->click();
        QTRY_COMPARE(runs(program).size(), std::size_t{2});
        auto* tree = dialog->findChild<QTreeWidget*>("keptRunsTree");
        QVERIFY(tree->isVisible());
        QCOMPARE(tree->topLevelItemCount(), 1);
        const QTreeWidgetItem* first = tree->topLevelItem(0);
        QCOMPARE(first->childCount(), 1);  // below the one that it goes on from
        QCOMPARE(first->text(0), QString("Run 1"));
        QCOMPARE(first->child(0)->text(2), QString("momentum η 0.1"));
        QVERIFY(first->text(6).endsWith("%"));
        tree->setCurrentItem(tree->topLevelItem(0));
        tree->currentItem()->setText(0, "With Adam");  // as its editor does
        QTRY_COMPARE(QString::fromStdString(runs(program)[0].name), QString("With Adam"));
        QVERIFY(back->isEnabled());
        back->click();
        QTRY_COMPARE(program.document.experiment().training.optimizer.kind, std::string("adam"));
        QTRY_COMPARE(steps(program), 30);
        QVERIFY(dialog->findChild<QLabel*>("keptRunsPresent")->text().contains("With Adam"));
        if (qEnvironmentVariableIsSet("GLASSBOX_PICTURES"))
            dialog->grab().save(qEnvironmentVariable("GLASSBOX_PICTURES") + "/kept-runs.png");
        dialog->findChild<QPushButton*>("keptRunsDelete")->click();
        QCOMPARE(runs(program).size(), std::size_t{1});
        QCOMPARE(tree->topLevelItem(0)->text(0), QString("Run 2"));
    }
};

QTEST_MAIN(TestRunList)

#include "test_run_list.moc"
