#include "engine/explain/walk_softmax.h"

#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/number_words.h"
#include "engine/explain/walk_kinds.h"

#include <cmath>

namespace glassbox {

namespace {

bool isLogarithm(const StepRecord& record, Index layer) {
    return record.before.layer(layer).activationFunction().kind == ActivationKind::LogSoftmax;
}

/// a_i = e^z_i / sum_j e^z_j, or its logarithm z_i - ln sum_j e^z_j
Arithmetic shareValue(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const TensorRef z = argumentOf(record, layer);
    const Place own{z, question.row, question.col};
    const Index units = tensorOf(record, z).rows;
    const auto power = [&](Index j) { return "e^{" + writer.number({z, j, question.col}, true) + "}"; };
    const std::string all = shortSum(units, power, 5, question.row);
    const bool logarithm = isLogarithm(record, layer);
    if (logarithm)
        writer.result(writer.number(own, true) + " - \\ln" + bracketed(all));
    else
        writer.result("\\frac{e^{" + writer.number(own, true) + "}}{" + all + "}");
    writer.mistake(Mistake::NoActivation, writer.value(own));
    const std::string name = unitWords(record, layer, question.row);
    const double share = logarithm ? std::exp(writer.resultValue()) : writer.resultValue();
    writer.say(units == 1  ? "A single unit gets all of it, whatever its sum."
               : logarithm ? "The share of " + name + " is " + percentWords(share) + "; this is its logarithm."
                           : name + " gets a share of " + percentWords(share) + "; all shares together are 100 %.");
    return writer.take();
}

/// What all units' gradients make together: sum_j dC/da_j a_j, for the logarithm sum_j dC/da_j.
double together(const ArithmeticWriter& writer, Index layer, Index sample) {
    const TensorRef gradient{Quantity::OutputGradient, layer}, output{Quantity::Output, layer};
    const bool logarithm = isLogarithm(writer.record(), layer);
    double sum = 0;
    for (Index j = 0; j < tensorOf(writer.record(), gradient).rows; ++j)
        sum += writer.value({gradient, j, sample}) * (logarithm ? 1 : writer.value({output, j, sample}));
    return sum;
}

/// delta_i = a_i (dC/da_i - sum_j dC/da_j a_j), for the logarithm dC/da_i - e^a_i sum_j dC/da_j
Arithmetic errorValue(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const TensorRef gradient{Quantity::OutputGradient, layer}, output{Quantity::Output, layer};
    const Place up{gradient, question.row, question.col}, a{output, question.row, question.col};
    const bool logarithm = isLogarithm(record, layer);
    const auto summand = [&](Index j) {
        const std::string g = writer.number({gradient, j, question.col}, j == 0);
        return logarithm ? g : g + " \\times " + writer.number({output, j, question.col});
    };
    const double total = together(writer, layer, question.col);
    const std::string letter = layer + 1 == record.before.layerCount() ? "\\hat{y}" : "a";
    writer.line("\\sum_{j} \\frac{\\partial " + costSymbol(record) + "}{\\partial " + letter + "_{j}}" +
                    (logarithm ? "" : "\\, " + letter + "_{j}"),
                shortSum(tensorOf(record, gradient).rows, summand), total);
    const std::string own = writer.number(up, true), all = ArithmeticWriter::plain(total);
    writer.result(logarithm ? own + " - e^{" + writer.number(a, true) + "} \\times " + all
                            : writer.number(a, true) + " " + bracketed(own + " - " + all));
    writer.mistake(Mistake::Sign, -writer.resultValue());
    writer.say("The shares hang together: when one sum rises, all other shares fall. So the error of " +
               unitWords(record, layer, question.row) + " compares its own gradient with that of all units.");
    return writer.take();
}

}  // namespace

double softmaxDerivative(const StepRecord& record, Index layer, const Place& result, const Place& used) {
    const auto a = [&](Index row) { return valueAt(record, {{Quantity::Output, layer}, row, result.col}).value_or(0); };
    const double same = result.row == used.row ? 1 : 0;
    if (isLogarithm(record, layer)) return same - std::exp(a(used.row));
    return a(result.row) * (same - a(used.row));
}

void tellSoftmax(const StepRecord& record, Index layer, Operation& operation) {
    const TensorRef argument = argumentOf(record, layer);
    const std::string a = operation.symbol, z = symbolOf(record, argument);
    const bool logarithm = isLogarithm(record, layer);
    operation.name = logarithm ? "log-softmax" : "softmax";
    operation.rule = logarithm ? a + "_{i} = " + z + "_{i} - \\ln \\sum_{j} e^{" + z + "_{j}}"
                               : a + "_{i} = \\frac{e^{" + z + "_{i}}}{\\sum_{j} e^{" + z + "_{j}}}";
    operation.purpose = logarithm
                            ? "Log-softmax gives the logarithms of the shares that softmax would make of the sums."
                            : "Softmax turns the sums of all units into shares that add up to 1.";
    operation.uses = {{argument, "\\frac{\\partial " + a + "}{\\partial " + z + "}"}};
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return shareValue(of, result, question, layer);
    };
}

void tellSoftmaxError(const StepRecord& record, Index layer, Operation& operation) {
    const std::string a = symbolOf(record, TensorRef{Quantity::Output, layer});
    const std::string g = "\\frac{\\partial " + costSymbol(record) + "}{\\partial " + a;
    const std::string left = operation.result.quantity == Quantity::OutputGradient
                                 ? "\\frac{\\partial " + costSymbol(record) + "}{\\partial " +
                                       symbolOf(record, TensorRef{Quantity::Output, operation.result.layer}) + "_{i}}"
                                 : operation.symbol + "_{i}";
    operation.rule = left + " = " +
                     (isLogarithm(record, layer)
                          ? g + "_{i}} - e^{" + a + "_{i}} \\sum_{j} " + g + "_{j}}"
                          : a + "_{i} \\left(" + g + "_{i}} - \\sum_{j} " + g + "_{j}}\\, " + a + "_{j}\\right)");
    operation.purpose = "Every sum moves every share, so the gradients at all shares come back to each sum.";
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return errorValue(of, result, question, layer);
    };
}

}  // namespace glassbox
