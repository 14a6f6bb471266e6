#pragma once

#include <QStringList>

#include <functional>

namespace glassbox {

/// The width of some TeX in pixels.
using TexWidth = std::function<double(const QString& tex)>;

/// Splits TeX at its outermost plus and minus signs; each part but the first begins with its sign. Signs inside braces
/// and between \left and \right belong together.
QStringList texSummands(const QString& tex);
/// Splits TeX at its outermost ",\quad".
QStringList texClauses(const QString& tex);

/// "left = right = result", over several lines where one line would have to be drawn at less than three quarters of
/// its size in `room` pixels.
QString brokenEquation(const QString& left, const QString& right, const QString& result, double room,
                       const TexWidth& width);
/// A list of clauses, likewise.
QString brokenClauses(const QString& tex, double room, const TexWidth& width);

}  // namespace glassbox
