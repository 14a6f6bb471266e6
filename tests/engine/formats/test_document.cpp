#include "engine/formats/document.h"
#include "engine/formats/experiment_json.h"
#include "tests/engine/formats/documents.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

using namespace glassbox;
using namespace documents;

namespace {

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString failure(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

Trainer trainerOf(const Document& document) {
    auto data = std::make_shared<const Dataset>(makeDataset(document.experiment.data, document.experiment.features,
                                                            document.experiment.seed, {}, {},
                                                            document.table ? document.table->bytes : nullptr));
    return {document.experiment, data};
}

}  // namespace

class TestDocument : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyExampleComesBackAndTrainsOn_data() {
        QTest::addColumn<QString>("path");
        const QDir folder(GLASSBOX_SOURCE_DIR "/resources/examples");
        for (const QString& name : folder.entryList({"*.json"}))
            if (name != "catalogue.json") QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }

    void everyExampleComesBackAndTrainsOn() {
        QFETCH(QString, path);
        const Document document = trained(readExperiment(path));
        Document read;
        QCOMPARE(refusal(documentToBytes(document), &read), QString());
        QVERIFY(read == document);
        Trainer whole = trainerOf(document);
        Trainer other = trainerOf(read);
        whole.restore(*document.training);
        other.restore(*read.training);
        for (int i = 0; i < 50; ++i) {
            whole.step();
            other.step();
        }
        QVERIFY(whole.save() == other.save());
    }

