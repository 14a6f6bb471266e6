#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/walk_kinds.h"

namespace glassbox {

namespace {

Arithmetic passedOn(const StepRecord& record, const TensorRef& result, const TensorRef& from,
                    const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const Place source{from, question.row, question.col};
    if (valueAt(record, source)) writer.result(writer.number(source, true));
    writer.say("This number passes unchanged.");
    return writer.take();
}

/// An operation that hands its numbers on as they are.
Operation copying(const StepRecord& record, Index layer, Phase phase, const TensorRef& from, const TensorRef& to) {
    Operation operation;
    operation.phase = phase;
    operation.layer = layer;
    operation.result = to;
    operation.symbol = symbolOf(record, to);
    operation.name = record.before.spec(layer).kind;
    operation.rule = operation.symbol + " = " + symbolOf(record, from);
    operation.purpose = "All values pass unchanged.";
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
    operations.back().symbol = "\\partial " + symbolOf(record, TensorRef{Quantity::Output, layer - 1});
}

}  // namespace

const LayerTeller& plainTeller() {
    static const LayerTeller teller{"", forward, backward};
    return teller;
}

LayerTeller flattenTeller() {
    return {"flatten", forward, backward};
}

}  // namespace glassbox
