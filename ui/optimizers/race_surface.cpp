#include "ui/optimizers/race_surface.h"

#include <algorithm>

namespace glassbox {

ContourSurface contourSurface(const std::shared_ptr<const TestSurface>& surface, const QString& name) {
    ContourSurface contour;
    contour.function = [surface](double x, double y) { return surface->value(x, y); };
    contour.gradient = [surface](double x, double y) {
        const Eigen::Vector2d g = surface->gradient(x, y);
        return QPointF(g.x(), g.y());
    };
    const SurfaceGuide& guide = surface->guide();
    contour.home = {guide.view.xMin, guide.view.xMax, guide.view.yMin, guide.view.yMax};
    contour.name = name;
    for (const SurfaceMinimum& minimum : guide.minima) {
        contour.minima.emplace_back(minimum.position.x(), minimum.position.y());
        contour.lowest = std::min(minimum.value, contour.lowest.value_or(minimum.value));
    }
    return contour;
}

}  // namespace glassbox
