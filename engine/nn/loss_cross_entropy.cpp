#include "engine/nn/activation.h"
#include "engine/nn/activation_math.h"
#include "engine/nn/losses.h"

#include <algorithm>
#include <array>

namespace glassbox {

namespace {

/// Works on the pre-activation z of a sigmoid, as PyTorch's BCEWithLogitsLoss.
class BinaryCrossEntropy final : public Loss {
  public:
    std::string fusesWith() const override { return "sigmoid"; }
    bool forClasses() const override { return true; }

    // L = softplus(z) - y z, which is -y ln(a) - (1 - y) ln(1 - a) with a = sigmoid(z), without its overflow. Written
    // with the sign of z split off, so that a sure and right answer keeps its small loss: max(z, 0) - y z is exactly
    // zero there.
    void evaluate(const ConstMatrixMap& output, const ConstMatrixMap& target, MatrixMap sampleLoss) const override {
        const Index count = output.rows() * positionsOf(output, sampleLoss);
        const Scalar *z = output.data(), *y = target.data();
        if (count == 1) {
            for (Index n = 0; n < sampleLoss.cols(); ++n) sampleLoss.data()[n] = value(z[n], y[n]);
            return;
        }
        for (Index n = 0; n < sampleLoss.cols(); ++n) {
            Scalar sum = 0;
            for (Index i = n * count; i < (n + 1) * count; ++i) sum += value(z[i], y[i]);
            sampleLoss(0, n) = sum / static_cast<Scalar>(count);
        }
    }

    // dL/dz = sigmoid(z) - y
    void gradient(const ConstMatrixMap& output, const ConstMatrixMap& target, Index samples,
                  MatrixMap outputGradient) const override {
        const Scalar share = Scalar(1) / static_cast<Scalar>(output.rows() * samples);
        const Scalar *z = output.data(), *y = target.data();
        Scalar* dz = outputGradient.data();
#pragma GCC ivdep
        for (Index i = 0; i < output.size(); ++i) dz[i] = share * (math::sigmoid(z[i]) - y[i]);
    }

    void predict(const ConstMatrixMap& output, const std::string& activation, MatrixMap prediction) const override {
        const ActivationKind kind = activation == fusesWith() ? ActivationKind::Identity : ActivationKind::Sigmoid;
        applyActivation({kind, 0}, output.data(), prediction.data(), output.rows(), output.cols());
    }

  private:
    static Scalar value(Scalar z, Scalar y) {
        const Scalar rest = math::logOnePlus(math::exponential(z < 0 ? z : -z));
        const Scalar straight = z < 0 ? -y * z : (1 - y) * z;
        return straight + rest;
    }
};

/// Works on the pre-activation z of a softmax, as PyTorch's CrossEntropyLoss.
class CrossEntropy final : public Loss {
  public:
    std::string fusesWith() const override { return "softmax"; }
    bool forClasses() const override { return true; }

    // L = sum_i y_i (ln sum_j e^z_j - z_i) = sum_i y_i ((m - z_i) + ln sum_j e^(z_j - m)), m = max z
    void evaluate(const ConstMatrixMap& output, const ConstMatrixMap& target, MatrixMap sampleLoss) const override {
        const Index rows = output.rows(), positions = positionsOf(output, sampleLoss);
        const Scalar *z = output.data(), *y = target.data();
        sampleLoss.setZero();
        if (rows > room) {
            for (Index c = 0; c < output.cols(); ++c, z += rows, y += rows)
                sampleLoss(c / positions) +=
                    value(z, y, nullptr, largest(z, rows), rows) / static_cast<Scalar>(positions);
            return;
        }
        std::array<Scalar, room> power;
        std::array<Index, room> best;
        // The columns are short: many at once, so that the exponentials can be taken of all together.
        const Index together = std::max(Index(1), room / rows);
        for (Index first = 0; first < output.cols(); first += together) {
            const Index count = std::min(together, output.cols() - first);
            for (Index c = 0; c < count; ++c) best[static_cast<std::size_t>(c)] = largest(z + (first + c) * rows, rows);
            for (Index c = 0; c < count; ++c) {
                const Scalar* column = z + (first + c) * rows;
                const Scalar most = column[best[static_cast<std::size_t>(c)]];
                for (Index i = 0; i < rows; ++i) power[static_cast<std::size_t>(c * rows + i)] = column[i] - most;
            }
            for (Scalar* p = power.data(); p < power.data() + count * rows; ++p) *p = math::exponential(*p);
            for (Index c = 0; c < count; ++c)
                sampleLoss((first + c) / positions) +=
                    value(z + (first + c) * rows, y + (first + c) * rows, power.data() + c * rows,
                          best[static_cast<std::size_t>(c)], rows);
        }
        if (positions > 1) sampleLoss /= static_cast<Scalar>(positions);
    }

