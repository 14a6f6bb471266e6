#pragma once

#include "engine/nn/activation.h"
#include "engine/nn/layer.h"

namespace glassbox {

/// a = f(z) as a layer of its own; z is the layer's input.
class ActivationLayer final : public Layer {
  public:
    ActivationLayer(const Shape& input, const Options& options);
    static LayerInfo info();

    std::vector<std::string> traceNames() const override { return {"z", "dz"}; }
    std::string activation() const override { return m_name; }
    Activation activationFunction() const override { return m_activation; }
    int preActivation() const override { return 0; }
    int preActivationGradient() const override { return 1; }

    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

  private:
    std::string m_name;
    Activation m_activation;
};

}  // namespace glassbox
