#include "tests/ui/shell/document_test.h"
#include "ui/shell/autosave.h"
#include "ui/shell/notices.h"

#include <QDir>
#include <QProcess>
#include <QTimer>
#include <QUndoStack>

#include <cstdio>

using namespace glassbox;

/// What was not saved is there at the next start: closed, or ended by force.
class TestDocumentRecovery : public DocumentTest {
    Q_OBJECT

  public:
    /// Trains in a window and keeps what it has; says so on stdout, until it is killed.
    static int trainUntilKilled(const QString& folder) {
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

  private Q_SLOTS:
    void init() { begin(); }

    void closingWithTrainingAsksAndSaves() {
        const QString path = file("mine.glassbox");
        Program program(kept());
        start(program);
        saveAs(program, path);
        train(program, 3);
        QVERIFY(!program.window.close());
        QCOMPARE(program.asked, 1);
        program.answer = Questions::Unsaved::Save;
        QVERIFY(program.window.close());
        QCOMPARE(stepsIn(path), 3);
    }

    /// Closed and started again, an experiment without a file goes on where it was.
    void theNextStartGoesOn() {
        {
            Program program(kept());
            start(program);
            train(program, 12);
            QVERIFY(program.window.close());
        }
        Program program(kept());
        start(program);
        QTRY_COMPARE(steps(program), 12);
        QVERIFY(!program.document.isModified());
        QCOMPARE(program.window.notices()->sentence(), QString());
    }

    void killedWhileTrainingItComesBack() {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {"--train-until-killed", folder()});
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

    /// Beginnings of files, left by a program that was ended while it wrote, do not pile up.
    void beginningsAreSwept() {
        QVERIFY(QDir().mkpath(kept()));
        const auto leave = [&](const QString& name, int age) {
            QFile begun(kept() + "/" + name);
            QVERIFY(begun.open(QIODevice::WriteOnly) && begun.write("PK") == 2 && begun.flush());
            QVERIFY(begun.setFileTime(QDateTime::currentDateTime().addSecs(-age), QFileDevice::FileModificationTime));
        };
        leave("last.glassbox.AbCdEf", 7200);
        leave("last.json.AbCdEf", 7200);
        leave("last.glassbox.GhIjKl", 5);  // of another program that is running, it may be
        Program program(kept());
        start(program);
        const QStringList left = QDir(kept()).entryList({"last.*.??????"}, QDir::Files);
        QCOMPARE(left, QStringList{"last.glassbox.GhIjKl"});
    }

    /// After a crash with a file of its own open: the file, and on top of it what was not saved.
    void recoversChangesOfAFile() {
        const QString path = file("mine.glassbox");
        {
            Program program(kept());
            program.window.autosave()->setInterval(0);
            start(program);
            saveAs(program, path);
            QVERIFY(program.document.edit("Noise 20 %", program.withNoise(0.2)));
            train(program, 7);
            QTRY_VERIFY(QFile::exists(kept() + "/last.glassbox") && stepsIn(kept() + "/last.glassbox") == 7);
            QTRY_VERIFY(program.preferences.lastModified());
        }
        Program program(kept());
        start(program);
        QCOMPARE(program.document.path(), path);
        QCOMPARE(program.document.experiment().data.options.real("noise"), 0.2);
        QTRY_COMPARE(steps(program), 7);
        QVERIFY(program.document.isModified());
        program.document.undoStack()->undo();
        QVERIFY(program.document.experiment() == standardExperiment());
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1String("--train-until-killed"))
        return TestDocumentRecovery::trainUntilKilled(arguments[2]);
    TestDocumentRecovery test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_document_recovery.moc"
