#pragma once

#include "engine/explain/race.h"
#include "engine/formats/formula_surface.h"
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

/// A surface of the engine's as plots take it.
inline ContourSurface surfaceOf(const std::shared_ptr<const TestSurface>& test, const QString& name) {
    ContourSurface surface;
    surface.name = name;
    surface.function = [test](double x, double y) { return test->value(x, y); };
    surface.gradient = [test](double x, double y) {
        const Eigen::Vector2d g = test->gradient(x, y);
        return QPointF(g.x(), g.y());
    };
    const SurfaceGuide& guide = test->guide();
    surface.home = {guide.view.xMin, guide.view.xMax, guide.view.yMin, guide.view.yMax};
    for (const SurfaceMinimum& minimum : guide.minima) {
        surface.minima.emplace_back(minimum.position.x(), minimum.position.y());
        surface.lowest = minimum.value;
    }
    return surface;
}
inline ContourSurface builtIn(const std::string& kind) {
    return surfaceOf(makeTestSurface({kind}), QString::fromStdString(kind));
}
inline ContourSurface formula(const QString& text) {
    return surfaceOf(makeFormulaSurface(text), text);
}

/// Six optimizers of the engine on a surface.
inline ContourOverlay sixRacers(const TestSurface& test, const Theme& theme) {
    const Eigen::Vector2d start = test.guide().start;
    ContourOverlay overlay;
    overlay.start = QPointF(start.x(), start.y());
    const QList<QColor> colors{theme.classColor(0, 8), theme.classColor(1, 8), theme.classColor(2, 8),
                               theme.classColor(3, 8), theme.classColor(4, 8), theme.classColor(5, 8)};
    for (const char* kind : {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"}) {
        RacerSpec racer{kind, {kind}, {"constant"}};
        if (const auto rate = suggestLearningRate(test, racer, start, 300, 1))
            racer.optimizer.options.set("learning_rate", *rate);
        ContourPath path{{}, colors[static_cast<qsizetype>(overlay.paths.size())], QString::fromLatin1(kind)};
        for (const RacerStep& step : runRacer(test, racer, start, 300, 1).steps)
            path.points << QPointF(step.position.x(), step.position.y());
        overlay.paths.push_back(path);
    }
    return overlay;
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
