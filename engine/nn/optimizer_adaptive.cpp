#include "engine/nn/optimizer_kinds.h"
#include "engine/nn/update_loop.h"

#include <cmath>

namespace glassbox {

namespace {

Scalar root(Scalar x) {
    return std::sqrt(x);
}

// torch.optim.Adagrad (Duchi, Hazan and Singer 2011)
class Adagrad : public Optimizer {
  public:
    explicit Adagrad(const Options& options)
        : Optimizer(options.real("learning_rate")), m_epsilon(static_cast<Scalar>(options.real("epsilon"))) {}

    std::vector<std::string> stateNames() const override { return {"sum"}; }

    void update(const UpdateBlock& block) const override {
        const auto rate = static_cast<Scalar>(block.learningRate);
        updateAll(block, block.weightDecay, [rate, epsilon = m_epsilon](Scalar& w, Scalar g, Scalar& sum) {
            sum += g * g;
            w -= rate * (g / (root(sum) + epsilon));
        });
    }

  private:
    Scalar m_epsilon;
};

// torch.optim.RMSprop, neither centred nor with momentum (Tieleman and Hinton 2012)
class Rmsprop : public Optimizer {
  public:
    explicit Rmsprop(const Options& options)
        : Optimizer(options.real("learning_rate")),
          m_alpha(static_cast<Scalar>(options.real("alpha"))),
          m_rest(static_cast<Scalar>(1 - options.real("alpha"))),
          m_epsilon(static_cast<Scalar>(options.real("epsilon"))) {}

    std::vector<std::string> stateNames() const override { return {"v"}; }

    void update(const UpdateBlock& block) const override {
        const auto rate = static_cast<Scalar>(block.learningRate);
        updateAll(block, block.weightDecay,
                  [rate, alpha = m_alpha, rest = m_rest, epsilon = m_epsilon](Scalar& w, Scalar g, Scalar& v) {
                      v = alpha * v + rest * (g * g);
                      w -= rate * (g / (root(v) + epsilon));
                  });
    }

  private:
    Scalar m_alpha, m_rest, m_epsilon;
};

/// beta^t without the cost of a general power: some multiplications, and none once nothing of it is left.
class FadingPower {
  public:
    explicit FadingPower(double base) : m_base(base), m_horizon(base > 0 ? -40 / std::log(base) : 0) {}

    double operator()(Index exponent) const {
        if (static_cast<double>(exponent) > m_horizon) return 0;  // below e^-40
        double result = 1;
        double square = m_base;
        for (auto rest = static_cast<std::size_t>(exponent); rest != 0; rest >>= 1) {
            if (rest & 1) result *= square;
            square *= square;
        }
        return result;
    }

  private:
    double m_base, m_horizon;
};

// torch.optim.Adam (Kingma and Ba 2015), and AdamW with the decay outside of the moments (Loshchilov and Hutter 2019).
class Adam : public Optimizer {
  public:
    Adam(const Options& options, bool decoupled)
        : Optimizer(options.real("learning_rate")),
          m_beta1(options.real("beta1")),
          m_beta2(options.real("beta2")),
          m_epsilon(options.real("epsilon")),
          m_power1(m_beta1),
          m_power2(m_beta2),
          m_decoupled(decoupled) {}

    std::vector<std::string> stateNames() const override { return {"m", "v"}; }

    void update(const UpdateBlock& block) const override {
        const double correction1 = 1 - m_power1(block.step);
        const double correction2 = 1 - m_power2(block.step);
        const Moments moments{static_cast<Scalar>(m_beta1),
                              static_cast<Scalar>(1 - m_beta1),
                              static_cast<Scalar>(m_beta2),
                              static_cast<Scalar>(1 - m_beta2),
                              static_cast<Scalar>(block.learningRate / correction1),
                              static_cast<Scalar>(1 / std::sqrt(correction2)),
                              static_cast<Scalar>(m_epsilon)};
        if (!m_decoupled) {
            updateAll(block, block.weightDecay, moments);
        } else {
            const auto keep = static_cast<Scalar>(1 - block.learningRate * block.weightDecay);
            updateAll(block, 0, [moments, keep](Scalar& w, Scalar g, Scalar& m, Scalar& v) {
                w *= keep;
                moments(w, g, m, v);
            });
        }
    }

  private:
    struct Moments {
        Scalar beta1, rest1, beta2, rest2, rate, unbias, epsilon;

        // m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2,
        // w <- w - rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
        void operator()(Scalar& w, Scalar g, Scalar& m, Scalar& v) const {
            m = beta1 * m + rest1 * g;
            v = beta2 * v + rest2 * (g * g);
            w -= rate * (m / (root(v) * unbias + epsilon));
        }
    };

    double m_beta1, m_beta2, m_epsilon;
    FadingPower m_power1, m_power2;
    bool m_decoupled;
};

}  // namespace

std::shared_ptr<const Optimizer> makeAdagrad(const Options& options) {
    return std::make_shared<Adagrad>(options);
}
std::shared_ptr<const Optimizer> makeRmsprop(const Options& options) {
    return std::make_shared<Rmsprop>(options);
}
std::shared_ptr<const Optimizer> makeAdam(const Options& options) {
    return std::make_shared<Adam>(options, false);
}
std::shared_ptr<const Optimizer> makeAdamw(const Options& options) {
    return std::make_shared<Adam>(options, true);
}

}  // namespace glassbox
