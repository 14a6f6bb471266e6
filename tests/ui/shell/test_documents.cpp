#include "engine/formats/document.h"
#include "engine/formats/experiment_json.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/scratch_home.h"
#include "tests/ui/shell/document_test.h"
#include "ui/shell/actions.h"
#include "ui/shell/notices.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QUndoStack>

using namespace glassbox;

/// Documents in the window: kept with their training, never lost, never written over unasked.
class TestDocuments : public DocumentTest {
    Q_OBJECT

  private Q_SLOTS:
    void init() { begin(); }

    void savedAndOpenedTrainingIsThere() {
        const QString path = file("mine.glassbox");
        {
            Program program(kept());
            start(program);
            train(program, 25);
            saveAs(program, path);
            QVERIFY(!program.document.isModified());
            QVERIFY(program.preferences.recentFiles().contains(path));
        }
        QCOMPARE(stepsIn(path), 25);
        QVERIFY(!readDocument(path).thumbnail.isEmpty());
        Program program(kept());
        start(program);
        program.layout = "another";
        program.window.files()->openPath(path);
        QTRY_COMPARE(program.document.path(), path);
        QTRY_COMPARE(steps(program), 25);
        QCOMPARE(program.layout, QByteArray("as it came"));  // the document's own
        QVERIFY(!program.document.isModified());
        QCOMPARE(program.document.title(), QString("mine"));
        train(program, 1);
        QVERIFY(program.document.isModified());
        program.window.files()->save();
        QTRY_VERIFY(!program.document.isModified());
        QCOMPARE(stepsIn(path), 26);
    }

    /// The same content, the same bytes: what compares and copies files can rely on it.
    void sameContentSameBytes() {
        const auto bytesOf = [](const QString& path) {
            QFile opened(path);
            return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
        };
        Program program(kept());
        start(program);
        train(program, 9);
        saveAs(program, file("a.glassbox"));
        saveAs(program, file("b.glassbox"));
        const QByteArray first = bytesOf(file("a.glassbox"));
        QVERIFY(!first.isEmpty());
        QCOMPARE(bytesOf(file("b.glassbox")), first);
        program.window.files()->openPath(file("a.glassbox"));
        QTRY_COMPARE(program.document.path(), file("a.glassbox"));
        QTRY_COMPARE(steps(program), 9);
        saveAs(program, file("c.glassbox"));
        QCOMPARE(bytesOf(file("c.glassbox")), first);
        train(program, 1);
        saveAs(program, file("c.glassbox"));
        QVERIFY(bytesOf(file("c.glassbox")) != first);
    }

    /// The status line says where the weights come from: what was done before the file is not known here.
    void saysThatItGoesOnFromAFile() {
        const QString path = file("mine.glassbox");
        Program program(kept());
        start(program);
        train(program, 25);
        QVERIFY2(origin(program).contains("reproducible"), qPrintable(origin(program)));
        saveAs(program, path);
        QVERIFY2(origin(program).contains("reproducible"), qPrintable(origin(program)));
        program.window.files()->openPath(path);
        QTRY_VERIFY2(origin(program).endsWith("continued from a file"), qPrintable(origin(program)));
        QTRY_COMPARE(steps(program), 25);
        QVERIFY(origin(program).endsWith("continued from a file"));
        QVERIFY(program.window.findChild<QLabel*>("statusOrigin")->toolTip().contains("bit for bit"));
        program.session.rewind();
        QTRY_VERIFY2(origin(program).contains("reproducible"), qPrintable(origin(program)));
        writeDocument(path, Document{standardExperiment(), {}, {}, {}, {}, {}});  // one that was not trained
        program.answer = Questions::Unsaved::Discard;
        program.window.files()->openPath(path);
        QTRY_VERIFY(!program.window.files()->isBusy() && !program.session.isLoading());
        QVERIFY2(origin(program).contains("reproducible"), qPrintable(origin(program)));
    }

