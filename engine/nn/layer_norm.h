#pragma once

#include "engine/nn/layer.h"

namespace glassbox {

/// Layer normalisation over all features of each sample, as PyTorch's LayerNorm over the whole sample. Ba et al. 2016.
class LayerNorm final : public Layer {
  public:
    LayerNorm(const Shape& input, const Options& options);
    static LayerInfo info();

    std::vector<ParameterInfo> parameters() const override;
    std::vector<std::string> traceNames() const override { return {"x_hat", "mean", "variance"}; }
    bool frozen() const override { return m_frozen; }

    void initialise(std::span<Scalar> parameters, std::span<Scalar> statistics, Random& random) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

  private:
    Scalar m_epsilon;
    bool m_frozen;
};

}  // namespace glassbox
