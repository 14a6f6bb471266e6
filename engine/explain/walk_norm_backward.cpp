#include "engine/explain/number_words.h"
#include "engine/explain/walk_norm.h"

#include <cmath>

namespace glassbox::norm_walk {

namespace {

Arithmetic parameterGradient(const StepRecord& record, const Norm& norm, Index part, const Question& question) {
    ArithmeticWriter writer(record, norm.gradient(part), question);
    const TensorView up = tensorOf(record, norm.up());
    for (Index n = 0; n < up.cols; ++n) {
        if (part == 0)
            writer.term({{norm.up(), question.row, n}, {norm.inner(normalPart), question.row, n}});
        else
            writer.term({{norm.up(), question.row, n}});
    }
    writer.result(writer.sum());
    writer.factor(Place{norm.up(), question.row, question.sample});
    if (part == 0) writer.factor(Place{norm.inner(normalPart), question.row, question.sample});
    writer.mistake(Mistake::Sign, -writer.resultValue());
    writer.mistake(Mistake::NoMean, writer.resultValue() * static_cast<double>(up.cols));
    writer.say(part == 0
                   ? "The scale is blamed by the gradient at the output times the normalised value that it scaled."
                   : "The shift is added as it is, so it takes the whole gradient.");
    return writer.take();
}

Arithmetic inputGradient(const StepRecord& record, const Norm& norm, const Question& question) {
    const TensorRef result{Quantity::OutputGradient, norm.layer - 1};
    ArithmeticWriter writer(record, result, question);
    const Place up{norm.up(), question.row, question.col}, weight{norm.weight(), question.row, 0};
    const Place variance = norm.statistic(variancePart, question.row, question.col);
    const double scale = 1 / std::sqrt(writer.value(variance) + norm.epsilon);
    writer.line("\\frac{1}{\\sqrt{v + \\varepsilon}}",
                "\\frac{1}{\\sqrt{" + writer.number(variance, true) + " + " + settingTex(norm.epsilon) + "}}", scale);
    const std::string front = writer.number(up, true) + " \\times " + writer.number(weight);
    if (!norm.computed) {
        writer.result(front + " \\times " + numberTex(scale));
        writer.say("Mean and variance are the running ones here and do not depend on this sample.");
        return writer.take();
    }
    // g = weight x gradient; both means are over what the statistics were taken over.
    const std::vector<Place> values = group(record, norm, question.row, question.col);
    const Place x{norm.inner(normalPart), question.row, question.col};
    const auto gradientOf = [&](const Place& place) { return Place{norm.up(), place.row, place.col}; };
    const auto weightOf = [&](const Place& place) { return Place{norm.weight(), place.row, 0}; };
    const auto normalOf = [&](const Place& place) { return Place{norm.inner(normalPart), place.row, place.col}; };
    const auto product = [&](const Place& place) {
        return writer.number(gradientOf(place), place == values.front()) + " \\times " + writer.number(weightOf(place));
    };
    double meanG = 0, meanGX = 0;
    for (const Place& place : values) {
        const double g = writer.value(gradientOf(place)) * writer.value(weightOf(place));
        meanG += g / static_cast<double>(values.size());
        meanGX += g * writer.value(normalOf(place)) / static_cast<double>(values.size());
    }
    writer.line("\\overline{g}", meanTex(values, product), meanG);
    writer.line(
        "\\overline{g \\hat{x}}",
        meanTex(values,
                [&](const Place& place) { return product(place) + " \\times " + writer.number(normalOf(place)); }),
        meanGX);
    writer.result(bracketed(front + " - " + ArithmeticWriter::plain(meanG) + " - " + writer.number(x) + " \\times " +
                            ArithmeticWriter::plain(meanGX)) +
                  " \\times " + numberTex(scale));
    writer.mistake(Mistake::Sign, -writer.resultValue());
    writer.say(
        "Every value also moves mean and spread, and through them all the others; the two means take that part of the "
        "blame away.");
    return writer.take();
}

}  // namespace

void backward(const StepRecord& record, Index layer, Operations& operations) {
    const Norm norm = normOf(record, layer);
    const std::string up = symbolOf(record, norm.up()), normal = symbolOf(record, norm.inner(normalPart));
    for (Index part = 0; part < 2; ++part) {
        Operation operation = startOperation(record, Phase::Backward, layer, norm.gradient(part),
                                             part == 0 ? "gradient of the scales" : "gradient of the shifts");
        const std::string samples = record.isBatch() ? "\\sum_{n} " : "";
        operation.rule =
            symbolOf(record, operation.result) + " = " + samples + up + (part == 0 ? " \\odot " + normal : "");
        operation.purpose = part == 0 ? "Each scale is blamed in proportion to the values that it scaled."
                                      : "Each shift takes the gradient as it comes.";
        operation.matrices = {{"", norm.up()}};
        operation.uses = {{norm.up(), {}}};
        if (part == 0) {
            operation.matrices.push_back({"⊙", norm.inner(normalPart)});
            operation.uses.push_back({norm.inner(normalPart), {}});
        }
        operation.matrices.push_back({"=", operation.result});
        operation.terms = record.sampleCount();
        operation.arithmetic = [norm, part](const StepRecord& of, const Question& question) {
            return parameterGradient(of, norm, part, question);
        };
        operations.push_back(std::move(operation));
    }
    if (!passesGradientOn(layer)) return;
    Operation operation = startOperation(record, Phase::Backward, layer, {Quantity::OutputGradient, layer - 1},
                                         "gradient through the normalisation");
    operation.rule = symbolOf(record, operation.result) + " = " +
                     (norm.computed ? "\\frac{1}{\\sqrt{v + \\varepsilon}} \\left(g - \\overline{g} - \\hat{x}\\, "
                                      "\\overline{g \\hat{x}}\\right)"
                                    : "\\frac{1}{\\sqrt{v + \\varepsilon}}\\, g");
    operation.where = "g = \\gamma \\odot " + up;
    operation.purpose = "What moved mean and spread as well as itself gives back only what it alone is to blame for.";
    operation.matrices = {{"", norm.up()}, {"⊙", norm.weight()}, {"→", operation.result}};
    operation.uses = {
        {norm.up(), {}}, {norm.weight(), {}}, {norm.inner(normalPart), {}}, {norm.inner(variancePart), {}}};
    operation.arithmetic = [norm](const StepRecord& of, const Question& question) {
        return inputGradient(of, norm, question);
    };
    operations.push_back(std::move(operation));
}

}  // namespace glassbox::norm_walk
