#include "engine/formats/document.h"
#include "engine/formats/experiment_json.h"
#include "tests/support/scratch_home.h"
#include "tests/support/test.h"
#include "tests/ui/shell/program.h"
#include "ui/shell/actions.h"
#include "ui/shell/autosave.h"
#include "ui/shell/notices.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QUndoStack>

#include <cstdio>

using namespace glassbox;

namespace {

void nameTest(const QString& settings) {
    QCoreApplication::setOrganizationName(QStringLiteral("Glassbox test"));
    QCoreApplication::setApplicationName(QStringLiteral("documents"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings);
}

/// Trains in a window and keeps what it has; says so on stdout, until it is killed.
int trainUntilKilled(const QString& folder) {
    nameTest(folder);
    Program program(folder + QStringLiteral("/kept"));
    program.window.autosave()->setInterval(20);
    program.window.start({});
    program.session.run();
    QTimer said;
    QObject::connect(&said, &QTimer::timeout, [&] {
        if (!QFile::exists(folder + QStringLiteral("/kept/last.glassbox"))) return;
        std::puts("kept");
        std::fflush(stdout);
    });
    said.start(5);
    return QApplication::exec();
}

Experiment flowers(const QString& table) {
    Experiment experiment = standardExperiment();
    experiment.data = {"csv", {{"path", table.toStdString()}, {"target", std::string("species")}}};
    experiment.features.reset();
    experiment.training.loss = {"cross_entropy"};
    experiment.network = {{"dense", {{"units", std::int64_t{3}}, {"activation", std::string("softmax")}}}};
    return experiment;
}

Index stepsIn(const QString& path) {
    return readDocument(path).training->steps;
}

}  // namespace

/// Documents in the window: kept with their training, never lost, never written over unasked.
class TestDocuments : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { cleanup(); }
    void cleanup() {
        m_folder = std::make_unique<QTemporaryDir>();
        nameTest(m_folder->path());
    }

    void savedAndOpenedTrainingIsThere() {
        const QString path = file("mine.glassbox");
        {
            Program program(kept());
            begin(program);
            train(program, 25);
            saveAs(program, path);
            QVERIFY(!program.document.isModified());
            QVERIFY(program.preferences.recentFiles().contains(path));
        }
        QCOMPARE(stepsIn(path), 25);
        QVERIFY(!readDocument(path).thumbnail.isEmpty());
        Program program(kept());
        begin(program);
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
        begin(program);
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
        begin(program);
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
        writeDocument(path, Document{standardExperiment(), {}, {}, {}, {}});  // one that was not trained
        program.answer = Questions::Unsaved::Discard;
        program.window.files()->openPath(path);
        QTRY_VERIFY(!program.window.files()->isBusy() && !program.session.isLoading());
        QVERIFY2(origin(program).contains("reproducible"), qPrintable(origin(program)));
    }

