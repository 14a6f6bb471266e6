#include "engine/explain/walk_dense.h"

#include "engine/explain/number_words.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

using namespace dense_walk;

namespace {

/// The term that pushes the sum furthest, in words.
std::string strongest(const ArithmeticWriter& writer, Index layer, const Question& question) {
    const std::vector<Term>& terms = writer.terms();
    const auto most = std::max_element(
        terms.begin(), terms.end(), [](const Term& a, const Term& b) { return std::abs(a.value) < std::abs(b.value); });
    const std::string start = "The sum for " + unitWords(writer.record(), layer, question.row) + " is " +
                              numberWords(writer.resultValue()) + ". ";
    if (most == terms.end() || most->value == 0) return start + "Each of its terms is zero.";
    const std::string way = most->value > 0 ? "up" : "down", by = numberWords(std::abs(most->value));
    if (most->factors.size() == 1) return start + "Its bias pushes it " + way + " most, by " + by + ".";
    const Place &weight = most->factors[0], &value = most->factors[1];
    return start + (terms.size() > 1 ? "The largest term comes from " : "It comes from ") +
           unitWords(writer.record(), layer - 1, weight.col) + ": its value " + numberWords(writer.value(value)) +
           " times the weight " + numberWords(writer.value(weight)) + " pushes it " + way + " by " + by + ".";
}

/// What comes out if the weights are read down a column instead of along a row.
double transposedSum(const ArithmeticWriter& writer, Index layer, const Question& question) {
    double sum = hasBias(writer.record(), layer) ? writer.terms().back().value : 0;
    for (Index i = 0; i < inputs(writer.record(), layer); ++i)
        sum += writer.value({parameter(layer, weightPart), i, question.row}) *
               writer.value({inputOf(layer), i, question.col});
    return sum;
}

/// z_i = sum of w_ij x_j + b_i
Arithmetic weightedSum(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    for (Index i = 0; i < inputs(record, layer); ++i)
        writer.term({{parameter(layer, weightPart), question.row, i}, {inputOf(layer), i, question.col}});
    if (hasBias(record, layer)) writer.term({{parameter(layer, biasPart), question.row, 0}});
    writer.result(writer.sum());
    if (hasBias(record, layer)) writer.mistake(Mistake::NoBias, writer.resultValue() - writer.terms().back().value);
    if (inputs(record, layer) == outputs(record, layer))
        writer.mistake(Mistake::Transposed, transposedSum(writer, layer, question));
    if (writer.terms().size() > 1) writer.mistake(Mistake::OneTerm, writer.terms().front().value);
    writer.say(strongest(writer, layer, question));
    return writer.take();
}

/// d z_i / d x_j = w_ij, d z_i / d w_ij = x_j, d z_i / d b_i = 1
double weightedSumDerivative(const StepRecord& record, Index layer, const Place& result, const Place& used) {
    if (used.tensor == inputOf(layer)) {
        if (used.col != result.col) return 0;
        return valueAt(record, {parameter(layer, weightPart), result.row, used.row}).value_or(0);
    }
    if (used.row != result.row) return 0;
    if (used.tensor == parameter(layer, biasPart)) return 1;
    return valueAt(record, {inputOf(layer), used.col, result.col}).value_or(0);
}

void forward(const StepRecord& record, Index layer, Operations& operations) {
    const std::string l = layerNumber(layer);
    const TensorRef w = parameter(layer, weightPart), b = parameter(layer, biasPart), x = inputOf(layer);
    const bool bias = hasBias(record, layer);
    Operation operation = startOperation(record, Phase::Forward, layer, sumOf(record, layer), "weighted sums");
    const std::string input = symbolOf(record, x);
    operation.rule = operation.symbol + " = W^{" + l + "} " + input + (bias ? " + b^{" + l + "}" : "");
    operation.where = operation.symbol + "_{i} = \\sum_{j=1}^{" + std::to_string(inputs(record, layer)) + "} w^{" + l +
                      "}_{i,j}\\, " + input + "_{j}" + (bias ? " + b^{" + l + "}_{i}" : "");
    operation.purpose =
        bias ? "Each unit multiplies every value that it gets by a weight, adds them up and adds its bias."
             : "Each unit multiplies every value that it gets by a weight and adds them up.";
    operation.matrices = {{"", w}, {"", x}};
    operation.uses = {{x, "W^{" + l + "}"}, {w, transposed(input)}};
    if (bias) {
        operation.matrices.push_back({"+", b});
        operation.uses.push_back({b, "1"});
    }
    operation.matrices.push_back({"=", operation.result});
    operation.terms = inputs(record, layer) + (bias ? 1 : 0);
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return weightedSum(of, result, question, layer);
    };
    operation.derivative = [layer](const StepRecord& of, const Place& result, const Place& used) {
        return weightedSumDerivative(of, layer, result, used);
    };
    operations.push_back(std::move(operation));
    tellActivation(record, layer, operations);
}

}  // namespace

LayerTeller denseTeller() {
    return {"dense", forward, dense_walk::backward};
}

}  // namespace glassbox
