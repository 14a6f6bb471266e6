#include "engine/formats/formula_surface_folding.h"

#include <algorithm>
#include <array>

namespace glassbox {

namespace {

int argumentsOf(SurfaceOperation operation) {
    switch (operation) {
        case SurfaceOperation::Constant:
        case SurfaceOperation::X:
        case SurfaceOperation::Y:
            return 0;
        case SurfaceOperation::Add:
        case SurfaceOperation::Subtract:
        case SurfaceOperation::Multiply:
        case SurfaceOperation::Divide:
        case SurfaceOperation::Power:
        case SurfaceOperation::Less:
        case SurfaceOperation::LessEqual:
        case SurfaceOperation::Greater:
        case SurfaceOperation::GreaterEqual:
        case SurfaceOperation::Equal:
        case SurfaceOperation::NotEqual:
        case SurfaceOperation::And:
        case SurfaceOperation::Or:
        case SurfaceOperation::Minimum:
        case SurfaceOperation::Maximum:
        case SurfaceOperation::Atan2:
            return 2;
        case SurfaceOperation::If:
            return 3;
        default:
            return 1;
    }
}

/// A node with its arguments as a list, to be walked over.
struct Arguments {
    explicit Arguments(SurfaceNode& node) : places{&node.a, &node.b, &node.c}, count(argumentsOf(node.operation)) {}
    int** begin() { return places.data(); }
    int** end() { return places.data() + count; }
    std::array<int*, 3> places;
    int count;
};

/// The value of a node whose arguments are constants.
double valueOf(const std::vector<SurfaceNode>& nodes, SurfaceNode node) {
    std::vector<SurfaceNode> alone;
    for (int* argument : Arguments(node)) {
        alone.push_back(nodes[static_cast<std::size_t>(*argument)]);
        *argument = static_cast<int>(alone.size()) - 1;
    }
    alone.push_back(node);
    return evaluate(alone, 0, 0);
}

void fold(std::vector<SurfaceNode>& nodes) {
    for (SurfaceNode& node : nodes) {
        Arguments arguments(node);
        if (arguments.count == 0) continue;
        const bool constant = std::all_of(arguments.begin(), arguments.end(), [&](const int* argument) {
            return nodes[static_cast<std::size_t>(*argument)].operation == SurfaceOperation::Constant;
        });
        if (constant) node = {SurfaceOperation::Constant, 0, 0, 0, valueOf(nodes, node)};
    }
}

}  // namespace

std::vector<SurfaceNode> foldConstants(const std::vector<SurfaceNode>& nodes) {
    std::vector<SurfaceNode> folded = nodes;
    fold(folded);
    std::vector<bool> needed(folded.size(), false);
    needed.back() = true;
    for (std::size_t i = folded.size(); i-- > 0;)
        if (needed[i])
            for (const int* argument : Arguments(folded[i])) needed[static_cast<std::size_t>(*argument)] = true;
    std::vector<SurfaceNode> kept;
    std::vector<int> places(folded.size(), 0);
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (!needed[i]) continue;
        places[i] = static_cast<int>(kept.size());
        SurfaceNode node = folded[i];
        for (int* argument : Arguments(node)) *argument = places[static_cast<std::size_t>(*argument)];
        for (int unused = argumentsOf(node.operation); unused < 3; ++unused)
            (unused == 0 ? node.a : unused == 1 ? node.b : node.c) = 0;
        kept.push_back(node);
    }
    return kept;
}

}  // namespace glassbox
