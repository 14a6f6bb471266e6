#pragma once

#include "engine/nn/layer.h"

namespace glassbox {

/// Inverted dropout: a = m x in training, where each m is 0 with probability `rate` and otherwise 1 / (1 - rate).
/// Srivastava et al. 2014.
class Dropout final : public Layer {
  public:
    Dropout(const Shape& input, const Options& options);
    static LayerInfo info();

    std::vector<std::string> traceNames() const override { return {"mask"}; }

    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

  private:
    double m_rate;
};

}  // namespace glassbox
