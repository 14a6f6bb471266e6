#include "engine/formats/graphviz.h"

#include "engine/formats/number_text.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr Index mostUnits = 12;

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return result + '"';
}

bool isSmall(const Network& network) {
    bool small = network.inputShape().size() <= mostUnits;
    for (Index i = 0; i < network.layerCount(); ++i)
        small = small && network.layer(i).outputShape().size() <= mostUnits;
    return small;
}

std::string layerTitle(const Network& network, Index i) {
    const Layer& layer = network.layer(i);
    const std::string kind = network.spec(i).kind;
    std::string title = std::to_string(i) + " " + (kind == "activation" ? layer.activation() : kind);
    if (kind == "dense") title += ", " + std::to_string(layer.outputShape().size()) + " " + layer.activation();
    return title;
}

std::string unitName(Index layer, Index unit) {
    return "u" + std::to_string(layer) + "_" + std::to_string(unit);
}

/// The units of a layer, one below the other. Layer 0 are the features.
std::string column(const std::string& title, Index layer, Index units, const std::vector<std::string>& names) {
    std::string text = "    subgraph cluster" + std::to_string(layer) + " {\n        label=" + quoted(title) + "\n";
    for (Index unit = 0; unit < units; ++unit) {
        const auto i = static_cast<std::size_t>(unit);
        text += "        " + unitName(layer, unit) +
                " [label=" + quoted(i < names.size() ? names[i] : std::to_string(unit + 1)) + "]\n";
    }
    return text + "    }\n";
}

const NamedTensor* weightOf(const std::vector<NamedTensor>& tensors, Index layer) {
    for (const NamedTensor& tensor : tensors)
        if (tensor.name == std::to_string(layer) + ".weight") return &tensor;
    return nullptr;
}

std::string denseEdges(Index layer, const NamedTensor& weight) {
    float largest = 0;
    for (const float w : weight.values) largest = std::max(largest, std::abs(w));
    std::string text;
    const Index in = weight.shape[1];
    for (Index out = 0; out < weight.shape[0]; ++out) {
        for (Index k = 0; k < in; ++k) {
            const float w = weight.values[static_cast<std::size_t>(out * in + k)];
            const double width = 0.2 + 2.8 * static_cast<double>(largest > 0 ? std::abs(w) / largest : 0);
            text += "    " + unitName(layer, k) + " -> " + unitName(layer + 1, out) +
                    " [penwidth=" + shortestText(std::round(width * 100) / 100) +
                    ", style=" + (w < 0 ? "dashed" : "solid") + ", color=" + (w < 0 ? "\"#d95f02\"" : "\"#1f77b4\"") +
                    ", tooltip=" + quoted(shortestText(w)) + "]\n";
        }
    }
    return text;
}

std::string units(const Model& model) {
    const Network& network = model.network;
    const std::vector<NamedTensor> tensors = network.exportParameters();
    std::string text = column("features", 0, network.inputShape().size(), model.data->featureNames);
    for (Index i = 0; i < network.layerCount(); ++i) {
        const Index size = network.layer(i).outputShape().size();
        const bool classes = i + 1 == network.layerCount() && size == model.data->classCount();
        text +=
            column(layerTitle(network, i), i + 1, size, classes ? model.data->classNames : std::vector<std::string>());
        const NamedTensor* weight = weightOf(tensors, i);
        if (network.spec(i).kind == "dense" && weight)
            text += denseEdges(i, *weight);
        else
            for (Index unit = 0; unit < size; ++unit)
                text += "    " + unitName(i, unit) + " -> " + unitName(i + 1, unit) + " [color=gray]\n";
    }
    return text;
}

std::string boxes(const Network& network) {
    std::string text = "    l0 [label=" + quoted(std::to_string(network.inputShape().size()) + " features") + "]\n";
    for (Index i = 0; i < network.layerCount(); ++i) {
        const std::string name = "l" + std::to_string(i + 1);
        text += "    " + name + " [label=" + quoted(layerTitle(network, i)) + "]\n    l" + std::to_string(i) + " -> " +
                name + "\n";
    }
    return text;
}

}  // namespace

QByteArray graphvizDrawing(const Model& model) {
    const Network& network = model.network;
    const bool small = isSmall(network);
    const std::string title =
        networkTitle(model.experiment, network.inputShape().size()) + ", seed " + std::to_string(model.experiment.seed);
    std::string text = "digraph network {\n    rankdir=LR\n    label=" + quoted(title) +
                       "\n    node [shape=" + (small ? "circle" : "box") + "]\n    edge [arrowhead=none]\n";
    text += (small ? units(model) : boxes(network)) + "}\n";
    return QByteArray::fromStdString(text);
}

}  // namespace glassbox
