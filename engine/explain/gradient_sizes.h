#pragma once

#include "engine/explain/step_tensor.h"

#include <vector>

namespace glassbox {

/// How large the gradient is that reaches a layer in a step.
struct GradientSize {
    Index layer = 0;
    TensorRef tensor;                 ///< whose size it is: errorOf(layer); dC/da where a layer has no parameters
    double error = 0;                 ///< root mean square of that tensor, over units and samples
    std::optional<double> weights{};  ///< length of the gradient of the layer's first parameter; absent if it has none
};

/// One for each layer from the first to the last.
GLASSBOX_EXPORT std::vector<GradientSize> gradientSizes(const StepRecord& record);

/// What becomes of the gradient on its way back.
enum class GradientTrend {
    Steady,
    Vanishes,  ///< less than a tenth is left, and each layer takes a third or more
    Explodes,  ///< the same the other way
    Stops,     ///< nothing is left
    NotFinite,
};

struct GradientCourse {
    GradientTrend trend = GradientTrend::Steady;
    Index from = 0, to = 0;  ///< layers, `from` behind `to`
    double factor = 1;       ///< error at `from` divided by that at `to`; not finite where nothing is left
};

/// From the last layer back to layer `first`; absent if there are less than two.
GLASSBOX_EXPORT std::optional<GradientCourse> gradientCourse(const std::vector<GradientSize>& sizes, Index first = 0);

}  // namespace glassbox
