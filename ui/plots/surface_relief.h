#pragma once

#include "ui/plots/contour_picture.h"
#include "ui/plots/scale.h"

namespace glassbox {

/// Turns values into heights: 0 at the floor of the box, 1 at its ceiling.
struct SurfaceScale {
    enum class Kind { Linear, Logarithmic, TwoSided };

    Kind kind = Kind::Linear;
    double low = 0, high = 1;  ///< values at floor and ceiling
    double floor = 0;          ///< logarithmic heights count from here
    double unit = 1;           ///< heights below are nearly linear

    /// May lie outside of 0 to 1; not-a-number for what is not finite.
    double at(double value) const;

  private:
    double bent(double value) const;
};

/// The mesh of a surface in a box, without colours and without a view.
///
/// World coordinates: x and y of the range run over -halfWidth .. halfWidth and -halfDepth .. halfDepth, heights over
/// 0 .. ceiling.
struct SurfaceRelief {
    static constexpr double halfWidth = 1, halfDepth = 0.8, ceiling = 0.72;

    ContourRange range;
    SurfaceScale scale;
    int columns = 0, rows = 0;
    std::vector<float> heights;        ///< lower left first; not-a-number at holes, above 1 where walls are cut
    std::vector<float> shades;         ///< light on the ground, about 1
    std::vector<double> levelHeights;  ///< of the picture's levels, ascending
    std::vector<Tick> ticks;           ///< position: height 0 to 1
    bool cut = false;                  ///< walls are higher than the box

    bool isEmpty() const { return columns < 2 || rows < 2; }
    /// Between the crossings of the mesh, cut at the ceiling; not-a-number outside the range and at holes.
    double heightAt(const QPointF& point) const;
};

/// Null pictures and pictures without a finite value give an empty relief.
SurfaceRelief surfaceRelief(const ContourSurface& surface, const ContourPicturePtr& picture, LevelSpacing spacing);

}  // namespace glassbox