    void droppedAndNamedOnTheCommandLine() {
        const QString path = file("mine.glassbox");
        writeDocument(path, Document{standardExperiment(), {}, {}, {}, {}});
        Program program(kept());
        begin(program);
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
        begin(program);
        train(program, 9);
        program.path = file("weights.npz");
        program.window.actions()->saveWeights->trigger();
        QTRY_VERIFY(QFile::exists(program.path));
        program.session.rewind();
        QTRY_COMPARE(steps(program), 0);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(program.path)});
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&program.window, &drop);
        QTRY_VERIFY2(origin(program).endsWith("weights from a file"), qPrintable(origin(program)));
        QCOMPARE(program.asked, 0);
    }

    /// The menu offers what was opened last, and says what is gone.
    void recentFilesAreInTheMenu() {
        Program program(kept());
        begin(program);
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

    void whatCannotBeReadChangesNothing() {
        const QString path = file("broken.glassbox");
        QFile broken(path);
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("PK but no more") > 0);
        broken.close();
        Program program(kept());
        begin(program);
        const Experiment before = program.document.experiment();
        program.window.files()->openPath(path);
        QTRY_VERIFY(program.window.notices()->sentence().contains("damaged or no Glassbox document"));
        QVERIFY(program.document.experiment() == before);
        QCOMPARE(program.document.path(), QString());
    }

    void aFileChangedUnderneathIsAskedAbout() {
        const QString path = file("mine.glassbox");
        Program program(kept());
        begin(program);
        saveAs(program, path);
        const Document theirs{standardExperiment(), {}, {}, {{"Lab", QByteArray("from elsewhere")}}, {}};
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
        begin(program);
        program.path = file("no/such/folder.glassbox");
        program.window.files()->saveAs();
        QTRY_VERIFY(program.window.notices()->sentence().contains("does not exist"));
        QCOMPARE(program.document.path(), QString());
    }

    void closingWithTrainingAsksAndSaves() {
        const QString path = file("mine.glassbox");
        Program program(kept());
        begin(program);
        saveAs(program, path);
        train(program, 3);
        QVERIFY(!program.window.close());
        QCOMPARE(program.asked, 1);
        program.answer = Questions::Unsaved::Save;
        QVERIFY(program.window.close());
        QCOMPARE(stepsIn(path), 3);
    }

    /// An edit while the file is being written is not taken for saved.
    void anEditDuringSavingStaysUnsaved() {
        Program program(kept());
        begin(program);
        QVERIFY(program.document.edit("Noise 20 %", program.withNoise(0.2)));
        program.path = file("mine.glassbox");
        QVERIFY(program.window.files()->saveAs());
        QVERIFY(program.document.edit("Noise 30 %", program.withNoise(0.3)));
        QTRY_COMPARE(program.document.path(), program.path);
        QVERIFY(program.document.isModified());
        QCOMPARE(readDocument(program.path).experiment.data.options.real("noise"), 0.2);
    }

    void theTableComesAlong() {
        const QString table = writeFlowers(m_folder->path());
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
        program.document.reset(flowers(writeFlowers(m_folder->path())));
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
        writeFlowers(m_folder->path());
        Program program(kept());
        program.window.start(file("a.glassbox"));
        program.show();
        QTRY_VERIFY(program.session.dataset() && program.session.dataset()->classCount() == 3);
    }

    /// Saving twice in a row is no change by another program.
    void savingWhileItIsSavedAsksNothing() {
        Program program(kept());
        begin(program);
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

    /// Closed and started again, an experiment without a file goes on where it was.
    void theNextStartGoesOn() {
        {
            Program program(kept());
            begin(program);
            train(program, 12);
            QVERIFY(program.window.close());
        }
        Program program(kept());
        begin(program);
        QTRY_COMPARE(steps(program), 12);
        QVERIFY(!program.document.isModified());
        QCOMPARE(program.window.notices()->sentence(), QString());
    }

    void killedWhileTrainingItComesBack() {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {"--train-until-killed", m_folder->path()});
        QVERIFY(process.waitForStarted());
        QByteArray said;
        while (said.count("kept") < 20 && process.waitForReadyRead(30000)) said += process.readAll();
        QVERIFY2(said.contains("kept"), process.readAllStandardError().constData());
        process.kill();
        process.waitForFinished();
        const Index before = stepsIn(kept() + "/last.glassbox");
        QVERIFY(before > 0);
        Program program(kept());
        program.window.start({});
        const QString sentence = program.window.notices()->sentence();
        QVERIFY2(sentence.contains("was not closed last time"), qPrintable(sentence));
        program.show();
        QTRY_COMPARE(steps(program), before);
    }

    /// After a crash with a file of its own open: the file, and on top of it what was not saved.
    void recoversChangesOfAFile() {
        const QString path = file("mine.glassbox");
        {
            Program program(kept());
            program.window.autosave()->setInterval(0);
            begin(program);
            saveAs(program, path);
            QVERIFY(program.document.edit("Noise 20 %", program.withNoise(0.2)));
            train(program, 7);
            QTRY_VERIFY(QFile::exists(kept() + "/last.glassbox") && stepsIn(kept() + "/last.glassbox") == 7);
            QTRY_VERIFY(program.preferences.lastModified());
        }
        Program program(kept());
        begin(program);
        QCOMPARE(program.document.path(), path);
        QCOMPARE(program.document.experiment().data.options.real("noise"), 0.2);
        QTRY_COMPARE(steps(program), 7);
        QVERIFY(program.document.isModified());
        program.document.undoStack()->undo();
        QVERIFY(program.document.experiment() == standardExperiment());
    }

  private:
    QString kept() const { return m_folder->filePath("kept"); }
    QString file(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    static void begin(Program& program) {
        program.window.start({});
        program.show();
    }
    static Index steps(Program& program) {
        program.session.takeSnapshot();
        const SnapshotPtr latest = program.session.latest();
        return latest ? latest->step : -1;
    }
    static QString origin(const Program& program) {
        return program.window.findChild<QLabel*>(QStringLiteral("statusOrigin"))->text();
    }
    static void train(Program& program, int count) {
        const Index before = std::max<Index>(steps(program), 0);
        for (int i = 0; i < count; ++i) program.session.step();
        QTRY_COMPARE(steps(program), before + count);
    }
    static void saveAs(Program& program, const QString& path) {
        program.path = path;
        QVERIFY(program.window.files()->saveAs());
        QTRY_VERIFY(!program.window.files()->isBusy());
        QCOMPARE(program.document.path(), path);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1String("--train-until-killed"))
        return trainUntilKilled(arguments[2]);
    TestDocuments test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_documents.moc"
