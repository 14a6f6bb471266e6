#include "engine/explain/number_words.h"
#include "engine/explain/walk_update.h"

#include <cmath>

namespace glassbox::update_walk {

namespace {

std::string newRule(const StepRecord& record, const Target& target, std::string& where) {
    const std::string& kind = kindOf(record);
    const std::string w = symbolOf(record, target.ref(Quantity::Parameter));
    const std::string g = symbolOf(record, gradientOf(record, target));
    const auto memory = [&](Index i) { return symbolOf(record, target.ref(Quantity::MemoryAfter, i)); };
    where = "\\eta = " + settingTex(record.learningRate);
    if (kind == "sgd") return w + " - \\eta\\, " + g;
    if (kind == "momentum") return w + " - \\eta\\, " + memory(0);
    if (kind == "nesterov") {
        where += ",\\quad \\mu = " + settingTex(setting(record, "momentum"));
        return w + " - \\eta \\left(" + g + " + \\mu\\, " + memory(0) + "\\right)";
    }
    where += ",\\quad \\varepsilon = " + settingTex(setting(record, "epsilon"));
    if (kind == "adagrad" || kind == "rmsprop")
        return w + " - \\eta\\, \\frac{" + g + "}{\\sqrt{" + memory(0) + "} + \\varepsilon}";
    const std::string t = std::to_string(record.memoryAfter.step);
    where += ",\\quad \\hat{m} = \\frac{m}{1 - \\beta_{1}^{" + t + "}},\\quad \\hat{v} = \\frac{v}{1 - \\beta_{2}^{" +
             t + "}}";
    const bool decoupled = kind == "adamw" && record.experiment.training.weightDecay != 0;
    if (decoupled) where += ",\\quad \\lambda = " + settingTex(record.experiment.training.weightDecay);
    return (decoupled ? "\\left(1 - \\eta \\lambda\\right) " + w : w) +
           " - \\eta\\, \\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\varepsilon}";
}

/// A setting to be raised to a power: "0.9", but "(10^{-5})".
std::string raised(double value) {
    const std::string text = settingTex(value);
    return bracketed(text, text.find('^') != std::string::npos);
}

/// The step that is taken off, as TeX and as a number.
struct Taken {
    std::string tex;
    double value = 0;
};

Taken takenOff(ArithmeticWriter& writer, const Target& target, const Question& question) {
    const StepRecord& record = writer.record();
    const std::string& kind = kindOf(record);
    const double rate = record.learningRate;
    const Place g{gradientOf(record, target), question.row, question.col};
    const auto memory = [&](Index i) {
        return Place{target.ref(Quantity::MemoryAfter, i), question.row, question.col};
    };
    const std::string eta = settingTex(rate) + " \\times ";
    if (kind == "sgd") return {eta + writer.number(g), rate * writer.value(g)};
    if (kind == "momentum") return {eta + writer.number(memory(0)), rate * writer.value(memory(0))};
    if (kind == "nesterov") {
        const double mu = setting(record, "momentum");
        return {eta + "\\left(" + writer.number(g, true) + " + " + settingTex(mu) + " \\times " +
                    writer.number(memory(0)) + "\\right)",
                rate * (writer.value(g) + mu * writer.value(memory(0)))};
    }
    const double epsilon = setting(record, "epsilon");
    if (kind == "adagrad" || kind == "rmsprop")
        return {eta + "\\frac{" + writer.number(g, true) + "}{\\sqrt{" + writer.number(memory(0), true) + "} + " +
                    settingTex(epsilon) + "}",
                rate * writer.value(g) / (std::sqrt(writer.value(memory(0))) + epsilon)};
    const auto t = static_cast<double>(record.memoryAfter.step);
    const double beta1 = setting(record, "beta1"), beta2 = setting(record, "beta2");
    const double m = writer.value(memory(0)), v = writer.value(memory(1));
    const double mHat = m / (1 - std::pow(beta1, t)), vHat = v / (1 - std::pow(beta2, t));
    const std::string power = "^{" + std::to_string(record.memoryAfter.step) + "}";
    writer.line("\\hat{m}", "\\frac{" + writer.number(memory(0), true) + "}{1 - " + raised(beta1) + power + "}", mHat);
    writer.line("\\hat{v}", "\\frac{" + writer.number(memory(1), true) + "}{1 - " + raised(beta2) + power + "}", vHat);
    const double uncorrected = rate * m / (std::sqrt(v) + epsilon);
    const Place w{target.ref(Quantity::Parameter), question.row, question.col};
    writer.mistake(Mistake::NoCorrection, writer.value(w) - uncorrected);
    return {eta + "\\frac{" + numberTex(mHat) + "}{\\sqrt{" + numberTex(vHat) + "} + " + settingTex(epsilon) + "}",
            rate * mHat / (std::sqrt(vHat) + epsilon)};
}

std::string changeWords(const ArithmeticWriter& writer, const Place& w, const Target& target,
                        const Question& question) {
    const StepRecord& record = writer.record();
    const double change = writer.resultValue() - writer.value(w);
    const double g = writer.value({gradientOf(record, target), question.row, question.col});
    std::string sentence = "The " + wordsOf(record, w) +
                           (change > 0   ? " grows by "
                            : change < 0 ? " falls by "
                                         : " stays as it is");
    if (change == 0) {
        if (record.learningRate == 0) return sentence + ", because the learning rate is 0 in this step.";
        return sentence +
               (g == 0 ? ": its gradient is zero." : ": the change is too small for a number of seven digits.");
    }
    sentence += numberWords(std::abs(change)) + " to " + numberWords(writer.resultValue());
    if (g != 0 && (g > 0) == (change > 0))
        return sentence + (kindOf(record) == "adamw"
                               ? ", against its own gradient: the decay or the memory of earlier steps is stronger."
                               : ", against its own gradient: the memory of earlier steps is stronger.");
    if (g == 0) return sentence + ", although its gradient is zero: the memory of earlier steps or the decay moves it.";
    return sentence + " (its gradient is " + numberWords(g) + ").";
}

Arithmetic newParameter(const StepRecord& record, const TensorRef& result, const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const Target target{result.layer, result.part};
    const Place w{target.ref(Quantity::Parameter), question.row, question.col};
    if (isFrozen(record, {result, question.row, question.col})) {
        writer.result(writer.number(w, true));
        writer.say("This number is frozen: the update leaves it alone.");
        return writer.take();
    }
    const Taken step = takenOff(writer, target, question);
    const double before = writer.value(w), decay = record.experiment.training.weightDecay;
    std::string start = writer.number(w, true);
    if (kindOf(record) == "adamw" && decay != 0) {
        start = "\\left(1 - " + settingTex(record.learningRate) + " \\times " + settingTex(decay) +
                "\\right) \\times " + writer.number(w);
        writer.mistake(Mistake::NoDecay, before - step.value);
    }
    writer.result(start + " - " + step.tex);
    writer.mistake(Mistake::WrongDirection, before + step.value);
    const Place g{gradientOf(record, target), question.row, question.col};
    if (record.learningRate != 1) writer.mistake(Mistake::NoLearningRate, before - step.value / record.learningRate);
    if (kindOf(record) != "sgd") writer.mistake(Mistake::NoMemory, before - record.learningRate * writer.value(g));
    writer.say(changeWords(writer, w, target, question));
    return writer.take();
}

}  // namespace

void tellNew(const StepRecord& record, const Target& target, Operations& operations) {
    const bool weights = record.before.spec(target.layer).kind == "dense";
    const std::string name =
        weights ? (target.part > 0 ? "new biases" : "new weights") : (target.part > 0 ? "new shifts" : "new scales");
    Operation operation = startOperation(record, Phase::Update, target.layer, target.ref(Quantity::NewParameter), name);
    const TensorRef old = target.ref(Quantity::Parameter), g = gradientOf(record, target);
    operation.rule = operation.symbol + " = " + newRule(record, target, operation.where);
    operation.purpose = "Each parameter takes a step against its gradient, as the optimizer makes it.";
    operation.uses = {{old, {}}};
    operation.matrices = {{"", old}};
    if (record.memoryNames.empty() || kindOf(record) == "nesterov" || kindOf(record) == "adagrad" ||
        kindOf(record) == "rmsprop") {
        operation.uses.push_back({g, {}});
        operation.matrices.push_back({"− η", g});
    }
    for (Index i = 0; i < static_cast<Index>(record.memoryNames.size()); ++i) {
        operation.uses.push_back({target.ref(Quantity::MemoryAfter, i), {}});
        operation.matrices.push_back({",", target.ref(Quantity::MemoryAfter, i)});
    }
    operation.matrices.push_back({"→", operation.result});
    operation.arithmetic = [result = operation.result](const StepRecord& of, const Question& question) {
        return newParameter(of, result, question);
    };
    operations.push_back(std::move(operation));
}

}  // namespace glassbox::update_walk
