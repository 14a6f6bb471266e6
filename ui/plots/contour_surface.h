#pragma once

#include "engine/explain/contour_levels.h"
#include "ui/plots/contour_frame.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace glassbox {

/// A function of two variables, to be shown from above. A value.
///
/// The functions are copied, and copies are called on a thread of the canvas's own while others are called on the
/// window's: what they share must not change, what changes must be copied with them. They must not throw. Not-a-number
/// says that the function is not defined there; infinities are shown as such.
struct ContourSurface {
    using Function = std::function<double(double, double)>;
    using Gradient = std::function<QPointF(double, double)>;

    Function function;
    /// Partial derivatives; where absent, central differences take its place (four more calls of the function).
    Gradient gradient;
    /// What is seen first and what a double click goes back to.
    ContourRange home{-3, 3, -2, 2};
    QString name;  ///< "Beale"
    QString xName = QStringLiteral("x"), yName = QStringLiteral("y"), valueName = QStringLiteral("f");
    std::vector<QPointF> minima;
    /// The function's least value, where known: logarithmic levels count from it.
    std::optional<double> lowest;
    /// Ascending levels to be used instead of chosen ones: surfaces that are to be compared.
    std::vector<double> levels;
    /// Said of a place instead of value and gradient, the value first; then the gradient is not drawn there either.
    /// Called on the window's thread.
    std::function<QStringList(double, double)> words;
};

/// The given gradient or central differences; not-a-number where neither exists.
QPointF gradientAt(const ContourSurface& surface, const QPointF& point);

}  // namespace glassbox
