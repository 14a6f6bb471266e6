#pragma once

namespace glassbox {

/// Where a surface in space is looked at from.
struct SurfacePose {
    double turn = -35;  ///< degrees about the upright axis; 0: the x axis runs to the right
    double tilt = 32;   ///< degrees above the floor: 90 is straight from above
    double zoom = 1;

    static constexpr double leastTilt = 5, mostTilt = 90, leastZoom = 0.5, mostZoom = 6;

    /// Brought into range, the turn to -180 .. 180; numbers that are not finite become the standard ones.
    SurfacePose clamped() const;
    friend bool operator==(const SurfacePose&, const SurfacePose&) = default;
};

}  // namespace glassbox
