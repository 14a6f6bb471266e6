#pragma once

#include "engine/formats/onnx_file.h"
#include "engine/formats/onnx_tensors.h"

#include <array>
#include <map>
#include <span>
#include <string>

namespace glassbox {

/// How many numbers a shape has; -1 if that is not known.
Index sampleSize(const std::vector<Index>& shape);

/// Follows a graph from its input to its output, node by node, and collects the layers that the nodes make.
class OnnxChain {
  public:
    /// Throws Error if the graph has not exactly one input and one output, or a constant can't be used.
    explicit OnnxChain(const onnx::GraphProto& graph);
    /// Throws Error that names the node and its operator.
    ImportedNetwork follow();

  private:
    using Nodes = std::span<const onnx::NodeProto* const>;

    void readConstants();
    void readInput();
    /// Takes one node, or several that are one layer; returns how many.
    std::size_t take(Nodes nodes);
    bool takeActivation(const onnx::NodeProto& node);
    bool takePassing(const onnx::NodeProto& node);
    void takeProduct(const onnx::NodeProto& node);
    void takeSum(const onnx::NodeProto& node);
    void takeNormalisation(const onnx::NodeProto& node);
    void takeDropout(const onnx::NodeProto& node);
    std::size_t takeGelu(Nodes nodes);

    /// A weight that is turned over on its way becomes another constant; true if the node is such a one.
    bool foldTranspose(const onnx::NodeProto& node);
    /// Whether the node's data come from the node before; throws Error if they come from elsewhere.
    void requireChain(const onnx::NodeProto& node) const;
    const NamedTensor* constant(const onnx::NodeProto& node, int input) const;
    const NamedTensor& requireConstant(const onnx::NodeProto& node, int input, const char* what) const;
    bool isNumber(const onnx::NodeProto& node, int input, double number) const;
    /// What a sample has before the node: flat, or throws Error.
    Index requireFlat(const char* what) const;
    void requireWidth(Index width);
    void addActivation(const char* kind, const char* option = nullptr, double value = 0);
    void addDense(Index in, Index out, std::vector<float> weight, std::vector<float> bias);
    NamedTensor* weight(const char* name);
    void addWeight(const char* name, std::vector<Index> shape, std::vector<float> values);

    const onnx::GraphProto& m_graph;
    std::map<std::string, NamedTensor> m_constants;
    ImportedNetwork m_network;
    std::string m_value;         ///< what came out of the last node
    std::vector<Index> m_shape;  ///< of one sample there; -1 where it is not known yet
};

}  // namespace glassbox
