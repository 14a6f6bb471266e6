#include "engine/explain/loss_teller.h"
#include "engine/explain/number_words.h"

namespace glassbox {

namespace {

/// One output: max(0, 1 - t a) with t = 2y - 1. Several: the mean of max(0, 1 - a_t + a_i) over all but the right one.
class HingeTeller final : public LossTeller {
    static double side(const LossView& loss, Index sample) { return 2 * loss.target(0, sample) - 1; }
    /// True if output `row` comes closer than 1 to the right one.
    static bool isTooClose(const LossView& loss, Index row, Index sample) {
        const Index right = loss.trueClass(sample);
        return row != right && 1 - loss.output(right, sample) + loss.output(row, sample) > 0;
    }
    /// The slope times the number of outputs: a whole number.
    static double pull(const LossView& loss, Index row, Index sample) {
        if (loss.outputs() == 1) return 1 - side(loss, sample) * loss.output(0, sample) > 0 ? -side(loss, sample) : 0;
        if (row != loss.trueClass(sample)) return isTooClose(loss, row, sample) ? 1 : 0;
        double count = 0;
        for (Index i = 0; i < loss.outputs(); ++i) count += isTooClose(loss, i, sample) ? 1 : 0;
        return -count;
    }

    std::string rule(const LossView& loss) const override {
        if (loss.outputs() == 1) return "\\max\\left(0,\\, 1 - t\\, \\hat{y}\\right)";
        return oneOver(loss.outputs()) + "\\sum_{i \\ne t} \\max\\left(0,\\, 1 - \\hat{y}_{t} + \\hat{y}_{i}\\right)";
    }
    std::string where(const LossView& loss) const override {
        return loss.outputs() == 1 ? "t = 2 y - 1" : "t:\\ \\text{the right class}";
    }
    std::string numbers(ArithmeticWriter& writer, const LossView& loss, Index sample) const override {
        const auto a = [&](Index row) { return writer.number(loss.outputPlace(row, sample)); };
        if (loss.outputs() == 1) {
            writer.light(loss.targetPlace(0, sample));
            return std::string("\\max\\left(0,\\, 1 ") + (side(loss, sample) > 0 ? "- " : "+ ") + a(0) + "\\right)";
        }
        const Index right = loss.trueClass(sample);
        writer.light(loss.targetPlace(right, sample));
        const auto summand = [&](Index i) {
            const Index wrong = i < right ? i : i + 1;
            return "\\max\\left(0,\\, 1 - " + a(right) + " + " + a(wrong) + "\\right)";
        };
        return oneOver(loss.outputs()) + bracketed(shortSum(loss.outputs() - 1, summand));
    }
    std::string sentence(const LossView&, Index, double value) const override {
        if (value == 0) return "The right answer wins by a margin of 1 or more: no loss at all.";
        return "The right answer does not win by a margin of 1; what is missing makes a loss of " + numberWords(value) +
               ".";
    }
    double slope(const LossView& loss, Index row, Index sample) const override {
        return pull(loss, row, sample) / static_cast<double>(loss.outputs());
    }
    std::string gradientRule(const LossView& loss) const override {
        if (loss.outputs() == 1)
            return "\\begin{cases} -t & \\text{if } 1 - t\\, \\hat{y} > 0 \\\\ 0 & \\text{otherwise} \\end{cases}";
        return "\\begin{cases} 1 & \\text{if } i \\ne t,\\ 1 - \\hat{y}_{t} + \\hat{y}_{i} > 0 \\\\ -m & \\text{if } i "
               "= t \\\\ 0 & \\text{otherwise} \\end{cases}";
    }
    std::string gradientWhere(const LossView& loss) const override {
        return loss.outputs() == 1 ? where(loss)
                                   : where(loss) + ",\\quad m:\\ \\text{how many wrong ones come too close}";
    }
    std::string gradientNumbers(ArithmeticWriter& writer, const LossView& loss, Index row,
                                Index sample) const override {
        writer.light(loss.outputPlace(row, sample));
        writer.light(loss.targetPlace(row, sample));
        return bracketed(numberTex(pull(loss, row, sample)));
    }
    std::string gradientPurpose(const LossView&) const override {
        return "What keeps the margin gets no gradient; what does not is pushed with the same force, however far off "
               "it is.";
    }
    std::string contentSentence(const LossView& loss, Index row, Index) const override {
        return loss.name(row) + " keeps the margin of 1: there is nothing to mend.";
    }
};

}  // namespace

const LossTeller& hingeTeller() {
    static const HingeTeller teller;
    return teller;
}

}  // namespace glassbox
