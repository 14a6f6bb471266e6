#pragma once

#include "ui/plots/contour_frame.h"
#include "ui/plots/contour_overlay.h"

namespace glassbox {

struct ContourSurface;

/// A thing on the picture that can be pointed at.
struct ContourItem {
    enum class Kind { Start, Head, Star, Mark };

    Kind kind = Kind::Head;
    std::size_t index = 0;  ///< among its kind; of stars the surface's minima come first
    QPointF at;             ///< on the plane
    QPointF place;          ///< on the canvas: of what lies outside, the arrow at the edge
    bool inside = true;
    double direction = 0;  ///< of the arrow, radians on the canvas (y down)
};

/// All of them in reading order: start, heads, stars, marks. Stars and marks outside the view, and heads that never
/// were at a finite place, are left out; arrows at the edge keep `apart` pixels between each other.
std::vector<ContourItem> contourItems(const ContourSurface& surface, const ContourOverlay& overlay,
                                      const ContourFrame& frame, double apart);

/// The nearest item within `reach` pixels, the start before heads before the others; -1: none.
int itemAt(const std::vector<ContourItem>& items, const QPointF& place, double reach);

/// The parts of a polyline that lie in the plot or up to `margin` pixels outside, on the canvas; points that fall
/// together there are left out.
std::vector<QPolygonF> clippedPath(const QPolygonF& points, const ContourFrame& frame, double margin);

}  // namespace glassbox
