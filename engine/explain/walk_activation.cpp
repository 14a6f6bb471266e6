#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/number_words.h"
#include "engine/explain/walk_kinds.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

Activation functionOf(const StepRecord& record, Index layer) {
    return record.before.layer(layer).activationFunction();
}

bool couplesUnits(ActivationKind kind) {
    return kind == ActivationKind::Softmax || kind == ActivationKind::LogSoftmax;
}

/// What the activation is applied to: z of the layer's trace, which an activation layer gets from the one before.
TensorRef argumentOf(const StepRecord& record, Index layer) {
    return record.before.spec(layer).kind == "dense" ? sumOf(record, layer) : inputOf(layer);
}

/// f(z) for letters or numbers.
std::string functionTex(const Activation& f, const std::string& z, const std::string& setting) {
    switch (f.kind) {
        case ActivationKind::Sigmoid:
            return "\\frac{1}{1 + e^{-" + z + "}}";
        case ActivationKind::Tanh:
            return "\\tanh\\left(" + z + "\\right)";
        case ActivationKind::Relu:
            return "\\max\\left(0,\\, " + z + "\\right)";
        case ActivationKind::LeakyRelu:
            return "\\begin{cases} " + z + " & \\text{if } z > 0 \\\\ " + setting + "\\, " + z +
                   " & \\text{otherwise} \\end{cases}";
        case ActivationKind::Elu:
            return "\\begin{cases} " + z + " & \\text{if } z > 0 \\\\ " + setting + " \\left(e^{" + z +
                   "} - 1\\right) & \\text{otherwise} \\end{cases}";
        case ActivationKind::Gelu:
            return z + "\\, \\Phi\\left(" + z + "\\right)";
        default:
            return z;
    }
}

/// f'(z), from z or from a = f(z), as the engine computes it.
std::string slopeTex(const Activation& f, const std::string& z, const std::string& a, const std::string& setting) {
    switch (f.kind) {
        case ActivationKind::Sigmoid:
            return a + " \\left(1 - " + a + "\\right)";
        case ActivationKind::Tanh:
            return "\\left(1 - " + a + "^{2}\\right)";
        case ActivationKind::Relu:
            return "\\begin{cases} 1 & \\text{if } z > 0 \\\\ 0 & \\text{otherwise} \\end{cases}";
        case ActivationKind::LeakyRelu:
            return "\\begin{cases} 1 & \\text{if } z > 0 \\\\ " + setting + " & \\text{otherwise} \\end{cases}";
        case ActivationKind::Elu:
            return "\\begin{cases} 1 & \\text{if } z > 0 \\\\ a + " + setting + " & \\text{otherwise} \\end{cases}";
        case ActivationKind::Gelu:
            return "\\left(\\Phi\\left(" + z + "\\right) + " + z + "\\, \\varphi\\left(" + z + "\\right)\\right)";
        default:
            return "1";
    }
}

std::string nameOf(const Activation& f) {
    for (const ActivationInfo& info : activationInfos())
        if (info.value == f.kind) return info.title;
    return {};
}

std::string settingOf(const Activation& f) {
    return settingTex(static_cast<double>(f.setting));
}

std::string activationSentence(const Activation& f, const std::string& unit, double z, double a) {
    const std::string result = numberWords(a);
    switch (f.kind) {
        case ActivationKind::Sigmoid:
            return "The sigmoid squeezes the sum " + numberWords(z) + " into 0 to 1: " + result + ". " +
                   (std::abs(z) > 4 ? "So far from zero it is nearly flat: the gradient will fade here." : "");
        case ActivationKind::Tanh:
            return "Tanh squeezes the sum " + numberWords(z) + " into −1 to 1: " + result + ". " +
                   (std::abs(z) > 2.5 ? "So far from zero it is nearly flat: the gradient will fade here." : "");
        case ActivationKind::Relu:
            return z > 0
                       ? "The sum is positive, so " + unit + " passes it on unchanged: " + result + "."
                       : "The sum is not positive, so " + unit + " stays silent, and no gradient will come through it.";
        case ActivationKind::LeakyRelu:
        case ActivationKind::Elu:
            return z > 0 ? "The sum is positive, so " + unit + " passes it on unchanged: " + result + "."
                         : "The sum is negative; only a little of it passes: " + result + ".";
        case ActivationKind::Gelu:
            return "GELU weighs the sum by the share of a normal distribution below it: " + result + ".";
        case ActivationKind::Softmax:
            return unit + " gets a share of " + percentWords(a) + "; all shares together are 100 %.";
        case ActivationKind::LogSoftmax:
            return "The logarithm of a share of " + percentWords(std::exp(a)) + ".";
        default:
            return {};
    }
}

