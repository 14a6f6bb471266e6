#pragma once

#include "ui/plots/surface_projection.h"

#include <QImage>

namespace glassbox {

struct Theme;

/// The colours a relief is painted in.
struct SurfaceColors {
    std::vector<QRgb> bands;  ///< one more than levels
    QRgb line = 0;            ///< of the contour lines, mixed in by half
};

/// A relief as pixels, with the depth of each: hidden parts are found by comparing with it.
struct SurfaceRaster {
    QImage image;              ///< transparent where there is no surface
    std::vector<float> depth;  ///< infinite there
    double perPixel = 1;       ///< pixels of the image for one of the canvas

    /// Whether what lies at this place is in front of the surface or on it.
    bool isVisible(const SurfacePlace& place) const;
};

/// `size` in pixels of the canvas. Several times as many pixels make smooth edges once the image is scaled down.
SurfaceRaster rasterise(const SurfaceRelief& relief, const SurfaceProjection& projection, const QSize& size,
                        double perPixel, const SurfaceColors& colors);

}  // namespace glassbox