    void droppedAndNamedOnTheCommandLine() {
        const QString path = file("mine.glassbox");
        writeDocument(path, Document{standardExperiment(), {}, {}, {}, {}, {}});
        Program program(kept());
        start(program);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&program.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&program.window, &drop);
        QTRY_COMPARE(program.document.path(), path);
        Program other(file("other"));
        other.window.start(path);
        QCOMPARE(other.document.path(), path);
    }

    void droppedWeightsAreLoaded() {
        Program program(kept());
        start(program);
        train(program, 9);
        program.path = file("weights.npz");
        program.window.actions()->saveWeights->trigger();
        QTRY_VERIFY2(QFile::exists(program.path), qPrintable(program.window.notices()->sentence()));
        program.session.rewind();
        QTRY_COMPARE(steps(program), 0);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(program.path)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&program.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&program.window, &drop);
        QTRY_VERIFY2(origin(program).endsWith("weights from a file"),
                     qPrintable(origin(program) + program.window.notices()->sentence()));
        QCOMPARE(program.asked, 0);
    }

    /// The menu offers what was opened last, and says what is gone.
    void recentFilesAreInTheMenu() {
        Program program(kept());
        start(program);
        auto* menu = program.window.findChild<QMenu*>("recentFilesMenu");
        QVERIFY(menu && !menu->isEmpty() && !menu->actions().constFirst()->isEnabled());
        saveAs(program, file("old.glassbox"));
        saveAs(program, file("new.glassbox"));
        QVERIFY(QFile::remove(file("old.glassbox")));
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 2);
        QVERIFY(menu->actions()[0]->text().contains("new.glassbox") && menu->actions()[0]->isEnabled());
        QCOMPARE(menu->actions()[1]->text(), QString("old.glassbox (not there any more)"));
        QVERIFY(!menu->actions()[1]->isEnabled());
        program.window.files()->newExperiment();
        QCOMPARE(program.document.path(), QString());
        Q_EMIT menu->aboutToShow();
        menu->actions()[0]->trigger();
        QTRY_COMPARE(program.document.path(), file("new.glassbox"));
        QVERIFY(QFile::remove(file("new.glassbox")));  // gone between the look and the click
        program.window.files()->openPath(file("new.glassbox"));
        QTRY_VERIFY(program.window.notices()->sentence().contains("there is no such file"));
    }

    void whatCannotBeReadChangesNothing_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sentence");
        Document good{standardExperiment(), {}, {}, {{"Lab", QByteArray("theirs")}}, {}, {}};
        const QByteArray bytes = documentToBytes(good);
        QTest::newRow("no document") << QByteArray("PK but no more") << "damaged or no Glassbox document";
        QTest::newRow("empty") << QByteArray() << "the file is empty";
        QTest::newRow("half") << bytes.left(bytes.size() / 2) << "damaged";
        QByteArray flipped = bytes;
        const qsizetype at = flipped.indexOf("\x78", 800) > 0 ? flipped.size() / 2 : 900;
        flipped[at] = static_cast<char>(flipped[at] ^ 4);
        QTest::newRow("a bit") << flipped << "damaged";
        QTest::newRow("an experiment of tomorrow") << QByteArray(R"({"glassbox": 2})") << "newer Glassbox";
        QTest::newRow("a wrong experiment") << QByteArray(R"({"glassbox": 1, "network": []})") << "the key is missing";
    }

    void whatCannotBeReadChangesNothing() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, sentence);
        const QString path = file("broken.glassbox");
        QFile broken(path);
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write(bytes) == bytes.size());
        broken.close();
        Program program(kept());
        start(program);
        train(program, 4);
        const Experiment before = program.document.experiment();
        program.window.files()->openPath(path);
        QTRY_VERIFY2(program.window.notices()->sentence().contains(sentence),
                     qPrintable(program.window.notices()->sentence()));
        QVERIFY(!program.window.notices()->sentence().contains('\n'));
        QVERIFY(program.document.experiment() == before);
        QCOMPARE(program.document.path(), QString());
        QCOMPARE(program.layout, QByteArray("as it came"));
        QVERIFY(program.preferences.recentFiles().isEmpty());
        train(program, 1);  // the run goes on
        QCOMPARE(steps(program), 5);
    }

    /// A full disk: said in a sentence, the old file stays, and what is open goes on.
    void aFullDiskIsSaid() {
        const QString path = file("mine.glassbox");
        Program program(kept());
        start(program);
        train(program, 3);
        saveAs(program, path);
        const Document before = readDocument(path);
        train(program, 3);
        {
            const FileSizeLimit limit(2000);
            QVERIFY(program.window.files()->save());
            QTRY_VERIFY2(program.window.notices()->sentence().startsWith("Can't write " + path),
                         qPrintable(program.window.notices()->sentence()));
        }
        QVERIFY(program.document.isModified());
        QVERIFY(readDocument(path) == before);
        QCOMPARE(QDir(folder()).entryList({"mine*"}, QDir::Files), QStringList{"mine.glassbox"});
        QVERIFY(program.window.files()->save());  // there is room again
        QTRY_VERIFY(!program.document.isModified());
        QCOMPARE(stepsIn(path), 6);
    }

    void aFileChangedUnderneathIsAskedAbout() {
        const QString path = file("mine.glassbox");
        Program program(kept());
        start(program);
        saveAs(program, path);
        const Document theirs{standardExperiment(), {}, {}, {{"Lab", QByteArray("from elsewhere")}}, {}, {}};
        writeDocument(path, theirs);
        int asked = 0;
        Questions::Changed answer = Questions::Changed::Cancel;
        program.window.files()->questions.changed = [&](QWidget*, const QString& name) {
            ++asked;
            [&] { QCOMPARE(name, QString("mine.glassbox")); }();
            return answer;
        };
        QVERIFY(!program.window.files()->save());
        QCOMPARE(asked, 1);
        QVERIFY(readDocument(path) == theirs);
        answer = Questions::Changed::SaveAs;
        program.path = file("other.glassbox");
        QVERIFY(program.window.files()->save());
        QTRY_COMPARE(program.document.path(), program.path);
        QVERIFY(readDocument(path) == theirs);
        QVERIFY(program.window.files()->save());  // nobody changed that one
        QTRY_VERIFY(!program.window.files()->isBusy());
        QCOMPARE(asked, 2);
    }

    void aFailedSaveIsSaidAndStaysModified() {
        Program program(kept());
        start(program);
        program.path = file("no/such/folder.glassbox");
        program.window.files()->saveAs();
        QTRY_VERIFY(program.window.notices()->sentence().contains("does not exist"));
        QCOMPARE(program.document.path(), QString());
    }

    /// An edit while the file is being written is not taken for saved.
    void anEditDuringSavingStaysUnsaved() {
        Program program(kept());
        start(program);
        QVERIFY(program.document.edit("Noise 20 %", program.withNoise(0.2)));
        program.path = file("mine.glassbox");
        QVERIFY(program.window.files()->saveAs());
        QVERIFY(program.document.edit("Noise 30 %", program.withNoise(0.3)));
        QTRY_COMPARE(program.document.path(), program.path);
        QVERIFY(program.document.isModified());
        QCOMPARE(readDocument(program.path).experiment.data.options.real("noise"), 0.2);
    }

    void theTableComesAlong() {
        const QString table = writeFlowers(folder());
        const Experiment experiment = flowers(table);
        const QString path = file("flowers.glassbox");
        {
            Program program(kept());
            program.document.reset(experiment);
            program.show();
            saveAs(program, path);
        }
        QVERIFY(QFile::remove(table));
        Program program(kept());
        program.window.start(path);
        program.show();
        QTRY_VERIFY(program.session.dataset() && program.session.dataset()->classCount() == 3);
        Experiment split = program.document.experiment();
        split.data.options.set("validation", 0.5);
        QVERIFY(program.document.edit("Validation 50 %", split));
        QTRY_COMPARE(program.session.dataset()->validation.count(), 75);
        saveAs(program, file("copy.glassbox"));
        QVERIFY(readDocument(file("copy.glassbox")).table.has_value());
        saveAs(program, file("plain.json"));  // puts the table beside it
        QVERIFY(QFile::exists(table));
        QCOMPARE(readExperiment(file("plain.json")).data.options.text("path"), std::string("flowers.csv"));
    }

    /// The data are inside also where the network does not fit them.
    void theTableComesAlongWithoutARun() {
        Program program(kept());
        program.document.reset(flowers(writeFlowers(folder())));
        program.show();
        Experiment wrong = program.document.experiment();
        wrong.network.back().options.set("units", std::int64_t{2});  // of three kinds
        QVERIFY(program.document.edit("2 units", wrong));
        QTRY_VERIFY(!program.document.problem().isEmpty());
        saveAs(program, file("wrong.glassbox"));
        const Document document = readDocument(file("wrong.glassbox"));
        QVERIFY(document.table.has_value() && !document.training);
        QVERIFY(document.experiment.network == wrong.network);
    }

    /// A table that is not there to be taken inside is looked for beside the document.
    void aMissingTableStaysBeside() {
        writeExperiment(file("plain.json"), flowers("flowers.csv"));
        {
            Program program(kept());
            program.window.start(file("plain.json"));
            program.window.show();
            QTRY_VERIFY(!program.document.problem().isEmpty());
            saveAs(program, file("a.glassbox"));
        }
        QCOMPARE(readDocument(file("a.glassbox")).experiment.data.options.text("path"), std::string("flowers.csv"));
        writeFlowers(folder());
        Program program(kept());
        program.window.start(file("a.glassbox"));
        program.show();
        QTRY_VERIFY(program.session.dataset() && program.session.dataset()->classCount() == 3);
    }

    /// Saving twice in a row is no change by another program.
    void savingWhileItIsSavedAsksNothing() {
        Program program(kept());
        start(program);
        saveAs(program, file("mine.glassbox"));
        program.window.files()->questions.changed = [](QWidget*, const QString&) {
            QTest::qFail("asked", __FILE__, __LINE__);
            return Questions::Changed::Cancel;
        };
        for (int i = 0; i < 20; ++i) {
            train(program, 1);
            QVERIFY(program.window.files()->save());
            QVERIFY(program.window.files()->save());
            QTRY_VERIFY(!program.window.files()->isBusy());
        }
        QVERIFY(!program.document.isModified());
        QCOMPARE(stepsIn(file("mine.glassbox")), 20);
    }
};

QTEST_MAIN(TestDocuments)

#include "test_documents.moc"
