#pragma once

#include "engine/nn/layer.h"

namespace glassbox {

/// Batch normalisation of each channel, as PyTorch's BatchNorm1d and 2d. Ioffe and Szegedy 2015.
class BatchNorm final : public Layer {
  public:
    BatchNorm(const Shape& input, const Options& options);
    static LayerInfo info();

    std::vector<ParameterInfo> parameters() const override;
    std::vector<ParameterInfo> statistics() const override;
    /// "mean" and "variance" are those that normalised the pass; the variance is the biased one.
    std::vector<std::string> traceNames() const override { return {"x_hat", "mean", "variance"}; }
    bool couplesSamples() const override { return !m_frozen; }
    bool frozen() const override { return m_frozen; }

    void initialise(std::span<Scalar> parameters, std::span<Scalar> statistics, Random& random) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;
    void absorb(const LayerTrace& trace, std::span<Scalar> statistics, Index samples) const override;

  private:
    /// True if a pass normalises by its own batch; false if by the running statistics.
    bool usesBatch(Mode mode, Index columns) const { return mode == Mode::Training && !m_frozen && columns > 1; }

    Index m_channels;
    Scalar m_epsilon;
    double m_momentum;
    bool m_frozen;
};

}  // namespace glassbox
