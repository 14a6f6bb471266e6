#include "ui/backprop/graph_nodes.h"

#include <algorithm>
#include <map>
#include <set>

namespace glassbox {

std::optional<Index> ComputationGraph::find(const TensorRef& tensor) const {
    for (Index i = 0; i < count(); ++i)
        if (node(i).tensor == tensor) return i;
    return {};
}

ComputationGraph graphOf(const Walk& walk) {
    ComputationGraph graph;
    std::map<TensorRef, Index> numbers;
    const auto numberOf = [&](const TensorRef& tensor) {
        const auto [found, isNew] = numbers.emplace(tensor, graph.count());
        if (isNew) graph.nodes.push_back({tensor});
        return found->second;
    };
    for (Index i = 0; i < walk.count(); ++i) {
        const Operation& operation = walk.at(i);
        if (operation.phase != Phase::Forward) continue;
        std::vector<std::pair<Index, std::string>> reads;
        for (const Use& use : operation.uses) reads.emplace_back(numberOf(use.tensor), use.derivative);
        const Index own = numberOf(operation.result);
        GraphNode& node = graph.nodes[static_cast<std::size_t>(own)];
        node.operation = i;
        for (const auto& [from, derivative] : reads) {
            graph.edges.push_back({from, own, derivative});
            node.depth = std::max(node.depth, graph.node(from).depth + 1);
        }
    }
    // Parameters and targets stand above what reads them; the input begins the row.
    for (const GraphEdge& edge : graph.edges) {
        GraphNode& from = graph.nodes[static_cast<std::size_t>(edge.from)];
        if (from.isGiven() && from.tensor.quantity != Quantity::Input && from.above < 0) from.above = edge.to;
    }
    return graph;
}

std::optional<TensorRef> gradientOf(const StepRecord& record, const TensorRef& tensor) {
    switch (tensor.quantity) {
        case Quantity::Parameter:
            return TensorRef{Quantity::Gradient, tensor.layer, tensor.part};
        case Quantity::Output:
            return tensor == sumOf(record, tensor.layer) ? errorOf(record, tensor.layer)
                                                         : TensorRef{Quantity::OutputGradient, tensor.layer};
        case Quantity::Inner:
            if (tensor == sumOf(record, tensor.layer)) return errorOf(record, tensor.layer);
            return {};
        default:
            return {};
    }
}

std::optional<TensorRef> gradientIsOf(const StepRecord& record, const TensorRef& gradient) {
    switch (gradient.quantity) {
        case Quantity::Gradient:
            return TensorRef{Quantity::Parameter, gradient.layer, gradient.part};
        case Quantity::OutputGradient:
            return TensorRef{Quantity::Output, gradient.layer};
        case Quantity::Inner:
            if (gradient == errorOf(record, gradient.layer)) return sumOf(record, gradient.layer);
            return {};
        default:
            return {};
    }
}

std::vector<Index> edgesBack(const StepRecord& record, const ComputationGraph& graph, const Operation& operation) {
    const auto of = gradientIsOf(record, operation.result);
    const auto start = of ? graph.find(*of) : std::nullopt;
    if (!start || operation.phase != Phase::Backward) return {};
    std::set<Index> sources;
    for (const Use& use : operation.uses)
        if (const auto tensor = gradientIsOf(record, use.tensor))
            if (const auto node = graph.find(*tensor); node && node != start) sources.insert(*node);
    // From the tensor forwards until a gradient that the operation reads, or the loss.
    std::vector<Index> edges, waiting{*start};
    std::set<Index> seen{*start};
    while (!waiting.empty()) {
        const Index at = waiting.back();
        waiting.pop_back();
        if (sources.count(at)) continue;
        for (std::size_t i = 0; i < graph.edges.size(); ++i) {
            if (graph.edges[i].from != at) continue;
            edges.push_back(static_cast<Index>(i));
            if (seen.insert(graph.edges[i].to).second) waiting.push_back(graph.edges[i].to);
        }
    }
    std::sort(edges.begin(), edges.end());
    return edges;
}

}  // namespace glassbox
