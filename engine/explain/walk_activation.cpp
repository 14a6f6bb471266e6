#include "engine/explain/activation_tellers.h"
#include "engine/explain/number_words.h"
#include "engine/explain/walk_kinds.h"
#include "engine/explain/walk_softmax.h"

#include <cmath>

namespace glassbox {

namespace {

Activation functionOf(const StepRecord& record, Index layer) {
    return record.before.layer(layer).activationFunction();
}

ActiveUnit unitOf(ArithmeticWriter& writer, Index layer, const Question& question) {
    const StepRecord& record = writer.record();
    return {writer,
            {argumentOf(record, layer), question.row, question.col},
            {{Quantity::Output, layer}, question.row, question.col},
            functionOf(record, layer)};
}

/// a = f(z)
Arithmetic activationValue(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const ActiveUnit unit = unitOf(writer, layer, question);
    const FunctionTeller& teller = *functionTeller(unit.f.kind);
    writer.result(teller.numbers(unit));
    writer.mistake(Mistake::NoActivation, unit.sum());
    writer.say(teller.sentence(unit, unitWords(record, layer, question.row)));
    return writer.take();
}

std::string errorSentence(const std::string& unit, double back, double slope, double error) {
    const std::string start = "What comes back to " + unit + " is " + numberWords(back);
    if (back == 0) return start + ", so its error is 0 as well.";
    if (slope == 0) return start + "; but the slope of its activation is 0 there, so nothing gets through.";
    if (std::abs(slope) < 0.05)
        return start + "; the activation is nearly flat there (slope " + numberWords(slope) + "), so only " +
               numberWords(error) + " gets through: the gradient vanishes here.";
    if (slope == 1) return start + "; the slope of the activation is 1 there, so all of it gets through.";
    return start + "; times the slope of the activation there, " + numberWords(slope) + ", this makes an error of " +
           numberWords(error) + ".";
}

/// delta = dC/da f'(z)
Arithmetic errorValue(const StepRecord& record, const TensorRef& result, const Question& question, Index layer) {
    ArithmeticWriter writer(record, result, question);
    const ActiveUnit unit = unitOf(writer, layer, question);
    const FunctionTeller& teller = *functionTeller(unit.f.kind);
    const Place up{{Quantity::OutputGradient, layer}, question.row, question.col};
    const double slope = slopeAt(record, layer, question.row, question.col);
    const std::string slopeLetters = slopeSymbol(record, layer, question.row, question.col);
    std::string slopeNumbers = teller.slopeNumbers(unit);
    if (!teller.slopeIsFactor) {
        writer.line(slopeLetters, slopeNumbers, slope);
        const bool isSetting = slope == static_cast<double>(unit.f.setting);
        slopeNumbers = isSetting ? unit.setting() : ArithmeticWriter::plain(slope);
    }
    writer.result(writer.number(up, true) + " \\times " + slopeNumbers);
    writer.factor(up);
    writer.factor(slopeLetters, slope);
    writer.mistake(Mistake::NoSlope, writer.value(up));
    writer.mistake(Mistake::Sign, -writer.resultValue());
    writer.say(errorSentence(unitWords(record, layer, question.row), writer.value(up), slope, writer.resultValue()));
    return writer.take();
}

/// d a / d z; softmax couples all units of a sample.
double jacobian(const StepRecord& record, Index layer, const Place& result, const Place& used) {
    if (result.col != used.col) return 0;
    if (couplesUnits(functionOf(record, layer).kind)) return softmaxDerivative(record, layer, result, used);
    return result.row == used.row ? slopeAt(record, layer, result.row, result.col) : 0;
}

std::string settingOf(const Activation& f) {
    return settingTex(static_cast<double>(f.setting));
}

std::string titleOf(const Activation& f) {
    for (const ActivationInfo& info : activationInfos())
        if (info.value == f.kind) return info.title;
    return "The activation function";
}

/// delta of a layer's own activation. `result` is delta, or for an activation layer the gradient at what it reads.
Operation errorOperation(const StepRecord& record, Index layer, const TensorRef& result) {
    const Activation f = functionOf(record, layer);
    Operation operation = startOperation(record, Phase::Backward, layer, result, "error");
    const TensorRef gradient{Quantity::OutputGradient, layer}, output{Quantity::Output, layer};
    const TensorRef argument = argumentOf(record, layer);
    operation.matrices = {{"", gradient}, {"⊙ f′", argument}, {"=", result}};
    operation.uses = {{gradient, {}}, {argument, {}}, {output, {}}};
    if (couplesUnits(f.kind)) {
        tellSoftmaxError(record, layer, operation);
        return operation;
    }
    operation.rule = symbolOf(record, result) + " = " + symbolOf(record, gradient) + " \\odot f'\\left(" +
                     symbolOf(record, argument) + "\\right)";
    operation.where = "f'(z) = " + functionTeller(f.kind)->slopeRule(settingOf(f));
    operation.purpose =
        "The gradient passes back through the activation function: it is multiplied by the slope where the unit "
        "stands.";
    operation.arithmetic = [result, layer](const StepRecord& of, const Question& question) {
        return errorValue(of, result, question, layer);
    };
    return operation;
}

void forward(const StepRecord& record, Index layer, Operations& operations) {
    if (functionOf(record, layer).kind == ActivationKind::Identity)
        return plainTeller().forward(record, layer, operations);
    tellActivation(record, layer, operations);
}

/// An activation layer reads z itself: its error is the gradient that goes on.
void backward(const StepRecord& record, Index layer, Operations& operations) {
    const bool identity = functionOf(record, layer).kind == ActivationKind::Identity;
    if (identity || isFusedLayer(record, layer)) return plainTeller().backward(record, layer, operations);
    const TensorRef result =
        passesGradientOn(layer) ? TensorRef{Quantity::OutputGradient, layer - 1} : errorOf(record, layer);
    operations.push_back(errorOperation(record, layer, result));
}

}  // namespace

double slopeAt(const StepRecord& record, Index layer, Index row, Index sample) {
    const Activation f = functionOf(record, layer);
    const double a = valueAt(record, {{Quantity::Output, layer}, row, sample}).value_or(0);
    const double z = valueAt(record, {argumentOf(record, layer), row, sample}).value_or(0);
    switch (f.kind) {
        case ActivationKind::Sigmoid:
        case ActivationKind::Softmax:
            return a * (1 - a);
        case ActivationKind::Tanh:
            return 1 - a * a;
        case ActivationKind::Elu:
            return z <= 0 ? a + static_cast<double>(f.setting) : 1;
        case ActivationKind::LogSoftmax:
            return 1 - std::exp(a);
        default:
            return activationSlope(f, z);
    }
}

std::string slopeSymbol(const StepRecord& record, Index layer, Index row, Index sample) {
    return "\\frac{\\partial " + symbolOf(record, Place{{Quantity::Output, layer}, row, sample}) + "}{\\partial " +
           symbolOf(record, Place{argumentOf(record, layer), row, sample}) + "}";
}

void addErrorFactors(ArithmeticWriter& writer, Index layer, Index row, Index sample) {
    const StepRecord& record = writer.record();
    const Place atOutput{{Quantity::OutputGradient, layer}, row, sample}, error{errorOf(record, layer), row, sample};
    const double slope = slopeAt(record, layer, row, sample);
    const bool coupled = couplesUnits(functionOf(record, layer).kind);
    if (isFusedLayer(record, layer) && !coupled && slope > 1e-6) {
        // The loss computes their product alone; both are told from the output that is shown.
        writer.factor(symbolOf(record, atOutput),
                      lossSlopeAt(record, row, sample) / static_cast<double>(record.sampleCount()));
        writer.factor(slopeSymbol(record, layer, row, sample), slope);
    } else if (!isFusedLayer(record, layer) && !coupled && error.tensor != atOutput.tensor) {
        writer.factor(atOutput);
        writer.factor(slopeSymbol(record, layer, row, sample), slope);
    } else {
        writer.factor(error);
    }
}

void tellActivation(const StepRecord& record, Index layer, Operations& operations) {
    const Activation f = functionOf(record, layer);
    if (f.kind == ActivationKind::Identity) return;
    Operation operation = startOperation(record, Phase::Forward, layer, {Quantity::Output, layer}, "activation");
    const TensorRef argument = argumentOf(record, layer);
    const std::string z = symbolOf(record, argument);
    operation.matrices = {{"f", argument}, {"=", operation.result}};
    operation.derivative = [layer](const StepRecord& of, const Place& result, const Place& used) {
        return jacobian(of, layer, result, used);
    };
    if (couplesUnits(f.kind)) {
        tellSoftmax(record, layer, operation);
        operations.push_back(std::move(operation));
        return;
    }
    operation.rule = operation.symbol + " = f\\left(" + z + "\\right)";
    operation.where = "f(z) = " + functionTeller(f.kind)->rule(settingOf(f));
    operation.purpose =
        titleOf(f) + " bends the sum of each unit; without a bend all layers together would be a single linear one.";
    operation.uses = {{argument, "f'\\left(" + z + "\\right)"}};
    operation.arithmetic = [result = operation.result, layer](const StepRecord& of, const Question& question) {
        return activationValue(of, result, question, layer);
    };
    operations.push_back(std::move(operation));
}

void tellActivationBackward(const StepRecord& record, Index layer, Operations& operations) {
    const bool identity = functionOf(record, layer).kind == ActivationKind::Identity;
    if (identity || isFusedLayer(record, layer)) return;  // the loss or the next layer gave the error already
    operations.push_back(errorOperation(record, layer, errorOf(record, layer)));
}

LayerTeller activationTeller() {
    return {"activation", forward, backward};
}

}  // namespace glassbox
