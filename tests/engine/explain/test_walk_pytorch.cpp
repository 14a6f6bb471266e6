#include "engine/explain/walk.h"
#include "tests/engine/explain/walk_records.h"
#include "tests/support/test.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <nlohmann/json.hpp>

using namespace told;
using Json = nlohmann::json;

namespace {

const QString python = QStringLiteral("/usr/bin/python3");  // the system's own: another in PATH need not have PyTorch

Json specToJson(const KindInfo& info, const Spec& spec) {
    Json options = Json::object();
    for (const auto& [name, value] : checkedOptions(info, spec.options, info.kind))
        std::visit([&, key = name](const auto& v) { options[key] = v; }, value);
    return {{"kind", spec.kind}, {"options", options}};
}

/// One sample a row, as PyTorch has it.
Json rowsToJson(const TensorView& columns) {
    Json rows = Json::array();
    for (Index n = 0; n < columns.cols; ++n) {
        Json row = Json::array();
        for (Index i = 0; i < columns.rows; ++i) row.push_back(columns(i, n));
        rows.push_back(row);
    }
    return rows;
}

/// In PyTorch's order: row by row.
Json valuesToJson(const TensorView& view) {
    Json values = Json::array();
    for (Index row = 0; row < view.rows; ++row)
        for (Index col = 0; col < view.cols; ++col) values.push_back(view(row, col));
    return values;
}

/// "1.weight": where PyTorch has the parameter that the step has at `layer` and `part`.
std::string nameOf(const StepRecord& record, Index layer, Index part) {
    return std::to_string(layer) + "." + record.before.layer(layer).parameters()[static_cast<std::size_t>(part)].name;
}

template <typename Work>
void forEachParameter(const StepRecord& record, const Work& work) {
    for (Index layer = 0; layer < record.before.layerCount(); ++layer)
        for (Index part = 0; part < static_cast<Index>(record.before.layer(layer).parameters().size()); ++part)
            work(layer, part, nameOf(record, layer, part));
}

Json recordToJson(const Told& told) {
    const StepRecord& record = *told.record;
    const TrainingSpec& training = record.experiment.training;
    Json network = Json::array(), masks = Json::object(), parameters = Json::object(), memory = Json::object();
    for (Index layer = 0; layer < record.before.layerCount(); ++layer) {
        const Spec& spec = record.before.spec(layer);
        network.push_back(specToJson(*findLayer(spec.kind), spec));
        if (spec.kind == "dropout")
            masks[std::to_string(layer)] = rowsToJson(tensorOf(record, {Quantity::Inner, layer, 0}));
    }
    forEachParameter(record, [&](Index layer, Index part, const std::string& name) {
        const ParameterInfo info = record.before.layer(layer).parameters()[static_cast<std::size_t>(part)];
        parameters[name] = {{"shape", info.shape},
                            {"values", valuesToJson(tensorOf(record, {Quantity::Parameter, layer, part}))}};
        for (Index i = 0; i < static_cast<Index>(record.memoryNames.size()); ++i)
            memory[name].push_back(valuesToJson(tensorOf(record, {Quantity::MemoryBefore, layer, part, i})));
    });
    return {{"name", told.name},
            {"inputs", rowsToJson(tensorOf(record, {Quantity::Input}))},
            {"targets", rowsToJson(tensorOf(record, {Quantity::Target}))},
            {"network", network},
            {"parameters", parameters},
            {"masks", masks},
            {"memory", memory},
            {"memory_step", record.memoryBefore.step},
            {"rate", record.learningRate},
            {"loss", specToJson(*findLoss(training.loss.kind), training.loss)},
            {"optimizer", specToJson(*findOptimizer(training.optimizer.kind), training.optimizer)},
            {"weight_decay", training.weightDecay},
            {"l1", training.l1},
            {"clip_norm", training.clipNorm},
            {"clip_value", training.clipValue}};
}

/// What PyTorch can do as well: its batch norm refuses a single sample, and it freezes otherwise. A diverged step is
/// none. Where a single output is normalised, what is left is rounding.
bool isComparable(const Told& told) {
    const StepRecord& record = *told.record;
    if (record.divergence) return false;
    if (record.before.spec(record.before.layerCount() - 1).kind.ends_with("_norm")) return false;
    for (Index layer = 0; layer < record.before.layerCount(); ++layer) {
        if (record.before.spec(layer).kind == "batch_norm" &&
            (!record.isBatch() || record.before.layer(layer).frozen()))
            return false;
        if (record.before.layer(layer).frozen() || !record.before.layer(layer).frozenParameters().empty()) return false;
    }
    return true;
}

}  // namespace

/// Every value and gradient that a walk shows is autograd's, every parameter and memory after it torch.optim's.
class TestWalkPytorch : public GlassboxTest {
    Q_OBJECT

    std::vector<Told> m_cases;
    Json m_answers;

