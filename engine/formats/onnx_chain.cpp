#include "engine/formats/onnx_chain.h"

#include "engine/nn/error.h"
#include "engine/nn/quote.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glassbox {

namespace {

constexpr std::size_t mostNodes = 10'000;

std::string nodeName(const onnx::NodeProto& node) {
    const std::string& name = node.name().empty() && node.output_size() > 0 ? node.output(0) : node.name();
    return "the node " + inQuotes(name) + " (" + std::string(inQuotes(node.op_type()), 1, node.op_type().size()) + ")";
}

}  // namespace

Index sampleSize(const std::vector<Index>& shape) {
    constexpr Index most = Index{1} << 40;
    Index size = 1;
    for (const Index n : shape) size = n < 0 || size < 0 || size > most || n > most ? -1 : size * n;
    return size;
}

OnnxChain::OnnxChain(const onnx::GraphProto& graph) : m_graph(graph) {
    readConstants();
    readInput();
}

void OnnxChain::readConstants() {
    if (m_graph.sparse_initializer_size() > 0) throw Error("it has sparse tensors; save it with plain ones.");
    const auto add = [this](const std::string& name, auto read) {
        try {
            if (!m_constants.emplace(name, read()).second) throw Error("it is there twice");
        } catch (const Error& error) {
            throw Error("the tensor " + inQuotes(name) + " can't be used: " + error.what() + ".");
        }
    };
    for (const onnx::TensorProto& tensor : m_graph.initializer())
        add(tensor.name(), [&] { return onnxTensor(tensor); });
    for (const onnx::NodeProto& node : m_graph.node())
        if (node.op_type() == "Constant" && node.output_size() == 1)
            add(node.output(0), [&] { return onnxConstant(node); });
}

void OnnxChain::readInput() {
    const onnx::ValueInfoProto* input = nullptr;
    for (const onnx::ValueInfoProto& candidate : m_graph.input()) {
        if (m_constants.count(candidate.name()) > 0) continue;
        if (input)
            throw Error("it has several inputs, " + inQuotes(input->name()) + " and " + inQuotes(candidate.name()) +
                        "; only networks with one can be taken over.");
        input = &candidate;
    }
    if (!input) throw Error("it has no input.");
    if (m_graph.output_size() != 1)
        throw Error("it has " + std::to_string(m_graph.output_size()) +
                    " outputs; only networks with one can be taken over.");
    m_value = input->name();
    if (!input->type().has_tensor_type() || !input->type().tensor_type().has_shape())
        throw Error("the shape of its input is not given.");
    const onnx::TensorShapeProto& shape = input->type().tensor_type().shape();
    if (shape.dim_size() < 2 || shape.dim_size() > 8)
        throw Error("its input has " + std::to_string(shape.dim_size()) + " dimensions; expected samples x features.");
    for (int i = 1; i < shape.dim_size(); ++i)
        m_shape.push_back(shape.dim(i).has_dim_value() ? Index{shape.dim(i).dim_value()} : Index{-1});
}

ImportedNetwork OnnxChain::follow() {
    std::vector<const onnx::NodeProto*> nodes;
    for (const onnx::NodeProto& node : m_graph.node())
        if (node.op_type() != "Constant") nodes.push_back(&node);
    if (nodes.size() > mostNodes) throw Error("it has more than " + std::to_string(mostNodes) + " nodes.");
    m_network.inputs = sampleSize(m_shape);
    for (std::size_t i = 0; i < nodes.size();) {
        const onnx::NodeProto& node = *nodes[i];
        try {
            if (!node.domain().empty() && node.domain() != "ai.onnx") throw Error("it is of another operator set");
            if (foldTranspose(node)) {
                ++i;
                continue;
            }
            requireChain(node);
            i += take(Nodes(nodes).subspan(i));
        } catch (const Error& error) {
            throw Error(nodeName(node) + " can't be taken over: " + error.what() + ".");
        }
    }
    if (m_graph.output(0).name() != m_value)
        throw Error("its output " + inQuotes(m_graph.output(0).name()) + " does not come from its last node.");
    if (m_network.layers.empty()) throw Error("there is no layer in it.");
    if (m_network.inputs < 1) throw Error("how many features its input has is not given.");
    try {
        Network(Shape{m_network.inputs}, m_network.layers).importParameters(m_network.weights);
    } catch (const Error& error) {
        throw Error(std::string("its layers can't be built: ") + error.what());
    }
    return std::move(m_network);
}

bool OnnxChain::foldTranspose(const onnx::NodeProto& node) {
    const NamedTensor* from = node.op_type() == "Transpose" ? constant(node, 0) : nullptr;
    if (!from || node.output_size() != 1) return false;
    if (from->shape.size() != 2) throw Error("only a matrix can be turned over");
    for (const onnx::AttributeProto& attribute : node.attribute())
        if (attribute.name() == "perm" && (attribute.ints_size() != 2 || attribute.ints(0) != 1)) return false;
    const Index rows = from->shape[0], columns = from->shape[1];
    NamedTensor turned{node.output(0), {columns, rows}, {}};
    for (Index c = 0; c < columns; ++c)
        for (Index r = 0; r < rows; ++r)
            turned.values.push_back(from->values[static_cast<std::size_t>(r * columns + c)]);
    if (!m_constants.emplace(node.output(0), std::move(turned)).second) throw Error("its output is there twice");
    return true;
}

