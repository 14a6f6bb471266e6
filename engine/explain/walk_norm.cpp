#include "engine/explain/walk_norm.h"

#include "engine/explain/number_words.h"

#include <cmath>

namespace glassbox {

namespace norm_walk {

Norm normOf(const StepRecord& record, Index layer) {
    const Spec& spec = record.before.spec(layer);
    Norm norm;
    norm.layer = layer;
    norm.overBatch = spec.kind == "batch_norm";
    norm.computed = !norm.overBatch ||
                    (record.trace.mode == Mode::Training && record.isBatch() && !record.before.layer(layer).frozen());
    norm.epsilon = checkedOptions(*findLayer(spec.kind), spec.options, "layer").real("epsilon");
    return norm;
}

Index groupSize(const StepRecord& record, const Norm& norm) {
    const TensorView x = tensorOf(record, norm.input());
    return norm.overBatch ? x.cols : x.rows;
}

std::vector<Place> group(const StepRecord& record, const Norm& norm, Index row, Index col) {
    const TensorView x = tensorOf(record, norm.input());
    std::vector<Place> places;
    if (norm.overBatch)
        for (Index n = 0; n < x.cols; ++n) places.push_back({norm.input(), row, n});
    else
        for (Index i = 0; i < x.rows; ++i) places.push_back({norm.input(), i, col});
    return places;
}

std::string meanTex(const std::vector<Place>& values, const std::function<std::string(const Place&)>& summand) {
    const auto count = static_cast<Index>(values.size());
    const auto at = [&](Index i) { return summand(values[static_cast<std::size_t>(i)]); };
    return oneOver(count) + bracketed(shortSum(count, at));
}

}  // namespace norm_walk

using namespace norm_walk;

namespace {

std::string whyRunning(const StepRecord& record, const Norm& norm) {
    return record.before.layer(norm.layer).frozen()
               ? "This layer is frozen: it uses the running averages of earlier batches and leaves them as they are."
               : "A batch of a single sample has no spread: the running averages of earlier batches are used.";
}

std::string countWords(const Norm& norm, std::size_t count) {
    return norm.overBatch ? "over the " + std::to_string(count) + " samples of the batch"
                          : "over the " + std::to_string(count) + " values of this sample";
}

Arithmetic meanValue(const StepRecord& record, const Norm& norm, const Question& question) {
    ArithmeticWriter writer(record, norm.inner(meanPart), question);
    if (!norm.computed) {
        writer.result("\\text{running mean}");
        writer.say(whyRunning(record, norm));
        return writer.take();
    }
    const std::vector<Place> values = group(record, norm, question.row, question.col);
    for (const Place& place : values) writer.term({place});
    const auto count = static_cast<double>(values.size());
    writer.scale(1 / count);
    writer.result(oneOver(static_cast<Index>(values.size())) + bracketed(writer.sum()));
    if (norm.overBatch) writer.mistake(Mistake::NoMean, writer.resultValue() * count);
    writer.say("The mean " + countWords(norm, values.size()) + " is " + numberWords(writer.resultValue()) + ".");
    return writer.take();
}

Arithmetic varianceValue(const StepRecord& record, const Norm& norm, const Question& question) {
    ArithmeticWriter writer(record, norm.inner(variancePart), question);
    if (!norm.computed) {
        writer.result("\\text{running variance}");
        writer.say(whyRunning(record, norm));
        return writer.take();
    }
    const std::vector<Place> values = group(record, norm, question.row, question.col);
    const Place mean = norm.statistic(meanPart, question.row, question.col);
    writer.result(meanTex(values, [&](const Place& place) {
        return bracketed(writer.number(place, true) + " - " + writer.number(mean)) + "^{2}";
    }));
    if (norm.overBatch) writer.mistake(Mistake::NoMean, writer.resultValue() * static_cast<double>(values.size()));
    writer.say("The mean of the squared distances from the mean; its root, " +
               numberWords(std::sqrt(writer.resultValue())) + ", is the spread that is divided away.");
    return writer.take();
}

Arithmetic normalValue(const StepRecord& record, const Norm& norm, const Question& question) {
    ArithmeticWriter writer(record, norm.inner(normalPart), question);
    const Place x{norm.input(), question.row, question.col};
    const Place mean = norm.statistic(meanPart, question.row, question.col),
                variance = norm.statistic(variancePart, question.row, question.col);
    writer.result("\\frac{" + writer.number(x, true) + " - " + writer.number(mean) + "}{\\sqrt{" +
                  writer.number(variance, true) + " + " + settingTex(norm.epsilon) + "}}");
    const double value = writer.resultValue();
    const std::string unit = unitWords(record, norm.layer - 1, question.row);
    writer.say(value == 0 ? unit + " lies exactly at the mean."
                          : unit + " lies " + numberWords(std::abs(value)) + " spreads " +
                                (value < 0 ? "below" : "above") + " the mean.");
    return writer.take();
}

Arithmetic scaledValue(const StepRecord& record, const Norm& norm, const Question& question) {
    ArithmeticWriter writer(record, norm.output(), question);
    const Place weight{norm.weight(), question.row, 0}, bias{norm.bias(), question.row, 0},
        x{norm.inner(normalPart), question.row, question.col};
    writer.term({weight, x});
    writer.term({bias});
    writer.result(writer.sum());
    writer.mistake(Mistake::NoBias, writer.value(weight) * writer.value(x));
    writer.mistake(Mistake::NoScale, writer.value(x) + writer.value(bias));
    writer.say("A learned scale and shift let the network undo the normalisation where that helps.");
    return writer.take();
}

double statisticDerivative(const StepRecord& record, const Norm& norm, const Place& result, const Place& used) {
    const bool same = norm.overBatch ? result.row == used.row : result.col == used.col;
    if (!same || !norm.computed) return 0;
    const auto count = static_cast<double>(groupSize(record, norm));
    if (result.tensor.part == meanPart) return 1 / count;
    const double mean = valueAt(record, norm.statistic(meanPart, used.row, used.col)).value_or(0);
    return 2 * (valueAt(record, used).value_or(0) - mean) / count;
}

double normalDerivative(const StepRecord& record, const Norm& norm, const Place& result, const Place& used) {
    const double variance = valueAt(record, norm.statistic(variancePart, result.row, result.col)).value_or(0);
    const double scale = 1 / std::sqrt(variance + norm.epsilon);
    if (used.tensor == norm.input()) return result.row == used.row && result.col == used.col ? scale : 0;
    if (!(norm.statistic(used.tensor.part, result.row, result.col) == used)) return 0;
    if (used.tensor.part == meanPart) return -scale;
    return -0.5 * valueAt(record, result).value_or(0) * scale * scale;
}

double scaledDerivative(const StepRecord& record, const Norm& norm, const Place& result, const Place& used) {
    if (result.row != used.row) return 0;
    if (used.tensor == norm.bias()) return 1;
    if (used.tensor == norm.weight())
        return valueAt(record, {norm.inner(normalPart), result.row, result.col}).value_or(0);
    return used.col == result.col ? valueAt(record, {norm.weight(), result.row, 0}).value_or(0) : 0;
}

void forward(const StepRecord& record, Index layer, Operations& operations) {
    const Norm norm = normOf(record, layer);
    const std::string x = symbolOf(record, norm.input()), mu = symbolOf(record, norm.inner(meanPart)),
                      v = symbolOf(record, norm.inner(variancePart)), normal = symbolOf(record, norm.inner(normalPart));
    const std::string over = norm.overBatch ? "n" : "i";
    Operation mean = startOperation(record, Phase::Forward, layer, norm.inner(meanPart), "mean");
    mean.rule = norm.computed ? mu + " = \\operatorname{mean}_{" + over + "}\\, " + x : mu + " = \\text{running mean}";
    mean.purpose = !norm.computed   ? "The running mean of earlier batches stands for that of this one."
                   : norm.overBatch ? "The mean of each unit over the samples of the batch."
                                    : "The mean over all values of the sample.";
    mean.matrices = {{"mean", norm.input()}, {"=", mean.result}};
    if (norm.computed) mean.uses = {{norm.input(), "\\frac{1}{N}"}};
    mean.terms = norm.computed ? groupSize(record, norm) : 0;
    mean.arithmetic = [norm](const StepRecord& of, const Question& question) { return meanValue(of, norm, question); };
    mean.derivative = [norm](const StepRecord& of, const Place& result, const Place& used) {
        return statisticDerivative(of, norm, result, used);
    };
    operations.push_back(mean);

    Operation variance = startOperation(record, Phase::Forward, layer, norm.inner(variancePart), "variance");
    variance.rule = norm.computed
                        ? v + " = \\operatorname{mean}_{" + over + "} \\left(" + x + " - " + mu + "\\right)^{2}"
                        : v + " = \\text{running variance}";
    variance.purpose = norm.computed ? "How far the values spread around their mean: the mean of the squared distances."
                                     : "The running variance of earlier batches stands for that of this one.";
    variance.matrices = {{"variance", norm.input()}, {"=", variance.result}};
    if (norm.computed) variance.uses = {{norm.input(), "\\frac{2 \\left(" + x + " - " + mu + "\\right)}{N}"}};
    variance.arithmetic = [norm](const StepRecord& of, const Question& question) {
        return varianceValue(of, norm, question);
    };
    variance.derivative = mean.derivative;
    operations.push_back(variance);

    Operation centred = startOperation(record, Phase::Forward, layer, norm.inner(normalPart), "normalised values");
    centred.rule = normal + " = \\frac{" + x + " - " + mu + "}{\\sqrt{" + v + " + \\varepsilon}}";
    centred.where = "\\varepsilon = " + settingTex(norm.epsilon);
    centred.purpose =
        "Each value as its distance from the mean, counted in spreads; ε keeps the divisor from being zero.";
    centred.matrices = {
        {"", norm.input()}, {"−", norm.inner(meanPart)}, {"/ √", norm.inner(variancePart)}, {"=", centred.result}};
    centred.uses = {{norm.input(), "\\frac{1}{\\sqrt{v + \\varepsilon}}"},
                    {norm.inner(meanPart), "\\frac{-1}{\\sqrt{v + \\varepsilon}}"},
                    {norm.inner(variancePart), "\\frac{-\\hat{x}}{2 \\left(v + \\varepsilon\\right)}"}};
    centred.arithmetic = [norm](const StepRecord& of, const Question& question) {
        return normalValue(of, norm, question);
    };
    centred.derivative = [norm](const StepRecord& of, const Place& result, const Place& used) {
        return normalDerivative(of, norm, result, used);
    };
    operations.push_back(centred);

    Operation scaled = startOperation(record, Phase::Forward, layer, norm.output(), "scale and shift");
    const std::string gamma = symbolOf(record, norm.weight()), beta = symbolOf(record, norm.bias());
    scaled.rule = scaled.symbol + " = " + gamma + " \\odot " + normal + " + " + beta;
    scaled.purpose = "The network learns which scale and shift suit the layers behind.";
    scaled.matrices = {{"", norm.weight()}, {"⊙", norm.inner(normalPart)}, {"+", norm.bias()}, {"=", scaled.result}};
    scaled.uses = {{norm.inner(normalPart), gamma}, {norm.weight(), normal}, {norm.bias(), "1"}};
    scaled.terms = 2;
    scaled.arithmetic = [norm](const StepRecord& of, const Question& question) {
        return scaledValue(of, norm, question);
    };
    scaled.derivative = [norm](const StepRecord& of, const Place& result, const Place& used) {
        return scaledDerivative(of, norm, result, used);
    };
    operations.push_back(scaled);
}

}  // namespace

LayerTeller batchNormTeller() {
    return {"batch_norm", forward, norm_walk::backward};
}

LayerTeller layerNormTeller() {
    return {"layer_norm", forward, norm_walk::backward};
}

}  // namespace glassbox
