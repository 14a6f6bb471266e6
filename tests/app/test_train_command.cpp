#include "engine/formats/experiment_json.h"
#include "engine/formats/npz.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <poll.h>
#include <unistd.h>

using namespace glassbox;

namespace {

struct Ended {
    int code = -1;
    QByteArray output, errors;
    QJsonObject result() const { return QJsonDocument::fromJson(output).object(); }
};

/// A terminal of our own, for a program that behaves otherwise on one.
class Terminal {
  public:
    Terminal() : m_ours(posix_openpt(O_RDWR | O_NOCTTY)) {
        if (m_ours >= 0 && grantpt(m_ours) == 0 && unlockpt(m_ours) == 0)
            m_programs = open(ptsname(m_ours), O_RDWR | O_NOCTTY);
    }
    ~Terminal() {
        if (m_programs >= 0) close(m_programs);
        if (m_ours >= 0) close(m_ours);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    bool isOpen() const { return m_programs >= 0; }
    int programSide() const { return m_programs; }
    /// What the program wrote, as soon as it contains `word`; after a minute without news whatever came.
    QByteArray readUntil(const QByteArray& word) const {
        QByteArray text;
        pollfd waiting{m_ours, POLLIN, 0};
        while (!text.contains(word) && poll(&waiting, 1, 60000) == 1) {
            char piece[512];
            const ssize_t length = read(m_ours, piece, sizeof piece);
            if (length <= 0) break;
            text.append(piece, static_cast<qsizetype>(length));
        }
        return text;
    }

  private:
    int m_ours;
    int m_programs = -1;
};

}  // namespace

/// Runs the program as a user does.
class TestTrainCommand : public GlassboxTest {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    void renewFolder() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    QString path(const QString& name) const { return m_folder->filePath(name); }

    void put(const QString& name, const QByteArray& text) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }

