#pragma once

#include "engine/nn/activation.h"
#include "engine/nn/options.h"
#include "engine/nn/random.h"
#include "engine/nn/shape.h"
#include "engine/nn/trace.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace glassbox {

/// One parameter (or running statistic) of a layer. In our buffers it is a column-major `rows x cols` matrix; `shape`
/// and `strides` give PyTorch's view of the same numbers: element (i, j, ...) of the shape lies at i*strides[0] +
/// j*strides[1] + ...
struct ParameterInfo {
    std::string name;  ///< as PyTorch names it inside the module: "weight", "bias", "running_mean"
    Index rows = 0;
    Index cols = 1;
    std::vector<Index> shape;
    std::vector<Index> strides;

    Index size() const { return rows * cols; }
};

/// A forward pass through one layer: reads x, writes trace.output and trace.inner.
struct ForwardPass {
    ConstMatrixMap x;          ///< channels x (positions * samples) of the layer's input
    const Scalar* parameters;  ///< this layer's block
    const Scalar* statistics;  ///< this layer's running statistics
    LayerTrace& trace;
    Index samples;
    Mode mode;
    Random& random;
};

/// A backward pass: reads x, trace.inner, trace.output and trace.outputGradient (or, when `fused`, the gradient at the
/// pre-activation z that the loss has already put into trace.inner); writes `gradient` and, if not null,
/// `inputGradient`.
struct BackwardPass {
    ConstMatrixMap x;
    const Scalar* parameters;
    const Scalar* statistics;
    LayerTrace& trace;
    Scalar* gradient;       ///< this layer's block of Trace::gradient, overwritten
    Scalar* inputGradient;  ///< same size as x, overwritten; null if nobody needs it
    Index samples;
    Mode mode;
    bool fused;
};

/// A layer: settings and shapes, nothing that changes. Parameters lie in the network's flat buffer and are handed in.
/// Immutable after construction, so networks share layers freely between copies and threads.
class GLASSBOX_EXPORT Layer {
  public:
    Layer(Shape input, Shape output) : m_input(input), m_output(output) {}
    virtual ~Layer();
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;

    const Shape& inputShape() const { return m_input; }
    const Shape& outputShape() const { return m_output; }

    /// Parameters that training changes, in PyTorch's order.
    virtual std::vector<ParameterInfo> parameters() const { return {}; }
    /// Running statistics: kept with the weights, not trained by the gradient.
    virtual std::vector<ParameterInfo> statistics() const { return {}; }
    /// Names of LayerTrace::inner, e.g. {"z", "dz"}.
    virtual std::vector<std::string> traceNames() const { return {}; }
    /// Kind of the activation that ends the layer ("identity" if it has none), and where its z and dz are in
    /// LayerTrace::inner (-1 if there is none, then a loss can't fuse with it).
    virtual std::string activation() const { return "identity"; }
    /// That activation with its setting, as forward() applies it.
    virtual Activation activationFunction() const;
    virtual int preActivation() const { return -1; }
    virtual int preActivationGradient() const { return -1; }
    /// True if the samples of a batch influence each other in training (batch normalisation): such a batch is not split
    /// over threads.
    virtual bool couplesSamples() const { return false; }
    /// True if nothing in this layer learns, by the user's choice.
    virtual bool frozen() const { return false; }
    /// Single numbers of this layer's block that training leaves alone although the layer learns, ascending.
    virtual std::vector<Index> frozenParameters() const { return {}; }

    virtual void initialise(std::span<Scalar> parameters, std::span<Scalar> statistics, Random& random) const;
    virtual void forward(const ForwardPass& pass) const = 0;
    virtual void backward(const BackwardPass& pass) const = 0;
    /// Takes the batch statistics of a training pass into the running ones.
    virtual void absorb(const LayerTrace& trace, std::span<Scalar> statistics, Index samples) const;

  private:
    Shape m_input;
    Shape m_output;
};

/// One line of the registry. `make` gets options that are already checked and complete, and throws Error if the input
/// does not fit.
struct LayerInfo : KindInfo {
    std::shared_ptr<const Layer> (*make)(const Shape& input, const Options& options) = nullptr;
};

/// Every kind of layer, in the order in which menus show them.
GLASSBOX_EXPORT const std::vector<LayerInfo>& layerInfos();
/// Null if there is no such kind.
GLASSBOX_EXPORT const LayerInfo* findLayer(std::string_view kind);

}  // namespace glassbox
