#include "engine/formats/experiment_json.h"
#include "engine/formats/files.h"
#include "engine/formats/npz.h"
#include "engine/formats/onnx_file.h"
#include "engine/formats/safetensors.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

using namespace glassbox;

namespace {

struct Ended {
    int code = -1;
    QByteArray output;
    QString errors;
};

bool same(const std::vector<NamedTensor>& a, const std::vector<NamedTensor>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const NamedTensor& x, const NamedTensor& y) {
        return x.name == y.name && x.shape == y.shape && x.values == y.values;
    });
}

}  // namespace

/// Runs the program as a user does.
class TestExportCommand : public GlassboxTest {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString& name) const { return m_folder->filePath(name); }

    Ended run(const QStringList& arguments) const {
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(GLASSBOX_PROGRAM, arguments);
        if (!process.waitForFinished(120'000)) process.kill();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                QString::fromLocal8Bit(process.readAllStandardError())};
    }

    /// A command that fails with one line on stderr and leaves no new file.
    void refuses(const QStringList& arguments, int code, const QString& says) const {
        const QStringList before = QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
        const Ended ended = run(arguments);
        QVERIFY2(ended.code == code, qPrintable(QString("exit %1: %2").arg(ended.code).arg(ended.errors)));
        QVERIFY2(ended.errors.count('\n') == 1 && ended.errors.endsWith(".\n"), qPrintable(ended.errors));
        QVERIFY2(ended.errors.contains(says), qPrintable(ended.errors));
        QCOMPARE(ended.output, QByteArray());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), before);
    }

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        Experiment experiment = standardExperiment();
        experiment.training.epochs = 2;
        writeExperiment(path("spiral.json"), experiment);
    }

    void trainedWeightsGoToEveryFormat() {
        QCOMPARE(run({"train", "spiral.json", "--save-weights", "w.npz"}).code, 0);
        const QStringList names{"a.safetensors", "b.npz", "c.onnx", "d.py", "e.keras.py", "f.hpp", "g.dot"};
        for (const QString& name : names) {
            const Ended ended = run({"export", "spiral.json", "--weights", "w.npz", "--to", name});
            QVERIFY2(ended.code == 0 && ended.errors.isEmpty() && ended.output.isEmpty(), qPrintable(ended.errors));
            QVERIFY2(QFileInfo(path(name)).size() > 500, qPrintable(name));
        }
        for (const char* name : {"d.safetensors", "d.data.csv", "e.safetensors", "e.data.csv"})
            QVERIFY2(QFile::exists(path(name)), name);
        const std::vector<NamedTensor> weights = readNpz(path("w.npz"));
        QVERIFY(same(readSafetensors(path("a.safetensors")).tensors, weights));
        QVERIFY(same(readNpz(path("b.npz")), weights));
        QVERIFY(same(readOnnx(path("c.onnx")).weights, weights));
    }

    void trainTakesAndWritesTheseToo() {
        QCOMPARE(run({"train", "spiral.json", "--save-weights", "w.safetensors", "--model", "m.onnx"}).code, 0);
        const std::vector<NamedTensor> weights = readSafetensors(path("w.safetensors")).tensors;
        QVERIFY(same(readOnnx(path("m.onnx")).weights, weights));
        QCOMPARE(run({"train", "spiral.json", "--weights", "w.safetensors", "--model", "n.dot"}).code, 0);
        QCOMPARE(run({"export", "spiral.json", "--weights", "m.onnx", "--to", "b.npz"}).code, 0);
        QVERIFY(same(readNpz(path("b.npz")), weights));
    }

    void withoutWeightsTheStartIsWrittenAndSaid() {
        const Ended ended = run({"export", "spiral.json", "--to", "a.npz"});
        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.errors.contains("nothing is trained"), qPrintable(ended.errors));
        QCOMPARE(run({"export", "spiral.json", "--to", "b.npz", "--quiet"}).errors, QString());
        QVERIFY(same(readNpz(path("a.npz")), readNpz(path("b.npz"))));
    }

    void preprocessingBecomesPartOfTheModel() {
        QCOMPARE(run({"export", "spiral.json", "--to", "a.onnx", "--quiet"}).code, 0);
        QCOMPARE(run({"export", "spiral.json", "--to", "b.onnx", "--with-preprocessing", "--quiet"}).code, 0);
        const auto bytes = [this](const char* name) { return readFile(path(name), 1 << 20); };
        QVERIFY(!bytes("a.onnx").contains("Gather") && bytes("b.onnx").contains("Gather"));
        QCOMPARE(run({"export", "spiral.json", "--to", "c.raw.onnx", "--quiet"}).code, 0);
        QCOMPARE(bytes("c.raw.onnx"), bytes("b.onnx"));
    }

    void theNetworkIsDrawnAndTheReportPrinted() {
        QCOMPARE(run({"train", "spiral.json", "--save-weights", "w.npz", "--report", "trained.pdf"}).code, 0);
        QVERIFY(readFile(path("trained.pdf"), 1 << 24).startsWith("%PDF"));
        for (const char* name : {"n.svg", "n.png", "n.pdf"}) {
            const Ended ended = run({"export", "spiral.json", "--weights", "w.npz", "--what", "network", "--to", name});
            QVERIFY2(ended.code == 0 && ended.errors.isEmpty() && ended.output.isEmpty(), qPrintable(ended.errors));
        }
        QCOMPARE(run({"export", "spiral.json", "--weights", "w.npz", "--to", "again.svg"}).code, 0);
        const QByteArray svg = readFile(path("n.svg"), 1 << 24);
        QCOMPARE(readFile(path("again.svg"), 1 << 24), svg);
        QVERIFY(svg.contains("<text") && svg.contains("8 units, 24 parameters") && svg.contains("42"));
        QVERIFY(!svg.contains("<image") && !svg.contains("not trained"));
        QVERIFY(readFile(path("n.png"), 1 << 24).startsWith("\x89PNG"));
        // A page by itself is a report, which is longer than the picture.
        QCOMPARE(run({"export", "spiral.json", "--weights", "w.npz", "--to", "r.pdf"}).code, 0);
        QCOMPARE(run({"export", "spiral.json", "--weights", "w.npz", "--what", "report", "--to", "s.pdf"}).code, 0);
        const auto pages = [this](const char* name) { return readFile(path(name), 1 << 24).count("/Type /Page\n"); };
        QCOMPARE(pages("n.pdf"), 1);
        QVERIFY(pages("r.pdf") > 1 && pages("s.pdf") == pages("r.pdf"));
    }

    void aDocumentsOwnTrainingIsWritten() {
        QCOMPARE(
            run({"train", "spiral.json", "--save", "d.glassbox", "--save-weights", "w.npz", "--history", "h.csv"}).code,
            0);
        const auto bytes = [this](const char* name) { return readFile(path(name), 1 << 24); };
        for (const char* name : {"d.safetensors", "d.csv", "d.json", "d.pdf", "d.svg"}) {
            const Ended ended = run({"export", "d.glassbox", "--to", name});
            QVERIFY2(ended.code == 0 && ended.errors.isEmpty() && ended.output.isEmpty(), qPrintable(ended.errors));
        }
        QVERIFY(same(readSafetensors(path("d.safetensors")).tensors, readNpz(path("w.npz"))));
        QCOMPARE(bytes("d.csv"), bytes("h.csv"));
        QVERIFY(bytes("d.json").contains("\"columns\"") && bytes("d.json").contains("\"seed\": 42"));
        QVERIFY(!bytes("d.svg").contains("not trained"));
        QCOMPARE(run({"export", "d.glassbox", "--what", "cost", "--to", "c.svg"}).code, 0);
        QVERIFY(bytes("c.svg").contains("<polyline") || bytes("c.svg").contains("<path"));
    }

    /// The table is nowhere but in the document, and goes with the program.
    void aTableInsideADocumentGoesAlong() {
        writeFile(path("t.csv"), "a,b,y\n1,2,p\n2,1,q\n3,4,p\n4,3,q\n5,6,p\n6,5,q\n7,8,p\n8,7,q\n");
        Experiment experiment = standardExperiment();
        experiment.data = {"csv", {{"path", std::string("t.csv")}, {"target", std::string("y")}}};
        experiment.features.reset();
        experiment.training.epochs = 2;
        writeExperiment(path("t.json"), experiment);
        const Ended trained = run({"train", "t.json", "--save", "t.glassbox"});
        QVERIFY2(trained.code == 0, qPrintable(trained.errors));
        const QByteArray table = readFile(path("t.csv"), 1 << 20);
        QVERIFY(QFile::remove(path("t.csv")));
        const Ended ended = run({"export", "t.glassbox", "--to", "p.py"});
        QVERIFY2(ended.code == 0, qPrintable(ended.errors));
        QCOMPARE(readFile(path("p.data.csv"), 1 << 20), table);
    }

    void picturesOfStartingWeightsSaySo() {
        const Ended ended = run({"export", "spiral.json", "--to", "n.svg"});
        QCOMPARE(ended.code, 0);
        QVERIFY(ended.errors.contains("nothing is trained"));
        QVERIFY(readFile(path("n.svg"), 1 << 24).contains("not trained"));
    }

    void wrongUseEndsWithTwo() {
        refuses({"export", "spiral.json", "--to", "a.svg", "--what", "report"}, 2, "a report is a .pdf file");
        refuses({"export", "spiral.json", "--to", "a.npz", "--what", "network"}, 2, "--what network");
        refuses({"export", "spiral.json", "--to", "a.pdf", "--what", "poem"}, 2, "report, network, cost or history");
        refuses({"export", "spiral.json", "--to", "a.xyz"}, 2, ".svg, .png, .pdf, .csv or .json");
        refuses({"export", "spiral.json", "--to", "a.npz", "--what", "cost"}, 2, "a picture is an .svg");
        refuses({"export", "spiral.json", "--to", "a.svg", "--what", "history"}, 2, "a table is a .csv or .json file");
        refuses({"export", "spiral.json", "--to", "a.csv", "--weights", "w.npz"}, 2, "leave them out");
        refuses({"export", "spiral.json", "--to", "a.pdf", "--with-preprocessing"}, 2, "for .onnx alone");
        refuses({"train", "spiral.json", "--report", "a.svg"}, 2, "a report is a .pdf file");
        refuses({"train", "spiral.json", "--report", "a.pdf", "--plot", "a.pdf"}, 2, "named twice");
        refuses({"export"}, 2, "export needs an experiment and a file");
        refuses({"export", "spiral.json"}, 2, "export needs an experiment and a file");
        refuses({"export", "--to", "a.npz"}, 2, "export needs an experiment and a file");
        refuses({"export", "spiral.json", "two.json", "--to", "a.npz"}, 2, "two.json");
        refuses({"export", "spiral.json", "--to"}, 2, "--to needs");
        refuses({"export", "spiral.json", "--to", "a.xyz"}, 2,
                ".safetensors, .npz, .onnx, .raw.onnx, .py, .keras.py, .hpp or .dot");
        refuses({"export", "spiral.json", "--nonsense"}, 2, "--nonsense");
        refuses({"export", "spiral.json", "--to", "a.py", "--with-preprocessing"}, 2, "for .onnx alone");
        refuses({"train", "spiral.json", "--model", "a.xyz"}, 2, "--model");
        QVERIFY(QFile::copy(path("spiral.json"), path("same.npz")));
        refuses({"export", "same.npz", "--to", "same.npz"}, 2, "would be overwritten");
    }

    void failedWorkEndsWithOne() {
        refuses({"export", "none.json", "--to", "a.npz"}, 1, "none.json");
        refuses({"export", "none.json", "--to", "a.pdf"}, 1, "none.json");
        refuses({"export", "spiral.json", "--to", "a.csv"}, 1, "was not trained yet");
        refuses({"export", "spiral.json", "--to", "a.svg", "--what", "cost"}, 1, "was not trained yet");
        refuses({"export", "spiral.json", "--to", "missing/a.svg", "--quiet"}, 1, "does not exist");
        refuses({"train", "spiral.json", "--report", "missing/a.pdf", "--quiet"}, 1, "does not exist");
        refuses({"export", "spiral.json", "--to", "missing/a.npz"}, 1, "does not exist");
        refuses({"export", "spiral.json", "--to", "a.npz", "--weights", "none.npz"}, 1, "none.npz");
        refuses({"export", "spiral.json", "--to", "a.npz", "--weights", "spiral.json"}, 1,
                "says no format of networks");
        writeFile(path("junk.onnx"), "junk");
        refuses({"export", "spiral.json", "--to", "a.npz", "--weights", "junk.onnx"}, 1, "it is no ONNX model");
        writeNpz(path("other.npz"), {{"0.weight", {3, 2}, {1, 2, 3, 4, 5, 6}}});
        refuses({"export", "spiral.json", "--to", "a.npz", "--weights", "other.npz"}, 1, "another network");
        refuses({"export", "spiral.json", "--to", "a.npz", "--weights", "other.npz", "--quiet"}, 1, "another network");
    }

    void helpIsThere() {
        const Ended ended = run({"export", "--help"});
        QCOMPARE(ended.code, 0);
        for (const char* word :
             {"--to FILE", ".safetensors", ".keras.py", "--with-preprocessing", "--what", "report", ".svg"})
            QVERIFY2(ended.output.contains(word), word);
        QVERIFY(run({"--help"}).output.contains("glassbox export"));
    }
};

QTEST_GUILESS_MAIN(TestExportCommand)
#include "test_export_command.moc"
