#pragma once

#include "engine/nn/export.h"
#include "engine/nn/tensor.h"

#include <cstdint>
#include <vector>

namespace glassbox {

/// Values of a function at the crossings of a regular grid: lower left first, the column running fastest. May hold
/// not-a-number (outside the function's domain) and infinities.
struct GLASSBOX_EXPORT ValueGrid {
    Index width = 0;
    Index height = 0;
    std::vector<double> values;

    ValueGrid() = default;
    /// All zero.
    ValueGrid(Index columns, Index rows);
    ValueGrid(Index columns, Index rows, const float* from);

    double at(Index column, Index row) const { return values[static_cast<std::size_t>(row * width + column)]; }
    double& at(Index column, Index row) { return values[static_cast<std::size_t>(row * width + column)]; }
    bool isEmpty() const { return width < 2 || height < 2; }
};

/// A place on a grid: column and row, with fractions between the crossings.
struct GridPoint {
    double x = 0;
    double y = 0;
    friend bool operator==(const GridPoint&, const GridPoint&) = default;
};

/// One piece of a contour line. Higher values lie on its left (y up).
struct ContourLine {
    int level = 0;  ///< index into the levels
    /// A closed line goes on from its last point to its first; an open one ends at the border or at a hole.
    bool closed = false;
    std::vector<GridPoint> points;
};

/// Contour lines by marching squares: straight within a cell, crossings found by linear interpolation; where a cell is
/// a saddle, the value of the bilinear surface at its saddle point says which corners belong together (Nielson and
/// Hamann 1991). Cells with a corner that is not finite have no line. `levels` ascend. Lines are sorted by level.
GLASSBOX_EXPORT std::vector<ContourLine> contourLines(const ValueGrid& grid, const std::vector<double>& levels);

/// Numbers of the bands between levels: band i holds levels[i - 1] <= value < levels[i]; above the last level lies band
/// levels.size(). The last three numbers stand for what is no number.
using Band = std::uint16_t;
inline constexpr Band notANumberBand = 0xFFFF;
inline constexpr Band plusInfinityBand = 0xFFFE;
inline constexpr Band minusInfinityBand = 0xFFFD;

/// The band of every pixel of a picture of width x height that reaches from the grid's first crossings to its last,
/// lower left first; values between the crossings by bilinear interpolation, beside values that are not finite that of
/// the nearest crossing. `bands` keeps its memory from call to call.
GLASSBOX_EXPORT void contourBands(const ValueGrid& grid, const std::vector<double>& levels, Index width, Index height,
                                  std::vector<Band>& bands);

}  // namespace glassbox
