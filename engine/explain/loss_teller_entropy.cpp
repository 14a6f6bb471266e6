#include "engine/explain/loss_teller.h"
#include "engine/explain/number_words.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// Beyond these probabilities the logarithm is told from z: 1 - p of a rounded p says nothing any more.
bool isSure(double p) {
    return p < 1e-3 || p > 0.99;
}

std::string surprise(double p, double loss) {
    std::string text = "The network gives the right answer a probability of " + percentWords(p) +
                       ", so its surprise is " + numberWords(loss);
    return text + (p > 0.9 ? ": hardly any." : p < 0.1 ? ": it was sure of a wrong answer." : ".");
}

/// e^(z - least) would do for a probability; taken from the largest, so that nothing overflows.
double softmaxOf(const LossView& loss, Index row, Index sample) {
    double most = loss.logit(0, sample), total = 0;
    for (Index i = 1; i < loss.outputs(); ++i) most = std::max(most, loss.logit(i, sample));
    for (Index i = 0; i < loss.outputs(); ++i) total += std::exp(loss.logit(i, sample) - most);
    return std::exp(loss.logit(row, sample) - most) / total;
}

/// -y ln p - (1 - y) ln(1 - p), p = sigmoid(z); slope in z: p - y
class BinaryTeller final : public LossTeller {
    static double probability(const LossView& loss, Index row, Index sample) {
        if (!loss.readsLogits()) return loss.output(row, sample);
        return 1 / (1 + std::exp(-loss.output(row, sample)));
    }
    static std::string letter(const LossView& loss) { return indexed(loss, loss.readsLogits() ? "p" : "\\hat{y}"); }
    static std::string probabilityTex(ArithmeticWriter& writer, const LossView& loss, Index row, Index sample) {
        const std::string output = writer.number(loss.outputPlace(row, sample), true);
        return loss.readsLogits() ? "\\sigma" + bracketed(output) : output;
    }
    static bool isYes(const LossView& loss, Index row, Index sample) { return loss.target(row, sample) > 0.5; }
    /// The loss of one output; ln(1 + e^-z) and ln(1 + e^z) are the same as -ln p and -ln(1 - p).
    static std::string termNumbers(ArithmeticWriter& writer, const LossView& loss, Index row, Index sample) {
        const bool yes = isYes(loss, row, sample);
        writer.light(loss.targetPlace(row, sample));
        if (isSure(probability(loss, row, sample))) {
            const Place z = loss.logitPlace(row, sample);
            return "\\ln\\left(1 + e^{" + (yes ? "-" + writer.number(z) : writer.number(z, true)) + "}\\right)";
        }
        const std::string p = probabilityTex(writer, loss, row, sample);
        return "-\\ln" + bracketed(yes ? p : "1 - " + p);
    }

    std::string rule(const LossView& loss) const override {
        const std::string y = indexed(loss, "y"), p = letter(loss);
        return meanRule(loss,
                        "-" + y + " \\ln " + p + " - \\left(1 - " + y + "\\right) \\ln\\left(1 - " + p + "\\right)");
    }
    std::string where(const LossView& loss) const override {
        if (!loss.readsLogits()) return {};
        const std::string a = indexed(loss, "\\hat{y}");
        return indexed(loss, "p") + " = \\sigma\\left(" + a + "\\right) = \\frac{1}{1 + e^{-" + a + "}}";
    }
    std::string numbers(ArithmeticWriter& writer, const LossView& loss, Index sample) const override {
        return meanNumbers(loss, [&](Index row) { return termNumbers(writer, loss, row, sample); });
    }
    std::string sentence(const LossView& loss, Index sample, double value) const override {
        if (loss.outputs() > 1)
            return "Each output is a yes-or-no answer of its own; the loss is the mean of their surprises.";
        const double p = probability(loss, 0, sample);
        return surprise(isYes(loss, 0, sample) ? p : 1 - p, value);
    }
    double slope(const LossView& loss, Index row, Index sample) const override {
        const double p = probability(loss, row, sample), y = loss.target(row, sample);
        const auto outputs = static_cast<double>(loss.outputs());
        if (loss.readsLogits()) return (p - y) / outputs;
        // -y / p + (1 - y) / (1 - p), where the part that is zero must not be divided by zero
        return ((y == 0 ? 0 : -y / p) + (y == 1 ? 0 : (1 - y) / (1 - p))) / outputs;
    }
    std::string gradientRule(const LossView& loss) const override {
        return bracketed((loss.readsLogits() ? std::string("p") : "\\hat{y}") + " - y");
    }
    std::string gradientWhere(const LossView& loss) const override {
        return loss.readsLogits() ? "p = \\sigma\\left(\\hat{y}\\right) = \\frac{1}{1 + e^{-\\hat{y}}}" : "";
    }
    std::string gradientNumbers(ArithmeticWriter& writer, const LossView& loss, Index row,
                                Index sample) const override {
        return bracketed(probabilityTex(writer, loss, row, sample) + " - " +
                         writer.number(loss.targetPlace(row, sample)));
    }
    std::string gradientPurpose(const LossView&) const override {
        return "Sigmoid and cross-entropy together have the simplest gradient there is: what the network said minus "
               "what was right. The slope of the sigmoid cancels out.";
    }
    std::optional<double> withoutTarget(const LossView& loss, Index row, Index sample) const override {
        return probability(loss, row, sample) / static_cast<double>(loss.outputs());
    }
};

