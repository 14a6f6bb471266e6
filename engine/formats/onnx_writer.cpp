#include "engine/experiment/kinds.h"
#include "engine/formats/onnx_file.h"

#include <numbers>
#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

namespace glassbox {

namespace {

constexpr int operatorSet = 17;
constexpr int formatVersion = 8;  // of the file; the one that goes with operator set 17

/// A graph that grows node by node; each node takes what came out of the one before.
class GraphWriter {
  public:
    explicit GraphWriter(onnx::GraphProto& graph) : m_graph(graph) {}

    void input(const std::string& name, Index width) {
        describe(*m_graph.add_input(), name, width);
        m_value = name;
    }
    /// Names the last value for who uses the model.
    void output(const std::string& name, Index width) {
        onnx::NodeProto& last = *m_graph.mutable_node(m_graph.node_size() - 1);
        last.set_output(0, name);
        describe(*m_graph.add_output(), name, width);
    }
    const std::string& value() const { return m_value; }

    /// A node with one output, named as itself. `inputs` are all its inputs.
    onnx::NodeProto& node(const std::string& name, const char* type, const std::vector<std::string>& inputs) {
        onnx::NodeProto& node = *m_graph.add_node();
        node.set_name(name);
        node.set_op_type(type);
        for (const std::string& input : inputs) node.add_input(input);
        node.add_output(name);
        m_value = name;
        return node;
    }
    std::string constant(const std::string& name, const std::vector<Index>& shape, const std::vector<float>& values) {
        onnx::TensorProto& tensor = *m_graph.add_initializer();
        tensor.set_name(name);
        tensor.set_data_type(onnx::TensorProto::FLOAT);
        for (const Index size : shape) tensor.add_dims(size);
        for (const float value : values) tensor.add_float_data(value);
        return name;
    }
    std::string indices(const std::string& name, const std::vector<Index>& values) {
        onnx::TensorProto& tensor = *m_graph.add_initializer();
        tensor.set_name(name);
        tensor.set_data_type(onnx::TensorProto::INT64);
        tensor.add_dims(static_cast<std::int64_t>(values.size()));
        for (const Index value : values) tensor.add_int64_data(value);
        return name;
    }

  private:
    static void describe(onnx::ValueInfoProto& info, const std::string& name, Index width) {
        info.set_name(name);
        auto& type = *info.mutable_type()->mutable_tensor_type();
        type.set_elem_type(onnx::TensorProto::FLOAT);
        type.mutable_shape()->add_dim()->set_dim_param("batch");
        type.mutable_shape()->add_dim()->set_dim_value(width);
    }

    onnx::GraphProto& m_graph;
    std::string m_value;
};

void setWhole(onnx::NodeProto& node, const char* name, Index value) {
    onnx::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INT);
    attribute.set_i(value);
}

void setReal(onnx::NodeProto& node, const char* name, double value) {
    onnx::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::FLOAT);
    attribute.set_f(static_cast<float>(value));
}

/// x · ½ · (1 + erf(x / √2)): operator set 17 has no node of its own for it.
void addGelu(GraphWriter& graph, const std::string& name) {
    const std::string x = graph.value();
    const auto number = [&](const char* what, float value) { return graph.constant(name + what, {}, {value}); };
    graph.node(name + ".div", "Div", {x, number(".sqrt2", std::numbers::sqrt2_v<float>)});
    graph.node(name + ".erf", "Erf", {graph.value()});
    graph.node(name + ".add", "Add", {graph.value(), number(".one", 1)});
    graph.node(name + ".mul", "Mul", {x, graph.value()});
    graph.node(name, "Mul", {graph.value(), number(".half", 0.5F)});
}

void addActivation(GraphWriter& graph, const std::string& name, const Activation& activation) {
    const auto plain = [&](const char* type) -> onnx::NodeProto& { return graph.node(name, type, {graph.value()}); };
    const auto setting = static_cast<double>(activation.setting);
    switch (activation.kind) {
        case ActivationKind::Identity:
            break;
        case ActivationKind::Sigmoid:
            plain("Sigmoid");
            break;
        case ActivationKind::Tanh:
            plain("Tanh");
            break;
        case ActivationKind::Relu:
            plain("Relu");
            break;
        case ActivationKind::LeakyRelu:
            setReal(plain("LeakyRelu"), "alpha", setting);
            break;
        case ActivationKind::Elu:
            setReal(plain("Elu"), "alpha", setting);
            break;
        case ActivationKind::Gelu:
            addGelu(graph, name);
            break;
        case ActivationKind::Softmax:
            setWhole(plain("Softmax"), "axis", 1);
            break;
        case ActivationKind::LogSoftmax:
            setWhole(plain("LogSoftmax"), "axis", 1);
            break;
    }
}

