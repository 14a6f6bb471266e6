#include "engine/explain/number_words.h"
#include "engine/explain/walk_update.h"

#include <cmath>

namespace glassbox::update_walk {

namespace {

/// new = keep * old + take * (g or g squared)
struct MemoryRule {
    double keep = 1, take = 1;
    bool squared = false;
    const char *name = "", *purpose = "";
    std::string keepTex, takeTex;  // letters; empty: 1
};

MemoryRule memoryRule(const StepRecord& record, Index memory) {
    const std::string& kind = kindOf(record);
    const char* size =
        "A running mean of the squared gradients: it tells how large those of each parameter usually are.";
    if (kind == "momentum" || kind == "nesterov")
        return {setting(record, "momentum"),
                1,
                false,
                "velocity",
                "A running sum of past gradients, in which older ones count less and less.",
                "\\mu",
                {}};
    if (kind == "adagrad")
        return {1, 1, true, "sum of squares", "The sum of all squared gradients of each parameter so far.", {}, {}};
    if (kind == "rmsprop") {
        const double alpha = setting(record, "alpha");
        return {alpha, 1 - alpha, true, "mean of squares", size, "\\alpha", "\\left(1 - \\alpha\\right)"};
    }
    const double beta = setting(record, memory == 0 ? "beta1" : "beta2");
    const std::string letter = memory == 0 ? "\\beta_{1}" : "\\beta_{2}", rest = "\\left(1 - " + letter + "\\right)";
    if (memory == 1) return {beta, 1 - beta, true, "second moment", size, letter, rest};
    return {beta,
            1 - beta,
            false,
            "first moment",
            "A running mean of past gradients, in which older ones count less and less.",
            letter,
            rest};
}

std::string memorySentence(const MemoryRule& rule, double old, double gradient) {
    if (gradient == 0) {
        if (old == 0) return "There was no gradient yet, so there is nothing to remember.";
        return rule.keep < 1 ? "The gradient is zero, so the memory only fades."
                             : "The gradient is zero, so the memory stays as it is.";
    }
    if (rule.squared)
        return "The square forgets the sign: what is remembered is how large this parameter's gradients are, to divide "
               "by it.";
    if (old == 0) return "Nothing was remembered yet, so the memory starts with this gradient.";
    return (old > 0) == (gradient > 0)
               ? "The new gradient points the same way as the old ones, which makes the memory's pull last."
               : "The new gradient points against the old ones: they cancel in part, which damps zigzags.";
}

Arithmetic remembered(const StepRecord& record, const TensorRef& result, const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const Target target{result.layer, result.part};
    const MemoryRule rule = memoryRule(record, result.memory);
    const Place old{target.ref(Quantity::MemoryBefore, result.memory), question.row, question.col};
    const Place g{gradientOf(record, target), question.row, question.col};
    if (isFrozen(record, {result, question.row, question.col})) {
        writer.result(writer.number(old, true));
        writer.say("This number is frozen: the optimizer leaves it alone.");
        return writer.take();
    }
    const double gradient = writer.value(g);
    writer.result((rule.keepTex.empty() ? "" : settingTex(rule.keep) + " \\times ") +
                  writer.number(old, rule.keepTex.empty()) + " + " +
                  (rule.takeTex.empty() ? "" : settingTex(rule.take) + " \\times ") +
                  (rule.squared ? writer.base(g) + "^{2}" : writer.number(g)));
    writer.mistake(Mistake::NoMemory, rule.take * (rule.squared ? gradient * gradient : gradient));
    writer.say(memorySentence(rule, writer.value(old), gradient));
    return writer.take();
}

}  // namespace

void tellMemory(const StepRecord& record, const Target& target, Index memory, Operations& operations) {
    const MemoryRule rule = memoryRule(record, memory);
    const TensorRef old = target.ref(Quantity::MemoryBefore, memory), g = gradientOf(record, target);
    Operation operation =
        startOperation(record, Phase::Update, target.layer, target.ref(Quantity::MemoryAfter, memory), rule.name);
    const auto product = [](const std::string& factor, const std::string& of) {
        return factor.empty() ? of : factor + "\\, " + of;
    };
    std::string gradient = symbolOf(record, g);
    if (rule.squared) gradient = "\\left(" + gradient + "\\right)^{2}";
    operation.rule = operation.symbol + " = " + product(rule.keepTex, symbolOf(record, old)) + " + " +
                     product(rule.takeTex, gradient);
    if (!rule.keepTex.empty()) operation.where = rule.keepTex + " = " + settingTex(rule.keep);
    operation.purpose = rule.purpose;
    operation.matrices = {{"", old}, {"←", g}, {"=", operation.result}};
    operation.uses = {{old, {}}, {g, {}}};
    operation.arithmetic = [result = operation.result](const StepRecord& of, const Question& question) {
        return remembered(of, result, question);
    };
    operations.push_back(std::move(operation));
}

}  // namespace glassbox::update_walk
