#include "tests/engine/formats/onnx_cases.h"
#include "tests/support/test.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace onnx_cases;

/// The exported models run in ONNX Runtime, where Node.js is at hand to get and start it.
class TestOnnxRuntime : public GlassboxTest {
    Q_OBJECT

    /// Beside the tests: it is fetched once for each build folder.
    const QString m_place = QCoreApplication::applicationDirPath() + QStringLiteral("/onnxruntime");
    QByteArray m_said;

    bool run(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.setWorkingDirectory(m_place);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        const bool ended = process.waitForFinished(240'000);
        if (!ended) process.kill();
        m_said = process.readAll().right(2000);
        return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }
    bool isThere(const QString& node) {
        return run(node, {QStringLiteral("-e"), QStringLiteral("require('onnxruntime-node')")});
    }

  private Q_SLOTS:
    void itsNumbersAreOurs() {
        const QString node = QStandardPaths::findExecutable(QStringLiteral("node")),
                      npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
        if (node.isEmpty() || npm.isEmpty()) QSKIP("Node.js and npm are not here, so ONNX Runtime was not asked");
        QVERIFY(QDir().mkpath(m_place));
        if (!isThere(node)) {
            writeFile(m_place + QStringLiteral("/package.json"),
                      R"({"private": true, "dependencies": {"onnxruntime-node": "1.30.0"}})");
            run(npm, {"install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"});
            if (!isThere(node)) QSKIP("onnxruntime-node could not be installed, so ONNX Runtime was not asked");
        }
        QTemporaryDir folder;
        const Files files = filesIn(folder.path());
        QVERIFY2(run(node, {GLASSBOX_SOURCE_DIR "/tests/engine/formats/run_onnxruntime.cjs",
                            m_place + QStringLiteral("/node_modules"), folder.filePath("cases.json"),
                            folder.filePath("answers.json")}),
                 m_said.constData());
        const Json answers = answersIn(folder.path());
        QCOMPARE(answers.size(), files.answers.size());
        for (std::size_t i = 0; i < files.answers.size(); ++i) {
            const double largest = difference(answers[i]["outputs"], files.answers[i]);
            QVERIFY2(largest <= 1e-5, qPrintable(QStringLiteral("case %1: %2").arg(i).arg(largest)));
        }
    }
};

QTEST_GUILESS_MAIN(TestOnnxRuntime)
#include "test_onnx_runtime.moc"
