#include "engine/formats/pytorch_script.h"
#include "engine/nn/error.h"
#include "tests/engine/formats/model_cases.h"
#include "tests/support/python.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cmath>
#include <nlohmann/json.hpp>

using namespace model_cases;
using Json = nlohmann::json;

namespace {

struct Question {
    ModelCase one;
    int epochs = 1;
    bool loose = false;  ///< many steps: rounding adds up
};

/// `gradient` may be empty; where it is nothing but rounding errors, an adaptive optimizer makes whole steps of them,
/// which tell nothing.
double largestDifference(const Json& theirs, const std::vector<float>& ours, const std::vector<float>& gradient = {}) {
    if (theirs.size() != ours.size()) return INFINITY;
    double largest = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (!gradient.empty() && gradient[i] != 0 && std::abs(gradient[i]) < 1e-7F) continue;
        largest = std::max(largest, std::abs(theirs[i].get<double>() - static_cast<double>(ours[i])));
    }
    return largest;
}

Question question(Experiment experiment, const std::string& name, const std::string& folder = {}) {
    auto data =
        std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed, folder));
    experiment.training.batch = 0;
    Trainer trainer(experiment, data);
    trainer.epoch();
    return {{name, makeModel(experiment, data, trainer.network().exportParameters(), folder)}, 1, false};
}

Experiment classifier(const Spec& data, Index outputs) {
    Experiment experiment;
    experiment.data = data;
    experiment.network = {parity::dense(5, "tanh"), parity::dense(outputs, outputs == 1 ? "sigmoid" : "softmax")};
    experiment.training.loss = {outputs == 1 ? "binary_cross_entropy" : "cross_entropy"};
    experiment.training.epochs = 3;
    return experiment;
}

const char* const table =
    "\xef\xbb\xbfsize;colour;weight;\"the kind\"\r\n"
    "1,5;red;10;\"b \"\"x\"\"\"\r\n"
    "2,5; green;?;a\r\n"
    "\r\n"
    "NA;red;30;a\r\n"
    "3,25;;40;c\r\n"
    "4;blue;-1e1;\r\n"
    "-5;blue;60;c\r\n"
    "6;red;70;\"b \"\"x\"\"\"\r\n"
    "7;green;80;a\r\n"
    "8;red;90;c\r\n";

}  // namespace

