#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/number_words.h"
#include "engine/explain/walk_kinds.h"

#include <cmath>

namespace glassbox {

namespace {

/// One parameter on its way through the update.
struct Target {
    Index layer = 0, part = 0;

    TensorRef ref(Quantity quantity, Index memory = 0) const { return {quantity, layer, part, memory}; }
};

double setting(const StepRecord& record, const char* name) {
    const Spec& spec = record.experiment.training.optimizer;
    return checkedOptions(*findOptimizer(spec.kind), spec.options, "optimizer").real(name);
}

const std::string& kindOf(const StepRecord& record) {
    return record.experiment.training.optimizer.kind;
}

/// Decay that goes through the gradient; AdamW's does not.
double decayInGradient(const StepRecord& record) {
    return kindOf(record) == "adamw" ? 0 : record.experiment.training.weightDecay;
}

bool changesGradient(const StepRecord& record) {
    const TrainingSpec& training = record.experiment.training;
    return training.clipNorm > 0 || training.clipValue > 0 || decayInGradient(record) != 0 || training.l1 != 0;
}

TensorRef gradientOf(const StepRecord& record, const Target& target) {
    return target.ref(changesGradient(record) ? Quantity::UpdateGradient : Quantity::Gradient);
}

bool isFrozen(const StepRecord& record, const Place& place) {
    const TensorView view = tensorOf(record, {Quantity::Parameter, place.tensor.layer, place.tensor.part});
    const Index at =
        view.data + place.row * view.rowStride + place.col * view.colStride - record.before.parameters().data();
    for (const auto& [first, last] : record.before.trainedRanges())
        if (at >= first && at < last) return false;
    return true;
}

std::string tex(double value) {
    return numberTex(value);
}

// ---- The gradient that the optimizer gets

Arithmetic clippedGradient(const StepRecord& record, const TensorRef& result, const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const TrainingSpec& training = record.experiment.training;
    const Target target{result.layer, result.part};
    const Place g{target.ref(Quantity::Gradient), question.row, question.col};
    const Place w{target.ref(Quantity::Parameter), question.row, question.col};
    double value = writer.value(g);
    std::string numbers = writer.number(g, true), sentence;
    if (training.clipNorm > 0) {
        writer.line(
            "\\text{scale}",
            "\\min\\left(1,\\, \\frac{" + settingTex(training.clipNorm) + "}{" + tex(record.gradientNorm) + "}\\right)",
            record.gradientScale);
        if (record.gradientScale < 1) {
            value *= record.gradientScale;
            numbers += " \\times " + tex(record.gradientScale);
            sentence = "The whole gradient is longer than " + numberWords(training.clipNorm) +
                       ", so all of it is shortened alike. ";
        } else {
            sentence = "The whole gradient is no longer than " + numberWords(training.clipNorm) + ", so it stays. ";
        }
    }
    if (training.clipValue > 0) {
        numbers = "\\max\\left(-" + settingTex(training.clipValue) + ",\\, \\min\\left(" +
                  settingTex(training.clipValue) + ",\\, " + numbers + "\\right)\\right)";
        if (std::abs(value) > training.clipValue)
            sentence += "It is larger than " + numberWords(training.clipValue) + " and is cut there. ";
    }
    const double decay = decayInGradient(record);
    if (decay != 0) {
        numbers += " + " + settingTex(decay) + " \\times " + writer.number(w);
        sentence += "Weight decay adds a pull of the weight towards zero. ";
        writer.mistake(Mistake::NoDecay, writer.resultValue() - decay * writer.value(w));
    }
    if (training.l1 != 0) {
        const double sign = writer.value(w) > 0 ? 1 : writer.value(w) < 0 ? -1 : 0;
        numbers += " + " + settingTex(training.l1) + " \\times " + ArithmeticWriter::plain(sign);
        sentence += "L1 pulls towards zero with the same force whatever the weight's size. ";
        writer.number(w);
    }
    writer.result(numbers);
    if (!sentence.empty()) sentence.pop_back();
    writer.say(sentence);
    return writer.take();
}

void tellGradient(const StepRecord& record, const Target& target, Operations& operations) {
    const TrainingSpec& training = record.experiment.training;
    const TensorRef g = target.ref(Quantity::Gradient), w = target.ref(Quantity::Parameter);
    Operation operation;
    operation.phase = Phase::Update;
    operation.layer = target.layer;
    operation.result = target.ref(Quantity::UpdateGradient);
    operation.symbol = symbolOf(record, operation.result);
    operation.name = "gradient for the optimizer";
    std::string rule = symbolOf(record, g);
    if (training.clipNorm > 0) rule = "\\min\\left(1,\\, \\frac{c}{\\lVert g \\rVert}\\right) " + rule;
    if (training.clipValue > 0) rule = "\\operatorname{clip}\\left(" + rule + "\\right)";
    operation.uses = {{g, {}}};
    if (decayInGradient(record) != 0) rule += " + \\lambda\\, " + symbolOf(record, w);
    if (training.l1 != 0) rule += " + \\lambda_{1} \\operatorname{sign}\\left(" + symbolOf(record, w) + "\\right)";
    if (decayInGradient(record) != 0 || training.l1 != 0) operation.uses.push_back({w, {}});
    operation.rule = operation.symbol + " = " + rule;
    std::string where;
    const auto add = [&](const std::string& text) { where += (where.empty() ? "" : ",\\quad ") + text; };
    if (training.clipNorm > 0)
        add("c = " + settingTex(training.clipNorm) + ",\\quad \\lVert g \\rVert = " + tex(record.gradientNorm));
    if (training.clipValue > 0) add("\\operatorname{clip} \\text{ to } \\pm " + settingTex(training.clipValue));
    if (decayInGradient(record) != 0) add("\\lambda = " + settingTex(decayInGradient(record)));
    if (training.l1 != 0) add("\\lambda_{1} = " + settingTex(training.l1));
    operation.where = where;
    operation.purpose = "Before the optimizer sees the gradient it is clipped, and the decay terms are added.";
    operation.matrices = {{"", g}, {"→", operation.result}};
    operation.arithmetic = [result = operation.result](const StepRecord& of, const Question& question) {
        return clippedGradient(of, result, question);
    };
    operations.push_back(std::move(operation));
}

// ---- What the optimizer remembers

/// new = keep * old + take * (g or g squared)
struct MemoryRule {
    double keep = 1, take = 1;
    bool squared = false;
    std::string keepTex, takeTex;  // letters; empty: 1
};

MemoryRule memoryRule(const StepRecord& record, Index memory) {
    const std::string& kind = kindOf(record);
    if (kind == "momentum" || kind == "nesterov") return {setting(record, "momentum"), 1, false, "\\mu", {}};
    if (kind == "adagrad") return {1, 1, true, {}, {}};
    if (kind == "rmsprop")
        return {setting(record, "alpha"), 1 - setting(record, "alpha"), true, "\\alpha", "\\left(1 - \\alpha\\right)"};
    const double beta = setting(record, memory == 0 ? "beta1" : "beta2");
    const std::string letter = memory == 0 ? "\\beta_{1}" : "\\beta_{2}";
    return {beta, 1 - beta, memory == 1, letter, "\\left(1 - " + letter + "\\right)"};
}

Arithmetic remembered(const StepRecord& record, const TensorRef& result, const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const Target target{result.layer, result.part};
    const MemoryRule rule = memoryRule(record, result.memory);
    const Place old{target.ref(Quantity::MemoryBefore, result.memory), question.row, question.col};
    const Place g{gradientOf(record, target), question.row, question.col};
    const std::string square = rule.squared ? "^{2}" : "";
    if (isFrozen(record, {result, question.row, question.col})) {
        writer.result(writer.number(old, true));
        writer.say("This number is frozen: the optimizer leaves it alone.");
        return writer.take();
    }
    const double gradient = writer.value(g);
    writer.result((rule.keepTex.empty() ? "" : settingTex(rule.keep) + " \\times ") +
                  writer.number(old, rule.keepTex.empty()) + " + " +
                  (rule.takeTex.empty() ? "" : settingTex(rule.take) + " \\times ") + writer.number(g) + square);
    writer.mistake(Mistake::NoMemory, rule.take * (rule.squared ? gradient * gradient : gradient));
    if (rule.squared) {
        writer.say(
            "The square forgets the sign: it remembers how large this weight's gradients are, to divide by that.");
    } else if (writer.value(old) == 0) {
        writer.say("Nothing was remembered yet, so the memory starts with this gradient.");
    } else {
        const bool same = (writer.value(old) > 0) == (gradient > 0);
        writer.say(same ? "The new gradient points the way that the old ones did: the memory grows stronger."
                        : "The new gradient points against the old ones: they cancel in part, and zigzags are damped.");
    }
    return writer.take();
}

void tellMemory(const StepRecord& record, const Target& target, Index memory, Operations& operations) {
    const MemoryRule rule = memoryRule(record, memory);
    const TensorRef old = target.ref(Quantity::MemoryBefore, memory), g = gradientOf(record, target);
    Operation operation;
    operation.phase = Phase::Update;
    operation.layer = target.layer;
    operation.result = target.ref(Quantity::MemoryAfter, memory);
    operation.symbol = symbolOf(record, operation.result);
    operation.name = record.memoryNames[static_cast<std::size_t>(memory)] + " of the optimizer";
    const auto product = [](const std::string& factor, const std::string& of) {
        return factor.empty() ? of : factor + "\\, " + of;
    };
    std::string gradient = symbolOf(record, g);
    if (rule.squared) gradient = "\\left(" + gradient + "\\right)^{2}";
    operation.rule = operation.symbol + " = " + product(rule.keepTex, symbolOf(record, old)) + " + " +
                     product(rule.takeTex, gradient);
    if (!rule.keepTex.empty()) operation.where = rule.keepTex + " = " + settingTex(rule.keep);
    operation.purpose = rule.squared ? "A running measure of how large the gradients of each weight are."
                                     : "A running sum of past gradients, in which older ones count less and less.";
    operation.matrices = {{"", old}, {"←", g}, {"=", operation.result}};
    operation.uses = {{old, {}}, {g, {}}};
    operation.arithmetic = [result = operation.result](const StepRecord& of, const Question& question) {
        return remembered(of, result, question);
    };
    operations.push_back(std::move(operation));
}

// ---- The new parameter

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
    writer.line("\\hat{m}", "\\frac{" + writer.number(memory(0), true) + "}{1 - " + settingTex(beta1) + power + "}",
                mHat);
    writer.line("\\hat{v}", "\\frac{" + writer.number(memory(1), true) + "}{1 - " + settingTex(beta2) + power + "}",
                vHat);
    const double uncorrected = rate * m / (std::sqrt(v) + epsilon);
    const Place w{target.ref(Quantity::Parameter), question.row, question.col};
    writer.mistake(Mistake::NoCorrection, writer.value(w) - uncorrected);
    return {eta + "\\frac{" + tex(mHat) + "}{\\sqrt{" + tex(vHat) + "} + " + settingTex(epsilon) + "}",
            rate * mHat / (std::sqrt(vHat) + epsilon)};
}

std::string changeWords(const ArithmeticWriter& writer, const Place& w, const Target& target,
                        const Question& question) {
    const StepRecord& record = writer.record();
    const double change = writer.resultValue() - writer.value(w);
    const double g = writer.value({gradientOf(record, target), question.row, question.col});
    std::string name = wordsOf(record, w);
    std::string sentence = "The " + name + (change > 0 ? " grows by " : change < 0 ? " falls by " : " stays as it is");
    if (change == 0) return sentence + ": its gradient is zero, or too small to change a number of seven digits.";
    sentence += numberWords(std::abs(change)) + " to " + numberWords(writer.resultValue());
    if (g != 0 && (g > 0) == (change > 0))
        return sentence + ", against its own gradient: the memory of earlier steps is stronger.";
    if (g == 0) return sentence + ", although its gradient is zero: memory or decay moves it.";
    return sentence + ", against its gradient of " + numberWords(g) + ".";
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

void tellNew(const StepRecord& record, const Target& target, Operations& operations) {
    Operation operation;
    operation.phase = Phase::Update;
    operation.layer = target.layer;
    operation.result = target.ref(Quantity::NewParameter);
    const TensorRef old = target.ref(Quantity::Parameter), g = gradientOf(record, target);
    operation.symbol = symbolOf(record, operation.result);
    const bool bias = target.part > 0;
    operation.name = std::string("new ") + (tensorOf(record, old).cols > 1 ? "weights" : bias ? "biases" : "scales");
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

}  // namespace

void tellUpdate(const StepRecord& record, Operations& operations) {
    if (record.divergence) return;  // nothing was updated
    for (Index layer = 0; layer < record.before.layerCount(); ++layer) {
        const Layer& of = record.before.layer(layer);
        if (of.frozen()) continue;
        const auto parts = static_cast<Index>(of.parameters().size());
        for (Index part = 0; part < parts; ++part) {
            const Target target{layer, part};
            if (changesGradient(record)) tellGradient(record, target, operations);
            for (Index memory = 0; memory < static_cast<Index>(record.memoryNames.size()); ++memory)
                tellMemory(record, target, memory, operations);
            tellNew(record, target, operations);
        }
    }
}

}  // namespace glassbox