    // dL/dz_i = softmax(z)_i sum_j y_j - y_i
    void gradient(const ConstMatrixMap& output, const ConstMatrixMap& target, Index samples,
                  MatrixMap outputGradient) const override {
        const Index rows = output.rows();
        const Scalar share = Scalar(1) / static_cast<Scalar>(samples);
        applyActivation({ActivationKind::Softmax, 0}, output.data(), outputGradient.data(), rows, output.cols());
        for (Index n = 0; n < output.cols(); ++n) {
            const Scalar* y = target.data() + n * rows;
            Scalar* dz = outputGradient.data() + n * rows;
            Scalar total = 0;
            for (Index i = 0; i < rows; ++i) total += y[i];
            for (Index i = 0; i < rows; ++i) dz[i] = share * (dz[i] * total - y[i]);
        }
    }

    void predict(const ConstMatrixMap& output, const std::string& activation, MatrixMap prediction) const override {
        const ActivationKind kind = activation == fusesWith() ? ActivationKind::Identity : ActivationKind::Softmax;
        applyActivation({kind, 0}, output.data(), prediction.data(), output.rows(), output.cols());
    }

  private:
    static constexpr Index room = 4096;

    static Index largest(const Scalar* z, Index rows) {
        Index best = 0;
        for (Index i = 1; i < rows; ++i)
            if (z[i] > z[best]) best = i;
        return best;
    }

    /// `power` are e^(z - max z), null if nobody has them yet. The largest is 1; ln(1 + rest) keeps a small rest that
    /// the logarithm of the sum would lose.
    static Scalar value(const Scalar* z, const Scalar* y, const Scalar* power, Index best, Index rows) {
        Scalar rest = 0, total = 0, straight = 0;
        for (Index i = 0; i < rows; ++i) {
            rest += i == best ? Scalar(0) : power ? power[i] : math::exponential(z[i] - z[best]);
            total += y[i];
            straight += y[i] == 0 ? Scalar(0) : y[i] * (z[best] - z[i]);
        }
        return straight + total * (rest <= 1 ? math::logOnePlus(rest) : std::log(1 + rest));
    }
};

/// On log-probabilities, as PyTorch's NLLLoss.
class NegativeLogLikelihood final : public Loss {
  public:
    bool forClasses() const override { return true; }

    // L = -sum_i y_i a_i
    void evaluate(const ConstMatrixMap& output, const ConstMatrixMap& target, MatrixMap sampleLoss) const override {
        const Index positions = positionsOf(output, sampleLoss), count = output.rows() * positions;
        const Scalar *a = output.data(), *y = target.data();
        for (Index n = 0; n < sampleLoss.cols(); ++n) {
            Scalar sum = 0;
            for (Index i = n * count; i < (n + 1) * count; ++i) sum -= y[i] == 0 ? Scalar(0) : y[i] * a[i];
            sampleLoss(0, n) = sum / static_cast<Scalar>(positions);
        }
    }

    void gradient(const ConstMatrixMap& output, const ConstMatrixMap& target, Index samples,
                  MatrixMap outputGradient) const override {
        const Scalar share = Scalar(-1) / static_cast<Scalar>(samples);
        for (Index i = 0; i < output.size(); ++i) outputGradient.data()[i] = share * target.data()[i];
    }

    void predict(const ConstMatrixMap& output, const std::string&, MatrixMap prediction) const override {
        for (Index i = 0; i < output.size(); ++i) prediction.data()[i] = std::exp(output.data()[i]);
    }
};

}  // namespace

LossInfo binaryCrossEntropyInfo() {
    LossInfo info;
    info.kind = "binary_cross_entropy";
    info.title = "Binary cross-entropy";
    info.help =
        "For yes-or-no answers: how surprised the network's probability is by the true answer. With a sigmoid at the "
        "end the "
        "two are computed together, which is exact even when the network is very sure; without one, the output is read "
        "as "
        "the value that a sigmoid would get.";
    info.formula = "L = -y ln a - (1 - y) ln(1 - a),  a = σ(z)";
    info.make = [](const Options&) -> std::shared_ptr<const Loss> { return std::make_shared<BinaryCrossEntropy>(); };
    return info;
}

LossInfo crossEntropyInfo() {
    LossInfo info;
    info.kind = "cross_entropy";
    info.title = "Cross-entropy";
    info.help =
        "For several classes: how surprised the network's probabilities are by the true class. With a softmax at the "
        "end the "
        "two are computed together, which is exact even when the network is very sure; without one, the outputs are "
        "read as "
        "the values that a softmax would get.";
    info.formula = "L = -Σᵢ yᵢ ln aᵢ,  a = softmax(z)";
    info.make = [](const Options&) -> std::shared_ptr<const Loss> { return std::make_shared<CrossEntropy>(); };
    return info;
}

LossInfo nllInfo() {
    LossInfo info;
    info.kind = "nll";
    info.title = "Negative log-likelihood";
    info.help =
        "For several classes, on outputs that are already logarithms of probabilities: end the network with "
        "log-softmax. The "
        "pair is the same as cross-entropy.";
    info.formula = "L = -Σᵢ yᵢ aᵢ,  aᵢ = ln pᵢ";
    info.make = [](const Options&) -> std::shared_ptr<const Loss> { return std::make_shared<NegativeLogLikelihood>(); };
    return info;
}

}  // namespace glassbox