void addLayer(GraphWriter& graph, const Network& network, Index i) {
    const Spec& spec = network.spec(i);
    const Layer& layer = network.layer(i);
    const Options options = checkedOptions(*findLayer(spec.kind), spec.options, "network");
    const std::string number = std::to_string(i) + ".";
    const auto parameter = [&](const char* name) { return number + name; };
    const std::string x = graph.value();
    if (spec.kind == "dense") {
        std::vector<std::string> inputs{x, parameter("weight")};
        if (options.flag("bias")) inputs.push_back(parameter("bias"));
        setWhole(graph.node(number + "gemm", "Gemm", inputs), "transB", 1);
    } else if (spec.kind == "batch_norm") {
        onnx::NodeProto& node = graph.node(
            number + "batch_norm", "BatchNormalization",
            {x, parameter("weight"), parameter("bias"), parameter("running_mean"), parameter("running_var")});
        setReal(node, "epsilon", options.real("epsilon"));
    } else if (spec.kind == "layer_norm") {
        onnx::NodeProto& node =
            graph.node(number + "layer_norm", "LayerNormalization", {x, parameter("weight"), parameter("bias")});
        setWhole(node, "axis", -1);
        setReal(node, "epsilon", options.real("epsilon"));
    } else if (spec.kind == "dropout") {
        const std::string rate = graph.constant(number + "rate", {}, {static_cast<float>(options.real("rate"))});
        graph.node(number + "dropout", "Dropout", {x, rate});
    } else if (spec.kind == "flatten") {
        setWhole(graph.node(number + "flatten", "Flatten", {x}), "axis", 1);
    } else if (spec.kind != "activation") {
        throw Error("Layer " + std::to_string(i + 1) + " (" + spec.kind + ") can't be written as ONNX yet.");
    }
    addActivation(graph, number + layer.activation(), layer.activationFunction());
}

/// One column of the raw inputs, and its feature.
std::string addFeature(GraphWriter& graph, const std::string& inputs, const FeatureTerm& term,
                       const std::string& name) {
    const auto column = [&](Index index, const std::string& as) {
        const std::string place = graph.indices(as + ".column", {index});
        setWhole(graph.node(as, "Gather", {inputs, place}), "axis", 1);
        return as;
    };
    const std::string v = column(term.column, name + ".input");
    const auto two = [&](const char* type, const std::string& a, const std::string& b, const std::string& as) {
        graph.node(as, type, {a, b});
        return as;
    };
    switch (term.formula) {
        case FeatureFormula::Raw:
            return v;
        case FeatureFormula::Square:
            return two("Mul", v, v, name);
        case FeatureFormula::Cube:
            return two("Mul", v, two("Mul", v, v, name + ".square"), name);
        case FeatureFormula::Sine:
            graph.node(name, "Sin", {v});
            return name;
        case FeatureFormula::Cosine:
            graph.node(name, "Cos", {v});
            return name;
        case FeatureFormula::Product:
            return two("Mul", v, column(1, name + ".other"), name);
        case FeatureFormula::Difference:
            return two("Sub", v, column(1, name + ".other"), name);
        case FeatureFormula::Radius: {
            const std::string w = column(1, name + ".other");
            const std::string a = two("Mul", v, v, name + ".square"), b = two("Mul", w, w, name + ".other_square");
            graph.node(name, "Sqrt", {two("Add", a, b, name + ".sum")});
            return name;
        }
    }
    return v;
}

void addPreprocessing(GraphWriter& graph, const FeatureMap& map) {
    const std::string inputs = graph.value();
    std::vector<std::string> features;
    for (std::size_t i = 0; i < map.terms().size(); ++i)
        features.push_back(addFeature(graph, inputs, map.terms()[i], "feature" + std::to_string(i)));
    setWhole(graph.node("features", "Concat", features), "axis", 1);
    if (!map.normalises()) return;
    const auto row = [&](const char* name, const std::vector<double>& values) {
        return graph.constant(name, {1, map.featureCount()}, {values.begin(), values.end()});
    };
    graph.node("centred", "Sub", {graph.value(), row("centre", map.centre())});
    graph.node("normalised", "Div", {graph.value(), row("scale", map.scale())});
}

const char* outputName(Answer answer) {
    switch (answer) {
        case Answer::Probability:
        case Answer::Probabilities:
            return "probabilities";
        case Answer::LogProbabilities:
            return "log_probabilities";
        case Answer::Margin:
            return "margins";
        case Answer::Value:
            break;
    }
    return "values";
}

}  // namespace

QByteArray onnxModel(const Model& model, const OnnxOptions& options) {
    const Network& network = model.network;
    onnx::ModelProto file;
    file.set_ir_version(formatVersion);
    file.set_producer_name("Glassbox");
    onnx::OperatorSetIdProto& operators = *file.add_opset_import();
    operators.set_domain("");
    operators.set_version(operatorSet);
    for (const auto& [name, text] : modelTexts(model)) {
        onnx::StringStringEntryProto& entry = *file.add_metadata_props();
        entry.set_key(name);
        entry.set_value(text);
    }
    file.mutable_graph()->set_name("network");
    file.mutable_graph()->set_doc_string(networkTitle(model.experiment, network.inputShape().size()));

    GraphWriter graph(*file.mutable_graph());
    for (const NamedTensor& tensor : network.exportParameters())
        graph.constant(tensor.name, tensor.shape, tensor.values);
    if (options.preprocessing) {
        graph.input("inputs", model.data->inputCount());
        addPreprocessing(graph, model.data->featureMap);
    } else {
        graph.input("features", network.inputShape().size());
    }
    for (Index i = 0; i < network.layerCount(); ++i) addLayer(graph, network, i);
    if (!endsInAnswer(model))
        addActivation(graph, "answer",
                      {answerOf(model) == Answer::Probability ? ActivationKind::Sigmoid : ActivationKind::Softmax, 0});
    if (file.graph().node_size() == 0) graph.node("same", "Identity", {graph.value()});
    graph.output(outputName(answerOf(model)), network.outputShape().size());
    onnx::shape_inference::InferShapes(file);  // writes the shapes between the layers down
    return QByteArray::fromStdString(file.SerializeAsString());
}

}  // namespace glassbox
