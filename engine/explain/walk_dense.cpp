#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/number_words.h"
#include "engine/explain/walk_kinds.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr Index weightPart = 0, biasPart = 1;

TensorRef parameter(Index layer, Index part) {
    return {Quantity::Parameter, layer, part};
}

bool hasBias(const StepRecord& record, Index layer) {
    return record.before.layer(layer).parameters().size() > 1;
}

Index inputs(const StepRecord& record, Index layer) {
    return record.before.layer(layer).inputShape().size();
}

/// The term that pushes the sum furthest, in words.
std::string strongest(const ArithmeticWriter& writer, Index layer, const Question& question) {
    const std::vector<Term>& terms = writer.terms();
    const double sum = writer.resultValue();
    const auto most = std::max_element(
        terms.begin(), terms.end(), [](const Term& a, const Term& b) { return std::abs(a.value) < std::abs(b.value); });
    const std::string unit = unitWords(writer.record(), layer, question.row);
    const std::string start = "The sum for " + unit + " is " + numberWords(sum) + ". ";
    if (most == terms.end() || most->value == 0)
        return start + "Every term is zero, because the inputs or the weights are.";
    const std::string way = most->value > 0 ? "up" : "down";
    if (most->factors.size() == 1)
        return start + "Its bias pushes it " + way + " most, by " + numberWords(most->value) + ".";
    const Place& weight = most->factors[0];
    return start + "The largest term comes from " + unitWords(writer.record(), layer - 1, weight.col) + ": its value " +
           numberWords(writer.value(most->factors[1])) + " times the weight " + numberWords(writer.value(weight)) +
           " pushes it " + way + " by " + numberWords(std::abs(most->value)) + ".";
}

Arithmetic weightedSum(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    for (Index i = 0; i < inputs(record, layer); ++i)
        writer.term({{parameter(layer, weightPart), question.row, i}, {inputOf(layer), i, question.col}});
    if (hasBias(record, layer)) writer.term({{parameter(layer, biasPart), question.row, 0}});
    writer.result(writer.sum());
    if (hasBias(record, layer)) writer.mistake(Mistake::NoBias, writer.resultValue() - writer.terms().back().value);
    if (inputs(record, layer) == tensorOf(record, parameter(layer, weightPart)).rows) {
        double swapped = hasBias(record, layer) ? writer.terms().back().value : 0;
        for (Index i = 0; i < inputs(record, layer); ++i)
            swapped += writer.value({parameter(layer, weightPart), i, question.row}) *
                       writer.value({inputOf(layer), i, question.col});
        writer.mistake(Mistake::Transposed, swapped);
    }
    if (writer.terms().size() > 1) writer.mistake(Mistake::OneTerm, writer.terms().front().value);
    writer.say(strongest(writer, layer, question));
    return writer.take();
}

double weightedSumDerivative(const StepRecord& record, Index layer, const Place& result, const Place& used) {
    const TensorRef& by = used.tensor;
    if (by == inputOf(layer))
        return used.col == result.col
                   ? valueAt(record, {parameter(layer, weightPart), result.row, used.row}).value_or(0)
                   : 0;
    if (used.row != result.row) return 0;
    if (by == parameter(layer, biasPart)) return 1;
    return valueAt(record, {inputOf(layer), used.col, result.col}).value_or(0);
}

