#pragma once

#include "engine/explain/walk.h"

#include <vector>

namespace glassbox {

/// A tensor of the forward pass as a node of the computation graph: made by an operation, or given.
struct GraphNode {
    TensorRef tensor;
    std::optional<Index> operation{};  ///< absent: given (input, target, parameter)
    Index depth = 0;                   ///< longest way from a given tensor, counted in operations
    Index above = -1;                  ///< of what stands above its only reader: that node; -1: in the row

    bool isGiven() const { return !operation; }
};

/// A tensor read by an operation.
struct GraphEdge {
    Index from = 0, to = 0;    ///< nodes
    std::string derivative{};  ///< TeX of d to / d from; empty where no gradient flows
};

struct ComputationGraph {
    std::vector<GraphNode> nodes;  ///< operations come after what they read
    std::vector<GraphEdge> edges;

    const GraphNode& node(Index i) const { return nodes[static_cast<std::size_t>(i)]; }
    Index count() const { return static_cast<Index>(nodes.size()); }
    std::optional<Index> find(const TensorRef& tensor) const;
};

/// The forward operations of a walk and what they read.
ComputationGraph graphOf(const Walk& walk);

/// Where a tensor's gradient is kept; absent if the step keeps none.
std::optional<TensorRef> gradientOf(const StepRecord& record, const TensorRef& tensor);
/// Which tensor of the forward pass this is the gradient of; absent for other tensors.
std::optional<TensorRef> gradientIsOf(const StepRecord& record, const TensorRef& gradient);
/// Edges over which an operation of the backward pass takes the gradient, against their direction.
std::vector<Index> edgesBack(const StepRecord& record, const ComputationGraph& graph, const Operation& operation);

}  // namespace glassbox