void OnnxChain::requireChain(const onnx::NodeProto& node) const {
    if (node.input_size() == 0 || node.output_size() == 0) throw Error("it has no input or no output");
    bool follows = false;
    for (const std::string& input : node.input()) {
        if (input == m_value)
            follows = true;
        else if (!input.empty() && m_constants.count(input) == 0)
            throw Error("it takes " + inQuotes(input) + ", which does not come from the node before; only a chain can");
    }
    if (!follows) throw Error("it does not follow the node before it; only a chain can");
}

std::size_t OnnxChain::take(Nodes nodes) {
    const onnx::NodeProto& node = *nodes.front();
    const std::string& type = node.op_type();
    std::size_t taken = 1;
    if (takePassing(node) || takeActivation(node)) {
    } else if (type == "Gemm" || type == "MatMul") {
        takeProduct(node);
    } else if (type == "Add") {
        takeSum(node);
    } else if (type == "BatchNormalization" || type == "LayerNormalization") {
        takeNormalisation(node);
    } else if (type == "Dropout") {
        takeDropout(node);
    } else if (type == "Div" || type == "Mul") {
        taken = takeGelu(nodes);
    } else {
        throw Error(
            "there is no layer for it; known are Gemm, MatMul with Add, activations, BatchNormalization, "
            "LayerNormalization and Dropout");
    }
    m_value = nodes[taken - 1]->output(0);
    return taken;
}

const NamedTensor* OnnxChain::constant(const onnx::NodeProto& node, int input) const {
    if (input >= node.input_size() || node.input(input).empty()) return nullptr;
    const auto found = m_constants.find(node.input(input));
    return found == m_constants.end() ? nullptr : &found->second;
}

const NamedTensor& OnnxChain::requireConstant(const onnx::NodeProto& node, int input, const char* what) const {
    const NamedTensor* tensor = constant(node, input);
    if (!tensor) throw Error(std::string("its ") + what + " must be a tensor of the file");
    return *tensor;
}

bool OnnxChain::isNumber(const onnx::NodeProto& node, int input, double number) const {
    const NamedTensor* tensor = constant(node, input);
    return tensor && tensor->values.size() == 1 && std::abs(static_cast<double>(tensor->values[0]) - number) < 1e-5;
}

Index OnnxChain::requireFlat(const char* what) const {
    if (m_shape.size() != 1)
        throw Error(std::string("each sample has ") + std::to_string(m_shape.size()) + " dimensions there; " + what +
                    " works on flat ones, so a Flatten must come before it");
    return m_shape.front();
}

void OnnxChain::requireWidth(Index width) {
    const Index there = requireFlat("it");
    if (there >= 0 && there != width)
        throw Error("it is made for " + std::to_string(width) + " values, but the node before it gives " +
                    std::to_string(there));
    if (m_network.inputs < 0) m_network.inputs = width;
    m_shape = {width};
}

/// x / √2, erf, + 1, times x, times ½: how a GELU is written with the operators before set 20.
std::size_t OnnxChain::takeGelu(Nodes nodes) {
    const auto other = [this](const onnx::NodeProto& node, const std::string& value, double number) {
        for (const int i : {0, 1})
            if (node.input_size() == 2 && node.input(i) == value && isNumber(node, 1 - i, number)) return true;
        return false;
    };
    const auto both = [](const onnx::NodeProto& node, const std::string& a, const std::string& b) {
        return node.input_size() == 2 &&
               ((node.input(0) == a && node.input(1) == b) || (node.input(0) == b && node.input(1) == a));
    };
    const std::array<const char*, 5> types{"", "Erf", "Add", "Mul", "Mul"};
    bool fits = nodes.size() >= types.size();
    for (std::size_t i = 1; fits && i < types.size(); ++i)
        fits = nodes[i]->op_type() == types[i] && nodes[i]->output_size() == 1 && nodes[i]->input_size() > 0;
    const onnx::NodeProto& first = *nodes[0];
    fits = fits && (first.op_type() == "Div" ? first.input(0) == m_value && isNumber(first, 1, std::numbers::sqrt2)
                                             : other(first, m_value, 1 / std::numbers::sqrt2));
    fits = fits && nodes[1]->input(0) == first.output(0) && other(*nodes[2], nodes[1]->output(0), 1) &&
           both(*nodes[3], m_value, nodes[2]->output(0)) && other(*nodes[4], nodes[3]->output(0), 0.5);
    if (!fits)
        throw Error(first.op_type() == "Div"
                        ? "a division that is no part of a GELU has no layer; where it normalises the inputs, export "
                          "the model without its pre-processing"
                        : "a product that is no part of a GELU has no layer");
    addActivation("gelu");
    return types.size();
}

}  // namespace glassbox
