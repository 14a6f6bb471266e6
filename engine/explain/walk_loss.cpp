#include "engine/explain/arithmetic_writer.h"
#include "engine/explain/number_words.h"
#include "engine/explain/walk_kinds.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

const TensorRef target{Quantity::Target}, sampleLoss{Quantity::SampleLoss}, cost{Quantity::Cost};

std::string kindOf(const StepRecord& record) {
    return record.experiment.training.loss.kind;
}

Index lastLayer(const StepRecord& record) {
    return record.before.layerCount() - 1;
}

/// What the loss looks at: the output; a loss that fuses with it works on z inside, which gives the same numbers.
TensorRef outputOf(const StepRecord& record) {
    return {Quantity::Output, lastLayer(record)};
}

bool readsLogits(const StepRecord& record) {
    return !record.isFused() && !record.loss->fusesWith().empty();
}

double delta(const StepRecord& record) {
    const LossInfo& info = *findLoss("huber");
    return checkedOptions(info, record.experiment.training.loss.options, "loss").real("delta");
}

double sigmoid(double z) {
    return 1 / (1 + std::exp(-z));
}

/// The probability that the network gives to output `row`.
double probability(const StepRecord& record, Index row, Index sample) {
    const TensorView output = tensorOf(record, outputOf(record));
    if (!readsLogits(record)) return output(row, sample);
    if (kindOf(record) == "binary_cross_entropy") return sigmoid(output(row, sample));
    double most = output(0, sample), total = 0;
    for (Index i = 1; i < output.rows; ++i) most = std::max(most, output(i, sample));
    for (Index i = 0; i < output.rows; ++i) total += std::exp(output(i, sample) - most);
    return std::exp(output(row, sample) - most) / total;
}

/// That probability as TeX: the output itself, or what a sigmoid or softmax makes of it.
std::string probabilityTex(ArithmeticWriter& writer, Index row, Index sample, bool lead = true) {
    const StepRecord& record = writer.record();
    const Place place{outputOf(record), row, sample};
    if (!readsLogits(record)) return writer.number(place, lead);
    const bool binary = kindOf(record) == "binary_cross_entropy";
    return std::string(binary ? "\\sigma" : "\\text{softmax}_{" + std::to_string(row + 1) + "}") + "\\left(" +
           (binary ? writer.number(place, true) : std::string("\\hat{y}")) + "\\right)";
}

Index trueClass(const StepRecord& record, Index sample) {
    const TensorView y = tensorOf(record, target);
    Index best = 0;
    for (Index i = 1; i < y.rows; ++i)
        if (y(i, sample) > y(best, sample)) best = i;
    return best;
}

std::string meanOver(Index count) {
    return count == 1 ? "" : "\\frac{1}{" + std::to_string(count) + "} ";
}

std::string bracketed(const std::string& text, bool needed) {
    return needed ? "\\left(" + text + "\\right)" : text;
}

/// "y - a" of each output with its numbers.
std::string differenceTex(ArithmeticWriter& writer, Index row, Index sample) {
    return writer.number({outputOf(writer.record()), row, sample}, true) + " - " + writer.number({target, row, sample});
}

std::string lossOfOutput(ArithmeticWriter& writer, Index row, Index sample) {
    const StepRecord& record = writer.record();
    const std::string kind = kindOf(record);
    const std::string d = differenceTex(writer, row, sample);
    const double difference = writer.value({outputOf(record), row, sample}) - writer.value({target, row, sample});
    if (kind == "mse") return "\\left(" + d + "\\right)^{2}";
    if (kind == "mae") return "\\left|" + d + "\\right|";
    if (kind == "huber") {
        const double limit = delta(record);
        const std::string l = ArithmeticWriter::plain(limit);
        if (std::abs(difference) <= limit) return "\\tfrac{1}{2} \\left(" + d + "\\right)^{2}";
        return l + " \\left(\\left|" + d + "\\right| - \\tfrac{1}{2} \\times " + l + "\\right)";
    }
    const double y = writer.value({target, row, sample});
    const std::string p = probabilityTex(writer, row, sample);
    const std::string yes = "-\\ln\\left(" + p + "\\right)", no = "-\\ln\\left(1 - " + p + "\\right)";
    if (y == 1) return yes;
    if (y == 0) return no;
    return "-" + writer.number({target, row, sample}) + " \\ln\\left(" + p + "\\right) - \\left(1 - " +
           writer.number({target, row, sample}, true) + "\\right) \\ln\\left(1 - " + p + "\\right)";
}

