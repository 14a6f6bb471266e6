#include "engine/formats/files.h"
#include "engine/formats/onnx_file.h"
#include "engine/formats/onnx_tensors.h"
#include "engine/nn/error.h"
#include "engine/nn/random.h"
#include "tests/support/damage.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cmath>
#include <functional>
#include <onnx/onnx_pb.h>

using namespace glassbox;

namespace {

const QString cases = QStringLiteral("/usr/share/libonnx-testdata/data");

template <typename Message>
Message messageIn(const QString& path) {
    Message message;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return message;
    const QByteArray bytes = file.readAll();
    message.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size()));
    return message;
}

QByteArray bytesOf(const onnx::ModelProto& file) {
    return QByteArray::fromStdString(file.SerializeAsString());
}

/// The model of a case. What the case hands in beside the first input becomes a tensor of the file, as a trained
/// model has it.
onnx::ModelProto caseModel(const QString& folder) {
    auto file = messageIn<onnx::ModelProto>(folder + QStringLiteral("/model.onnx"));
    onnx::GraphProto& graph = *file.mutable_graph();
    while (graph.output_size() > 1) graph.mutable_output()->RemoveLast();
    const int initialisers = graph.initializer_size();
    while (graph.input_size() > 1 && initialisers == 0) {
        const int last = graph.input_size() - 1;
        auto tensor =
            messageIn<onnx::TensorProto>(QStringLiteral("%1/test_data_set_0/input_%2.pb").arg(folder).arg(last));
        tensor.set_name(graph.input(last).name());
        *graph.add_initializer() = tensor;
        graph.mutable_input()->RemoveLast();
    }
    return file;
}

QString refusal(const QByteArray& bytes) {
    try {
        parseOnnx(bytes);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("(read without complaint)");
}

std::vector<float> outputs(const ImportedNetwork& imported, const NamedTensor& input) {
    Network network(Shape{imported.inputs}, imported.layers);
    network.importParameters(imported.weights);
    const Index samples = static_cast<Index>(input.values.size()) / imported.inputs;
    Trace trace;
    trace.input.resize(imported.inputs, samples);  // features run fastest in both
    std::copy(input.values.begin(), input.values.end(), trace.input.data());
    Random random(1);
    network.forward(trace, Mode::Evaluation, random);
    const Tensor& output = trace.layers.back().output;
    return {output.data(), output.data() + output.size()};
}

/// input [batch, 3] -> Gemm 2 x 3 with bias -> Relu, to be spoilt.
onnx::ModelProto smallModel() {
    onnx::ModelProto file;
    file.set_ir_version(8);
    auto& set = *file.add_opset_import();
    set.set_domain("");
    set.set_version(17);
    onnx::GraphProto& graph = *file.mutable_graph();
    const auto value = [](onnx::ValueInfoProto& info, const char* name, int width) {
        info.set_name(name);
        auto& type = *info.mutable_type()->mutable_tensor_type();
        type.set_elem_type(onnx::TensorProto::FLOAT);
        type.mutable_shape()->add_dim()->set_dim_param("batch");
        type.mutable_shape()->add_dim()->set_dim_value(width);
    };
    value(*graph.add_input(), "x", 3);
    value(*graph.add_output(), "y", 2);
    const auto tensor = [&](const char* name, std::vector<int> shape, int count) {
        onnx::TensorProto& t = *graph.add_initializer();
        t.set_name(name);
        t.set_data_type(onnx::TensorProto::FLOAT);
        for (const int size : shape) t.add_dims(size);
        for (int i = 0; i < count; ++i) t.add_float_data(static_cast<float>(i) - 2);
    };
    tensor("w", {3, 2}, 6);
    tensor("b", {2}, 2);
    const auto node = [&](const char* name, const char* type, std::vector<const char*> inputs, const char* output) {
        onnx::NodeProto& n = *graph.add_node();
        n.set_name(name);
        n.set_op_type(type);
        for (const char* input : inputs) n.add_input(input);
        n.add_output(output);
    };
    node("first", "Gemm", {"x", "w", "b"}, "z");
    node("second", "Relu", {"z"}, "y");
    return file;
}

using Spoil = std::function<void(onnx::ModelProto&)>;

}  // namespace