/// Whoever takes a network to PyTorch finds the same network there, and the same training.
class TestPytorchScript : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::vector<Question> m_questions;
    Json m_answers;

    void write(const char* name, const char* text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QString programOf(std::size_t i) const { return m_folder.filePath(QStringLiteral("case %1.py").arg(i)); }

    void askAboutData() {
        write("table.csv", table);
        write("numbers.tsv", "x\ty\tclass\n1\t2\t10\n2\t3\t2\n3\t5\t10\n4\t4\t2.5\n5\t0\t2\n6\t1\t2.5\n");
        write("parts.csv",
              "a,b,y,part\n1,2,p,training\n2,1,q,left out\n3,4,q,validation\n4,3,p,validation\n5,6,q,training\n"
              "6,5,p,training\n7,8,q,left out\n");
        write("plain.txt", "1 2  0.5\n2 1  0.75\n3 7  -2\n4 9  1e-3\n");
        const std::string folder = m_folder.path().toStdString();
        for (const char* missing : {"drop", "mean"}) {
            const Spec data{"csv",
                            {{"path", std::string("table.csv")},
                             {"missing", std::string(missing)},
                             {"validation", 0.2},
                             {"target", std::string("the kind")}}};
            m_questions.push_back(question(classifier(data, 3), std::string("table, ") + missing, folder));
            Experiment some = classifier(data, 3);
            some.features = {{"colour = red", "size"}};
            m_questions.push_back(question(some, std::string("some columns of a table, ") + missing, folder));
        }
        m_questions.push_back(question(
            classifier(
                {"csv",
                 {{"path", std::string("numbers.tsv")}, {"task", std::string("classification")}, {"normalise", false}}},
                3),
            "numbered classes", folder));
        m_questions.push_back(question(
            classifier(
                {"csv",
                 {{"path", std::string("parts.csv")}, {"target", std::string("y")}, {"part", std::string("part")}}},
                1),
            "the table says the parts", folder));
        Experiment values =
            classifier({"csv", {{"path", std::string("plain.txt")}, {"header", false}, {"validation", 0.0}}}, 1);
        values.network.back().options.set("activation", std::string("identity"));
        values.training.loss = {"mse"};
        m_questions.push_back(question(values, "values, split by blanks", folder));
        Experiment formulas = classifier({"moons", {{"points", std::int64_t{60}}, {"normalise", true}}}, 1);
        formulas.features = {{"x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "cos(x2)", "x1-x2", "radius"}};
        m_questions.push_back(question(formulas, "formulas", {}));
        formulas.data.options.set("normalise", false);
        m_questions.push_back(question(formulas, "formulas as they are", {}));
        Experiment line = classifier({"sine", {{"points", std::int64_t{30}}}}, 1);
        line.features = {{"x", "x^2", "x^3"}};
        line.network.back().options.set("activation", std::string("identity"));
        line.training.loss = {"huber", {{"delta", 0.3}}};
        m_questions.push_back(question(line, "one input", {}));
    }

  private Q_SLOTS:
    void initTestCase() {
        if (!pythonHas("torch")) QSKIP("/usr/bin/python3 can't import torch; install python3-torch");
        for (parity::Case& one : allCases()) {
            const bool scheduled = one.experiment.training.schedule.kind != "constant";
            m_questions.push_back({trained(one), scheduled ? 9 : 1, scheduled});
        }
        askAboutData();
        Json cases = Json::array();
        for (std::size_t i = 0; i < m_questions.size(); ++i) {
            writeProgram(programOf(i), pytorchProgram(m_questions[i].one.model, programOf(i)));
            cases.push_back({{"program", programOf(i).toStdString()}, {"epochs", m_questions[i].epochs}});
        }
        write("cases.json", cases.dump().c_str());
        const PythonResult result = runPython({GLASSBOX_SOURCE_DIR "/tests/engine/formats/run_pytorch_scripts.py",
                                               m_folder.filePath("cases.json"), m_folder.filePath("answers.json")});
        QVERIFY2(result.code == 0, result.said.right(2000).constData());
        QFile answers(m_folder.filePath("answers.json"));
        QVERIFY(answers.open(QIODevice::ReadOnly));
        m_answers = Json::parse(answers.readAll().toStdString());
    }

    void theSameNetworkAndTheSameStep_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_questions.size(); ++i)
            QTest::newRow(m_questions[i].one.name.c_str()) << static_cast<int>(i);
        if (m_questions.empty()) QTest::newRow("no PyTorch") << -1;
    }

    void theSameNetworkAndTheSameStep() {
        QFETCH(int, index);
        if (index < 0) QSKIP("/usr/bin/python3 can't import torch");
        const Question& asked = m_questions[static_cast<std::size_t>(index)];
        const Json& answer = m_answers[static_cast<std::size_t>(index)];
        const Model& model = asked.one.model;
        const auto numbers = [](const Matrix& m) { return std::vector<float>(m.data(), m.data() + m.size()); };
        const auto close = [](double difference, double most) { return difference <= most; };
        // The samples come in the order of the file.
        std::vector<Index> order(static_cast<std::size_t>(model.data->training.count()));
        QVERIFY(std::is_sorted(model.data->training.sourceRows.begin(), model.data->training.sourceRows.end()));
        QVERIFY(close(largestDifference(answer["features"], numbers(model.data->training.features)), 1e-6));
        QVERIFY(close(largestDifference(answer["validation"], numbers(model.data->validation.features)), 1e-6));
        const double said = largestDifference(answer["answers"], answersOf(model));
        QVERIFY2(close(said, 1e-5), QByteArray::number(said).constData());

        Trainer trainer(model.experiment, model.data);
        trainer.importParameters(model.network.exportParameters());
        const double cost = trainer.evaluateTraining().cost;
        QVERIFY(std::abs(cost - answer["cost"].get<double>()) <= 1e-5 * std::max(1.0, cost));
        if (trainer.evaluateTraining().accuracy)
            QCOMPARE(answer["accuracy"].get<double>(), *trainer.evaluateTraining().accuracy);
        for (int i = 0; i < asked.epochs; ++i) trainer.step();
        Network slopes = trainer.network();
        std::copy(trainer.trace().gradient.begin(), trainer.trace().gradient.end(), slopes.parameters().begin());
        const std::vector<NamedTensor> gradients = slopes.exportParameters();
        std::size_t place = 0;
        for (const NamedTensor& tensor : trainer.network().exportParameters()) {
            double size = 1;
            for (const float value : tensor.values) size = std::max(size, std::abs(static_cast<double>(value)));
            const double difference =
                largestDifference(answer["weights"][tensor.name], tensor.values, gradients[place++].values);
            const QByteArray told =
                QByteArray::fromStdString(tensor.name) + " differs by " + QByteArray::number(difference);
            QVERIFY2(close(difference, (asked.loose ? 1e-4 : 1e-5) * size), told.constData());
        }
    }

    void runByItselfItTrainsOnAndItsWeightsComeBack() {
        if (m_questions.empty()) QSKIP("/usr/bin/python3 can't import torch");
        Experiment experiment = classifier({"moons", {{"points", std::int64_t{80}}, {"validation", 0.25}}}, 1);
        experiment.training.batch = 16;
        experiment.training.shuffle = false;
        experiment.training.l1 = 0.001;
        experiment.training.clipValue = 0.3;
        auto data = std::make_shared<const Dataset>(makeDataset(experiment.data, {}, experiment.seed));
        Trainer trainer(experiment, data);
        const Model model = makeModel(experiment, data, trainer.network().exportParameters());
        const QString path = m_folder.filePath("moons one.py");
        writeProgram(path, pytorchProgram(model, path));
        QCOMPARE(QDir(m_folder.path()).entryList({"moons one*"}),
                 QStringList({"moons one.data.csv", "moons one.py", "moons one.safetensors"}));

        const PythonResult before = runPython({path, "--evaluate"}, QStringLiteral("/"));
        QVERIFY2(before.code == 0 && before.said.contains("validation part: cost"), before.said.constData());
        const PythonResult alone = runPython({path}, QStringLiteral("/"));
        QVERIFY2(alone.code == 0 && alone.said.contains("epoch 3 of 3"), alone.said.constData());
        for (int i = 0; i < 3; ++i) trainer.epoch();
        const std::vector<NamedTensor> ours = trainer.network().exportParameters();
        const QString saved = m_folder.filePath("moons one.trained.safetensors");
        const auto compare = [&](const std::vector<NamedTensor>& theirs) {
            QCOMPARE(theirs.size(), ours.size());
            for (std::size_t i = 0; i < ours.size(); ++i) {
                QCOMPARE(theirs[i].name, ours[i].name);
                for (std::size_t k = 0; k < ours[i].values.size(); ++k)
                    QVERIFY(std::abs(theirs[i].values[k] - ours[i].values[k]) < 1e-4F);
            }
        };
        compare(readSafetensors(saved).tensors);
        trainer.importParameters(readSafetensors(saved).tensors);
        QVERIFY(QFile::remove(saved));

        // Two processes that share each batch come to the same weights.
        const PythonResult both =
            runPython({GLASSBOX_SOURCE_DIR "/tests/engine/formats/two_processes.py", path, "--device", "cpu"});
        QVERIFY2(both.code == 0, both.said.constData());
        QCOMPARE(both.said.count("epoch 3 of 3"), 1);
        compare(readSafetensors(saved).tensors);
    }

    void whatIsMissingIsSaidInALine() {
        if (m_questions.empty()) QSKIP("/usr/bin/python3 can't import torch");
        const QString path = m_folder.filePath("lost.py");
        ProgramFiles files = pytorchProgram(m_questions.back().one.model, path);
        writeProgram(path, files);
        QVERIFY(QFile::remove(m_folder.filePath("lost.data.csv")));
        PythonResult result = runPython({path});
        QVERIFY2(result.code == 1 && result.said.startsWith("The data are not there: "), result.said.constData());
        writeProgram(path, files);
        QVERIFY(QFile::remove(m_folder.filePath("lost.safetensors")));
        result = runPython({path});
        QVERIFY2(result.code == 1 && result.said.startsWith("The weights are not there: "), result.said.constData());
        result = runPython({path, "--weights", m_folder.filePath("case 0.safetensors")});
        QVERIFY(result.code != 0);
    }

    void aTableThatIsGoneGoesWithTheProgram() {
        if (m_questions.empty()) QSKIP("/usr/bin/python3 can't import torch");
        QVERIFY(QFile::remove(m_folder.filePath("table.csv")));
        int asked = 0;
        for (const Question& question : m_questions) {
            if (question.one.name != "table, drop") continue;
            ++asked;
            const ProgramFiles files = pytorchProgram(question.one.model, m_folder.filePath("x.py"));
            QCOMPARE(files.dataName, QString("x.data.csv"));
            QCOMPARE(files.points.toStdString(), *question.one.model.data->table);
        }
        QVERIFY(asked > 0);
    }
};

QTEST_GUILESS_MAIN(TestPytorchScript)
#include "test_pytorch_script.moc"
