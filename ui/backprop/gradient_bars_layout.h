#pragma once

#include "engine/explain/gradient_sizes.h"

#include <QRectF>

#include <vector>

namespace glassbox {

/// Powers of ten that a logarithmic axis shows.
struct DecadeAxis {
    int low = -3, high = 0;

    /// 0 at the low end, 1 at the high end; 0 for sizes that are zero or less.
    double share(double size) const;
};

/// Holds all sizes above zero with some room; at least one power of ten.
DecadeAxis decadeAxis(const std::vector<GradientSize>& sizes);

struct GradientBarPlace {
    QRectF band;   ///< all of a layer's
    QRectF label;  ///< its name, below
    double x = 0;  ///< middle
    double width = 0;
    /// From the bottom of the plot up to a size.
    QRectF bar(const QRectF& plot, double share) const;
    QRectF thinBar(const QRectF& plot, double share) const;
};

struct GradientBarsLayout {
    QRectF plot;      ///< the bars' area
    QRectF axis;      ///< for the numbers of the scale, left of it
    QRectF sentence;  ///< at the top
    QRectF legend;    ///< at the bottom
    std::vector<GradientBarPlace> bars;
};

GradientBarsLayout layoutGradientBars(const QSizeF& size, Index layers, double lineHeight, double axisWidth);

}  // namespace glassbox