    void compare(const Told& told, const TensorRef& ref, const Json& rows, double tolerance, bool samplesAreRows) {
        const TensorView view = tensorOf(*told.record, ref);
        if (view.rows == 0 || rows.is_null()) return;
        const auto expected = [&](Index row, Index col) -> double {
            if (samplesAreRows) return rows[static_cast<std::size_t>(col)][static_cast<std::size_t>(row)];
            return rows[static_cast<std::size_t>(row * view.cols + col)];
        };
        double largest = 0;
        for (Index row = 0; row < view.rows; ++row)
            for (Index col = 0; col < view.cols; ++col) largest = std::max(largest, std::abs(expected(row, col)));
        for (Index row = 0; row < view.rows; ++row)
            for (Index col = 0; col < view.cols; ++col) {
                const double value = view(row, col), wanted = expected(row, col);
                const std::string what = symbolOf(*told.record, Place{ref, row, col}) + " is " +
                                         QByteArray::number(value, 'g', 9).toStdString() + ", PyTorch says " +
                                         QByteArray::number(wanted, 'g', 9).toStdString();
                QVERIFY2(std::abs(value - wanted) <= tolerance * largest + 1e-9, what.c_str());
            }
    }
    void rows() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_cases.size(); ++i) QTest::newRow(m_cases[i].name.c_str()) << static_cast<int>(i);
        if (m_cases.empty()) QTest::newRow("no PyTorch") << -1;
    }

  private Q_SLOTS:
    void initTestCase();
    void valuesAndGradientsAreAutograds_data() { rows(); }
    void valuesAndGradientsAreAutograds();
    void updatesAreTorchOptims_data() { rows(); }
    void updatesAreTorchOptims();
};

void TestWalkPytorch::initTestCase() {
    QProcess check;
    check.start(python, {QStringLiteral("-c"), QStringLiteral("import torch")});
    if (!check.waitForFinished(120000) || check.exitStatus() != QProcess::NormalExit || check.exitCode() != 0)
        QSKIP("/usr/bin/python3 can't import torch; install python3-torch to compare with PyTorch");
    Json questions = Json::array();
    for (const Told& told : records())
        if (isComparable(told)) {
            m_cases.push_back(told);
            questions.push_back(recordToJson(told));
        }
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("steps.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(questions.dump()));
    file.close();
    const QString answers = folder.filePath(QStringLiteral("answers.json"));
    QProcess torch;
    torch.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    torch.start(python,
                {QStringLiteral(GLASSBOX_SOURCE_DIR "/tests/engine/explain/walk_parity.py"), file.fileName(), answers});
    QVERIFY(torch.waitForFinished(500000));
    QCOMPARE(torch.exitCode(), 0);
    QFile result(answers);
    QVERIFY(result.open(QIODevice::ReadOnly));
    m_answers = Json::parse(result.readAll().toStdString());
    QCOMPARE(m_answers.size(), m_cases.size());
}

void TestWalkPytorch::valuesAndGradientsAreAutograds() {
    QFETCH(int, index);
    if (index < 0) QSKIP("/usr/bin/python3 can't import torch");
    const Told& told = m_cases[static_cast<std::size_t>(index)];
    const StepRecord& record = *told.record;
    const Json& answer = m_answers[static_cast<std::size_t>(index)];
    const double cost = answer["cost"];
    QVERIFY(std::abs(record.trace.cost - cost) <= 1e-5 * std::max(1.0, std::abs(cost)));
    for (Index layer = 0; layer < record.before.layerCount(); ++layer) {
        const auto at = static_cast<std::size_t>(layer);
        compare(told, {Quantity::Output, layer}, answer["outputs"][at], 1e-5, true);
        compare(told, argumentOf(record, layer), answer["sums"][at], 1e-5, true);
        compare(told, {Quantity::OutputGradient, layer}, answer["output_gradients"][at], 1e-5, true);
        // An activation layer's z is what it reads; its gradient is that of the layer before.
        if (record.before.spec(layer).kind == "dense")
            compare(told, errorOf(record, layer), answer["sum_gradients"][at], 1e-5, true);
    }
    forEachParameter(record, [&](Index layer, Index part, const std::string& name) {
        compare(told, {Quantity::Gradient, layer, part}, answer["gradients"][name], 2e-5, false);
    });
}

void TestWalkPytorch::updatesAreTorchOptims() {
    QFETCH(int, index);
    if (index < 0) QSKIP("/usr/bin/python3 can't import torch");
    const Told& told = m_cases[static_cast<std::size_t>(index)];
    const Json& answer = m_answers[static_cast<std::size_t>(index)];
    forEachParameter(*told.record, [&](Index layer, Index part, const std::string& name) {
        for (Index i = 0; i < static_cast<Index>(told.record->memoryNames.size()); ++i)
            compare(told, {Quantity::MemoryAfter, layer, part, i}, answer["memory"][name][static_cast<std::size_t>(i)],
                    2e-5, false);
        compare(told, {Quantity::NewParameter, layer, part}, answer["after"][name], 1e-5, false);
    });
}

QTEST_GUILESS_MAIN(TestWalkPytorch)
#include "test_walk_pytorch.moc"
