#pragma once

#include "engine/nn/layer.h"
#include "engine/nn/loss.h"

#include <optional>

namespace glassbox {

/// Where one parameter or statistic lies in the network's flat buffers.
struct ParameterPlace {
    std::string name;  ///< "0.weight": layer counted from 0, then PyTorch's name
    Index layer = 0;
    Index offset = 0;
    ParameterInfo info;
    bool trained = true;  ///< false: a running statistic, in statistics()
};

/// One trained number of a network: in layer `layer` the element (row, col) of the parameter `name`, in PyTorch's
/// shape. For a dense layer "weight" goes from input `col` to unit `row`; "bias" has col 0.
struct ParameterRef {
    Index layer = 0;
    std::string name = "weight";
    Index row = 0, col = 0;
    friend bool operator==(const ParameterRef&, const ParameterRef&) = default;
};

/// A number that somebody chose by hand.
struct ParameterValue {
    ParameterRef place;
    Scalar value = 0;
};

/// Where it lies in the network's flat buffer of parameters; absent if there is no such number.
GLASSBOX_EXPORT std::optional<Index> findParameter(const std::vector<ParameterPlace>& places, const ParameterRef& ref);

/// A named array as files hold it: row-major, PyTorch's shape.
struct NamedTensor {
    std::string name;
    std::vector<Index> shape;
    std::vector<float> values;
};

/// Layers in a row, with all parameters in one flat buffer. A value: copies share the immutable layers and own their
/// numbers.
class GLASSBOX_EXPORT Network {
  public:
    Network() = default;
    /// Throws Error that names the layer and the mend if a kind or option is wrong or shapes do not fit. No layers is
    /// an error too. Parameters are zero until `initialise`.
    Network(const Shape& input, const std::vector<Spec>& layers);

    void initialise(Random& random);

    Index layerCount() const { return static_cast<Index>(m_layers.size()); }
    const Layer& layer(Index i) const { return *m_layers[static_cast<std::size_t>(i)]; }
    const Spec& spec(Index i) const { return m_specs[static_cast<std::size_t>(i)]; }
    const Shape& inputShape() const { return m_input; }
    const Shape& outputShape() const;
    bool couplesSamples() const;

    std::span<Scalar> parameters() { return m_parameters; }
    std::span<const Scalar> parameters() const { return m_parameters; }
    std::span<Scalar> statistics() { return m_statistics; }
    std::span<const Scalar> statistics() const { return m_statistics; }
    /// Parameters first, then statistics, layer by layer.
    const std::vector<ParameterPlace>& places() const { return m_places; }
    /// This layer's block in parameters() and statistics().
    std::span<Scalar> layerParameters(Index i);
    std::span<const Scalar> layerParameters(Index i) const;
    std::span<Scalar> layerStatistics(Index i);
    std::optional<Index> find(const ParameterRef& ref) const;
    /// Ranges [first, last) of parameters() that training may change: all but what is frozen, ascending and merged.
    const std::vector<std::pair<Index, Index>>& trainedRanges() const { return m_trainedRanges; }

    /// Fits the trace to this network and batch size. forward() and backward() call it themselves.
    void prepare(Trace& trace, Index samples) const;
    /// From trace.input to trace.layers.back().output. trace.input decides the number of samples.
    void forward(Trace& trace, Mode mode, Random& random) const;
    /// From trace.target: sampleLoss and cost of the last forward pass.
    void evaluate(Trace& trace, const Loss& loss) const;
    /// evaluate(), then all gradients. `batchSamples` is what the cost is the mean over; 0 means trace.samples.
    void backward(Trace& trace, const Loss& loss, Index batchSamples = 0) const;
    /// Takes the batch statistics of a training pass into the running ones.
    void absorb(const Trace& trace);
    /// True if the loss swallows the last activation.
    bool fuses(const Loss& loss) const;
    /// What to show for the last forward pass: probabilities, margin or value (see Loss::predict). Resizes
    /// `prediction`.
    void predict(const Trace& trace, const Loss& loss, Tensor& prediction) const;

    /// All parameters and statistics in PyTorch's names and shapes.
    std::vector<NamedTensor> exportParameters() const;
    /// Throws Error (and changes nothing) if a name is missing, unknown, or of another shape.
    void importParameters(const std::vector<NamedTensor>& tensors);

  private:
    void addTrained(const Layer& layer, Index first, Index last);

    Shape m_input;
    std::vector<Spec> m_specs;
    std::vector<std::shared_ptr<const Layer>> m_layers;
    std::vector<Index> m_parameterOffsets, m_statisticOffsets;  // one more than layers
    std::vector<ParameterPlace> m_places;
    std::vector<std::pair<Index, Index>> m_trainedRanges;
    std::vector<std::size_t> m_traceCounts;  // tensors in LayerTrace::inner, layer by layer
    std::string m_lastActivation;
    Buffer m_parameters, m_statistics;
};

}  // namespace glassbox
