#pragma once

#include "engine/nn/options.h"

#include <Eigen/Core>
#include <memory>
#include <vector>

namespace glassbox {

/// A rectangle of the (x, y) plane.
struct SurfaceView {
    double xMin = -5, xMax = 5, yMin = -5, yMax = 5;
    friend bool operator==(const SurfaceView&, const SurfaceView&) = default;
};

/// A place where a surface is lowest, and its value there.
struct SurfaceMinimum {
    Eigen::Vector2d position = Eigen::Vector2d::Zero();
    double value = 0;
};

/// How a surface is usually shown and raced on.
struct SurfaceGuide {
    SurfaceView view{};
    Eigen::Vector2d start{-3, 3};
    std::vector<SurfaceMinimum> minima{};  ///< the global ones, where they are known
};

/// A function f(x, y) with its exact derivatives, to race optimizers on. Immutable, so threads may share it. Where f is
/// not defined or infinite, value and derivatives are NaN or infinite. Where f has a kink or the tip of a cone, the
/// gradient is a subgradient: a term that does not move with x and y adds 0.
class GLASSBOX_EXPORT TestSurface {
  public:
    virtual ~TestSurface();
    virtual double value(double x, double y) const = 0;
    virtual Eigen::Vector2d gradient(double x, double y) const = 0;
    virtual Eigen::Matrix2d hessian(double x, double y) const = 0;
    /// Standard deviation of the noise that a race adds to each part of the gradient, besides the racer's own.
    virtual double gradientNoise() const { return 0; }
    virtual const SurfaceGuide& guide() const = 0;
};

struct SurfaceInfo : KindInfo {
    std::string tex;  ///< the right-hand side of f(x, y) = ..., for ui/formula
    SurfaceGuide guide{};
    std::shared_ptr<const TestSurface> (*make)(const SurfaceInfo& info, const Options& options) = nullptr;
};

GLASSBOX_EXPORT const std::vector<SurfaceInfo>& testSurfaceInfos();
GLASSBOX_EXPORT const SurfaceInfo* findTestSurface(std::string_view kind);
/// Throws Error for an unknown kind or a wrong option.
GLASSBOX_EXPORT std::shared_ptr<const TestSurface> makeTestSurface(const Spec& spec);

}  // namespace glassbox
