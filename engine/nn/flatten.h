#pragma once

#include "engine/nn/layer.h"

namespace glassbox {

/// Reads the channels, columns and rows of a sample as one plain vector. The layout of the numbers in memory stays the
/// same (channel fastest, then width, then height); the copy is there so that the trace can show the layer's own
/// output.
class Flatten final : public Layer {
  public:
    explicit Flatten(const Shape& input) : Layer(input, {input.size()}) {}
    static LayerInfo info();

    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;
};

}  // namespace glassbox