/// Softmax and its logarithm, with the whole column in the divisor.
void softmaxLines(ArithmeticWriter& writer, const TensorRef& z, const Question& question, bool logarithm) {
    const TensorView view = tensorOf(writer.record(), z);
    const Place own{z, question.row, question.col};
    std::string sum;
    double total = 0, most = -INFINITY;
    for (Index j = 0; j < view.rows; ++j) most = std::max(most, view(j, question.col));
    for (Index j = 0; j < view.rows; ++j) {
        total += std::exp(view(j, question.col) - most);
        if (j < 5 || j == question.row)
            sum += (sum.empty() ? "" : " + ") + std::string("e^{") + writer.number({z, j, question.col}, true) + "}";
        else if (j == 5)
            sum += " + \\cdots";
    }
    if (logarithm)
        writer.result(writer.number(own, true) + " - \\ln\\left(" + sum + "\\right)");
    else
        writer.result("\\frac{e^{" + writer.number(own, true) + "}}{" + sum + "}");
    writer.mistake(Mistake::NoActivation, writer.value(own));
}

Arithmetic activationValue(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const Activation f = functionOf(record, layer);
    const TensorRef argument = argumentOf(record, layer);
    const Place z{argument, question.row, question.col};
    if (couplesUnits(f.kind)) {
        softmaxLines(writer, argument, question, f.kind == ActivationKind::LogSoftmax);
    } else {
        if (f.kind == ActivationKind::LeakyRelu || f.kind == ActivationKind::Elu) {
            // Only the case that holds.
            Activation one = f;
            if (writer.value(z) > 0) one.kind = ActivationKind::Identity;
            const bool bent = one.kind != ActivationKind::Identity;
            const std::string number = writer.number(z, !bent);
            writer.result(!bent ? number
                          : f.kind == ActivationKind::Elu
                              ? settingOf(f) + " \\left(e^{" + writer.number(z, true) + "} - 1\\right)"
                              : settingOf(f) + " \\times " + number);
        } else {
            writer.result(functionTex(
                f, writer.number(z, f.kind != ActivationKind::Gelu && f.kind != ActivationKind::Sigmoid), {}));
        }
        writer.mistake(Mistake::NoActivation, writer.value(z));
    }
    std::string sentence =
        activationSentence(f, unitWords(record, layer, question.row), writer.value(z), writer.resultValue());
    if (!sentence.empty()) sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
    writer.say(std::move(sentence));
    return writer.take();
}

double jacobian(const StepRecord& record, Index layer, const Place& result, const Place& used) {
    if (result.col != used.col) return 0;
    const Activation f = functionOf(record, layer);
    const auto a = [&](Index row) { return valueAt(record, {{Quantity::Output, layer}, row, result.col}).value_or(0); };
    const double same = result.row == used.row ? 1 : 0;
    if (f.kind == ActivationKind::Softmax) return a(result.row) * (same - a(used.row));
    if (f.kind == ActivationKind::LogSoftmax) return same - std::exp(a(used.row));
    return same == 0 ? 0 : slopeAt(record, layer, result.row, result.col);
}