    void keepsEverything() {
        const Document document = full();
        QTemporaryDir folder;
        const QString path = folder.filePath("flowers.glassbox");
        writeDocument(path, document);
        const Document read = readDocument(path);
        QVERIFY(read == document);
        QCOMPARE(read.experiment.presentation.notes, document.experiment.presentation.notes);
        Trainer trainer = trainerOf(read);  // no such file as flowers.csv anywhere
        trainer.restore(*read.training);
        QVERIFY(trainer.save() == *document.training);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"flowers.glassbox"});
    }

    void untrainedDocumentsHaveNoState() {
        Document document;
        document.experiment = standardExperiment();
        Document read;
        QCOMPARE(refusal(documentToBytes(document), &read), QString());
        QVERIFY(!read.training && !read.table && read.views.empty() && read.thumbnail.isEmpty());
        QVERIFY(read == document);
    }

    void sameContentSameBytes() {
        QCOMPARE(documentToBytes(full()), documentToBytes(full()));
        Document other = full();
        other.views["Lab"] = "moved";
        QVERIFY(documentToBytes(other) != documentToBytes(full()));
    }

    /// What the file manager and file(1) look at.
    void saysItsKindAtTheStart() {
        const QByteArray bytes = documentToBytes(full());
        QCOMPARE(bytes.mid(30, 8), QByteArray("mimetype"));
        QCOMPARE(bytes.mid(38, 22), QByteArray("application/x-glassbox"));
    }

    void plainExperimentsOpen() {
        Document read;
        QCOMPARE(refusal(experimentToJson(standardExperiment()), &read), QString());
        QVERIFY(read.experiment == standardExperiment());
        QVERIFY(!read.training);
    }

    /// Files that earlier versions wrote, as they were written.
    void olderVersionsOpen() {
        const QString samples = QStringLiteral(GLASSBOX_SOURCE_DIR "/tests/engine/formats/samples/");
        const Document plain = readDocument(samples + "version-1.json");
        QVERIFY(plain.experiment == readExperiment(samples + "version-1.json"));
        QVERIFY(!plain.training && !plain.table);
        QTemporaryDir folder;  // the same under the name of a document
        QVERIFY(QFile::copy(samples + "version-1.json", folder.filePath("a.glassbox")));
        QVERIFY(readDocument(folder.filePath("a.glassbox")) == plain);

        const Document second = readDocument(samples + "version-2.glassbox");
        QCOMPARE(second.experiment.seed, 42U);
        QCOMPARE(second.experiment.network.size(), 4U);
        QCOMPARE(second.experiment.presentation.notes, std::string("Say “hello” first."));
        QVERIFY(second.experiment.network[0].options.flag("frozen"));
        QCOMPARE(second.training->steps, 37);
        QCOMPARE(second.training->history.back().epoch, second.training->epoch);
        QCOMPARE(second.table->name, std::string("flowers.csv"));
        QVERIFY(second.table->bytes->starts_with("a,b,kind\n0,0,red\n1,7,blue\n"));
        QCOMPARE(second.views.at("Optimizers"), QByteArray("other"));
        Trainer trainer = trainerOf(second);
        trainer.restore(*second.training);
        trainer.step();
        QCOMPARE(trainer.stepsDone(), 38);
        for (const Document& older : {plain, second}) {  // written anew, in the version of now
            const QString path = folder.filePath("b.glassbox");
            writeDocument(path, older);
            QVERIFY(readDocument(path) == older);
            QVERIFY(bytesOf(path).startsWith("PK"));
        }
    }

    void aNewerExperimentIsRefused() {
        const QByteArray newer = experimentToJson(standardExperiment()).replace("\"glassbox\": 1", "\"glassbox\": 2");
        const QString sentence = refusal(newer);
        QVERIFY2(sentence.contains("newer") && sentence.endsWith('.') && !sentence.contains('\n'),
                 qPrintable(sentence));
    }

    void namesTheFile() {
        QTemporaryDir folder;
        const QString path = folder.filePath("a.glassbox");
        const auto refused = [&](const QByteArray& bytes) {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return QString();
            file.close();
            return failure([&] { readDocument(path); });
        };
        const QString start = QString("Can't open %1: ").arg(path);
        QCOMPARE(refused("PK, no zip at all"), start + "it is damaged or no Glassbox document.");
        QCOMPARE(refused("QK\3\4"), start + "it is damaged or no Glassbox document.");
        QCOMPARE(refused(""), start + "the file is empty.");
        QVERIFY(refused("{}").startsWith(start));
        QVERIFY(failure([&] { readDocument(folder.filePath("none.glassbox")); }).contains("there is no such file"));
        QVERIFY(failure([&] { readDocument(folder.path()); }).contains("it is a folder"));
    }

    void fullDiskLeavesTheOldFile() {
        QTemporaryDir folder;
        const QString path = folder.filePath("a.glassbox");
        writeDocument(path, full());
        const QByteArray before = bytesOf(path);
        // A small document finds no room when it is closed, a large one while it is written.
        for (const int size : {0, 300, 300000}) {
            Document other = full();
            other.thumbnail = QByteArray(size, 'x');
            QString sentence;
            {
                const FileSizeLimit limit(size == 300000 ? 100000 : 2000);
                sentence = failure([&] { writeDocument(path, other); });
            }
            QVERIFY2(sentence.startsWith("Can't write " + path), qPrintable(sentence));
            QCOMPARE(bytesOf(path), before);
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"a.glassbox"});
    }

    void readOnlyFolderIsSaid() {
        QTemporaryDir folder;
        const QString path = folder.filePath("a.glassbox");
        writeDocument(path, full());
        const QByteArray before = bytesOf(path);
        chmod(qPrintable(folder.path()), 0500);
        // Root may write even there, but not among the processes.
        const QString target = geteuid() == 0 ? QStringLiteral("/proc/a.glassbox") : path;
        const QString sentence = failure([&] { writeDocument(target, full()); });
        chmod(qPrintable(folder.path()), 0700);
        QVERIFY2(sentence.startsWith("Can't write " + target), qPrintable(sentence));
        QCOMPARE(bytesOf(path), before);
    }

    void tooLargeIsRefusedBeforeWriting() {
        QTemporaryDir folder;
        Document document = full();
        document.thumbnail = QByteArray(5 << 20, 'x');
        const QString path = folder.filePath("a.glassbox");
        QCOMPARE(failure([&] { writeDocument(path, document); }),
                 QString("Can't write %1: its thumbnail is too large.").arg(path));
        QVERIFY(!QFile::exists(path));
    }
};

QTEST_GUILESS_MAIN(TestDocument)

#include "test_document.moc"
