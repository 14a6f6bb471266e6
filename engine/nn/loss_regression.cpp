#include "engine/nn/losses.h"

#include <cmath>

namespace glassbox {

namespace {

/// A loss that is the mean over outputs of value(d), where d = output - target.
template <typename Rule>
class DifferenceLoss final : public Loss {
  public:
    explicit DifferenceLoss(Rule rule) : m_rule(rule) {}

    void evaluate(const ConstMatrixMap& output, const ConstMatrixMap& target, MatrixMap sampleLoss) const override {
        const Rule rule = m_rule;
        const Index count = output.rows() * positionsOf(output, sampleLoss);
        const Scalar *o = output.data(), *y = target.data();
        for (Index n = 0; n < sampleLoss.cols(); ++n) {
            Scalar sum = 0;
            for (Index i = n * count; i < (n + 1) * count; ++i) sum += rule.value(o[i] - y[i]);
            sampleLoss(0, n) = sum / static_cast<Scalar>(count);
        }
    }

    void gradient(const ConstMatrixMap& output, const ConstMatrixMap& target, Index samples,
                  MatrixMap outputGradient) const override {
        const Rule rule = m_rule;
        const Scalar share = Scalar(1) / static_cast<Scalar>(output.rows() * samples);
        const Scalar *o = output.data(), *y = target.data();
        Scalar* d = outputGradient.data();
        for (Index i = 0; i < output.size(); ++i) d[i] = share * rule.slope(o[i] - y[i]);
    }

  private:
    Rule m_rule;
};

struct Square {
    Scalar value(Scalar d) const { return d * d; }
    Scalar slope(Scalar d) const { return 2 * d; }
};

struct Absolute {
    Scalar value(Scalar d) const { return std::abs(d); }
    // The sign; zero has slope zero, and not-a-number stays what it is.
    Scalar slope(Scalar d) const { return d > 0 ? Scalar(1) : d < 0 ? Scalar(-1) : d; }
};

struct HuberRule {
    Scalar delta;
    Scalar value(Scalar d) const {
        const Scalar size = std::abs(d);
        return size > delta ? delta * (size - delta / 2) : d * d / 2;
    }
    Scalar slope(Scalar d) const { return d > delta ? delta : d < -delta ? -delta : d; }
};

LossInfo line(const char* kind, const char* title, const char* help, const char* formula) {
    LossInfo info;
    info.kind = kind;
    info.title = title;
    info.help = help;
    info.formula = formula;
    return info;
}

}  // namespace

LossInfo mseInfo() {
    LossInfo info =
        line("mse", "Mean squared error",
             "The square of the difference between output and target. The usual loss for values; a few far-off "
             "samples weigh heavily.",
             "L = mean (a - y)²");
    info.make = [](const Options&) -> std::shared_ptr<const Loss> {
        return std::make_shared<DifferenceLoss<Square>>(Square{});
    };
    return info;
}

LossInfo maeInfo() {
    LossInfo info =
        line("mae", "Mean absolute error",
             "The size of the difference between output and target. Far-off samples weigh no more than their "
             "distance, but the slope is the same however close the network gets.",
             "L = mean |a - y|");
    info.make = [](const Options&) -> std::shared_ptr<const Loss> {
        return std::make_shared<DifferenceLoss<Absolute>>(Absolute{});
    };
    return info;
}

LossInfo huberInfo() {
    LossInfo info =
        line("huber", "Huber",
             "Squared error close to the target and absolute error beyond δ: gentle near the end, and calm about "
             "far-off samples.",
             "L = mean of ½ (a - y)² where |a - y| ≤ δ, otherwise δ (|a - y| - ½ δ)");
    OptionInfo delta{"delta", "Delta", OptionType::Real, 1.0, 0, 1000};
    delta.help = "The difference at which the loss turns from a parabola into a straight line.";
    delta.minimumExcluded = true;
    info.options = {delta};
    info.make = [](const Options& options) -> std::shared_ptr<const Loss> {
        return std::make_shared<DifferenceLoss<HuberRule>>(HuberRule{static_cast<Scalar>(options.real("delta"))});
    };
    return info;
}

}  // namespace glassbox
