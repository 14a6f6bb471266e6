#include "engine/formats/document.h"
#include "engine/formats/experiment_json.h"
#include "tests/support/scratch_home.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

using namespace glassbox;

/// The command line takes and writes documents, as a user does it.
class TestTrainDocuments : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    // Each test finds a folder of its own.
    void cleanup() { m_folder = std::make_unique<QTemporaryDir>(); }

    /// 4 epochs, saved, and 6 more are the same as 10 at once, to the last byte.
    void goesOnExactly() {
        Experiment experiment = standardExperiment();
        experiment.training.epochs = 10;
        writeExperiment(path("spiral.json"), experiment);
        QCOMPARE(run({"train", "spiral.json", "--quiet", "--epochs", "4", "--save", "a.glassbox"}), 0);
        QCOMPARE(result()["epochs"].toInt(), 4);
        QCOMPARE(readDocument(path("a.glassbox")).training->epoch, 4);
        QCOMPARE(run({"train", "a.glassbox", "--quiet", "--epochs", "10", "--save", "b.glassbox"}), 0);
        QCOMPARE(result()["epochs"].toInt(), 10);
        QCOMPARE(run({"train", "spiral.json", "--quiet", "--save", "c.glassbox"}), 0);
        QCOMPARE(bytesOf("b.glassbox"), bytesOf("c.glassbox"));
    }

    void trainsInPlace() {
        writeExperiment(path("spiral.json"), standardExperiment());
        QCOMPARE(run({"train", "spiral.json", "--quiet", "--epochs", "1", "--save", "a.glassbox"}), 0);
        QCOMPARE(run({"train", "a.glassbox", "--quiet", "--epochs", "3", "--save", "a.glassbox"}), 0);
        QCOMPARE(readDocument(path("a.glassbox")).training->epoch, 3);
        QCOMPARE(run({"train", "spiral.json", "--quiet", "--epochs", "1", "--save", "spiral.json"}), 2);
        QVERIFY(m_errors.contains(".glassbox"));
    }

    /// What a document exports is what it was trained to; kept runs stay in it.
    void exportsItsWeights() {
        writeExperiment(path("spiral.json"), standardExperiment());
        QCOMPARE(run({"train", "spiral.json", "--quiet", "--epochs", "3", "--save", "a.glassbox", "--save-weights",
                      "trained.npz"}),
                 0);
        Document document = readDocument(path("a.glassbox"));
        document.runs = {{{1, 0, "First", "2026-11-21T17:20:00Z", document.experiment, document.training, {}}}, 1};
        writeDocument(path("a.glassbox"), document);
        QCOMPARE(run({"export", "a.glassbox", "--to", "exported.npz"}), 0);
        QCOMPARE(m_errors, QByteArray());
        QCOMPARE(bytesOf("exported.npz"), bytesOf("trained.npz"));
        QCOMPARE(run({"train", "a.glassbox", "--quiet", "--epochs", "4", "--save", "b.glassbox"}), 0);
        QVERIFY(readDocument(path("b.glassbox")).runs == document.runs);
    }

    void anotherSeedBeginsAnew() {
        writeExperiment(path("spiral.json"), standardExperiment());
        QCOMPARE(run({"train", "spiral.json", "--quiet", "--epochs", "3", "--save", "a.glassbox"}), 0);
        QCOMPARE(run({"train", "a.glassbox", "--quiet", "--epochs", "2", "--seed", "7", "--save", "b.glassbox"}), 0);
        const Document document = readDocument(path("b.glassbox"));
        QCOMPARE(document.training->epoch, 2);
        QCOMPARE(document.training->seed, 7U);
    }

    /// The table travels inside: the document trains where there is no such file.
    void theTableComesAlong() {
        writeFlowers(m_folder->path());
        Experiment experiment = standardExperiment();
        experiment.data = {"csv", {{"path", std::string("flowers.csv")}, {"target", std::string("species")}}};
        experiment.features.reset();
        experiment.training.loss = {"cross_entropy"};
        experiment.network = {{"dense", {{"units", std::int64_t{3}}, {"activation", std::string("softmax")}}}};
        writeExperiment(path("flowers.json"), experiment);
        QCOMPARE(run({"train", "flowers.json", "--quiet", "--epochs", "2", "--save", "a.glassbox"}), 0);
        QVERIFY(QDir(m_folder->path()).mkdir("elsewhere") && QFile::remove(path("flowers.csv")) &&
                QFile::rename(path("a.glassbox"), path("elsewhere/a.glassbox")));
        QCOMPARE(run({"train", "elsewhere/a.glassbox", "--quiet", "--epochs", "4", "--save", "b.glassbox"}), 0);
        const Document document = readDocument(path("b.glassbox"));
        QCOMPARE(document.training->epoch, 4);
        QCOMPARE(QString::fromStdString(document.table->name), QString("flowers.csv"));
    }

    void aBrokenDocumentIsOneSentence() {
        QFile file(path("a.glassbox"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("PK\x03\x04 and no more") > 0);
        file.close();
        QCOMPARE(run({"train", "a.glassbox", "--quiet"}), 1);
        QCOMPARE(m_errors.count('\n'), 1);
        QVERIFY2(m_errors.contains("damaged or no Glassbox document"), m_errors.constData());
    }

    /// Killed at any moment of writing, the file is the old or the new one, whole.
    void killedWhileSavingLeavesAWholeFile() {
        Experiment experiment = standardExperiment();
        experiment.network.front().options.set("units", std::int64_t{4000});  // a few megabytes to write
        experiment.network[1].options.set("units", std::int64_t{100});
        experiment.data.options.set("points", std::int64_t{20});
        experiment.training.epochs = 1;
        writeExperiment(path("large.json"), experiment);
        QCOMPARE(run({"train", "large.json", "--quiet", "--save", "a.glassbox"}), 0);
        const Document before = readDocument(path("a.glassbox"));
        int killed = 0;
        for (int wait = 0; wait < 24; ++wait) {
            QProcess process;
            process.setWorkingDirectory(m_folder->path());
            const QString epochs = QString::number(2 + wait);
            process.start(GLASSBOX_PROGRAM,
                          {"train", "a.glassbox", "--quiet", "--epochs", epochs, "--save", "a.glassbox"});
            QVERIFY(process.waitForStarted());
            process.waitForFinished(10 + 15 * wait);  // ended or not: it is ended now
            if (process.state() != QProcess::NotRunning) ++killed;
            process.kill();
            process.waitForFinished();
            const Document now = readDocument(path("a.glassbox"));
            QVERIFY(now.experiment.network == before.experiment.network && now.training->epoch >= 1);
        }
        QVERIFY(killed > 0);
    }

  private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    QByteArray bytesOf(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QJsonObject result() const { return QJsonDocument::fromJson(m_output).object(); }
    int run(const QStringList& arguments) {
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(GLASSBOX_PROGRAM, arguments);
        if (!process.waitForFinished(120000)) process.kill();
        m_output = process.readAllStandardOutput();
        m_errors = process.readAllStandardError();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder = std::make_unique<QTemporaryDir>();
    QByteArray m_output, m_errors;
};

QTEST_GUILESS_MAIN(TestTrainDocuments)

#include "test_train_documents.moc"
