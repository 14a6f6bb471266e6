#pragma once

#include "engine/explain/step_tensor.h"

namespace glassbox {

/// The cost of a recorded step as a function of one of its numbers: everything before stays as it was, everything
/// after is computed anew by the engine's own layers, with the same dropout masks and in the same mode.
class GLASSBOX_EXPORT CostProbe {
  public:
    CostProbe(const CostProbe&) = delete;
    CostProbe& operator=(const CostProbe&) = delete;
    /// `gradient` is the tensor whose numbers are derivatives of the cost; what they are taken by is what changes.
    /// canProbe(record, gradient) must hold. The record must outlive the probe.
    CostProbe(const StepRecord& record, const TensorRef& gradient);

    /// The number that stands at this place of the gradient's tensor, before any change.
    Scalar valueAt(Index row, Index col) const { return number(row, col); }
    /// The cost with that number changed to `value`; the next call starts from the recorded step again.
    double costWith(Index row, Index col, Scalar value);
    /// (C(v + h) - C(v - h)) / 2h, divided by the distance that rounding left between the two points; 0 where it left
    /// none.
    double slopeAt(Index row, Index col, double h);

  private:
    Scalar& number(Index row, Index col) const { return m_values[row * m_rowStride + col * m_colStride]; }
    double run();

    const StepRecord& m_record;
    Network m_network;
    Trace m_trace;
    Random m_random;             // as it was before layer m_first
    Index m_first = 0;           // the first layer to be computed anew
    Index m_activated = -1;      // the layer whose z changes: its activation is to be computed anew
    Scalar* m_values = nullptr;  // what changes: in m_network or m_trace
    Index m_rowStride = 1, m_colStride = 0;
};

/// True for gradients by parameters, by a layer's output and by a layer's pre-activation (its error), where the step
/// has computed them.
GLASSBOX_EXPORT bool canProbe(const StepRecord& record, const TensorRef& gradient);
/// About how many multiplications computing the cost anew takes.
GLASSBOX_EXPORT double probeWork(const StepRecord& record, const TensorRef& gradient);

}  // namespace glassbox
