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

void forward(const StepRecord& record, Index layer, Operations& operations) {
    Operation operation = startOperation(record, Phase::Forward, layer, {Quantity::Output, layer}, "dropout");
    const TensorRef x = inputOf(layer);
    const double rate = checkedOptions(*findLayer("dropout"), record.before.spec(layer).options, "layer").real("rate");
    operation.rule = operation.symbol + " = " + symbolOf(record, mask(layer)) + " \\odot " + symbolOf(record, x);
    operation.where = "r = \\begin{cases} 0 & \\text{with probability } " + settingTex(rate) + " \\\\ \\frac{1}{1 - " +
                      settingTex(rate) + "} & \\text{otherwise} \\end{cases}";
    operation.purpose =
        "Dropout switches units off at random, in training only, so that none can rely on a single other one.";
    operation.matrices = {{"", mask(layer)}, {"⊙", x}, {"=", operation.result}};
    operation.uses = {{x, symbolOf(record, mask(layer))}};
    operation.arithmetic = [result = operation.result, x, layer](const StepRecord& of, const Question& question) {
        return masked(of, result, x, layer, question, false);
    };
    operation.derivative = [layer](const StepRecord& of, const Place& result, const Place& used) {
        if (result.row != used.row || result.col != used.col) return 0.0;
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
