#include "engine/explain/loss_teller.h"
#include "engine/explain/number_words.h"
#include "engine/explain/walk_kinds.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace glassbox {

namespace {

const TensorRef target{Quantity::Target}, sampleLoss{Quantity::SampleLoss}, cost{Quantity::Cost};

Index lastLayer(const StepRecord& record) {
    return record.before.layerCount() - 1;
}

TensorRef outputOf(const StepRecord& record) {
    return {Quantity::Output, lastLayer(record)};
}

Arithmetic lossOfSample(const StepRecord& record, const Question& question) {
    ArithmeticWriter writer(record, sampleLoss, question);
    const LossView loss(record);
    const LossTeller& teller = lossTeller(record);
    writer.result(teller.numbers(writer, loss, question.col));
    writer.mistake(Mistake::Sign, -writer.resultValue());
    writer.say(teller.sentence(loss, question.col, writer.resultValue()));
    return writer.take();
}

std::string costSentence(const std::vector<Term>& terms) {
    const auto worst =
        std::max_element(terms.begin(), terms.end(), [](const Term& x, const Term& y) { return x.value < y.value; });
    double total = 0;
    for (const Term& term : terms) total += term.value;
    const std::string start = "The cost is the mean of the losses of all samples. ";
    if (!std::isfinite(total)) return start + "Here it has run out of range.";
    if (total == 0) return start + "Here every loss is zero.";
    return start + "Sample " + std::to_string(worst - terms.begin() + 1) + " adds most to it, " +
           percentWords(worst->value / total) + " of the sum.";
}

/// C = 1/N sum of L
Arithmetic costOfBatch(const StepRecord& record, const Question& question) {
    ArithmeticWriter writer(record, cost, question);
    for (Index n = 0; n < record.sampleCount(); ++n) writer.term({{sampleLoss, 0, n}});
    writer.scale(1.0 / static_cast<double>(record.sampleCount()));
    writer.result(oneOver(record.sampleCount()) + bracketed(writer.sum()));
    writer.mistake(Mistake::NoMean, writer.resultValue() * static_cast<double>(record.sampleCount()));
    writer.say(costSentence(writer.terms()));
    return writer.take();
}

/// "1 / (outputs x samples) ": what the means over outputs and samples leave of a gradient.
std::string shareTex(const LossView& loss) {
    const Index outputs = lossTeller(loss.record()).share(loss), samples = loss.record().sampleCount();
    if (outputs == 1 || samples == 1) return oneOver(outputs * samples);
    return "\\frac{1}{" + std::to_string(outputs) + " \\times " + std::to_string(samples) + "} ";
}

/// Brackets around all of it go where there is nothing in front.
std::string withShare(const std::string& share, const std::string& text) {
    if (!share.empty() && std::isdigit(static_cast<unsigned char>(text.front()))) return share + "\\times " + text;
    const std::string open = "\\left(", close = "\\right)";
    const bool whole = text.starts_with(open) && text.find(close) + close.size() == text.size();
    return share.empty() && whole ? text.substr(open.size(), text.size() - open.size() - close.size()) : share + text;
}

std::string gradientSentence(const LossView& loss, Index row, Index sample, double gradient) {
    if (gradient == 0) return lossTeller(loss.record()).contentSentence(loss, row, sample);
    const bool low = gradient < 0;
    std::string text = loss.name(row) + " is too " + (low ? "low" : "high") + ", so its " +
                       (loss.record().isFused() ? "error" : "gradient") + " is " + (low ? "negative" : "positive") +
                       ": " + (low ? "raising" : "lowering") + " it would lower the " +
                       (loss.record().isBatch() ? "cost." : "loss.");
    if (loss.record().isBatch())
        text += " This sample counts 1/" + std::to_string(loss.record().sampleCount()) + " in the mean.";
    return text;
}

Arithmetic gradientAtOutput(const StepRecord& record, const TensorRef& result, const Question& question) {
    ArithmeticWriter writer(record, result, question);
    const LossView loss(record);
    const LossTeller& teller = lossTeller(record);
    writer.result(withShare(shareTex(loss), teller.gradientNumbers(writer, loss, question.row, question.col)));
    if (record.isFused())
        addErrorFactors(writer, lastLayer(record), question.row, question.col);
    else
        writer.factor(writer.symbol({result, question.row, question.col}), writer.resultValue(),
                      Place{result, question.row, question.col});
    const auto samples = static_cast<double>(record.sampleCount());
    writer.mistake(Mistake::Sign, -writer.resultValue());
    if (const auto wrong = teller.withoutTarget(loss, question.row, question.col))
        writer.mistake(Mistake::NoTarget, *wrong / samples);
    writer.mistake(Mistake::NoMean, writer.resultValue() * samples);
    writer.say(gradientSentence(loss, question.row, question.col, writer.resultValue()));
    return writer.take();
}

void tellCost(const StepRecord& record, Operations& operations) {
    Operation mean = startOperation(record, Phase::Forward, -1, cost, "cost");
    mean.rule = "C = \\frac{1}{N} \\sum_{n=1}^{N} L^{(n)}";
    mean.where = "N = " + std::to_string(record.sampleCount());
    mean.purpose = "The cost of a batch is the mean of the losses of its samples.";
    mean.matrices = {{"mean", sampleLoss}, {"=", cost}};
    mean.uses = {{sampleLoss, "\\frac{1}{N}"}};
    mean.terms = record.sampleCount();
    mean.arithmetic = costOfBatch;
    mean.derivative = [](const StepRecord& of, const Place&, const Place&) {
        return 1.0 / static_cast<double>(of.sampleCount());
    };
    operations.push_back(std::move(mean));
}

}  // namespace

