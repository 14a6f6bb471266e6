#pragma once

#include "engine/explain/contours.h"

#include <optional>

namespace glassbox {

/// How the values of contour lines follow each other.
enum class LevelSpacing {
    Linear,       ///< equal differences: how near the lines lie tells the slope
    Logarithmic,  ///< of the height above the lowest value: shows narrow minima beside steep walls
    EqualArea     ///< as much of the picture between any two lines: quantiles of the values
};

struct LevelChoice {
    LevelSpacing spacing = LevelSpacing::Logarithmic;
    /// There may be fewer, never more.
    int count = 16;
    /// The function's least value, where it is known; logarithmic heights are counted from it. Otherwise, and where the
    /// grid holds lower ones, from the grid's least value; without a floor, where the
    /// function falls below zero towards the border or at a pole, from zero to both sides.
    std::optional<double> floor;
};

/// Ascending levels that lie between the grid's least and greatest finite value, at round numbers (logarithmic ones at
/// round heights above the floor). None where no two finite values differ.
GLASSBOX_EXPORT std::vector<double> contourLevels(const ValueGrid& grid, const LevelChoice& choice);

}  // namespace glassbox
