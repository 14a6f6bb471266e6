#include "engine/explain/loss_teller.h"
#include "engine/explain/number_words.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// The losses of the difference between output and target, as a mean over the outputs.
class DifferenceTeller : public LossTeller {
  public:
    std::string rule(const LossView& loss) const override {
        return meanRule(loss, term(indexed(loss, "\\hat{y}") + " - " + indexed(loss, "y"), indexed(loss, "d")), false);
    }
    std::string numbers(ArithmeticWriter& writer, const LossView& loss, Index sample) const override {
        return meanNumbers(loss, [&](Index row) { return termNumbers(writer, loss, row, sample); });
    }
    std::string sentence(const LossView& loss, Index sample, double value) const override {
        if (loss.outputs() > 1)
            return "Each output is compared with its target; the loss is the mean over all of them.";
        const double d = loss.difference(0, sample);
        if (d == 0) return "The output is exactly the target: no loss at all.";
        return std::string("The output is too ") + (d < 0 ? "low" : "high") + " by " + numberWords(std::abs(d)) +
               ", which makes a loss of " + numberWords(value) + ".";
    }

  protected:
    /// The loss of one output in letters, from "\hat{y} - y" or from the letter for it.
    virtual std::string term(const std::string& difference, const std::string& letter) const = 0;
    virtual std::string termNumbers(ArithmeticWriter& writer, const LossView& loss, Index row, Index sample) const {
        return term(loss.differenceTex(writer, row, sample), {});
    }
};

// (a - y)^2, slope 2 (a - y)
class MseTeller final : public DifferenceTeller {
    std::string term(const std::string& difference, const std::string&) const override {
        return bracketed(difference) + "^{2}";
    }
    double slope(const LossView& loss, Index row, Index sample) const override {
        return 2 * loss.difference(row, sample) / static_cast<double>(loss.outputs());
    }
    std::string gradientRule(const LossView&) const override { return "2 \\left(\\hat{y} - y\\right)"; }
    std::string gradientNumbers(ArithmeticWriter& writer, const LossView& loss, Index row,
                                Index sample) const override {
        return "2 " + bracketed(loss.differenceTex(writer, row, sample));
    }
    std::string gradientPurpose(const LossView&) const override {
        return "The further off the output is, the larger its gradient: the slope of a parabola.";
    }
    std::optional<double> withoutTarget(const LossView& loss, Index row, Index sample) const override {
        return 2 * loss.output(row, sample) / static_cast<double>(loss.outputs());
    }
};

// |a - y|, slope its sign
class MaeTeller final : public DifferenceTeller {
    std::string term(const std::string& difference, const std::string&) const override {
        return "\\left|" + difference + "\\right|";
    }
    double slope(const LossView& loss, Index row, Index sample) const override {
        const double d = loss.difference(row, sample);
        return (d > 0 ? 1 : d < 0 ? -1 : d) / static_cast<double>(loss.outputs());
    }
    std::string gradientRule(const LossView&) const override {
        return "\\operatorname{sign}\\left(\\hat{y} - y\\right)";
    }
    std::string gradientNumbers(ArithmeticWriter& writer, const LossView& loss, Index row,
                                Index sample) const override {
        return "\\operatorname{sign}" + bracketed(loss.differenceTex(writer, row, sample));
    }
    std::string gradientPurpose(const LossView&) const override {
        return "Only the side counts, not the distance: the slope of an absolute value is 1 or −1.";
    }
};

// d^2 / 2 up to delta, then the straight line delta (|d| - delta / 2); slope d, held between -delta and delta
class HuberTeller final : public DifferenceTeller {
    static double delta(const LossView& loss) {
        const Options& options = loss.record().experiment.training.loss.options;
        return checkedOptions(*findLoss("huber"), options, "loss").real("delta");
    }
    std::string term(const std::string&, const std::string& d) const override {
        const std::string size = "\\left|" + d + "\\right|";
        return "\\begin{cases} \\tfrac{1}{2}\\, " + d + "^{2} & \\text{if } " + size +
               " \\le \\delta \\\\ \\delta \\left(" + size +
               " - \\tfrac{1}{2} \\delta\\right) & \\text{otherwise} \\end{cases}";
    }
    std::string where(const LossView& loss) const override {
        return indexed(loss, "d") + " = " + indexed(loss, "\\hat{y}") + " - " + indexed(loss, "y") +
               ", \\quad \\delta = " + settingTex(delta(loss));
    }
    std::string termNumbers(ArithmeticWriter& writer, const LossView& loss, Index row, Index sample) const override {
        const std::string d = loss.differenceTex(writer, row, sample), limit = settingTex(delta(loss));
        if (std::abs(loss.difference(row, sample)) <= delta(loss)) return "\\tfrac{1}{2} " + bracketed(d) + "^{2}";
        return limit + " \\left(\\left|" + d + "\\right| - \\tfrac{1}{2} \\times " + limit + "\\right)";
    }
    double slope(const LossView& loss, Index row, Index sample) const override {
        const double limit = delta(loss);
        return std::clamp(loss.difference(row, sample), -limit, limit) / static_cast<double>(loss.outputs());
    }
    std::string gradientRule(const LossView&) const override {
        return "\\max\\left(-\\delta,\\, \\min\\left(\\delta,\\, \\hat{y} - y\\right)\\right)";
    }
    std::string gradientWhere(const LossView& loss) const override { return "\\delta = " + settingTex(delta(loss)); }
    std::string gradientNumbers(ArithmeticWriter& writer, const LossView& loss, Index row,
                                Index sample) const override {
        const std::string limit = settingTex(delta(loss));
        return "\\max\\left(-" + limit + ",\\, \\min\\left(" + limit + ",\\, " +
               loss.differenceTex(writer, row, sample) + "\\right)\\right)";
    }
    std::string gradientPurpose(const LossView&) const override {
        return "The difference itself, but never more than δ in size: samples that are far off can't pull harder.";
    }
    std::optional<double> withoutTarget(const LossView& loss, Index row, Index sample) const override {
        return std::clamp(loss.output(row, sample), -delta(loss), delta(loss)) / static_cast<double>(loss.outputs());
    }
};

}  // namespace

const LossTeller& mseTeller() {
    static const MseTeller teller;
    return teller;
}
const LossTeller& maeTeller() {
    static const MaeTeller teller;
    return teller;
}
const LossTeller& huberTeller() {
    static const HuberTeller teller;
    return teller;
}

}  // namespace glassbox
