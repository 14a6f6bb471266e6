#include "engine/formats/onnx_chain.h"
#include "engine/nn/error.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr Index mostUnits = 4096;

}  // namespace

NamedTensor* OnnxChain::weight(const char* name) {
    const std::string wanted = std::to_string(m_network.layers.size() - 1) + "." + name;
    for (NamedTensor& tensor : m_network.weights)
        if (tensor.name == wanted) return &tensor;
    return nullptr;
}

void OnnxChain::addWeight(const char* name, std::vector<Index> shape, std::vector<float> values) {
    m_network.weights.push_back(
        {std::to_string(m_network.layers.size() - 1) + "." + name, std::move(shape), std::move(values)});
}

/// Becomes part of a dense layer without one where it can; a dense layer has no settings for its activation.
void OnnxChain::addActivation(const char* kind, const char* option, double value) {
    const auto setting = static_cast<double>(activationInfo(kind).setting);
    std::vector<Spec>& layers = m_network.layers;
    if (!layers.empty() && layers.back().kind == "dense" && layers.back().options.text("activation") == "identity" &&
        (!option || static_cast<float>(value) == static_cast<float>(setting))) {
        layers.back().options.set("activation", std::string(kind));
        return;
    }
    Spec layer{"activation", {{"activation", std::string(kind)}}};
    if (option) layer.options.set(option, value);
    layers.push_back(std::move(layer));
}

bool OnnxChain::takeActivation(const onnx::NodeProto& node) {
    const std::string& type = node.op_type();
    if (type == "Relu") {
        addActivation("relu");
    } else if (type == "Sigmoid") {
        addActivation("sigmoid");
    } else if (type == "Tanh") {
        addActivation("tanh");
    } else if (type == "LeakyRelu") {
        const double slope = onnxReal(node, "alpha", 0.01);
        if (!(slope >= 0 && slope <= 1)) throw Error("its slope (alpha) is not between 0 and 1");
        addActivation("leaky_relu", "slope", slope);
    } else if (type == "Elu") {
        const double alpha = onnxReal(node, "alpha", 1);
        if (!(alpha > 0 && alpha <= 10)) throw Error("its alpha is not above 0 and at most 10");
        addActivation("elu", "alpha", alpha);
    } else if (type == "Gelu") {
        for (const onnx::AttributeProto& attribute : node.attribute())
            if (attribute.name() == "approximate" && attribute.s() != "none")
                throw Error("it is the approximation by tanh; only the exact one is known here");
        addActivation("gelu");
    } else if (type == "Softmax" || type == "LogSoftmax") {
        requireFlat("it");
        const Index axis = onnxWhole(node, "axis", -1);
        if (axis != 1 && axis != -1) throw Error("it works along another axis than the features");
        addActivation(type == "Softmax" ? "softmax" : "log_softmax");
    } else {
        return false;
    }
    return true;
}

/// What changes no number and no order.
bool OnnxChain::takePassing(const onnx::NodeProto& node) {
    const std::string& type = node.op_type();
    const Index size = sampleSize(m_shape);
    if (type == "Identity") return true;
    if (type == "Cast") {
        if (onnxWhole(node, "to", 0) != onnx::TensorProto::FLOAT) throw Error("it makes no float32 numbers");
        return true;
    }
    if (type == "Flatten") {
        const Index axis = onnxWhole(node, "axis", 1);
        if (axis != 1 && axis != -static_cast<Index>(m_shape.size())) throw Error("it flattens more than the features");
        m_shape = {size};
        return true;
    }
    if (type != "Reshape") return false;
    const std::vector<float>& shape = requireConstant(node, 1, "shape").values;
    if (shape.size() != 2 || size < 0 || (shape[1] != static_cast<float>(size) && shape[1] != -1) ||
        (shape[1] == -1 && shape[0] == -1))
        throw Error("it does not lay each sample out flat");
    m_shape = {size};
    return true;
}

void OnnxChain::addDense(Index in, Index out, std::vector<float> weights, std::vector<float> bias) {
    if (out < 1 || out > mostUnits || in < 1)
        throw Error("it has " + std::to_string(out) + " units; 1 to " + std::to_string(mostUnits) + " can be");
    requireWidth(in);
    Spec dense{"dense", {{"units", std::int64_t{out}}, {"activation", std::string("identity")}}};
    if (bias.empty()) dense.options.set("bias", false);
    m_network.layers.push_back(std::move(dense));
    addWeight("weight", {out, in}, std::move(weights));
    if (!bias.empty()) addWeight("bias", {out}, std::move(bias));
    m_shape = {out};
}

