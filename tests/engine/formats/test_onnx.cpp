#include "engine/formats/files.h"
#include "engine/formats/onnx_file.h"
#include "engine/nn/error.h"
#include "tests/engine/formats/model_cases.h"
#include "tests/support/python.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

#include <cmath>
#include <nlohmann/json.hpp>
#include <onnx/checker.h>
#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

using namespace model_cases;
using Json = nlohmann::json;

namespace {

Matrix outputs(const Network& network, const Matrix& features) {
    Trace trace;
    trace.input.resize(features.rows(), features.cols());
    trace.input.map() = features;
    Random random(1);
    network.forward(trace, Mode::Evaluation, random);
    return trace.layers.back().output.map();
}

/// What the exported output is: probabilities where the loss makes them, but not the exponential of log-probabilities.
Matrix expected(const Model& model) {
    const Matrix& features = model.data->training.features;
    Trace trace;
    trace.input.resize(features.rows(), features.cols());
    trace.input.map() = features;
    Random random(1);
    model.network.forward(trace, Mode::Evaluation, random);
    if (answerOf(model) == Answer::LogProbabilities) return trace.layers.back().output.map();
    Tensor prediction;
    model.network.predict(trace, *model.loss, prediction);
    return prediction.map();
}

Network rebuilt(const ImportedNetwork& imported) {
    Network network(Shape{imported.inputs}, imported.layers);
    network.importParameters(imported.weights);
    return network;
}

/// One case for each network that differs as such: the optimizer leaves no trace in the file.
std::vector<ModelCase> models() {
    std::vector<ModelCase> result;
    for (const parity::Case& one : allCases()) {
        const std::string& optimizer = one.experiment.training.optimizer.kind;
        if (optimizer != "adam" || one.experiment.training.schedule.kind != "constant") continue;
        result.push_back(trained(one, 2));
    }
    return result;
}

Model formulas(bool normalise) {
    Experiment experiment;
    experiment.data = {"moons", {{"points", std::int64_t{40}}, {"normalise", normalise}}};
    experiment.features = {{"x2", "x1", "x1^2", "x2^2", "x1*x2", "sin(x1)", "cos(x2)", "x1-x2", "radius"}};
    experiment.network = {parity::dense(3, "gelu"), parity::dense(1, "sigmoid")};
    auto data = std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, 1));
    return makeModel(experiment, data, Trainer(experiment, data).network().exportParameters());
}

Json rows(const Matrix& columns) {
    Json result = Json::array();
    for (Index n = 0; n < columns.cols(); ++n) {
        result.push_back(Json::array());
        for (Index i = 0; i < columns.rows(); ++i) result.back().push_back(columns(i, n));
    }
    return result;
}

double difference(const Json& theirs, const Matrix& ours) {
    if (static_cast<Index>(theirs.size()) != ours.cols()) return INFINITY;
    double largest = 0;
    for (Index n = 0; n < ours.cols(); ++n) {
        const Json& row = theirs[static_cast<std::size_t>(n)];
        if (static_cast<Index>(row.size()) != ours.rows()) return INFINITY;
        for (Index i = 0; i < ours.rows(); ++i)
            largest = std::max(
                largest, std::abs(row[static_cast<std::size_t>(i)].get<double>() - static_cast<double>(ours(i, n))));
    }
    return largest;
}

}  // namespace

/// What we write as ONNX is ONNX, gives the same numbers, and comes back.
class TestOnnx : public GlassboxTest {
    Q_OBJECT

    std::vector<ModelCase> m_models = models();