void forward(const StepRecord& record, Index layer, Operations& operations) {
    const std::string l = layerNumber(layer);
    const TensorRef w = parameter(layer, weightPart), b = parameter(layer, biasPart), x = inputOf(layer);
    const bool bias = hasBias(record, layer);
    Operation operation;
    operation.phase = Phase::Forward;
    operation.layer = layer;
    operation.result = sumOf(record, layer);
    operation.symbol = symbolOf(record, operation.result);
    operation.name = "weighted sums";
    const std::string input = symbolOf(record, x);
    operation.rule = operation.symbol + " = W^{" + l + "} " + input + (bias ? " + b^{" + l + "}" : "");
    operation.where = operation.symbol + "_{i} = \\sum_{j=1}^{" + std::to_string(inputs(record, layer)) + "} w^{" + l +
                      "}_{i,j}\\, " + input + "_{j}" + (bias ? " + b^{" + l + "}_{i}" : "");
    operation.purpose =
        bias ? "Each unit multiplies every value that it gets by a weight, adds them up and adds its bias."
             : "Each unit multiplies every value that it gets by a weight and adds them up.";
    operation.matrices = {{"", w}, {"", x}};
    operation.uses = {{x, "W^{" + l + "}"}, {w, "\\left(" + input + "\\right)^{\\top}"}};
    if (bias) {
        operation.matrices.push_back({"+", b});
        operation.uses.push_back({b, "1"});
    }
    operation.matrices.push_back({"=", operation.result});
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return weightedSum(of, result, question, layer);
    };
    operation.derivative = [layer](const StepRecord& of, const Place& result, const Place& used) {
        return weightedSumDerivative(of, layer, result, used);
    };
    operations.push_back(operation);
    tellActivation(record, layer, operations);
}

/// How a weight's gradient comes about in words: whose error, whose activity, and what the update will make of it.
std::string blame(const ArithmeticWriter& writer, Index layer, const Question& question) {
    const StepRecord& record = writer.record();
    const double gradient = writer.resultValue();
    const std::string from = unitWords(record, layer - 1, question.col), to = unitWords(record, layer, question.row);
    if (gradient == 0) {
        const bool quiet = std::all_of(writer.terms().begin(), writer.terms().end(),
                                       [&](const Term& term) { return writer.value(term.factors[1]) == 0; });
        return quiet ? "No blame for this weight: " + from + " was silent, so the weight had no part in the output."
                     : "No blame for this weight: the error that comes back to " + to + " is zero.";
    }
    const TensorView all = tensorOf(record, {Quantity::Gradient, layer, weightPart});
    double total = 0, largest = 0;
    for (Index j = 0; j < all.cols; ++j) {
        total += std::abs(all(question.row, j));
        largest = std::max(largest, std::abs(all(question.row, j)));
    }
    const std::string share =
        std::abs(gradient) == largest && all.cols > 1 ? ", the most of all weights of this unit" : "";
    const std::string wish =
        gradient > 0 ? "Making this weight smaller lowers the cost" : "Making this weight larger lowers the cost";
    return wish + ", because " + to +
           (record.isBatch()
                ? " has, over the batch, an error that goes with "
                : " has an error of " + numberWords(writer.value(writer.terms().front().factors[0])) + " and gets ") +
           (record.isBatch() ? "what " + from + " says"
                             : numberWords(writer.value(writer.terms().front().factors[1])) + " from " + from) +
           ". It takes " + percentWords(std::abs(gradient) / total) + " of the blame" + share + ".";
}

/// The letter for the error, and what it is where the layer has no activation function.
std::string errorLetter(Index layer) {
    return "\\delta^{" + layerNumber(layer) + "}";
}

std::string errorMeaning(const StepRecord& record, Index layer) {
    const TensorRef error = errorOf(record, layer);
    return error.quantity == Quantity::Inner ? "" : errorLetter(layer) + " = " + symbolOf(record, error);
}

std::string joined(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + ",\\quad " + b;
}

/// The chain of factors from the cost to this layer's sum, for one sample.
void addChain(ArithmeticWriter& writer, Index layer, Index row, Index sample) {
    const StepRecord& record = writer.record();
    const Place error{errorOf(record, layer), row, sample};
    const Place output{{Quantity::OutputGradient, layer}, row, sample};
    const std::optional<double> atOutput = valueAt(record, output);
    if (atOutput && error.tensor != output.tensor && record.before.layer(layer).activation() != "softmax" &&
        record.before.layer(layer).activation() != "log_softmax") {
        writer.factor(symbolOf(record, output), *atOutput, output);
        writer.factor(slopeSymbol(record, layer, row, sample), slopeAt(record, layer, row, sample));
    } else {
        writer.factor(symbolOf(record, error), writer.value(error), error);
    }
}