std::string hingeNumbers(ArithmeticWriter& writer, Index sample) {
    const StepRecord& record = writer.record();
    const TensorRef a = outputOf(record);
    const TensorView output = tensorOf(record, a);
    if (output.rows == 1) {
        const double t = 2 * writer.value({target, 0, sample}) - 1;
        return "\\max\\left(0,\\, 1 " + std::string(t > 0 ? "- " : "+ ") + writer.number({a, 0, sample}) + "\\right)";
    }
    const Index right = trueClass(record, sample);
    std::string sum;
    for (Index i = 0; i < output.rows; ++i) {
        if (i == right) continue;
        if (i > 4) {
            sum += " + \\cdots";
            break;
        }
        sum += (sum.empty() ? "" : " + ") + std::string("\\max\\left(0,\\, 1 - ") + writer.number({a, right, sample}) +
               " + " + writer.number({a, i, sample}) + "\\right)";
    }
    return meanOver(output.rows) + "\\left(" + sum + "\\right)";
}

std::string lossSentence(const ArithmeticWriter& writer, Index sample) {
    const StepRecord& record = writer.record();
    const std::string kind = kindOf(record);
    const TensorView output = tensorOf(record, outputOf(record)), y = tensorOf(record, target);
    const double loss = writer.resultValue();
    if (kind == "cross_entropy" || kind == "nll" || kind == "binary_cross_entropy") {
        const Index right = trueClass(record, sample);
        double p = kind == "nll" ? std::exp(output(right, sample)) : probability(record, right, sample);
        if (output.rows == 1 && y(0, sample) < 0.5) p = 1 - p;
        return "The network gives the right answer a probability of " + percentWords(p) + ", so its surprise is " +
               numberWords(loss) +
               (p > 0.9   ? ": nearly none."
                : p < 0.1 ? ": it was sure of the wrong answer."
                          : ".");
    }
    if (kind == "hinge")
        return loss == 0 ? "The right answer wins by the full margin: no loss at all."
                         : "The right answer does not win by a margin of 1; what is missing is the loss.";
    if (output.rows > 1) return "Each output is compared with its target; the loss is the mean over them.";
    const double d = output(0, sample) - y(0, sample);
    return d == 0
               ? "The output is exactly the target."
               : "The output is too " + std::string(d < 0 ? "low" : "high") + " by " + numberWords(std::abs(d)) + ".";
}

Arithmetic lossOfSample(const StepRecord& record, const Question& question) {
    ArithmeticWriter writer(record, sampleLoss, question);
    const Index n = question.col;
    const std::string kind = kindOf(record);
    const TensorRef a = outputOf(record);
    const Index outputs = tensorOf(record, a).rows;
    if (kind == "cross_entropy" || kind == "nll") {
        const Index right = trueClass(record, n);
        writer.result(kind == "nll" ? "-" + writer.number({a, right, n})
                                    : "-\\ln\\left(" + probabilityTex(writer, right, n) + "\\right)");
        writer.number({target, right, n});  // lit with the rest
    } else if (kind == "hinge") {
        writer.result(hingeNumbers(writer, n));
    } else {
        std::string sum;
        for (Index i = 0; i < std::min<Index>(outputs, 4); ++i)
            sum += (sum.empty() ? "" : " + ") + lossOfOutput(writer, i, n);
        if (outputs > 4) sum += " + \\cdots";
        writer.result(meanOver(outputs) + bracketed(sum, outputs > 1));
    }
    writer.mistake(Mistake::Sign, -writer.resultValue());
    writer.say(lossSentence(writer, n));
    return writer.take();
}

Arithmetic costOfBatch(const StepRecord& record, const Question& question) {
    ArithmeticWriter writer(record, cost, question);
    for (Index n = 0; n < record.sampleCount(); ++n) writer.term({{sampleLoss, 0, n}});
    writer.scale(1.0 / static_cast<double>(record.sampleCount()));
    writer.result(meanOver(record.sampleCount()) + "\\left(" + writer.sum() + "\\right)");
    writer.mistake(Mistake::NoMean, writer.resultValue() * static_cast<double>(record.sampleCount()));
    const auto worst = std::max_element(writer.terms().begin(), writer.terms().end(),
                                        [](const Term& x, const Term& y) { return x.value < y.value; });
    const auto at = worst - writer.terms().begin();
    double total = 0;
    for (const Term& term : writer.terms()) total += term.value;
    writer.say("The cost is the mean of the losses. Sample " + std::to_string(at + 1) +
               " adds most to it: " + (total > 0 ? percentWords(worst->value / total) + " of the sum." : "nothing."));
    return writer.take();
}

