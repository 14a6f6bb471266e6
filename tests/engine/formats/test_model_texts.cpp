#include "engine/formats/cpp_header.h"
#include "engine/formats/files.h"
#include "engine/formats/graphviz.h"
#include "engine/formats/keras_script.h"
#include "tests/engine/formats/model_cases.h"
#include "tests/support/python.h"
#include "tests/support/test.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cmath>

using namespace model_cases;

namespace {

/// One case for each network, loss and schedule; the optimizer is Adam's, and once each of the others.
std::vector<ModelCase> models() {
    std::vector<ModelCase> result;
    std::set<std::string> optimizers;
    for (const parity::Case& one : allCases()) {
        const std::string& optimizer = one.experiment.training.optimizer.kind;
        if (optimizer == "adam" || optimizers.insert(optimizer).second) result.push_back(trained(one, 2));
    }
    return result;
}

/// A program that asks a header for its answers to the samples.
QByteArray askingProgram(const std::vector<const Model*>& asked) {
    std::string text = "#include <cstdio>\n", body;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const std::string name = "net" + std::to_string(i);
        text += "#include \"" + name + ".hpp\"\n";
        const Matrix& inputs = asked[i]->data->training.inputs;
        body += "    static const float x" + std::to_string(i) + "[] = {";
        for (Index k = 0; k < inputs.size(); ++k) {
            char digits[40];
            std::snprintf(digits, sizeof digits, "float(%.9g),", static_cast<double>(inputs.data()[k]));
            body += digits;
        }
        body += "};\n    for (int n = 0; n < " + std::to_string(inputs.cols()) +
                "; ++n) {\n        std::array<float, " + name + "::inputCount> x;\n        std::copy_n(x" +
                std::to_string(i) + " + n * " + std::to_string(inputs.rows()) + ", " + std::to_string(inputs.rows()) +
                ", x.begin());\n        for (float a : " + name +
                "::answers(x)) std::printf(\"%.9g\\n\", double(a));\n    }\n";
    }
    return QByteArray::fromStdString(text + "int main() {\n" + body + "}\n");
}

}  // namespace

/// The texts that a network can be taken away as: C++, Keras and a drawing.
class TestModelTexts : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::vector<ModelCase> m_models = models();

  private Q_SLOTS:
    void theHeaderCompilesAndGivesTheSameAnswers() {
        const Model plain = formulas(false, "identity"), normal = formulas(true, "identity");
        std::vector<const Model*> asked{&plain, &normal};
        for (const ModelCase& one : m_models) asked.push_back(&one.model);
        std::vector<float> ours;
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const QString name = QStringLiteral("net%1.hpp").arg(i);
            writeFile(m_folder.filePath(name), cppHeader(*asked[i], name));
            const std::vector<float> answers = answersOf(*asked[i]);
            ours.insert(ours.end(), answers.begin(), answers.end());
        }
        writeFile(m_folder.filePath("main.cpp"), askingProgram(asked));
        QProcess compiler;
        compiler.setWorkingDirectory(m_folder.path());
        compiler.start("g++", {"-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror",
                               "main.cpp", "-o", "main"});
        if (!compiler.waitForStarted()) QSKIP("g++ is not there");
        QVERIFY(compiler.waitForFinished(300'000));
        const QByteArray said = compiler.readAllStandardError();
        QVERIFY2(compiler.exitCode() == 0, said.left(2000).constData());
        QProcess program;
        program.start(m_folder.filePath("main"), QStringList());
        QVERIFY(program.waitForFinished(60'000));
        const QList<QByteArray> lines = program.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), static_cast<qsizetype>(ours.size()));
        for (std::size_t i = 0; i < ours.size(); ++i) {
            const float theirs = lines[static_cast<qsizetype>(i)].toFloat();
            QVERIFY2(std::abs(theirs - ours[i]) <= 1e-5F, lines[static_cast<qsizetype>(i)].constData());
        }
    }

    void namesBecomeNamesOfCpp_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("space");
        QTest::newRow("plain") << "moons.hpp"
                               << "moons";
        QTest::newRow("digits") << "3 arms.hpp"
                                << "network_3_arms";
        QTest::newRow("letters of others") << "größe.hpp"
                                           << "gr_e";
        QTest::newRow("a word of the language") << "class.hpp"
                                                << "network_class";
        QTest::newRow("nothing left") << "((.hpp"
                                      << "network_";
    }

    void namesBecomeNamesOfCpp() {
        QFETCH(QString, file);
        QFETCH(QString, space);
        const QByteArray text = cppHeader(formulas(false, "identity"), file);
        QVERIFY2(text.contains("namespace " + space.toUtf8() + " {\n"), text.left(500).constData());
    }

    void kerasProgramsArePython() {
        QStringList paths;
        for (std::size_t i = 0; i < m_models.size(); ++i) {
            const QString path = m_folder.filePath(QStringLiteral("k%1.keras.py").arg(i));
            writeProgram(path, kerasProgram(m_models[i].model, path));
            paths << path;
        }
        const PythonResult result = runPython(QStringList{"-m", "py_compile"} + paths);
        if (result.said.contains("No such file")) QSKIP("/usr/bin/python3 is not there");
        QVERIFY2(result.code == 0, result.said.constData());
        QVERIFY(QFile::exists(m_folder.filePath("k0.safetensors")) && QFile::exists(m_folder.filePath("k0.data.csv")));
    }

    void theDrawingShowsUnitsOrBoxes() {
        const QByteArray small = graphvizDrawing(formulas(false, "identity"));
        QVERIFY(small.startsWith("digraph network {") && small.endsWith("}\n"));
        QCOMPARE(small.count(" -> "), 9 * 3 + 3);
        QVERIFY(small.contains("label=\"x1*x2\"") && small.contains("style=dashed") && small.contains("style=solid"));
        Model large = formulas(false, "identity");
        large.network = Network(Shape{9}, {parity::dense(40, "relu"), {"dropout"}, parity::dense(1, "sigmoid")});
        const QByteArray boxes = graphvizDrawing(large);
        QCOMPARE(boxes.count(" -> "), 3);
        QVERIFY2(boxes.contains("\"0 dense, 40 relu\"") && boxes.contains("\"1 dropout\""), boxes.constData());
        const QString dot = QStandardPaths::findExecutable("dot");
        if (dot.isEmpty()) return;  // Graphviz itself is not there to ask
        for (const QByteArray& text : {small, boxes}) {
            writeFile(m_folder.filePath("a.dot"), text);
            QCOMPARE(QProcess::execute(dot, {"-Tsvg", "-o", m_folder.filePath("a.svg"), m_folder.filePath("a.dot")}),
                     0);
        }
    }
};

QTEST_GUILESS_MAIN(TestModelTexts)
#include "test_model_texts.moc"