/// delta_i = dC/da_i f'(z_i); for softmax a_i (dC/da_i - sum_j dC/da_j a_j), for its logarithm dC/da_i - p_i sum_j
/// dC/da_j.
Arithmetic errorValue(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const Activation f = functionOf(record, layer);
    const TensorRef gradient{Quantity::OutputGradient, layer}, output{Quantity::Output, layer};
    const Place up{gradient, question.row, question.col}, a{output, question.row, question.col};
    const Place z{argumentOf(record, layer), question.row, question.col};
    const std::string unit = unitWords(record, layer, question.row);
    if (couplesUnits(f.kind)) {
        const bool logarithm = f.kind == ActivationKind::LogSoftmax;
        const TensorView all = tensorOf(record, gradient);
        const std::string own = writer.number(logarithm ? up : a, true);
        std::string sum;
        double total = 0;
        for (Index j = 0; j < all.rows; ++j) {
            total += all(j, question.col) * (logarithm ? 1 : writer.value({output, j, question.col}));
            if (j > 3) continue;
            sum += (sum.empty() ? "" : " + ") + writer.number({gradient, j, question.col}, sum.empty());
            if (!logarithm) sum += " \\times " + writer.number({output, j, question.col});
        }
        if (all.rows > 4) sum += " + \\cdots";
        writer.line(
            "\\sum_{j} \\frac{\\partial " + costSymbol(record) + "}{\\partial a_{j}}" + (logarithm ? "" : "\\, a_{j}"),
            sum, total);
        if (logarithm)
            writer.result(own + " - e^{" + writer.number(a, true) + "} \\times " + ArithmeticWriter::plain(total));
        else
            writer.result(own + " \\left(" + writer.number(up, true) + " - " + ArithmeticWriter::plain(total) +
                          "\\right)");
        writer.say("The shares hang together: raising one sum lowers the other shares, so the error of " + unit +
                   " compares its own gradient with that of all.");
        return writer.take();
    }
    const double slope = slopeAt(record, layer, question.row, question.col);
    std::string slopeNumbers;
    const std::string an = writer.number(a);
    const std::string first = writer.number(up, true);
    switch (f.kind) {
        case ActivationKind::Sigmoid:
        case ActivationKind::Tanh:
            slopeNumbers = slopeTex(f, {}, an, {});
            break;
        default:
            slopeNumbers = ArithmeticWriter::plain(slope);
            break;
    }
    if (f.kind != ActivationKind::Sigmoid && f.kind != ActivationKind::Tanh)
        writer.line(slopeSymbol(record, layer, question.row, question.col),
                    f.kind == ActivationKind::Gelu ? slopeTex(f, writer.number(z), {}, {})
                                                   : std::string("\\text{slope at } ") + writer.number(z, true),
                    slope);
    writer.result(first + " \\times " + slopeNumbers);
    writer.factor(symbolOf(record, up), writer.value(up), up);
    writer.factor(slopeSymbol(record, layer, question.row, question.col), slope);
    writer.mistake(Mistake::NoSlope, writer.value(up));
    const double delta = writer.resultValue();
    const std::string where = "What comes back to " + unit + " is " + numberWords(writer.value(up)) + "; ";
    if (slope == 0)
        writer.say(where + "but the unit is switched off (slope 0), so nothing gets through.");
    else if (std::abs(slope) < 0.05)
        writer.say(where + "the activation is nearly flat there (slope " + numberWords(slope) + "), so only " +
                   numberWords(delta) + " gets through: the gradient vanishes here.");
    else
        writer.say(where + "the slope of the activation, " + numberWords(slope) + ", lets " + numberWords(delta) +
                   " through.");
    return writer.take();
}

Operation baseOf(const StepRecord& record, Index layer, Phase phase, const TensorRef& result) {
    Operation operation;
    operation.phase = phase;
    operation.layer = layer;
    operation.result = result;
    operation.symbol = symbolOf(record, result);
    return operation;
}

std::string softmaxRule(const Activation& f, const std::string& a, const std::string& z) {
    return f.kind == ActivationKind::Softmax ? a + "_{i} = \\frac{e^{" + z + "_{i}}}{\\sum_{j} e^{" + z + "_{j}}}"
                                             : a + "_{i} = " + z + "_{i} - \\ln \\sum_{j} e^{" + z + "_{j}}";
}

void forward(const StepRecord& record, Index layer, Operations& operations) {
    if (record.before.layer(layer).activation() != "identity") return tellActivation(record, layer, operations);
    plainTeller().forward(record, layer, operations);
}

void backward(const StepRecord& record, Index layer, Operations& operations) {
    const std::size_t before = operations.size();
    tellActivationBackward(record, layer, operations);
    if (!passesGradientOn(layer)) return;
    // The layer's input is z: its error is the gradient that goes on.
    const TensorRef on{Quantity::OutputGradient, layer - 1};
    if (operations.size() > before) {
        Operation& last = operations.back();
        last.result = on;
        last.symbol = "\\partial " + symbolOf(record, TensorRef{Quantity::Output, layer - 1});
        last.matrices.back().tensor = on;
        const std::size_t equals = last.rule.find('=');
        last.rule = symbolOf(record, on) + " " + last.rule.substr(equals);
        last.arithmetic = [on, layer](const StepRecord& of, const Question& question) {
            return errorValue(of, on, question, layer);
        };
        return;
    }
    plainTeller().backward(record, layer, operations);
}

}  // namespace