std::string lossRule(const StepRecord& record) {
    const std::string kind = kindOf(record);
    const Index outputs = record.before.outputShape().size();
    const std::string mean = outputs == 1 ? "" : "\\frac{1}{" + std::to_string(outputs) + "} \\sum_{i} ";
    const std::string i = outputs == 1 ? "" : "_{i}";
    const std::string y = "y" + i, a = "\\hat{y}" + i, p = readsLogits(record) ? "p" + i : a;
    if (kind == "mse") return "L = " + mean + "\\left(" + a + " - " + y + "\\right)^{2}";
    if (kind == "mae") return "L = " + mean + "\\left|" + a + " - " + y + "\\right|";
    if (kind == "huber")
        return "L = " + mean + "\\begin{cases} \\tfrac{1}{2} d" + i + "^{2} & \\text{if } |d" + i +
               "| \\le \\delta \\\\ \\delta \\left(|d" + i +
               "| - \\tfrac{1}{2} \\delta\\right) & \\text{otherwise} \\end{cases}";
    if (kind == "binary_cross_entropy")
        return "L = " + mean +
               bracketed("-" + y + " \\ln " + p + " - \\left(1 - " + y + "\\right) \\ln\\left(1 - " + p + "\\right)",
                         outputs > 1);
    if (kind == "cross_entropy") return "L = -\\sum_{i} " + y + " \\ln " + p;
    if (kind == "nll") return "L = -\\sum_{i} " + y + "\\, " + a;
    if (outputs == 1) return "L = \\max\\left(0,\\, 1 - t\\, \\hat{y}\\right), \\quad t = 2 y - 1";
    return "L = \\frac{1}{" + std::to_string(outputs) +
           "} \\sum_{i \\ne t} \\max\\left(0,\\, 1 - \\hat{y}_{t} + \\hat{y}_{i}\\right)";
}

std::string lossWhere(const StepRecord& record) {
    const std::string kind = kindOf(record);
    if (kind == "huber") return "d = \\hat{y} - y, \\quad \\delta = " + settingTex(delta(record));
    if (kind == "hinge" && record.before.outputShape().size() > 1) return "t:\\ \\text{the right class}";
    if (!readsLogits(record)) return {};
    return kind == "binary_cross_entropy" ? "p = \\sigma\\left(\\hat{y}\\right) = \\frac{1}{1 + e^{-\\hat{y}}}"
                                          : "p_{i} = \\frac{e^{\\hat{y}_{i}}}{\\sum_{j} e^{\\hat{y}_{j}}}";
}

/// d loss / d output, for one sample.
double lossSlope(const StepRecord& record, Index row, Index sample) {
    const std::string kind = kindOf(record);
    const TensorView output = tensorOf(record, outputOf(record)), y = tensorOf(record, target);
    const auto outputs = static_cast<double>(output.rows);
    const double a = output(row, sample), t = y(row, sample), d = a - t;
    if (kind == "mse") return 2 * d / outputs;
    if (kind == "mae") return (d > 0 ? 1 : d < 0 ? -1 : 0) / outputs;
    if (kind == "huber") return std::clamp(d, -delta(record), delta(record)) / outputs;
    if (kind == "nll") return -t;
    if (kind == "binary_cross_entropy")
        return (readsLogits(record) ? probability(record, row, sample) - t : -t / a + (1 - t) / (1 - a)) / outputs;
    if (kind == "cross_entropy") return readsLogits(record) ? probability(record, row, sample) - t : -t / a;
    if (output.rows == 1) return 1 - (2 * t - 1) * a > 0 ? -(2 * t - 1) : 0;
    const Index right = trueClass(record, sample);
    double pull = 0;
    for (Index i = 0; i < output.rows; ++i) {
        const double one = i != right && 1 - output(right, sample) + output(i, sample) > 0 ? 1 / outputs : 0;
        if (i == row && i != right) return one;
        pull += one;
    }
    return -pull;
}

/// The gradient at the output (or at z where the loss fuses): rule and numbers by kind.
struct GradientTex {
    std::string rule, where, numbers, purpose;
};

std::string shareOf(const StepRecord& record, Index outputs) {
    const Index share = outputs * record.sampleCount();
    return share == 1 ? ""
                      : "\\frac{1}{" + (outputs == 1 ? std::string() : std::to_string(outputs) + " \\times ") +
                            std::to_string(record.sampleCount()) + "} ";
}