Arithmetic weightGradient(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const TensorRef delta = errorOf(record, layer), x = inputOf(layer);
    const bool bias = result.part == biasPart;
    for (Index n = 0; n < record.sampleCount(); ++n) {
        if (bias)
            writer.term({{delta, question.row, n}});
        else
            writer.term({{delta, question.row, n}, {x, question.col, n}});
    }
    writer.result(writer.sum());
    addChain(writer, layer, question.row, question.sample);
    const std::string l = layerNumber(layer);
    const std::string sum = symbolOf(record, Place{sumOf(record, layer), question.row, question.sample});
    const Place self{parameter(layer, result.part), question.row, question.col};
    const std::string by = "\\frac{\\partial " + sum + "}{\\partial " + symbolOf(record, self) + "}";
    if (bias) {
        writer.factor(by, 1);
        const double g = writer.resultValue();
        writer.say("The bias counts fully in the sum, so its gradient is the error itself: " + numberWords(g) + ". " +
                   (g > 0   ? "A smaller bias lowers the cost."
                    : g < 0 ? "A larger bias lowers the cost."
                            : "Here nothing is to be mended."));
    } else {
        const Place input{x, question.col, question.sample};
        writer.factor(by, writer.value(input), input);
        writer.say(blame(writer, layer, question));
        writer.mistake(Mistake::Transposed, [&] {
            double swapped = 0;
            const TensorView errors = tensorOf(record, delta), values = tensorOf(record, x);
            if (!errors.has(question.col, 0) || !values.has(question.row, 0)) return writer.resultValue();
            for (Index n = 0; n < record.sampleCount(); ++n)
                swapped += errors(question.col, n) * values(question.row, n);
            return swapped;
        }());
        const std::optional<double> slope =
            valueAt(record, {{Quantity::OutputGradient, layer}, question.row, question.sample});
        if (slope && delta.quantity == Quantity::Inner && !record.isBatch())
            writer.mistake(Mistake::NoSlope, *slope * writer.value(input));
    }
    if (record.isBatch())
        writer.mistake(Mistake::NoMean, writer.resultValue() * static_cast<double>(record.sampleCount()));
    return writer.take();
}

/// dW = delta x^T, and db = the sum of delta over the samples.
void tellParameterGradient(const StepRecord& record, Index layer, Index part, Operations& operations) {
    const std::string l = layerNumber(layer);
    const TensorRef delta = errorOf(record, layer), x = inputOf(layer);
    const std::string error = errorLetter(layer), input = symbolOf(record, x);
    const bool bias = part == biasPart;
    Operation operation;
    operation.phase = Phase::Backward;
    operation.layer = layer;
    operation.result = {Quantity::Gradient, layer, part};
    operation.symbol = std::string("\\partial ") + (bias ? "b" : "W") + "^{" + l + "}";
    operation.name = bias ? "gradient of the biases" : "gradient of the weights";
    const std::string left = symbolOf(record, operation.result) + " = ";
    if (record.isBatch()) {
        const std::string ofSample =
            input.back() == '}' ? input.substr(0, input.size() - 1) + "\\,(n)}" : input + "^{(n)}";
        const std::string samples = "\\sum_{n=1}^{" + std::to_string(record.sampleCount()) + "} ";
        operation.rule = bias ? left + samples + "\\delta^{" + l + "\\,(n)}"
                              : left + error + "\\, \\left(" + input + "\\right)^{\\top}";
        if (!bias)
            operation.where = "\\frac{\\partial C}{\\partial w^{" + l + "}_{i,j}} = " + samples + "\\delta^{" + l +
                              "\\,(n)}_{i}\\, " + ofSample + "_{j}";
        operation.purpose =
            "Over a batch the gradient is the mean over the samples. The share 1/N of each sample already lies in its "
            "error, so here the samples are added up.";
    } else {
        operation.rule = bias ? left + error : left + error + "\\, \\left(" + input + "\\right)^{\\top}";
        operation.purpose =
            bias ? "The bias is added to the sum as it is, so it takes the unit's whole error."
                 : "A weight's gradient is the error of the unit that it leads to, times the value that it carried.";
    }
    operation.where = joined(operation.where, errorMeaning(record, layer));
    operation.matrices = {{"", delta}};
    operation.uses = {{delta, {}}};
    if (!bias) {
        operation.matrices.push_back({"", x, true});
        operation.uses.push_back({x, {}});
    }
    operation.matrices.push_back({"=", operation.result});
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return weightGradient(of, result, question, layer);
    };
    operations.push_back(operation);
}