void OnnxChain::takeProduct(const onnx::NodeProto& node) {
    const bool gemm = node.op_type() == "Gemm";
    if (node.input_size() < 2 || node.input(0) != m_value) throw Error("its first input must be the node before it");
    if (gemm && onnxWhole(node, "transA", 0) != 0) throw Error("it transposes its input (transA)");
    const NamedTensor& matrix = requireConstant(node, 1, "weight");
    if (matrix.shape.size() != 2) throw Error("its weight is no matrix");
    const bool transposed = gemm && onnxWhole(node, "transB", 0) != 0;
    const auto scale = static_cast<float>(gemm ? onnxReal(node, "alpha", 1) : 1);
    const Index in = matrix.shape[transposed ? 1 : 0], out = matrix.shape[transposed ? 0 : 1];
    std::vector<float> weights(matrix.values.size());
    for (Index o = 0; o < out; ++o)
        for (Index i = 0; i < in; ++i)
            weights[static_cast<std::size_t>(o * in + i)] =
                scale * matrix.values[static_cast<std::size_t>(transposed ? o * in + i : i * out + o)];
    std::vector<float> bias;
    if (gemm && node.input_size() > 2 && !node.input(2).empty()) {
        const NamedTensor& sum = requireConstant(node, 2, "bias");
        const auto share = static_cast<float>(onnxReal(node, "beta", 1));
        const auto width = static_cast<Index>(sum.values.size());
        const bool row = sum.shape.empty() || sum.shape.back() == width;
        if (!row || (width != 1 && width != out)) throw Error("its bias differs from sample to sample");
        for (Index o = 0; o < out; ++o)
            bias.push_back(share * sum.values[static_cast<std::size_t>(width == 1 ? 0 : o)]);
    }
    addDense(in, out, std::move(weights), std::move(bias));
}

/// The bias behind a product.
void OnnxChain::takeSum(const onnx::NodeProto& node) {
    const NamedTensor* sum = constant(node, 0) ? constant(node, 0) : constant(node, 1);
    std::vector<Spec>& layers = m_network.layers;
    if (!sum || node.input_size() != 2 || layers.empty() || layers.back().kind != "dense" ||
        layers.back().options.text("activation") != "identity")
        throw Error("only a sum of a product and its bias has a layer");
    const Index out = layers.back().options.integer("units");
    const auto width = static_cast<Index>(sum->values.size());
    if ((width != 1 && width != out) || (width > 1 && sum->shape.back() != width))
        throw Error("its bias differs from sample to sample, or has another width");
    if (!weight("bias")) {
        layers.back().options.erase("bias");
        addWeight("bias", {out}, std::vector<float>(static_cast<std::size_t>(out), 0.0F));
    }
    std::vector<float>& bias = weight("bias")->values;
    for (std::size_t o = 0; o < bias.size(); ++o) bias[o] += sum->values[width == 1 ? 0 : o];
}

void OnnxChain::takeNormalisation(const onnx::NodeProto& node) {
    const bool batch = node.op_type() == "BatchNormalization";
    const NamedTensor& scale = requireConstant(node, 1, "scale");
    const auto width = static_cast<Index>(scale.values.size());
    if (batch &&
        (onnxWhole(node, "training_mode", 0) != 0 || onnxWhole(node, "is_test", 1) == 0 || node.output_size() > 1))
        throw Error("it is set to training; save the model for use");
    if (!batch) {
        const Index axis = onnxWhole(node, "axis", -1);
        const bool whole = axis == 1 || axis == -static_cast<Index>(m_shape.size());
        if (!whole) throw Error("it normalises less than a whole sample");
        if (m_shape.size() > 1 && sampleSize(m_shape) == width) m_shape = {width};
    }
    requireWidth(width);
    const double epsilon = onnxReal(node, "epsilon", 1e-5);
    m_network.layers.push_back({batch ? "batch_norm" : "layer_norm", {{"epsilon", epsilon}}});
    const auto add = [&](const char* name, int input) {
        const NamedTensor& tensor = requireConstant(node, input, name);
        if (tensor.values.size() != static_cast<std::size_t>(width)) throw Error("its tensors have different widths");
        addWeight(name, {width}, tensor.values);
    };
    add("weight", 1);
    if (batch || (node.input_size() > 2 && !node.input(2).empty()))
        add("bias", 2);
    else
        addWeight("bias", {width}, std::vector<float>(static_cast<std::size_t>(width), 0.0F));
    if (!batch) return;
    add("running_mean", 3);
    add("running_var", 4);
}

void OnnxChain::takeDropout(const onnx::NodeProto& node) {
    double rate = onnxReal(node, "ratio", 0.5);
    if (node.input_size() > 1 && !node.input(1).empty()) {
        const NamedTensor& ratio = requireConstant(node, 1, "ratio");
        if (ratio.values.size() != 1) throw Error("its ratio is no single number");
        rate = static_cast<double>(ratio.values[0]);
    }
    if (node.input_size() > 2 && !node.input(2).empty()) throw Error("it is set to training; save the model for use");
    if (!(rate >= 0 && rate <= 0.99)) throw Error("its ratio is not between 0 and 0.99");
    m_network.layers.push_back({"dropout", {{"rate", rate}}});
}

}  // namespace glassbox
