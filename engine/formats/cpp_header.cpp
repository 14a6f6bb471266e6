#include "engine/formats/cpp_header.h"

#include "engine/experiment/kinds.h"
#include "engine/formats/cpp_header_text.h"
#include "engine/formats/number_text.h"

#include <QFileInfo>

#include <set>

namespace glassbox {

namespace {

std::string floatText(float value) {
    const std::string text = shortestText(value);
    return text + (text.find_first_of(".e") == std::string::npos ? ".0F" : "F");
}

std::string doubleText(double value) {
    const std::string text = shortestText(value);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

template <typename Values, typename Text>
std::string list(const Values& values, Text text) {
    std::string result;
    std::size_t line = 0;
    for (const auto value : values) {
        const std::string item = text(value) + ", ";
        if (result.size() - line + item.size() > 100) {
            result.back() = '\n';
            result += "    ";
            line = result.size();
        }
        result += item;
    }
    if (!result.empty()) result.resize(result.size() - 2);
    return result;
}

/// A name that C++ takes: letters, digits and underscores, not beginning with a digit and no word of the language.
std::string identifier(const QString& name) {
    static const std::set<std::string> words = {"class",  "default", "float", "double", "int",  "new",   "delete",
                                                "switch", "case",    "auto",  "std",    "char", "union", "register"};
    std::string result;
    for (const QChar c : QFileInfo(name).completeBaseName()) {
        const char letter = c.toLatin1();
        const bool plain = c.unicode() < 128 && c.isLetterOrNumber();
        if (plain || (!result.empty() && result.back() != '_')) result += plain ? letter : '_';
    }
    if (result.empty() || (result.front() >= '0' && result.front() <= '9') || words.count(result) > 0)
        result = "network_" + result;
    return result;
}

std::string activationLine(const Activation& activation, const std::string& size) {
    const std::string setting = ", " + floatText(static_cast<float>(activation.setting));
    const auto call = [&](const char* name, const std::string& more = {}) {
        return "    detail::" + std::string(name) + "(a, " + size + more + ");\n";
    };
    switch (activation.kind) {
        case ActivationKind::Identity:
            return {};
        case ActivationKind::Sigmoid:
            return call("sigmoid");
        case ActivationKind::Tanh:
            return call("tangent");
        case ActivationKind::Relu:
            return call("relu");
        case ActivationKind::LeakyRelu:
            return call("leakyRelu", setting);
        case ActivationKind::Elu:
            return call("elu", setting);
        case ActivationKind::Gelu:
            return call("gelu");
        case ActivationKind::Softmax:
            return call("softmax");
        case ActivationKind::LogSoftmax:
            return call("logSoftmax");
    }
    return {};
}

/// The lines that turn `a`, what came out of the layer before, into what comes out of this one.
std::string layerLines(const Network& network, Index i) {
    const Spec& spec = network.spec(i);
    const Layer& layer = network.layer(i);
    const Options options = checkedOptions(*findLayer(spec.kind), spec.options, "network");
    const std::string number = std::to_string(i), in = std::to_string(layer.inputShape().size()),
                      out = std::to_string(layer.outputShape().size());
    const auto weights = [&](const char* name) { return "detail::" + std::string(name) + number; };
    const auto epsilon = [&] { return floatText(static_cast<float>(options.real("epsilon"))); };
    std::string text = "    // " + number + ": " + spec.kind + "\n";
    if (spec.kind == "dense") {
        const std::string bias = options.flag("bias") ? weights("bias") : "nullptr";
        text += "    detail::dense(a, " + in + ", b, " + out + ", " + weights("weight") + ", " + bias + ");\n";
        text += "    std::copy(b, b + " + out + ", a);\n";
    } else if (spec.kind == "batch_norm") {
        text += "    detail::batchNorm(a, " + in + ", " + weights("weight") + ", " + weights("bias") + ", " +
                weights("running_mean") + ", " + weights("running_var") + ", " + epsilon() + ");\n";
    } else if (spec.kind == "layer_norm") {
        text += "    detail::layerNorm(a, " + in + ", " + weights("weight") + ", " + weights("bias") + ", " +
                epsilon() + ");\n";
    } else if (spec.kind == "dropout" || spec.kind == "flatten") {
        return text + "    // does nothing when the network is used\n";
    } else if (spec.kind != "activation") {
        throw Error("Layer " + std::to_string(i + 1) + " (" + spec.kind + ") can't be written in C++ yet.");
    }
    return text + activationLine(layer.activationFunction(), out);
}

std::string featureText(const FeatureTerm& term) {
    const std::string x = "x[" + std::to_string(term.column) + "]";
    switch (term.formula) {
        case FeatureFormula::Raw:
            return x;
        case FeatureFormula::Square:
            return x + " * " + x;
        case FeatureFormula::Cube:
            return x + " * " + x + " * " + x;
        case FeatureFormula::Sine:
            return "std::sin(" + x + ")";
        case FeatureFormula::Cosine:
            return "std::cos(" + x + ")";
        case FeatureFormula::Product:
            return x + " * x[1]";
        case FeatureFormula::Difference:
            return x + " - x[1]";
        case FeatureFormula::Radius:
            return "std::hypot(" + x + ", x[1])";
    }
    return x;
}

std::string features(const Dataset& data) {
    const FeatureMap& map = data.featureMap;
    std::string text = "\n/// What the network sees of a sample's inputs.\n";
    text += "inline std::array<float, featureCount> featuresOf(const std::array<float, inputCount>& inputs) {\n";
    text += "    const std::array<double, inputCount> x = detail::wide(inputs);\n";
    text += "    return {\n";
    for (std::size_t i = 0; i < map.terms().size(); ++i) {
        std::string value = featureText(map.terms()[i]);
        if (map.normalises())
            value = "(" + value + " - " + doubleText(map.centre()[i]) + ") / " + doubleText(map.scale()[i]);
        text += "        static_cast<float>(" + value + "),\n";
    }
    return text + "    };\n}\n";
}

Index widest(const Network& network) {
    Index most = network.inputShape().size();
    for (Index i = 0; i < network.layerCount(); ++i) most = std::max(most, network.layer(i).outputShape().size());
    return most;
}

const char* answerHelp(Answer answer) {
    switch (answer) {
        case Answer::Probability:
            return "the probability of the second class";
        case Answer::Probabilities:
        case Answer::LogProbabilities:
            return "the probability of each class";
        case Answer::Margin:
            return "the margin: above zero, or the largest, wins";
        case Answer::Value:
            break;
    }
    return "what the network gives";
}

std::string answers(const Model& model) {
    std::string text = std::string("\n/// From a sample's inputs to ") + answerHelp(answerOf(model)) + ".\n";
    text += "inline std::array<float, outputCount> answers(const std::array<float, inputCount>& inputs) {\n";
    text += "    std::array<float, outputCount> a = outputs(featuresOf(inputs));\n";
    if (!endsInAnswer(model))
        text += answerOf(model) == Answer::Probability ? "    detail::sigmoid(a.data(), outputCount);\n"
                                                       : "    detail::softmax(a.data(), outputCount);\n";
    if (answerOf(model) == Answer::LogProbabilities) text += "    for (float& v : a) v = std::exp(v);\n";
    return text + "    return a;\n}\n";
}

std::string constants(const Network& network) {
    std::string text;
    for (const NamedTensor& tensor : network.exportParameters()) {
        const std::size_t dot = tensor.name.find('.');
        const std::string name = tensor.name.substr(dot + 1) + tensor.name.substr(0, dot);
        text += "inline constexpr float " + name + "[] = {\n    " + list(tensor.values, floatText) + "};\n";
    }
    return text;
}

}  // namespace

QByteArray cppHeader(const Model& model, const QString& name) {
    const Network& network = model.network;
    const std::string space = identifier(name);
    std::string text = "// A network from Glassbox: " + networkTitle(model.experiment, network.inputShape().size()) +
                       ", data " + model.experiment.data.kind + ", seed " + std::to_string(model.experiment.seed) +
                       ".\n// C++17, nothing but the standard library.\n";
    text += "#pragma once\n\n#include <algorithm>\n#include <array>\n#include <cmath>\n#include <cstddef>\n\n";
    text += "namespace " + space + " {\n\n";
    text += "inline constexpr std::size_t inputCount = " + std::to_string(model.data->inputCount()) + ";\n";
    text += "inline constexpr std::size_t featureCount = " + std::to_string(network.inputShape().size()) + ";\n";
    text += "inline constexpr std::size_t outputCount = " + std::to_string(network.outputShape().size()) + ";\n\n";
    text += "namespace detail {\n\n" + constants(network) + cppHeaderFunctions + "\n}  // namespace detail\n";
    text += features(*model.data);
    text += "\n/// What the last layer gives for what the network sees of a sample.\n";
    text += "inline std::array<float, outputCount> outputs(const std::array<float, featureCount>& features) {\n";
    const std::string width = std::to_string(widest(network));
    text += "    float a[" + width + "], b[" + width + "];\n    static_cast<void>(b);\n";
    text += "    std::copy(features.begin(), features.end(), a);\n";
    for (Index i = 0; i < network.layerCount(); ++i) text += layerLines(network, i);
    text += "    std::array<float, outputCount> result;\n    std::copy(a, a + outputCount, result.begin());\n";
    text += "    return result;\n}\n" + answers(model) + "\n}  // namespace " + space + "\n";
    return QByteArray::fromStdString(text);
}

}  // namespace glassbox