Arithmetic inputGradient(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const TensorRef w = parameter(layer, weightPart), delta = errorOf(record, layer);
    const TensorView weights = tensorOf(record, w);
    for (Index k = 0; k < weights.rows; ++k) writer.term({{w, k, question.row}, {delta, k, question.col}});
    writer.result(writer.sum());
    if (weights.rows == weights.cols) {
        double swapped = 0;
        for (Index k = 0; k < weights.rows; ++k)
            swapped += weights(question.row, k) * writer.value({delta, k, question.col});
        writer.mistake(Mistake::Transposed, swapped);
    }
    if (writer.terms().size() > 1) writer.mistake(Mistake::OneTerm, writer.terms().front().value);
    const std::string unit = unitWords(record, layer - 1, question.row);
    const double g = writer.resultValue();
    const std::size_t paths = writer.terms().size();
    std::string sentence =
        paths == 1 ? "The only way from " + unit + " to the cost leads through " + unitWords(record, layer, 0)
                   : unit + " reaches the cost on " + std::to_string(paths) +
                         " ways, one through each unit of the next layer; what comes back on them is added up";
    sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
    writer.say(sentence + ". " +
               (g > 0   ? "A smaller output of this unit would lower the cost."
                : g < 0 ? "A larger output of this unit would lower the cost."
                        : "Together nothing comes back."));
    return writer.take();
}

/// dC/da of the layer before = W^T delta.
void tellInputGradient(const StepRecord& record, Index layer, Operations& operations) {
    const std::string l = layerNumber(layer);
    const TensorRef w = parameter(layer, weightPart), delta = errorOf(record, layer);
    Operation operation;
    operation.phase = Phase::Backward;
    operation.layer = layer;
    operation.result = {Quantity::OutputGradient, layer - 1};
    operation.symbol = "\\partial " + symbolOf(record, TensorRef{Quantity::Output, layer - 1});
    operation.name = "gradient at the layer's input";
    operation.rule =
        symbolOf(record, operation.result) + " = \\left(W^{" + l + "}\\right)^{\\top} " + symbolOf(record, delta);
    operation.where = "\\frac{\\partial " + costSymbol(record) + "}{\\partial " +
                      symbolOf(record, TensorRef{Quantity::Output, layer - 1}) + "_{j}} = \\sum_{k} w^{" + l +
                      "}_{k,j}\\, " + errorLetter(layer) + "_{k}";
    operation.where = joined(operation.where, errorMeaning(record, layer));
    operation.purpose =
        "The errors go back over the same weights that the values came along: each unit of the layer before gathers "
        "the "
        "blame of all units that it fed.";
    operation.matrices = {{"", w, true}, {"", delta}, {"=", operation.result}};
    operation.uses = {{w, {}}, {delta, {}}};
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return inputGradient(of, result, question, layer);
    };
    operations.push_back(operation);
}

void backward(const StepRecord& record, Index layer, Operations& operations) {
    tellActivationBackward(record, layer, operations);
    tellParameterGradient(record, layer, weightPart, operations);
    if (hasBias(record, layer)) tellParameterGradient(record, layer, biasPart, operations);
    if (passesGradientOn(layer)) tellInputGradient(record, layer, operations);
}

}  // namespace

LayerTeller denseTeller() {
    return {"dense", forward, backward};
}

}  // namespace glassbox