/// -ln p of the right class, p = softmax(z); slope in z: p - y
class CrossEntropyTeller final : public LossTeller {
    static double probability(const LossView& loss, Index row, Index sample) {
        return loss.readsLogits() ? softmaxOf(loss, row, sample) : loss.output(row, sample);
    }
    static std::string letter(const LossView& loss) { return loss.readsLogits() ? "p_{i}" : "\\hat{y}_{i}"; }
    static std::string softmaxTex(ArithmeticWriter& writer, const LossView& loss, Index row, Index sample) {
        const auto power = [&](Index i) { return "e^{" + writer.number(loss.outputPlace(i, sample), true) + "}"; };
        return "\\frac{" + power(row) + "}{" + shortSum(loss.outputs(), power, 4, row) + "}";
    }
    static std::string probabilityTex(ArithmeticWriter& writer, const LossView& loss, Index row, Index sample) {
        return loss.readsLogits() ? softmaxTex(writer, loss, row, sample)
                                  : writer.number(loss.outputPlace(row, sample), true);
    }

    std::string rule(const LossView& loss) const override { return "-\\sum_{i} y_{i} \\ln " + letter(loss); }
    std::string where(const LossView& loss) const override {
        return loss.readsLogits() ? "p_{i} = \\frac{e^{\\hat{y}_{i}}}{\\sum_{j} e^{\\hat{y}_{j}}}" : "";
    }
    std::string numbers(ArithmeticWriter& writer, const LossView& loss, Index sample) const override {
        const Index right = loss.trueClass(sample);
        writer.light(loss.targetPlace(right, sample));
        if (!isSure(probability(loss, right, sample)))
            return "-\\ln" + bracketed(probabilityTex(writer, loss, right, sample));
        // -ln p = ln(1 + sum of e^(z_i - z_right) over the others)
        const std::string own = writer.number(loss.logitPlace(right, sample));
        const auto power = [&](Index i) -> std::string {
            if (i == right) return "1";
            return "e^{" + writer.number(loss.logitPlace(i, sample), true) + " - " + own + "}";
        };
        return "\\ln" + bracketed(shortSum(loss.outputs(), power, 4, right));
    }
    std::string sentence(const LossView& loss, Index sample, double value) const override {
        return surprise(probability(loss, loss.trueClass(sample), sample), value);
    }
    Index share(const LossView&) const override { return 1; }
    double slope(const LossView& loss, Index row, Index sample) const override {
        const double p = probability(loss, row, sample), y = loss.target(row, sample);
        if (loss.readsLogits()) return p - y;
        return y == 0 ? 0 : -y / p;
    }
    std::string gradientRule(const LossView& loss) const override {
        return bracketed((loss.readsLogits() ? std::string("p") : "\\hat{y}") + " - y");
    }
    std::string gradientNumbers(ArithmeticWriter& writer, const LossView& loss, Index row,
                                Index sample) const override {
        return bracketed(probabilityTex(writer, loss, row, sample) + " - " +
                         writer.number(loss.targetPlace(row, sample)));
    }
    std::string gradientPurpose(const LossView&) const override {
        return "Softmax and cross-entropy together have the simplest gradient there is: the probabilities minus the "
               "right answer.";
    }
    std::optional<double> withoutTarget(const LossView& loss, Index row, Index sample) const override {
        return probability(loss, row, sample);
    }
};

/// -a of the right class, where a are logarithms of probabilities; slope -y
class NllTeller final : public LossTeller {
    std::string rule(const LossView&) const override { return "-\\sum_{i} y_{i}\\, \\hat{y}_{i}"; }
    std::string numbers(ArithmeticWriter& writer, const LossView& loss, Index sample) const override {
        const Index right = loss.trueClass(sample);
        writer.light(loss.targetPlace(right, sample));
        return "-" + writer.number(loss.outputPlace(right, sample));
    }
    std::string sentence(const LossView& loss, Index sample, double value) const override {
        const double p = std::exp(loss.output(loss.trueClass(sample), sample));
        if (p > 1 + 1e-5)
            return "The loss takes the outputs for logarithms of probabilities, which these are not: they reach above "
                   "0. End the network with log-softmax.";
        return surprise(std::min(p, 1.0), value);
    }
    Index share(const LossView&) const override { return 1; }
    double slope(const LossView& loss, Index row, Index sample) const override { return -loss.target(row, sample); }
    std::string gradientRule(const LossView&) const override { return "\\left(-y\\right)"; }
    std::string gradientNumbers(ArithmeticWriter& writer, const LossView& loss, Index row,
                                Index sample) const override {
        return "\\left(-" + writer.number(loss.targetPlace(row, sample)) + "\\right)";
    }
    std::string gradientPurpose(const LossView&) const override {
        return "Only the logarithm of the right class's probability counts; all others get a gradient of zero.";
    }
    std::string contentSentence(const LossView& loss, Index row, Index) const override {
        return loss.name(row) + " is not the right answer, and this loss looks only at the right one.";
    }
};

}  // namespace

const LossTeller& binaryCrossEntropyTeller() {
    static const BinaryTeller teller;
    return teller;
}
const LossTeller& crossEntropyTeller() {
    static const CrossEntropyTeller teller;
    return teller;
}
const LossTeller& nllTeller() {
    static const NllTeller teller;
    return teller;
}

}  // namespace glassbox
