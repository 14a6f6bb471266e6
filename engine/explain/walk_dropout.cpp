#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/number_words.h"
#include "engine/explain/walk_kinds.h"

namespace glassbox {

namespace {

TensorRef mask(Index layer) {
    return {Quantity::Inner, layer, 0};
}

std::string stateWords(double mask, bool back) {
    if (mask == 0)
        return back ? " was switched off in this step, so no gradient comes back to it."
                    : " is switched off in this step: the layers behind must do without it.";
    if (mask == 1) return " stays on.";
    return " stays on, scaled up by " + numberWords(mask) + " to make good for those that are off.";
}

/// result = mask x values, forwards and backwards alike.
Arithmetic masked(const StepRecord& record, const TensorRef& result, const TensorRef& values, Index layer,
                  const Question& question, bool back) {
    ArithmeticWriter writer(record, result, question);
    const Place r{mask(layer), question.row, question.col}, x{values, question.row, question.col};
    writer.result(writer.number(r, true) + " \\times " + writer.number(x));
    if (writer.value(r) != 0) writer.mistake(Mistake::NoScale, writer.value(x));
    if (back) {
        writer.factor(x);
        writer.factor(r);
    }
    const std::string unit = unitWords(record, layer - 1, question.row);
    writer.say(unit + stateWords(writer.value(r), back));
    return writer.take();
}

double rateOf(const StepRecord& record, Index layer) {
    return checkedOptions(*findLayer("dropout"), record.before.spec(layer).options, "layer").real("rate");
}

/// The mask is drawn, not computed: 0 with probability p, else 1 / (1 - p).
Arithmetic drawn(const StepRecord& record, Index layer, const Question& question) {
    ArithmeticWriter writer(record, mask(layer), question);
    const double value = writer.resultValue();
    writer.result(value == 0 ? "0" : value == 1 ? "1" : "\\frac{1}{1 - " + settingTex(rateOf(record, layer)) + "}");
    const std::string unit = unitWords(record, layer - 1, question.row);
    writer.say("The die was cast: " + unit + (value == 0 ? " is off in this step." : " stays on in this step."));
    return writer.take();
}

void tellMask(const StepRecord& record, Index layer, Operations& operations) {
    Operation operation = startOperation(record, Phase::Forward, layer, mask(layer), "dropout mask");
    const std::string rate = settingTex(rateOf(record, layer));
    operation.rule = operation.symbol + " = \\begin{cases} 0 & \\text{with probability } " + rate +
                     " \\\\ \\frac{1}{1 - " + rate + "} & \\text{otherwise} \\end{cases}";
    operation.purpose =
        "In every step it is drawn anew which values are switched off. The others are scaled up to make "
        "good for it.";
    operation.matrices = {{"", operation.result}};
    operation.arithmetic = [layer](const StepRecord& of, const Question& question) {
        return drawn(of, layer, question);
    };
    operation.derivative = [](const StepRecord&, const Place&, const Place&) { return 0.0; };
    operations.push_back(std::move(operation));
}

void forward(const StepRecord& record, Index layer, Operations& operations) {
    tellMask(record, layer, operations);
    Operation operation = startOperation(record, Phase::Forward, layer, {Quantity::Output, layer}, "dropout");
    const TensorRef x = inputOf(layer);
    operation.rule = operation.symbol + " = " + symbolOf(record, mask(layer)) + " \\odot " + symbolOf(record, x);
    operation.purpose =
        "Dropout switches units off at random, in training only, so that none can rely on a single other one.";
    operation.matrices = {{"", mask(layer)}, {"⊙", x}, {"=", operation.result}};
    operation.uses = {{x, symbolOf(record, mask(layer))}, {mask(layer), {}}};
    operation.arithmetic = [result = operation.result, x, layer](const StepRecord& of, const Question& question) {
        return masked(of, result, x, layer, question, false);
    };
    operation.derivative = [layer](const StepRecord& of, const Place& result, const Place& used) {
        if (used.tensor == mask(layer) || result.row != used.row || result.col != used.col) return 0.0;
        return valueAt(of, {mask(layer), result.row, result.col}).value_or(0);
    };
    operations.push_back(std::move(operation));
}

void backward(const StepRecord& record, Index layer, Operations& operations) {
    if (!passesGradientOn(layer)) return;
    Operation operation = startOperation(record, Phase::Backward, layer, {Quantity::OutputGradient, layer - 1},
                                         "gradient through dropout");
    const TensorRef up{Quantity::OutputGradient, layer};
    operation.rule =
        symbolOf(record, operation.result) + " = " + symbolOf(record, mask(layer)) + " \\odot " + symbolOf(record, up);
    operation.purpose = "The gradient meets the same mask: what was off had no part in the output and takes no blame.";
    operation.matrices = {{"", mask(layer)}, {"⊙", up}, {"=", operation.result}};
    operation.uses = {{up, {}}, {mask(layer), {}}};
    operation.arithmetic = [result = operation.result, up, layer](const StepRecord& of, const Question& question) {
        return masked(of, result, up, layer, question, true);
    };
    operations.push_back(std::move(operation));
}

}  // namespace

LayerTeller dropoutTeller() {
    return {"dropout", forward, backward};
}

}  // namespace glassbox
