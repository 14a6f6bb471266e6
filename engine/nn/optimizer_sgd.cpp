#include "engine/nn/optimizer_kinds.h"
#include "engine/nn/update_loop.h"

namespace glassbox {

namespace {

class Sgd : public Optimizer {
  public:
    explicit Sgd(const Options& options) : Optimizer(options.real("learning_rate")) {}

    void update(const UpdateBlock& block) const override {
        const auto rate = static_cast<Scalar>(block.learningRate);
        updateAll(block, block.weightDecay, [rate](Scalar& w, Scalar g) { w -= rate * g; });
    }
};

// torch.optim.SGD with momentum and without dampening (Polyak 1964): v <- mu v + g, w <- w - rate v. The memory starts
// at zero, so the first v is g, as PyTorch has it.
class Momentum : public Optimizer {
  public:
    explicit Momentum(const Options& options)
        : Optimizer(options.real("learning_rate")), m_momentum(static_cast<Scalar>(options.real("momentum"))) {}

    std::vector<std::string> stateNames() const override { return {"velocity"}; }

    void update(const UpdateBlock& block) const override {
        const auto rate = static_cast<Scalar>(block.learningRate);
        updateAll(block, block.weightDecay, [rate, mu = m_momentum](Scalar& w, Scalar g, Scalar& v) {
            v = mu * v + g;
            w -= rate * v;
        });
    }

  private:
    Scalar m_momentum;
};

// With nesterov=True (Sutskever et al. 2013): w <- w - rate (g + mu v).
class Nesterov : public Optimizer {
  public:
    explicit Nesterov(const Options& options)
        : Optimizer(options.real("learning_rate")), m_momentum(static_cast<Scalar>(options.real("momentum"))) {}

    std::vector<std::string> stateNames() const override { return {"velocity"}; }

    void update(const UpdateBlock& block) const override {
        const auto rate = static_cast<Scalar>(block.learningRate);
        updateAll(block, block.weightDecay, [rate, mu = m_momentum](Scalar& w, Scalar g, Scalar& v) {
            v = mu * v + g;
            w -= rate * (g + mu * v);
        });
    }

  private:
    Scalar m_momentum;
};

}  // namespace

std::shared_ptr<const Optimizer> makeSgd(const Options& options) {
    return std::make_shared<Sgd>(options);
}
std::shared_ptr<const Optimizer> makeMomentum(const Options& options) {
    return std::make_shared<Momentum>(options);
}
std::shared_ptr<const Optimizer> makeNesterov(const Options& options) {
    return std::make_shared<Nesterov>(options);
}

}  // namespace glassbox