    QByteArray bytesOf(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Experiment putExperiment(std::int64_t epochs = 3) const {
        Experiment experiment = standardExperiment();
        experiment.training.epochs = epochs;
        writeExperiment(path("spiral.json"), experiment);
        return experiment;
    }

    std::unique_ptr<QProcess> start(const QStringList& arguments) const {
        auto process = std::make_unique<QProcess>();
        process->setWorkingDirectory(m_folder->path());
        process->start(GLASSBOX_PROGRAM, arguments);
        return process;
    }

    static Ended end(QProcess& process) {
        if (!process.waitForFinished(120000)) process.kill();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    Ended run(const QStringList& arguments) const { return end(*start(arguments)); }

    /// A command that fails with one line on stderr and nothing on stdout.
    void refuses(const QStringList& arguments, int code, const QString& says) const {
        const Ended ended = run(arguments);
        const QString errors = QString::fromLocal8Bit(ended.errors);
        QVERIFY2(ended.code == code, qPrintable(QString("exit %1: %2").arg(ended.code).arg(errors)));
        QVERIFY2(errors.count('\n') == 1 && errors.endsWith('\n'), qPrintable(errors));
        QVERIFY2(errors.contains(says), qPrintable(errors));
        QVERIFY2(errors.endsWith(".\n") || errors.endsWith("?\n"), qPrintable(errors));
        QCOMPARE(ended.output, QByteArray());
    }

  private Q_SLOTS:
    void initTestCase() { renewFolder(); }
    void cleanup() { renewFolder(); }

    void tellsTheResultInOneLineOfJson() {
        putExperiment();
        const Ended ended = run({"train", "spiral.json"});
        QVERIFY2(ended.code == 0, ended.errors.constData());
        QCOMPARE(ended.errors, QByteArray());
        QCOMPARE(ended.output.count('\n'), 1);
        const QJsonObject result = ended.result();
        QCOMPARE(result["state"].toString(), QString("finished"));
        QCOMPARE(result["epochs"].toInt(), 3);
        QCOMPARE(result["steps"].toInt(), 33);  // 350 samples in batches of 32
        QVERIFY(result["seconds"].isDouble());
        for (const char* part : {"train", "validation"}) {
            const QJsonObject costs = result[part].toObject();
            QVERIFY(costs["cost"].toDouble() > 0);
            QVERIFY(costs["accuracy"].toDouble() > 0 && costs["accuracy"].toDouble() <= 1);
        }
    }

    void learnsTheSpiral() {
        putExperiment(400);
        const Ended ended = run({"train", "spiral.json", "--quiet"});
        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.result()["validation"].toObject()["accuracy"].toDouble() > 0.9, ended.output.constData());
    }

    void regressionHasNoAccuracyAndNoValidationMeansNone() {
        put("plane.json",
            R"({"glassbox": 1, "data": {"kind": "plane", "validation": 0.0}, "network": [{"layer": "dense", "units": 1,
            "activation": "identity"}], "training": {"loss": "mse", "epochs": 2}})");
        const Ended ended = run({"train", "plane.json"});
        QVERIFY2(ended.code == 0, ended.errors.constData());
        QVERIFY(!ended.output.contains("accuracy"));
        QVERIFY(!ended.output.contains("validation"));
    }

    void theSameSeedRepeatsARun() {
        putExperiment();
        const auto costs = [this](const QStringList& more) -> QJsonValue {
            return run(QStringList{"train", "spiral.json"} + more).result()["train"];
        };
        QCOMPARE(costs({}), costs({"--seed", "42"}));
        QVERIFY(costs({}) != costs({"--seed", "43"}));
        QCOMPARE(costs({"--threads", "2"}), costs({"--threads=2"}));
    }

    void writesTheHistory() {
        putExperiment();
        QCOMPARE(run({"train", "spiral.json", "--history", "h.csv", "--epochs", "5"}).code, 0);
        const QList<QByteArray> lines = bytesOf("h.csv").split('\n');
        QCOMPARE(lines.size(), 1 + 6 + 1);
        QCOMPARE(lines[0],
                 QByteArray("epoch,step,learning_rate,train_cost,train_accuracy,validation_cost,validation_accuracy"));
        QVERIFY2(lines[1].startsWith("0,0,0.01,"), lines[1].constData());
        QVERIFY2(lines[6].startsWith("5,55,0.01,"), lines[6].constData());
    }

    void weightsGoOutAndIn() {
        putExperiment(20);
        const Ended first = run({"train", "spiral.json", "--save-weights", "w.npz"});
        QCOMPARE(first.code, 0);
        const auto weights = readNpz(path("w.npz"));
        QCOMPARE(weights.size(), std::size_t{6});
        QCOMPARE(weights[0].name, std::string("0.weight"));
        QCOMPARE(weights[0].shape, (std::vector<Index>{8, 2}));
        QCOMPARE(
            run({"train", "spiral.json", "--weights", "w.npz", "--save-weights", "w.npz", "--history", "h.csv"}).code,
            0);
        const double cost = first.result()["train"].toObject()["cost"].toDouble();
        const double continued = bytesOf("h.csv").split('\n').at(1).split(',').at(3).toDouble();
        QVERIFY2(std::abs(cost - continued) < 1e-9, "the second run starts where the first ended");
        QVERIFY(readNpz(path("w.npz"))[0].values != weights[0].values);
    }

    void weightsThatDoNotFitAreRefused() {
        putExperiment();
        writeNpz(path("other.npz"), {{"0.weight", {3, 2}, std::vector<float>(6)}});
        refuses({"train", "spiral.json", "--weights", "other.npz"}, 1, "other.npz: ");
        refuses({"train", "spiral.json", "--weights", "none.npz"}, 1, "none.npz: there is no such file");
        put("junk.npz", "junk");
        refuses({"train", "spiral.json", "--weights", "junk.npz"}, 1, "junk.npz: it is no .npz file");
    }

    void drawsThePlot_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("svg") << "p.svg";
        QTest::newRow("png") << "p.png";
        QTest::newRow("pdf") << "p.pdf";
    }

    void drawsThePlot() {
        QFETCH(QString, name);
        putExperiment();
        const Ended ended = run({"train", "spiral.json", "--plot", name});
        QVERIFY2(ended.code == 0, ended.errors.constData());
        QCOMPARE(ended.errors, QByteArray());
        const QByteArray bytes = bytesOf(name);
        if (name.endsWith("svg")) QVERIFY2(bytes.contains("<svg"), bytes.left(200).constData());
        if (name.endsWith("png")) QVERIFY(QImage::fromData(bytes).width() > 300);
        if (name.endsWith("pdf")) QVERIFY(bytes.startsWith("%PDF"));
    }

    void readsATableBesideTheExperiment() {
        QByteArray table = "length,colour,kind\n";
        for (int i = 0; i < 40; ++i)
            table += QByteArray::number(i) + (i % 3 ? ",red," : ",blue,") + (i < 20 ? "short\n" : "long\n");
        QVERIFY(QDir(m_folder->path()).mkdir("below"));
        put("below/table.csv", table);
        put("below/table.json",
            R"({"glassbox": 1, "data": {"kind": "csv", "path": "table.csv", "target": "kind", "normalise": true},
            "network": [{"layer": "dense", "units": 1, "activation": "sigmoid"}],
            "training": {"epochs": 200, "optimizer": {"kind": "adam", "learning_rate": 0.1}}})");
        const Ended ended = run({"train", "below/table.json"});
        QVERIFY2(ended.code == 0, ended.errors.constData());
        QVERIFY2(ended.result()["train"].toObject()["accuracy"].toDouble() > 0.9, ended.output.constData());
    }

    void trainsOnDrawnPoints() {
        const QByteArray after = R"(, "network": [{"layer": "dense", "units": 1, "activation": "sigmoid"}],
            "training": {"epochs": 200, "optimizer": {"kind": "adam", "learning_rate": 0.1}}})";
        put("d.json",
            R"({"glassbox": 1, "data": {"kind": "drawn_classes", "points": [[1, 1, 0], [-1, -1, 1], [2, 1, 0]],
            "validation_points": [[3, 3, 0], [-3, -3, 1]]})" +
                after);
        const Ended ended = run({"train", "d.json"});
        QVERIFY2(ended.code == 0, ended.errors.constData());
        QCOMPARE(ended.result()["train"].toObject()["accuracy"].toDouble(), 1.0);
        QCOMPARE(ended.result()["validation"].toObject()["accuracy"].toDouble(), 1.0);
        put("d.json", R"({"glassbox": 1, "data": {"kind": "drawn_classes", "points": [[1, 9, 0]]})" + after);
        refuses({"train", "d.json", "--quiet"}, 1, "data.points[0]: x2 = 9 lies outside the plane from -6 to 6.");
    }

    void anOutputThatDoesNotFitTheTableIsRefusedWithTheMend() {
        put("t.csv", "x,kind\n1,a\n2,b\n3,c\n4,a\n5,b\n6,c\n7,a\n8,b\n9,c\n");
        put("t.json",
            R"({"glassbox": 1, "data": {"kind": "csv", "path": "t.csv"}, "network": [{"layer": "dense", "units": 2}],
            "training": {"loss": "cross_entropy"}})");
        refuses({"train", "t.json", "--quiet"}, 1, "3");
        put("t.json",
            R"({"glassbox": 1, "data": {"kind": "csv", "path": "none.csv"}, "network": [{"layer": "dense", "units": 2}]})");
        refuses({"train", "t.json", "--quiet"}, 1, "none.csv");
    }

    void earlyStoppingIsAState() {
        Experiment experiment = putExperiment(5000);
        experiment.training.earlyStopping = {1, 0.5};
        writeExperiment(path("spiral.json"), experiment);
        const QJsonObject result = run({"train", "spiral.json"}).result();
        QCOMPARE(result["state"].toString(), QString("early_stopping"));
        QVERIFY(result["epochs"].toInt() < 5000);
    }

    void divergenceIsSaidAndFails() {
        put("wild.json",
            R"({"glassbox": 1, "data": {"kind": "plane"}, "network": [{"layer": "dense", "units": 8, "activation":
            "identity"}, {"layer": "dense", "units": 1, "activation": "identity"}], "training": {"loss": "mse", "epochs": 1000,
            "optimizer": {"kind": "sgd", "learning_rate": 50.0}}})");
        const Ended ended = run({"train", "wild.json", "--history", "h.csv"});
        QCOMPARE(ended.code, 1);
        QCOMPARE(ended.result()["state"].toString(), QString("diverged"));
        QVERIFY2(ended.errors.contains("learning rate"), ended.errors.constData());
        QVERIFY(bytesOf("h.csv").startsWith("epoch,"));
    }

    void aNetworkThatNoLongerMovesIsTrainedOn() {
        put("still.json",
            R"({"glassbox": 1, "data": {"kind": "plane"}, "network": [{"layer": "dense", "units": 1, "activation":
            "identity"}], "training": {"loss": "mse", "epochs": 50, "optimizer": {"kind": "sgd", "learning_rate": 1e-9}}})");
        const QJsonObject result = run({"train", "still.json"}).result();
        QCOMPARE(result["state"].toString(), QString("finished"));
        QCOMPARE(result["epochs"].toInt(), 50);
    }

    void controlCSavesWhatWasTrained() {
        putExperiment(10'000'000);
        Terminal terminal;
        QVERIFY(terminal.isOpen());
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.setChildProcessModifier([&terminal] { dup2(terminal.programSide(), STDERR_FILENO); });
        process.start(GLASSBOX_PROGRAM, {"train", "spiral.json", "--save-weights", "w.npz", "--history", "h.csv"});
        QVERIFY(process.waitForStarted());
        const QByteArray progress = terminal.readUntil("left");
        QVERIFY2(progress.contains("epoch ") && progress.contains(" of 10000000, cost "), progress.constData());
        QVERIFY2(progress.contains(" steps a second, "), progress.constData());
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        const Ended ended = end(process);
        QVERIFY2(ended.code == 0, ended.errors.constData());
        QCOMPARE(ended.result()["state"].toString(), QString("interrupted"));
        const int epochs = ended.result()["epochs"].toInt();
        QVERIFY(epochs > 0);
        QCOMPARE(readNpz(path("w.npz")).size(), std::size_t{6});
        QCOMPARE(bytesOf("h.csv").count('\n'), epochs + 2);
    }

    void wrongUseEndsWithTwo() {
        putExperiment();
        refuses({"train"}, 2, "train needs an experiment");
        refuses({"train", "spiral.json", "--epochs", "none"}, 2, "\"none\"");
        refuses({"train", "spiral.json", "--plot", "p.gif"}, 2, "p.gif");
        refuses({"--wrong"}, 2, "--wrong");
        refuses({"train", "spiral.json", "--history", "spiral.json"}, 2, "named twice");
        refuses({"train", "spiral.json", "--history", "x.png", "--plot", "./x.png"}, 2, "named twice");
    }

    void badExperimentsEndWithOneSentence() {
        refuses({"train", "none.json"}, 1, "none.json: there is no such file");
        put("bad.json", "{ \"glassbox\": 1,\n \"data\": }");
        refuses({"train", "bad.json"}, 1, "bad.json: line 2, column 10: ");
        put("bad.json",
            R"({"glassbox": 1, "data": {"kind": "xor"}, "network": [{"layer": "dense", "units": "many"}]})");
        refuses({"train", "bad.json"}, 1, "bad.json: network[0].units: expected a whole number");
        put("bad.json", QByteArray("\x00\x01\x02junk", 7));
        refuses({"train", "bad.json"}, 1, "bad.json: line 1, column 1: ");
        put("bad.json", {});
        refuses({"train", "bad.json"}, 1, "bad.json: line 1, column 1: ");
        put("bad.json", R"({"glassbox": 1, "data": {"kind": "xor"}, "network": [{"layer": "dense", "units": 3}]})");
        refuses({"train", "bad.json"}, 1, "3");
    }

    void outputsThatCantBeWrittenAreRefusedBeforeTraining() {
        putExperiment(10'000'000);
        for (const char* option : {"--save-weights", "--history", "--plot"}) {
            refuses({"train", "spiral.json", option, "missing/out.svg"}, 1, "out.svg: the folder ");
            QVERIFY(QDir(m_folder->path()).mkpath("folder.svg"));
            refuses({"train", "spiral.json", option, "folder.svg"}, 1, "folder.svg: it is a folder");
        }
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList("spiral.json"));
    }

    void helpAndVersionGoToStdout() {
        for (const QStringList& arguments :
             {QStringList{"--help"}, QStringList{"--version"}, QStringList{"train", "--help"}}) {
            const Ended ended = run(arguments);
            QCOMPARE(ended.code, 0);
            QCOMPARE(ended.errors, QByteArray());
            QVERIFY(ended.output.size() > 5);
        }
        QVERIFY(run({"train", "--help"}).output.contains("--save-weights OUT.npz"));
    }
};

QTEST_GUILESS_MAIN(TestTrainCommand)
#include "test_train_command.moc"
