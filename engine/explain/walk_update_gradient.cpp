#include "engine/explain/number_words.h"
#include "engine/explain/walk_update.h"

#include <cmath>

namespace glassbox::update_walk {

namespace {

Arithmetic clippedGradient(const StepRecord& record, const TensorRef& result, const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const TrainingSpec& training = record.experiment.training;
    const Target target{result.layer, result.part};
    const Place g{target.ref(Quantity::Gradient), question.row, question.col};
    const Place w{target.ref(Quantity::Parameter), question.row, question.col};
    double value = writer.value(g);
    std::string numbers = writer.number(g, true), sentence;
    if (training.clipNorm > 0) {
        writer.line("\\text{scale}",
                    "\\min\\left(1,\\, \\frac{" + settingTex(training.clipNorm) + "}{" +
                        numberTex(record.gradientNorm) + " + 10^{-6}}\\right)",
                    record.gradientScale);
        if (record.gradientScale < 1) {
            value *= record.gradientScale;
            numbers += " \\times " + numberTex(record.gradientScale);
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
            sentence += "It is larger than " + numberWords(training.clipValue) + " in size and is cut there. ";
    }
    const double decay = decayInGradient(record);
    if (decay != 0) {
        numbers += " + " + settingTex(decay) + " \\times " + writer.number(w);
        sentence += "Weight decay adds a pull towards zero, the stronger the larger the parameter is. ";
        writer.mistake(Mistake::NoDecay, writer.resultValue() - decay * writer.value(w));
    }
    if (training.l1 != 0) {
        const double sign = writer.value(w) > 0 ? 1 : writer.value(w) < 0 ? -1 : 0;
        numbers += sign == 0 ? "" : (sign < 0 ? " - " : " + ") + settingTex(training.l1);
        sentence += sign == 0 ? "L1 leaves a parameter that is zero alone. "
                              : "L1 pulls towards zero with the same force, whatever the parameter's size. ";
        writer.light(w);
    }
    writer.result(numbers);
    if (sentence.empty()) sentence = "It is small enough to pass as it is. ";
    sentence.pop_back();  // the last space
    writer.say(std::move(sentence));
    return writer.take();
}

}  // namespace

void tellGradient(const StepRecord& record, const Target& target, Operations& operations) {
    const TrainingSpec& training = record.experiment.training;
    const TensorRef g = target.ref(Quantity::Gradient), w = target.ref(Quantity::Parameter);
    Operation operation = startOperation(record, Phase::Update, target.layer, target.ref(Quantity::UpdateGradient),
                                         "gradient for the optimizer");
    std::string rule = symbolOf(record, g);
    if (training.clipNorm > 0) rule = "\\min\\left(1,\\, \\frac{c}{\\lVert g \\rVert + 10^{-6}}\\right) " + rule;
    if (training.clipValue > 0) rule = "\\operatorname{clip}\\left(" + rule + "\\right)";
    operation.uses = {{g, {}}};
    if (decayInGradient(record) != 0) rule += " + \\lambda\\, " + symbolOf(record, w);
    if (training.l1 != 0) rule += " + \\lambda_{1} \\operatorname{sign}\\left(" + symbolOf(record, w) + "\\right)";
    if (decayInGradient(record) != 0 || training.l1 != 0) operation.uses.push_back({w, {}});
    operation.rule = operation.symbol + " = " + rule;
    std::string where;
    const auto add = [&](const std::string& text) { where = joined(where, text); };
    if (training.clipNorm > 0)
        add("c = " + settingTex(training.clipNorm) + ",\\quad \\lVert g \\rVert = " + numberTex(record.gradientNorm));
    if (training.clipValue > 0) add("\\operatorname{clip} \\text{ to } \\pm " + settingTex(training.clipValue));
    if (decayInGradient(record) != 0) add("\\lambda = " + settingTex(decayInGradient(record)));
    if (training.l1 != 0) add("\\lambda_{1} = " + settingTex(training.l1));
    operation.where = where;
    const bool clips = training.clipNorm > 0 || training.clipValue > 0;
    const bool decays = decayInGradient(record) != 0 || training.l1 != 0;
    operation.purpose = std::string("Before the optimizer gets the gradient, ") +
                        (clips && decays ? "it is clipped and a pull towards zero is added."
                         : clips         ? "it is clipped, so that no step becomes too large."
                                         : "a pull of the parameters towards zero is added.");
    operation.matrices = {{"", g}, {"→", operation.result}};
    operation.arithmetic = [result = operation.result](const StepRecord& of, const Question& question) {
        return clippedGradient(of, result, question);
    };
    operations.push_back(std::move(operation));
}

}  // namespace glassbox::update_walk
