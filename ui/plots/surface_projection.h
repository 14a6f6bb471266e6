#pragma once

#include "ui/plots/surface_pose.h"
#include "ui/plots/surface_relief.h"

#include <QRectF>

namespace glassbox {

/// A place on the canvas and how far behind it a point of the box lies.
struct SurfacePlace {
    QPointF at;
    double depth = 0;  ///< in world units, larger is further away
};

/// The box as it is seen in parallel projection: straight lines stay straight, and so do values between corners.
struct SurfaceProjection {
    SurfaceProjection() = default;
    /// The whole box fits into `room` at zoom 1.
    SurfaceProjection(const SurfacePose& pose, const QRectF& room);

    SurfacePlace place(double x, double y, double z) const;
    /// Of a point of the range at a height of 0 to 1.
    SurfacePlace place(const ContourRange& range, const QPointF& point, double height) const;

    double scale = 1;  ///< pixels of a world unit
    QPointF centre;
    double turnCos = 1, turnSin = 0, tiltCos = 1, tiltSin = 0;
};

}  // namespace glassbox