    void addModels() const {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_models.size(); ++i)
            QTest::addRow("%d %s", static_cast<int>(i), m_models[i].name.c_str()) << static_cast<int>(i);
    }

  private Q_SLOTS:
    void theCheckerAndStrictShapesAgree_data() { addModels(); }
    void theCheckerAndStrictShapesAgree() {
        QFETCH(int, index);
        const Model& model = m_models[static_cast<std::size_t>(index)].model;
        for (const bool preprocessing : {false, true}) {
            onnx::ModelProto file;
            const QByteArray bytes = onnxModel(model, {preprocessing});
            QVERIFY(file.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())));
            onnx::checker::check_model(file);
            onnx::shape_inference::InferShapes(file, onnx::OpSchemaRegistry::Instance(),
                                               onnx::ShapeInferenceOptions(true, 1, true));
            QCOMPARE(file.opset_import(0).version(), std::int64_t{17});
            // Every value between the nodes has a shape.
            QCOMPARE(file.graph().value_info_size(), file.graph().node_size() - 1);
        }
    }

    void aNetworkComesBack_data() { addModels(); }
    void aNetworkComesBack() {
        QFETCH(int, index);
        const Model& model = m_models[static_cast<std::size_t>(index)].model;
        const ImportedNetwork imported = parseOnnx(onnxModel(model));
        const Matrix ours = expected(model), theirs = outputs(rebuilt(imported), model.data->training.features);
        QCOMPARE(theirs.rows(), ours.rows());
        QVERIFY((theirs - ours).cwiseAbs().maxCoeff() <= Scalar(1e-5));
        QCOMPARE(imported.texts, modelTexts(model));
    }

    void theSameModelGivesTheSameBytes() {
        const Model& model = m_models.back().model;
        QCOMPARE(onnxModel(model), onnxModel(model));
    }

    void layersComeBackAsTheyWere() {
        Experiment experiment;
        experiment.data = {"moons"};
        experiment.network = {parity::dense(4, "gelu"), {"batch_norm"},
                              parity::dense(3, "relu"), {"dropout"},
                              {"layer_norm"},           parity::dense(1, "sigmoid")};
        auto data = std::make_shared<const Dataset>(makeDataset(experiment.data, {}, 1));
        const Model model = makeModel(experiment, data, Trainer(experiment, data).network().exportParameters());
        const ImportedNetwork imported = parseOnnx(onnxModel(model));
        QCOMPARE(imported.inputs, Index{2});
        QCOMPARE(imported.layers.size(), experiment.network.size());
        for (std::size_t i = 0; i < imported.layers.size(); ++i) {
            QCOMPARE(imported.layers[i].kind, experiment.network[i].kind);
            if (imported.layers[i].kind == "dense")
                QCOMPARE(imported.layers[i].options.text("activation"),
                         experiment.network[i].options.text("activation"));
        }
        const std::vector<NamedTensor> before = model.network.exportParameters();
        const std::vector<NamedTensor> after = rebuilt(imported).exportParameters();
        QVERIFY(std::equal(before.begin(), before.end(), after.begin(), after.end(), [](const auto& a, const auto& b) {
            return a.name == b.name && a.shape == b.shape && a.values == b.values;
        }));
    }

    void othersWorkOutTheSameNumbers() {
        if (!pythonHas("onnx") || !pythonHas("numpy"))
            QSKIP("/usr/bin/python3 can't import onnx; install python3-onnx and python3-numpy");
        QTemporaryDir folder;
        Json cases = Json::array();
        std::vector<Matrix> ours;
        std::vector<const Model*> asked;
        const auto add = [&](const Model& model, bool preprocessing) {
            const QString path = folder.filePath(QStringLiteral("%1.onnx").arg(cases.size()));
            writeFile(path, onnxModel(model, {preprocessing}));
            const DataPart& part = model.data->training;
            cases.push_back(
                {{"model", path.toStdString()}, {"inputs", rows(preprocessing ? part.inputs : part.features)}});
            ours.push_back(expected(model));
            asked.push_back(&model);
        };
        for (const ModelCase& one : m_models) add(one.model, false);
        const Model plain = formulas(false), normal = formulas(true);
        for (const Model* model : {&plain, &normal})
            for (const bool preprocessing : {false, true}) add(*model, preprocessing);
        writeFile(folder.filePath("cases.json"), QByteArray::fromStdString(cases.dump()));
        const PythonResult result = runPython({GLASSBOX_SOURCE_DIR "/tests/engine/formats/run_onnx.py",
                                               folder.filePath("cases.json"), folder.filePath("answers.json")});
        QVERIFY2(result.code == 0, result.said.right(2000).constData());
        const Json answers = Json::parse(readFile(folder.filePath("answers.json"), qint64{1} << 30).toStdString());
        for (std::size_t i = 0; i < ours.size(); ++i) {
            const double largest = difference(answers[i]["outputs"], ours[i]);
            QVERIFY2(largest <= 1e-5, qPrintable(QStringLiteral("case %1: %2").arg(i).arg(largest)));
            QCOMPARE(answers[i]["shapes"][0][0].get<std::string>(), std::string("batch"));
            QCOMPARE(answers[i]["metadata"]["seed"].get<std::string>(), std::to_string(asked[i]->experiment.seed));
            QVERIFY(answers[i]["metadata"].contains("settings"));
        }
    }

    void outputsSayWhatTheyAre() {
        QStringList names;
        for (const ModelCase& one : m_models) {
            onnx::ModelProto file;
            const QByteArray bytes = onnxModel(one.model);
            file.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size()));
            const QString name = QString::fromStdString(file.graph().output(0).name());
            if (!names.contains(name)) names << name;
            QCOMPARE(file.graph().input(0).name(), std::string("features"));
        }
        names.sort();
        QCOMPARE(names, QStringList({"log_probabilities", "margins", "probabilities", "values"}));
    }
};

QTEST_GUILESS_MAIN(TestOnnx)
#include "test_onnx.moc"
