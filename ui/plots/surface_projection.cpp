#include "ui/plots/surface_projection.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glassbox {

namespace {
constexpr double radians = std::numbers::pi / 180;
}

SurfacePose SurfacePose::clamped() const {
    const SurfacePose standard;
    const auto sound = [](double value, double otherwise) { return std::isfinite(value) ? value : otherwise; };
    return {std::remainder(sound(turn, standard.turn), 360.0),
            std::clamp(sound(tilt, standard.tilt), leastTilt, mostTilt),
            std::clamp(sound(zoom, standard.zoom), leastZoom, mostZoom)};
}

SurfaceProjection::SurfaceProjection(const SurfacePose& pose, const QRectF& room)
    : turnCos(std::cos(pose.turn * radians)),
      turnSin(std::sin(pose.turn * radians)),
      tiltCos(std::cos(pose.tilt * radians)),
      tiltSin(std::sin(pose.tilt * radians)) {
    // A box of any turn fits into the circle about its floor, so that it does not breathe while it is turned.
    const double radius = std::hypot(SurfaceRelief::halfWidth, SurfaceRelief::halfDepth);
    const double rise = SurfaceRelief::ceiling * tiltCos;
    const double fit = std::min(room.width() / (2 * radius), room.height() / (2 * radius * tiltSin + rise));
    scale = std::max(1e-3, fit) * pose.zoom;
    centre = room.center() + QPointF(0, rise * scale / 2);
}

SurfacePlace SurfaceProjection::place(double x, double y, double z) const {
    const double right = x * turnCos - y * turnSin, away = x * turnSin + y * turnCos;
    return {centre + QPointF(right, -(away * tiltSin + z * tiltCos)) * scale, away * tiltCos - z * tiltSin};
}

SurfacePlace SurfaceProjection::place(const ContourRange& range, const QPointF& point, double height) const {
    return place(((point.x() - range.xLow) / range.width() * 2 - 1) * SurfaceRelief::halfWidth,
                 ((point.y() - range.yLow) / range.height() * 2 - 1) * SurfaceRelief::halfDepth,
                 height * SurfaceRelief::ceiling);
}

}  // namespace glassbox