GradientTex gradientTex(ArithmeticWriter* writer, const StepRecord& record, Index row, Index n) {
    const std::string kind = kindOf(record);
    const Index outputs = record.before.outputShape().size();
    const TensorRef a = outputOf(record);
    GradientTex tex;
    const std::string y = "y", out = "\\hat{y}";
    const auto number = [&](const TensorRef& ref, bool lead) {
        return writer ? writer->number({ref, row, n}, lead) : std::string();
    };
    const std::string d = number(a, true) + " - " + number(target, false);
    if (kind == "mse") {
        tex.rule = shareOf(record, outputs) + "2 \\left(" + out + " - " + y + "\\right)";
        tex.numbers = shareOf(record, outputs) + "\\times 2 \\left(" + d + "\\right)";
        if (shareOf(record, outputs).empty()) tex.numbers = "2 \\left(" + d + "\\right)";
        tex.purpose = "The further off the output, the larger the gradient: the slope of a parabola.";
    } else if (kind == "mae") {
        tex.rule = shareOf(record, outputs) + "\\operatorname{sign}\\left(" + out + " - " + y + "\\right)";
        tex.numbers = shareOf(record, outputs) + "\\operatorname{sign}\\left(" + d + "\\right)";
        tex.purpose = "Only the side counts, not the distance: the slope of the absolute value is 1 or −1.";
    } else if (kind == "huber") {
        tex.rule = shareOf(record, outputs) + "\\max\\left(-\\delta,\\, \\min\\left(\\delta,\\, " + out + " - " + y +
                   "\\right)\\right)";
        const std::string l = settingTex(delta(record));
        tex.numbers =
            shareOf(record, outputs) + "\\max\\left(-" + l + ",\\, \\min\\left(" + l + ",\\, " + d + "\\right)\\right)";
        tex.where = "\\delta = " + l;
        tex.purpose = "The difference itself, but never more than δ: far-off samples can't pull harder than that.";
    } else if (kind == "nll") {
        tex.rule = shareOf(record, 1) + "\\left(-" + y + "\\right)";
        tex.numbers = shareOf(record, 1) + "\\left(-" + number(target, true) + "\\right)";
        tex.purpose = "Only the right class's log-probability counts; all others get a gradient of zero.";
    } else if (kind == "hinge") {
        const double slope = writer ? lossSlope(record, row, n) : 0;
        tex.rule =
            outputs == 1
                ? shareOf(record, 1) +
                      "\\begin{cases} -t & \\text{if } 1 - t\\, \\hat{y} > 0 \\\\ 0 & \\text{otherwise} \\end{cases}"
                : shareOf(record, outputs) +
                      "\\begin{cases} 1 & \\text{if } i \\ne t,\\ 1 - \\hat{y}_{t} + \\hat{y}_{i} > 0 \\\\ -m & "
                      "\\text{if } i = t \\\\ 0 & \\text{otherwise} \\end{cases}";
        tex.where = outputs == 1
                        ? "t = 2 y - 1"
                        : "t:\\ \\text{the right class},\\quad m:\\ \\text{how many wrong ones come too close}";
        if (writer) {
            number(a, true);
            number(target, true);
            tex.numbers = shareOf(record, outputs) + "\\left(" +
                          numberTex(slope * (outputs == 1 ? 1.0 : static_cast<double>(outputs))) + "\\right)";
        }
        tex.purpose =
            "Who keeps the margin gets no gradient; who does not is pushed with the same force however far off.";
    } else {
        const bool binary = kind == "binary_cross_entropy";
        const Index share = binary ? outputs : 1;
        const std::string p = readsLogits(record) ? "p" : out;
        tex.rule = shareOf(record, share) + bracketed(p + " - " + y, !shareOf(record, share).empty());
        if (writer) {
            const std::string value = readsLogits(record) ? numberTex(probability(record, row, n)) : number(a, true);
            if (readsLogits(record)) number(a, true);
            tex.numbers = shareOf(record, share) +
                          bracketed(value + " - " + number(target, false), !shareOf(record, share).empty());
        }
        tex.where = lossWhere(record);
        tex.purpose = binary ? "Sigmoid and cross-entropy together have the simplest gradient there is: what the "
                               "network said minus what was right. "
                               "The slope of the sigmoid cancels out."
                             : "Softmax and cross-entropy together have the simplest gradient there is: the "
                               "probabilities minus the right answer.";
    }
    return tex;
}

