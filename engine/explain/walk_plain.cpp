#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/walk_kinds.h"

namespace glassbox {

namespace {

Arithmetic passedOn(const StepRecord& record, const TensorRef& result, const TensorRef& from,
                    const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const Place source{from, question.row, question.col};
    writer.result(valueAt(record, source) ? writer.number(source, true) : "\\text{by its own rule}");
    writer.say("This number passes unchanged.");
    return writer.take();
}

/// An operation that hands its numbers on as they are.
Operation copying(const StepRecord& record, Index layer, Phase phase, const TensorRef& from, const TensorRef& to) {
    Operation operation =
        startOperation(record, phase, layer, to, phase == Phase::Forward ? "values passed on" : "gradient passed on");
    operation.rule = symbolOf(record, to) + " = " + symbolOf(record, from);
    operation.purpose = phase == Phase::Forward ? "All values pass unchanged."
                                                : "The gradient passes back unchanged, as the values did.";
    operation.matrices = {{"", from}, {"=", to}};
    operation.uses = {{from, phase == Phase::Forward ? "1" : ""}};
    operation.arithmetic = [to, from](const StepRecord& of, const Question& question) {
        return passedOn(of, to, from, question);
    };
    if (phase == Phase::Forward)
        operation.derivative = [](const StepRecord&, const Place& result, const Place& used) {
            return result.row == used.row && result.col == used.col ? 1.0 : 0.0;
        };
    return operation;
}

void forward(const StepRecord& record, Index layer, Operations& operations) {
    operations.push_back(copying(record, layer, Phase::Forward, inputOf(layer), {Quantity::Output, layer}));
}

void backward(const StepRecord& record, Index layer, Operations& operations) {
    if (!passesGradientOn(layer)) return;
    operations.push_back(
        copying(record, layer, Phase::Backward, errorOf(record, layer), {Quantity::OutputGradient, layer - 1}));
}

/// Short, for the strip of all steps: "\partial W^{2}" instead of the whole fraction.
std::string shortSymbol(const StepRecord& record, const TensorRef& result) {
    TensorRef of = result;
    if (result.quantity == Quantity::OutputGradient)
        of.quantity = Quantity::Output;
    else if (result.quantity == Quantity::Gradient)
        of.quantity = Quantity::Parameter;
    else
        return symbolOf(record, result);
    return "\\partial " + symbolOf(record, of);
}

}  // namespace

Operation startOperation(const StepRecord& record, Phase phase, Index layer, const TensorRef& result,
                         std::string name) {
    Operation operation;
    operation.phase = phase;
    operation.layer = layer;
    operation.result = result;
    operation.symbol = shortSymbol(record, result);
    operation.name = std::move(name);
    return operation;
}

const LayerTeller& plainTeller() {
    static const LayerTeller teller{"", forward, backward};
    return teller;
}

LayerTeller flattenTeller() {
    return {"flatten", forward, backward};
}

}  // namespace glassbox
