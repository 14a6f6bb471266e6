#pragma once

#include "ui/plots/contour_items.h"
#include "ui/plots/contour_surface.h"
#include "ui/plots/surface_raster.h"

class QPainter;

namespace glassbox {

struct Theme;

/// A surface in space, what lies on it, and which of that is pointed at.
struct SurfaceScene {
    const ContourSurface& surface;
    const ContourOverlay& overlay;
    const std::vector<ContourItem>& items;
    const SurfaceRelief& relief;
    const SurfaceProjection& projection;
    const SurfaceRaster& raster;
    int hovered = -1;
    int focused = -1;  ///< with a focus ring
};

/// What can be pointed at, in reading order, with its place on the canvas. `inside` is whether it is in front; what
/// lies outside the range or over a hole is left out.
std::vector<ContourItem> surfaceItems(const SurfaceScene& scene);

/// Floor, the walls behind, ticks and names of the axes: below the surface.
void paintSurfaceBox(QPainter& painter, const SurfaceRelief& relief, const SurfaceProjection& projection,
                     const ContourSurface& surface, const Theme& theme);
/// Paths on the surface, hidden parts thin and pale; arrows, stars, marks, heads, the start.
void paintSurfaceOverlay(QPainter& painter, const SurfaceScene& scene, const Theme& theme);

}  // namespace glassbox
