#pragma once

#include "engine/nn/activation.h"
#include "engine/nn/layer.h"

namespace glassbox {

/// a = f(W x + b) for each sample.
class Dense final : public Layer {
  public:
    Dense(const Shape& input, const Options& options);
    static LayerInfo info();

    std::vector<ParameterInfo> parameters() const override;
    std::vector<std::string> traceNames() const override { return {"z", "dz"}; }
    std::string activation() const override { return m_activationName; }
    Activation activationFunction() const override { return m_activation; }
    int preActivation() const override { return 0; }
    int preActivationGradient() const override { return 1; }
    bool frozen() const override { return m_frozen; }
    std::vector<Index> frozenParameters() const override { return m_frozenParameters; }

    void initialise(std::span<Scalar> parameters, std::span<Scalar> statistics, Random& random) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

  private:
    void freeze(const Options& options);

    Index m_in, m_out;
    std::string m_activationName, m_init;
    Activation m_activation;
    double m_gain;
    bool m_hasBias, m_frozen;
    std::vector<Index> m_frozenParameters;
};

}  // namespace glassbox
