#include "engine/nn/losses.h"

namespace glassbox {

namespace {

/// The part above zero; not-a-number passes.
Scalar positivePart(Scalar v) {
    return v < 0 ? Scalar(0) : v;
}

/// One output: max(0, 1 - t z) with t = -1 or 1 for targets 0 and 1. Several: PyTorch's MultiMarginLoss (p = 1, margin
/// 1).
class Hinge final : public Loss {
  public:
    bool forClasses() const override { return true; }
    double threshold() const override { return 0; }

    void evaluate(const ConstMatrixMap& output, const ConstMatrixMap& target, MatrixMap sampleLoss) const override {
        const Index positions = positionsOf(output, sampleLoss);
        for (Index n = 0; n < sampleLoss.cols(); ++n) {
            Scalar loss = 0;
            for (Index p = n * positions; p < (n + 1) * positions; ++p)
                loss += value(output.data() + p * output.rows(), target.data() + p * output.rows(), output.rows());
            sampleLoss(0, n) = loss / static_cast<Scalar>(positions);
        }
    }

    void gradient(const ConstMatrixMap& output, const ConstMatrixMap& target, Index samples,
                  MatrixMap outputGradient) const override {
        const Index rows = output.rows();
        const Scalar share = Scalar(1) / static_cast<Scalar>(rows * samples);
        for (Index n = 0; n < output.cols(); ++n) {
            const Scalar *z = output.data() + n * rows, *y = target.data() + n * rows;
            Scalar* dz = outputGradient.data() + n * rows;
            if (rows == 1) {
                const Scalar t = 2 * y[0] - 1;
                dz[0] = 1 - t * z[0] > 0 ? -t * share : Scalar(0);
                continue;
            }
            const Index right = trueClass(y, rows);
            Scalar pull = 0;
            for (Index i = 0; i < rows; ++i) {
                dz[i] = i != right && 1 - z[right] + z[i] > 0 ? share : Scalar(0);
                pull += dz[i];
            }
            dz[right] = -pull;
        }
    }

  private:
    static Index trueClass(const Scalar* y, Index rows) {
        Index best = 0;
        for (Index i = 1; i < rows; ++i)
            if (y[i] > y[best]) best = i;
        return best;
    }

    static Scalar value(const Scalar* z, const Scalar* y, Index rows) {
        if (rows == 1) return positivePart(1 - (2 * y[0] - 1) * z[0]);
        const Index right = trueClass(y, rows);
        Scalar sum = 0;
        for (Index i = 0; i < rows; ++i)
            if (i != right) sum += positivePart(1 - z[right] + z[i]);
        return sum / static_cast<Scalar>(rows);
    }
};

}  // namespace

LossInfo hingeInfo() {
    LossInfo info;
    info.kind = "hinge";
    info.title = "Hinge";
    info.help =
        "For classes: asks that the right answer wins by a margin of 1, and is content once it does. With a single "
        "output, "
        "below zero means class 0 and above zero class 1. Leave the last layer without an activation.";
    info.formula = "L = max(0, 1 - t a), t = ±1;  several classes: L = 1/C · Σᵢ max(0, 1 - aₜ + aᵢ), i ≠ t";
    info.make = [](const Options&) -> std::shared_ptr<const Loss> { return std::make_shared<Hinge>(); };
    return info;
}

}  // namespace glassbox
