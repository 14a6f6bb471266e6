#pragma once

#include "engine/nn/options.h"
#include "engine/nn/random.h"

#include <vector>

namespace glassbox {

/// A rule for starting weights. `fanIn` inputs feed each unit, `fanOut` units are fed by each input.
struct InitialiserInfo : KindInfo {
    /// Fills the weights; `gain` multiplies the rule's spread.
    void (*fill)(std::span<Scalar> weights, Index fanIn, Index fanOut, double gain, Random& random) = nullptr;
};

GLASSBOX_EXPORT const std::vector<InitialiserInfo>& initialiserInfos();
/// Throws Error for an unknown name.
GLASSBOX_EXPORT const InitialiserInfo& initialiserInfo(std::string_view kind);

}  // namespace glassbox
