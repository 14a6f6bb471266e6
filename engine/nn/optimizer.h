#pragma once

#include "engine/nn/options.h"
#include "engine/nn/tensor.h"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace glassbox {

/// One contiguous run of parameters to update in a single fused pass.
struct UpdateBlock {
    Scalar* parameters;
    const Scalar* gradient;
    std::array<Scalar*, 2> state;  ///< e.g. m and v; null where the optimizer keeps none
    Index count;
    Index step;            ///< 1 for the first update
    double learningRate;   ///< after the schedule
    double weightDecay;    ///< L2 in the gradient (decoupled in AdamW)
    double l1;             ///< adds l1 * sign(parameter) to the gradient
    double gradientScale;  ///< 1, or what clipping by norm asks for
    double gradientLimit;  ///< clipping by value; infinity if off. Clipping comes before decay, as in PyTorch
};

/// An update rule. Immutable; its memory (OptimizerState) is the caller's.
class GLASSBOX_EXPORT Optimizer {
  public:
    virtual ~Optimizer();
    /// Names of the state kept for each parameter: {}, {"velocity"}, {"m", "v"}. At most two.
    virtual std::vector<std::string> stateNames() const { return {}; }
    virtual void update(const UpdateBlock& block) const = 0;
    /// The rate before any schedule.
    double learningRate() const { return m_learningRate; }

  protected:
    explicit Optimizer(double learningRate) : m_learningRate(learningRate) {}

  private:
    double m_learningRate;
};

/// What an optimizer remembers, laid out as the network's parameters.
struct OptimizerState {
    std::array<Buffer, 2> values;
    Index step = 0;  ///< updates done
    friend bool operator==(const OptimizerState&, const OptimizerState&) = default;
};

struct OptimizerInfo : KindInfo {
    std::shared_ptr<const Optimizer> (*make)(const Options& options) = nullptr;
};

GLASSBOX_EXPORT const std::vector<OptimizerInfo>& optimizerInfos();
GLASSBOX_EXPORT const OptimizerInfo* findOptimizer(std::string_view kind);
/// Throws Error for an unknown kind or a wrong option.
GLASSBOX_EXPORT std::shared_ptr<const Optimizer> makeOptimizer(const Spec& spec);

}  // namespace glassbox
