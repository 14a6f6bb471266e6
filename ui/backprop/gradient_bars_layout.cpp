#include "ui/backprop/gradient_bars_layout.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

double DecadeAxis::share(double size) const {
    if (!(size > 0)) return 0;
    return std::clamp((std::log10(size) - low) / (high - low), 0.0, 1.0);
}

DecadeAxis decadeAxis(const std::vector<GradientSize>& sizes) {
    double least = 0, most = 0;
    const auto take = [&](double size) {
        if (!(size > 0) || !std::isfinite(size)) return;
        least = least > 0 ? std::min(least, size) : size;
        most = std::max(most, size);
    };
    for (const GradientSize& size : sizes) {
        take(size.error);
        if (size.weights) take(*size.weights);
    }
    if (most == 0) return {};
    DecadeAxis axis;
    axis.low = static_cast<int>(std::floor(std::log10(least) - 0.15));
    axis.high = std::max(static_cast<int>(std::ceil(std::log10(most))), axis.low + 1);
    return axis;
}

QRectF GradientBarPlace::bar(const QRectF& plot, double share) const {
    const double height = plot.height() * share;
    return {x - width / 2, plot.bottom() - height, width * 0.68, height};
}

QRectF GradientBarPlace::thinBar(const QRectF& plot, double share) const {
    const double height = plot.height() * share;
    return {x + width * 0.26, plot.bottom() - height, width * 0.24, height};
}

GradientBarsLayout layoutGradientBars(const QSizeF& size, Index layers, double lineHeight, double axisWidth) {
    GradientBarsLayout layout;
    const double width = size.width(), height = size.height();
    layout.sentence = QRectF(8, 2, std::max(0.0, width - 16), 2 * lineHeight);
    layout.legend = QRectF(8, height - lineHeight - 2, std::max(0.0, width - 16), lineHeight);
    const double left = 8 + axisWidth, top = layout.sentence.bottom() + lineHeight + 2;
    const double bottom = layout.legend.top() - lineHeight - 4;
    layout.plot = QRectF(left, top, std::max(10.0, width - left - 10), std::max(10.0, bottom - top));
    layout.axis = QRectF(4, top, axisWidth, layout.plot.height());
    const double pitch = layout.plot.width() / static_cast<double>(std::max<Index>(layers, 1));
    for (Index i = 0; i < layers; ++i) {
        GradientBarPlace place;
        place.x = layout.plot.left() + (static_cast<double>(i) + 0.5) * pitch;
        place.width = std::min(pitch * 0.7, 54.0);
        place.band = QRectF(place.x - pitch / 2, top, pitch, layout.plot.height());
        place.label = QRectF(place.x - pitch / 2, layout.plot.bottom() + 2, pitch, lineHeight);
        layout.bars.push_back(place);
    }
    return layout;
}

}  // namespace glassbox
