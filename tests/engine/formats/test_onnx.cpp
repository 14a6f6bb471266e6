#include "tests/engine/formats/onnx_cases.h"
#include "tests/support/python.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <onnx/checker.h>
#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

using namespace onnx_cases;

namespace {

Matrix outputs(const Network& network, const Matrix& features) {
    Trace trace;
    trace.input.resize(features.rows(), features.cols());
    trace.input.map() = features;
    Random random(1);
    network.forward(trace, Mode::Evaluation, random);
    return trace.layers.back().output.map();
}

Network rebuilt(const ImportedNetwork& imported) {
    Network network(Shape{imported.inputs}, imported.layers);
    network.importParameters(imported.weights);
    return network;
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
        const Files files = filesIn(folder.path());
        const PythonResult result = runPython({GLASSBOX_SOURCE_DIR "/tests/engine/formats/run_onnx.py",
                                               folder.filePath("cases.json"), folder.filePath("answers.json")});
        QVERIFY2(result.code == 0, result.said.right(2000).constData());
        const Json answers = answersIn(folder.path());
        for (std::size_t i = 0; i < files.answers.size(); ++i) {
            const double largest = difference(answers[i]["outputs"], files.answers[i]);
            QVERIFY2(largest <= 1e-5, qPrintable(QStringLiteral("case %1: %2").arg(i).arg(largest)));
            QCOMPARE(answers[i]["shapes"][0][0].get<std::string>(), std::string("batch"));
            QCOMPARE(answers[i]["metadata"]["seed"].get<std::string>(), std::to_string(files.experiments[i].seed));
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