double slopeAt(const StepRecord& record, Index layer, Index row, Index sample) {
    const Activation f = functionOf(record, layer);
    const double a = valueAt(record, {{Quantity::Output, layer}, row, sample}).value_or(0);
    if (f.kind == ActivationKind::Softmax) return a * (1 - a);
    if (f.kind == ActivationKind::LogSoftmax) return 1 - std::exp(a);
    return activationSlope(f, valueAt(record, {argumentOf(record, layer), row, sample}).value_or(0));
}

std::string slopeSymbol(const StepRecord& record, Index layer, Index row, Index sample) {
    return "\\frac{\\partial " + symbolOf(record, Place{{Quantity::Output, layer}, row, sample}) + "}{\\partial " +
           symbolOf(record, Place{argumentOf(record, layer), row, sample}) + "}";
}

void tellActivation(const StepRecord& record, Index layer, Operations& operations) {
    const Activation f = functionOf(record, layer);
    if (f.kind == ActivationKind::Identity) return;
    Operation operation = baseOf(record, layer, Phase::Forward, {Quantity::Output, layer});
    const TensorRef argument = argumentOf(record, layer);
    const std::string z = symbolOf(record, argument);
    operation.name = "activation";
    if (couplesUnits(f.kind)) {
        operation.rule = softmaxRule(f, operation.symbol, z);
        operation.purpose = f.kind == ActivationKind::Softmax
                                ? "Softmax turns the sums of all units into shares that add up to 1."
                                : "Log-softmax gives the logarithms of the shares that softmax makes of the sums.";
    } else {
        operation.rule = operation.symbol + " = f\\left(" + z + "\\right)";
        operation.where = "f(z) = " + functionTex(f, "z", settingOf(f));
        operation.purpose =
            nameOf(f) + " bends the sum of each unit; without a bend all layers together were one linear layer.";
    }
    operation.uses = {{argument, couplesUnits(f.kind)
                                     ? "\\frac{\\partial " + operation.symbol + "}{\\partial " + z + "}"
                                     : "f'\\left(" + z + "\\right)"}};
    operation.matrices = {{"f", argument}, {"=", operation.result}};
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return activationValue(of, result, question, layer);
    };
    operation.derivative = [layer](const StepRecord& of, const Place& result, const Place& used) {
        return jacobian(of, layer, result, used);
    };
    operations.push_back(std::move(operation));
}

void tellActivationBackward(const StepRecord& record, Index layer, Operations& operations) {
    const Activation f = functionOf(record, layer);
    const bool fused = record.isFused() && layer + 1 == record.before.layerCount();
    if (f.kind == ActivationKind::Identity || fused) return;  // the loss gave the error already
    Operation operation = baseOf(record, layer, Phase::Backward, errorOf(record, layer));
    const TensorRef gradient{Quantity::OutputGradient, layer}, output{Quantity::Output, layer};
    const TensorRef argument = argumentOf(record, layer);
    const std::string up = symbolOf(record, gradient), a = symbolOf(record, output), z = symbolOf(record, argument);
    operation.name = "error";
    if (couplesUnits(f.kind)) {
        const std::string d = "\\frac{\\partial " + costSymbol(record) + "}{\\partial " + a;
        operation.rule = f.kind == ActivationKind::Softmax
                             ? operation.symbol + "_{i} = " + a + "_{i} \\left(" + d + "_{i}} - \\sum_{j} " + d +
                                   "_{j}}\\, " + a + "_{j}\\right)"
                             : operation.symbol + "_{i} = " + d + "_{i}} - e^{" + a + "_{i}} \\sum_{j} " + d + "_{j}}";
    } else {
        operation.rule = operation.symbol + " = " + up + " \\odot f'\\left(" + z + "\\right)";
        operation.where =
            "f'(z) = " + slopeTex(f, "z",
                                  f.kind == ActivationKind::Tanh || f.kind == ActivationKind::Sigmoid ? "a" : "z",
                                  settingOf(f));
    }
    operation.purpose =
        "The gradient passes through the activation function: it is multiplied by the slope where the unit stands.";
    operation.matrices = {{"", gradient}, {"⊙ f′", argument}, {"=", operation.result}};
    operation.uses = {{gradient, {}}, {argument, {}}, {output, {}}};
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return errorValue(of, result, question, layer);
    };
    operations.push_back(std::move(operation));
}

LayerTeller activationTeller() {
    return {"activation", forward, backward};
}

}  // namespace glassbox