double lossSlopeAt(const StepRecord& record, Index row, Index sample) {
    return lossTeller(record).slope(LossView(record), row, sample);
}

void tellLossForward(const StepRecord& record, Operations& operations) {
    const LossView loss(record);
    const LossTeller& teller = lossTeller(record);
    const TensorRef a = outputOf(record);
    Operation operation =
        startOperation(record, Phase::Forward, -1, sampleLoss, findLoss(record.experiment.training.loss.kind)->title);
    operation.rule = "L = " + teller.rule(loss);
    operation.where = teller.where(loss);
    operation.purpose = "The loss says in one number how wrong the answer is.";
    operation.matrices = {{"", a}, {"loss", target}, {"=", sampleLoss}};
    operation.uses = {{a, "\\frac{\\partial L}{\\partial \\hat{y}}"}, {target, {}}};
    operation.arithmetic = lossOfSample;
    operation.derivative = [a](const StepRecord& of, const Place& result, const Place& used) {
        return used.tensor == a && used.col == result.col ? lossSlopeAt(of, used.row, used.col) : 0;
    };
    operations.push_back(std::move(operation));
    if (record.isBatch()) tellCost(record, operations);
}

void tellLossBackward(const StepRecord& record, Operations& operations) {
    const LossView loss(record);
    const LossTeller& teller = lossTeller(record);
    const Index last = lastLayer(record);
    const TensorRef result = record.isFused() ? errorOf(record, last) : TensorRef{Quantity::OutputGradient, last};
    Operation operation = startOperation(record, Phase::Backward, last, result,
                                         record.isFused() ? "error at the output" : "gradient at the output");
    operation.rule = symbolOf(record, result) + " = " + withShare(shareTex(loss), teller.gradientRule(loss));
    operation.where = teller.gradientWhere(loss);
    operation.purpose = teller.gradientPurpose(loss);
    operation.matrices = {{"", outputOf(record)}, {"−", target}, {"→", result}};
    operation.uses = {{outputOf(record), {}}, {target, {}}};
    operation.arithmetic = [result](const StepRecord& of, const Question& question) {
        return gradientAtOutput(of, result, question);
    };
    operations.push_back(std::move(operation));
}

}  // namespace glassbox