std::string gradientSentence(const ArithmeticWriter& writer, const Question& question) {
    const StepRecord& record = writer.record();
    const double g = writer.resultValue();
    std::string unit = unitWords(record, lastLayer(record), question.row);
    unit[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(unit[0])));
    if (g == 0) return unit + " is as it should be: nothing is to be mended.";
    return unit + " is too " + (g < 0 ? "low" : "high") + ", so the gradient is " + (g < 0 ? "negative" : "positive") +
           ": " + (g < 0 ? "raising" : "lowering") + " it lowers the cost." +
           (record.isBatch() ? " This sample counts 1/" + std::to_string(record.sampleCount()) + " in the mean." : "");
}

Arithmetic gradientAtOutput(const StepRecord& record, const TensorRef& result, const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const GradientTex tex = gradientTex(&writer, record, question.row, question.col);
    writer.result(tex.numbers);
    const double share = 1.0 / static_cast<double>(record.sampleCount());
    if (record.isFused() && result.quantity == Quantity::Inner && record.loss->fusesWith() == "sigmoid") {
        // The two factors that cancel, from the numbers on screen.
        const Place a{outputOf(record), question.row, question.col};
        const double p = writer.value(a), slope = p * (1 - p);
        if (slope > 1e-6) {
            writer.factor("\\frac{\\partial " + costSymbol(record) + "}{\\partial " + symbolOf(record, a) + "}",
                          lossSlope(record, question.row, question.col) * share);
            writer.factor(slopeSymbol(record, lastLayer(record), question.row, question.col), slope);
        }
    }
    writer.mistake(Mistake::Sign, -writer.resultValue());
    writer.mistake(Mistake::NoTarget, probability(record, question.row, question.col));
    if (record.isBatch()) writer.mistake(Mistake::NoMean, writer.resultValue() / share);
    writer.say(gradientSentence(writer, question));
    return writer.take();
}

}  // namespace

void tellLossForward(const StepRecord& record, Operations& operations) {
    const TensorRef a = outputOf(record);
    Operation loss;
    loss.phase = Phase::Forward;
    loss.result = sampleLoss;
    loss.symbol = "L";
    loss.name = findLoss(kindOf(record))->title;
    loss.rule = lossRule(record);
    loss.where = lossWhere(record);
    loss.purpose = "The loss says in one number how wrong the answer is.";
    loss.matrices = {{"", a}, {"loss", target}, {"=", sampleLoss}};
    loss.uses = {{a, "\\frac{\\partial L}{\\partial \\hat{y}}"}, {target, {}}};
    loss.arithmetic = lossOfSample;
    loss.derivative = [a](const StepRecord& of, const Place& result, const Place& used) {
        return used.tensor == a && used.col == result.col ? lossSlope(of, used.row, used.col) : 0;
    };
    operations.push_back(loss);
    if (!record.isBatch()) return;
    Operation mean;
    mean.phase = Phase::Forward;
    mean.result = cost;
    mean.symbol = "C";
    mean.name = "cost";
    mean.rule = "C = \\frac{1}{N} \\sum_{n=1}^{N} L^{(n)}";
    mean.where = "N = " + std::to_string(record.sampleCount());
    mean.purpose = "The cost of a batch is the mean of the losses of its samples.";
    mean.matrices = {{"mean", sampleLoss}, {"=", cost}};
    mean.uses = {{sampleLoss, "\\frac{1}{N}"}};
    mean.arithmetic = costOfBatch;
    mean.derivative = [](const StepRecord& of, const Place&, const Place&) {
        return 1.0 / static_cast<double>(of.sampleCount());
    };
    operations.push_back(mean);
}

void tellLossBackward(const StepRecord& record, Operations& operations) {
    const Index last = lastLayer(record);
    const TensorRef result = record.isFused() ? errorOf(record, last) : TensorRef{Quantity::OutputGradient, last};
    const GradientTex tex = gradientTex(nullptr, record, 0, 0);
    Operation operation;
    operation.phase = Phase::Backward;
    operation.layer = last;
    operation.result = result;
    operation.symbol = record.isFused() ? symbolOf(record, result) : "\\partial \\hat{y}";
    operation.name = record.isFused() ? "error at the output" : "gradient at the output";
    operation.rule = symbolOf(record, result) + " = " + tex.rule;
    operation.where = tex.where;
    operation.purpose = tex.purpose;
    operation.matrices = {{"", outputOf(record)}, {"−", target}, {"→", result}};
    operation.uses = {{outputOf(record), {}}, {target, {}}};
    operation.arithmetic = [result](const StepRecord& of, const Question& question) {
        return gradientAtOutput(of, result, question);
    };
    operations.push_back(operation);
}

}  // namespace glassbox
