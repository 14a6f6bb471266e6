#pragma once

#include "ui/plots/contour_overlay.h"
#include "ui/plots/contour_surface.h"
#include "ui/shell/theme.h"

#include <cmath>
#include <limits>

/// Surfaces and paths to test and to look at.
namespace glassbox::samples {

inline ContourSurface beale() {
    ContourSurface surface;
    surface.name = QStringLiteral("Beale");
    surface.function = [](double x, double y) {
        return std::pow(1.5 - x + x * y, 2) + std::pow(2.25 - x + x * y * y, 2) +
               std::pow(2.625 - x + x * y * y * y, 2);
    };
    surface.home = {-1.1, 4.3, -0.9, 1.85};
    surface.minima = {{3, 0.5}};
    surface.lowest = 0;
    return surface;
}

/// Not defined left of x = -1, infinite at y = 1.
inline ContourSurface holed() {
    ContourSurface surface;
    surface.name = QStringLiteral("With holes");
    surface.function = [](double x, double y) {
        if (x < -1) return std::numeric_limits<double>::quiet_NaN();
        if (y > 1 + 0.3 * std::sin(3 * x)) return std::numeric_limits<double>::infinity();
        return std::sqrt(x + 1) * (1 + y * y) - x;
    };
    return surface;
}

inline ContourSurface bowl() {
    ContourSurface surface;
    surface.name = QStringLiteral("Bowl");
    surface.function = [](double x, double y) { return x * x + 2 * y * y; };
    surface.gradient = [](double x, double y) { return QPointF(2 * x, 4 * y); };
    surface.minima = {{0, 0}};
    surface.lowest = 0;
    return surface;
}

/// Gradient descent with momentum from a start.
inline ContourPath descent(const ContourSurface& surface, const QPointF& start, double rate, double momentum,
                           const QColor& color, const QString& name, int steps = 400) {
    ContourPath path;
    path.color = color;
    path.name = name;
    QPointF at = start, velocity;
    for (int i = 0; i < steps; ++i) {
        path.points << at;
        velocity = velocity * momentum + gradientAt(surface, at);
        at -= velocity * rate;
    }
    path.note = QStringLiteral("step %1").arg(steps);
    return path;
}

inline ContourOverlay race(const ContourSurface& surface, const Theme& theme) {
    const QPointF start(1.15, 1.6);
    ContourOverlay overlay;
    overlay.start = start;
    overlay.paths = {descent(surface, start, 0.004, 0, theme.accent, QStringLiteral("SGD")),
                     descent(surface, start, 0.002, 0.9, theme.validation, QStringLiteral("Momentum")),
                     descent(surface, start, 0.001, 0.95, theme.ok, QStringLiteral("Heavy ball")),
                     descent(surface, start, 0.02, 0.9, theme.negative, QStringLiteral("Too fast"))};
    overlay.paths[1].selected = true;
    overlay.arrows = {{{0.2, 0.4}, {0.5, -0.3}, theme.accent, QStringLiteral("−η∇f"), 0, false},
                      {{0.2, 0.4}, {30, 4}, theme.validation, QStringLiteral("velocity"), 0, true}};
    return overlay;
}

}  // namespace glassbox::samples
