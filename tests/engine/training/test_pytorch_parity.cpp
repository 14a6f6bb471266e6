#include "tests/engine/training/parity_cases.h"
#include "tests/support/test.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <nlohmann/json.hpp>

using namespace parity;
using Json = nlohmann::json;

namespace {

constexpr int updates = 50;
const QString python = QStringLiteral("/usr/bin/python3");  // the system's own: another in PATH need not have PyTorch

Json optionsToJson(const KindInfo& info, const Options& options) {
    Json result = Json::object();
    for (const auto& [name, value] : checkedOptions(info, options, info.kind))
        std::visit([&](const auto& v) { result[name] = v; }, value);
    return result;
}

Json specToJson(const KindInfo& info, const Spec& spec) {
    return {{"kind", spec.kind}, {"options", optionsToJson(info, spec.options)}};
}

/// One sample a row, as PyTorch has it.
Json rowsToJson(const Matrix& columns) {
    Json rows = Json::array();
    for (Index n = 0; n < columns.cols(); ++n) {
        Json row = Json::array();
        for (Index i = 0; i < columns.rows(); ++i) row.push_back(columns(i, n));
        rows.push_back(row);
    }
    return rows;
}

Json caseToJson(const Case& one, const Trainer& trainer) {
    const TrainingSpec& training = one.experiment.training;
    Json network = Json::array();
    for (const Spec& layer : one.experiment.network) network.push_back(specToJson(*findLayer(layer.kind), layer));
    Json start = Json::object();
    for (const NamedTensor& tensor : trainer.network().exportParameters())
        start[tensor.name] = {{"shape", tensor.shape}, {"values", tensor.values}};
    return {
        {"name", one.name},
        {"inputs", rowsToJson(one.data->training.features)},
        {"targets", rowsToJson(encodeTargets(*one.data, one.data->training, trainer.network().outputShape().size()))},
        {"network", network},
        {"weights", start},
        {"loss", specToJson(*findLoss(training.loss.kind), training.loss)},
        {"optimizer", specToJson(*findOptimizer(training.optimizer.kind), training.optimizer)},
        {"schedule", specToJson(*findSchedule(training.schedule.kind), training.schedule)},
        {"batch", training.batch},
        {"updates", updates},
        {"weight_decay", training.weightDecay},
        {"l1", training.l1},
        {"clip_norm", training.clipNorm},
        {"clip_value", training.clipValue}};
}

}  // namespace

/// The same start, the same batches, the same settings: after 50 updates the weights are PyTorch's.
class TestPytorchParity : public GlassboxTest {
    Q_OBJECT

    std::vector<Case> m_cases;
    std::vector<Trainer> m_trainers;
    Json m_answers;

  private Q_SLOTS:
    void initTestCase() {
        QProcess check;
        check.start(python, {QStringLiteral("-c"), QStringLiteral("import torch")});
        if (!check.waitForFinished(120000) || check.exitStatus() != QProcess::NormalExit || check.exitCode() != 0)
            QSKIP("/usr/bin/python3 can't import torch; install python3-torch to compare with PyTorch");
        m_cases = allCases();
        Json questions = Json::array();
        for (const Case& one : m_cases) {
            m_trainers.emplace_back(one.experiment, one.data);
            questions.push_back(caseToJson(one, m_trainers.back()));
        }
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("cases.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(questions.dump()));
        file.close();
        const QString answers = folder.filePath(QStringLiteral("answers.json"));
        QProcess torch;
        torch.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        torch.start(python,
                    {QStringLiteral(GLASSBOX_SOURCE_DIR "/tests/engine/training/parity.py"), file.fileName(), answers});
        QVERIFY(torch.waitForFinished(500000));
        QCOMPARE(torch.exitCode(), 0);
        QFile result(answers);
        QVERIFY(result.open(QIODevice::ReadOnly));
        m_answers = Json::parse(result.readAll().toStdString());
        QCOMPARE(m_answers.size(), m_cases.size());
    }

    void sameWeightsAfterFiftyUpdates_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_cases.size(); ++i) QTest::newRow(m_cases[i].name.c_str()) << static_cast<int>(i);
        if (m_cases.empty()) QTest::newRow("no PyTorch") << -1;
    }

    void sameWeightsAfterFiftyUpdates() {
        QFETCH(int, index);
        if (index < 0) QSKIP("/usr/bin/python3 can't import torch");
        Trainer& trainer = m_trainers[static_cast<std::size_t>(index)];
        const Json& answer = m_answers[static_cast<std::size_t>(index)];
        for (int i = 0; i < updates; ++i) {
            if (i % static_cast<int>(trainer.stepsPerEpoch()) == 0) {
                const double rate =
                    answer["rates"][static_cast<std::size_t>(i / static_cast<int>(trainer.stepsPerEpoch()))];
                QVERIFY2(std::abs(trainer.learningRate() - rate) <= 1e-9 * rate + 1e-12, "learning rate");
            }
            trainer.step();
            const double cost = answer["costs"][static_cast<std::size_t>(i)];
            const QByteArray told = "cost of update " + QByteArray::number(i + 1) + ": " +
                                    QByteArray::number(trainer.trace().cost, 'g', 9) + " instead of " +
                                    QByteArray::number(cost, 'g', 9);
            QVERIFY2(std::abs(trainer.trace().cost - cost) <= 1e-4 * std::max(1.0, std::abs(cost)), told.constData());
        }
        const auto tensors = trainer.network().exportParameters();
        QCOMPARE(tensors.size(), answer["weights"].size());
        for (const NamedTensor& tensor : tensors) {
            const Json& expected = answer["weights"][tensor.name];
            QCOMPARE(expected.size(), tensor.values.size());
            double largest = 0, difference = 0;
            for (std::size_t i = 0; i < tensor.values.size(); ++i) {
                const double value = expected[i];
                largest = std::max(largest, std::abs(value));
                difference = std::max(difference, std::abs(value - static_cast<double>(tensor.values[i])));
            }
            const QByteArray told = QByteArray::fromStdString(tensor.name) + " differs by " +
                                    QByteArray::number(difference) + " of " + QByteArray::number(largest);
            QVERIFY2(difference <= 1e-4 * largest, told.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestPytorchParity)
#include "test_pytorch_parity.moc"