/// Networks of other programs: those made of layers that we have come in as they are, all others are refused with the
/// place and the reason.
class TestOnnxImport : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyCaseOfOnnxIsRightOrRefused() {
        if (!QDir(cases).exists()) QSKIP("ONNX's cases are not there; install libonnx-testdata");
        QStringList taken;
        int refused = 0;
        for (const char* kind : {"node", "pytorch-operator", "pytorch-converted", "simple"}) {
            for (const QString& name :
                 QDir(cases + '/' + kind).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
                const QString folder = cases + '/' + kind + '/' + name;
                ImportedNetwork imported;
                try {
                    imported = parseOnnx(bytesOf(caseModel(folder)));
                } catch (const Error& error) {
                    QVERIFY2(QByteArray(error.what()).endsWith('.'), error.what());
                    ++refused;
                    continue;
                }
                taken << name;
                const NamedTensor input =
                    onnxTensor(messageIn<onnx::TensorProto>(folder + "/test_data_set_0/input_0.pb"));
                const NamedTensor output =
                    onnxTensor(messageIn<onnx::TensorProto>(folder + "/test_data_set_0/output_0.pb"));
                const std::vector<float> ours = outputs(imported, input);
                QVERIFY2(ours.size() == output.values.size(), qPrintable(name));
                for (std::size_t i = 0; i < ours.size(); ++i) {
                    const float size = std::max(1.0F, std::abs(output.values[i]));
                    QVERIFY2(std::abs(ours[i] - output.values[i]) <= 1e-5F * size, qPrintable(name));
                }
            }
        }
        qInfo("%d cases taken over, %d refused: %s", static_cast<int>(taken.size()), refused,
              qPrintable(taken.join(' ')));
        for (const char* name :
             {"test_relu", "test_sigmoid", "test_tanh", "test_elu", "test_leakyrelu", "test_elu_default",
              "test_leakyrelu_default", "test_softmax_large_number", "test_softmax_example",
              "test_logsoftmax_large_number", "test_gemm_default_vector_bias", "test_gemm_default_scalar_bias",
              "test_gemm_default_no_bias", "test_gemm_alpha", "test_gemm_transposeB", "test_matmul_2d",
              "test_layer_normalization_2d_axis1", "test_Linear", "test_Linear_no_bias"})
            QVERIFY2(taken.contains(QString(name)), name);
        QVERIFY(taken.size() >= 45);
    }

    void aSmallModelComesIn() {
        const ImportedNetwork imported = parseOnnx(bytesOf(smallModel()));
        QCOMPARE(imported.inputs, Index{3});
        QCOMPARE(imported.layers.size(), std::size_t{1});
        QCOMPARE(imported.layers[0].options.text("activation"), std::string("relu"));
        // z = x w + b with w = ((-2, -1), (0, 1), (2, 3)), b = (-2, -1)
        QCOMPARE(outputs(imported, {{}, {1, 3}, {1, 2, 3}}), (std::vector<float>{2, 9}));
    }

    void numbersOfOtherWidthsComeIn() {
        onnx::ModelProto file = smallModel();
        onnx::TensorProto& w = *file.mutable_graph()->mutable_initializer(0);
        w.clear_float_data();
        w.set_data_type(onnx::TensorProto::DOUBLE);
        for (int i = 0; i < 6; ++i) w.add_double_data(i - 2);
        onnx::TensorProto& b = *file.mutable_graph()->mutable_initializer(1);
        b.clear_float_data();
        b.set_data_type(onnx::TensorProto::FLOAT16);
        b.set_raw_data(std::string("\x00\xc0\x00\xbc", 4));  // -2, -1
        QCOMPARE(outputs(parseOnnx(bytesOf(file)), {{}, {1, 3}, {1, 2, 3}}), (std::vector<float>{2, 9}));
    }

    void anUnknownWidthIsFoundOut() {
        onnx::ModelProto file = smallModel();
        file.mutable_graph()
            ->mutable_input(0)
            ->mutable_type()
            ->mutable_tensor_type()
            ->mutable_shape()
            ->mutable_dim(1)
            ->set_dim_param("n");
        QCOMPARE(parseOnnx(bytesOf(file)).inputs, Index{3});
    }

    void whatDoesNotFitIsRefusedByName_data() {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < spoilt().size(); ++i) QTest::newRow(spoilt()[i].first) << static_cast<int>(i);
    }

    void whatDoesNotFitIsRefusedByName() {
        QFETCH(int, row);
        onnx::ModelProto file = smallModel();
        spoilt()[static_cast<std::size_t>(row)].second(file);
        const QString sentence = refusal(bytesOf(file));
        const char* says = spoilt()[static_cast<std::size_t>(row)].first;
        QVERIFY2(sentence.contains(QString::fromUtf8(says)) && sentence.endsWith('.'), qPrintable(sentence));
    }

    void filesThatAreNoModelsAreRefused() {
        for (const QByteArray& bytes :
             {QByteArray(), QByteArray("hello"), QByteArray(1000, '\0'), QByteArray("PK\3\4")})
            QVERIFY2(refusal(bytes).contains("it is no ONNX model"), qPrintable(refusal(bytes)));
        QTemporaryDir folder;
        writeFile(folder.filePath("junk.onnx"), "junk");
        try {
            readOnnx(folder.filePath("junk.onnx"));
            QFAIL("junk was read");
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains("junk.onnx: it is no ONNX model"), error.what());
        }
    }

    void damagedModelsAreReadOrRefused() {
        Random random(4);
        const QByteArray good = bytesOf(smallModel());
        int refused = 0;
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray bytes = damaged(good, random);
            try {
                parseOnnx(bytes);
            } catch (const Error&) {
                ++refused;
            }
        }
        QVERIFY(refused > 10'000);
    }

  private:
    /// What the sentence must say, and what makes it so.
    static const std::vector<std::pair<const char*, Spoil>>& spoilt() {
        const auto nodeOf = [](onnx::ModelProto& file, int i) -> onnx::NodeProto& {
            return *file.mutable_graph()->mutable_node(i);
        };
        static const std::vector<std::pair<const char*, Spoil>> list = {
            {"the node \"second\" (Conv) can't be taken over: there is no layer for it",
             [=](auto& f) { nodeOf(f, 1).set_op_type("Conv"); }},
            {"the node \"second\" (Relu) can't be taken over: it does not follow",
             [=](auto& f) { nodeOf(f, 1).set_input(0, "w"); }},
            {"the node \"second\" (Relu) can't be taken over: it takes \"q\"",
             [=](auto& f) { nodeOf(f, 1).set_input(0, "q"); }},
            {"(Relu) can't be taken over: it is of another operator set",
             [=](auto& f) { nodeOf(f, 1).set_domain("mine"); }},
            {"(Relu) can't be taken over: it has no input", [=](auto& f) { nodeOf(f, 1).clear_input(); }},
            {"there is no layer in it",
             [=](auto& f) {
                 f.mutable_graph()->clear_node();
                 f.mutable_graph()->mutable_output(0)->set_name("x");
             }},
            {"does not come from its last node", [=](auto& f) { nodeOf(f, 1).set_output(0, "other"); }},
            {"several inputs, \"x\" and \"w\"",
             [=](auto& f) {
                 *f.mutable_graph()->add_input() = f.graph().input(0);
                 f.mutable_graph()->mutable_input(1)->set_name("w");
                 f.mutable_graph()->mutable_initializer()->DeleteSubrange(0, 1);
             }},
            {"it has no input.", [=](auto& f) { f.mutable_graph()->clear_input(); }},
            {"it has 2 outputs", [=](auto& f) { *f.mutable_graph()->add_output() = f.graph().input(0); }},
            {"its shape asks for 6 numbers, but there are 5",
             [=](auto& f) { f.mutable_graph()->mutable_initializer(0)->mutable_float_data()->RemoveLast(); }},
            {"\"w\" can't be used: its shape is damaged",
             [=](auto& f) { f.mutable_graph()->mutable_initializer(0)->set_dims(0, -3); }},
            {"\"w\" can't be used: its shape is damaged",
             [=](auto& f) { f.mutable_graph()->mutable_initializer(0)->set_dims(0, std::int64_t{1} << 62); }},
            {"\"w\" can't be used: it is there twice",
             [=](auto& f) { *f.mutable_graph()->add_initializer() = f.graph().initializer(0); }},
            {"numbers of a type that is not known",
             [=](auto& f) { f.mutable_graph()->mutable_initializer(0)->set_data_type(onnx::TensorProto::STRING); }},
            {"stand in a file of their own",
             [=](auto& f) {
                 f.mutable_graph()->mutable_initializer(0)->set_data_location(onnx::TensorProto::EXTERNAL);
             }},
            {"made for 3 values, but the node before it gives 4",
             [=](auto& f) {
                 f.mutable_graph()
                     ->mutable_input(0)
                     ->mutable_type()
                     ->mutable_tensor_type()
                     ->mutable_shape()
                     ->mutable_dim(1)
                     ->set_dim_value(4);
             }},
            {"its input has 1 dimensions",
             [=](auto& f) {
                 f.mutable_graph()
                     ->mutable_input(0)
                     ->mutable_type()
                     ->mutable_tensor_type()
                     ->mutable_shape()
                     ->mutable_dim()
                     ->RemoveLast();
             }},
            {"operator set 3; save it with", [=](auto& f) { f.mutable_opset_import(0)->set_version(3); }},
            {"its weight must be a tensor of the file", [=](auto& f) { nodeOf(f, 0).set_input(1, "x"); }},
            {"its weight is no matrix", [=](auto& f) { nodeOf(f, 0).set_input(1, "b"); }},
            {"its bias differs from sample to sample", [=](auto& f) { nodeOf(f, 0).set_input(2, "w"); }},
            {"its setting transA has a wrong type",
             [=](auto& f) {
                 auto& a = *nodeOf(f, 0).add_attribute();
                 a.set_name("transA");
                 a.set_type(onnx::AttributeProto::STRING);
             }},
            {"its layers can't be built: 0.bias: it holds infinity",
             [=](auto& f) { f.mutable_graph()->mutable_initializer(1)->set_float_data(0, INFINITY); }},
        };
        return list;
    }
};

QTEST_GUILESS_MAIN(TestOnnxImport)
#include "test_onnx_import.moc"
