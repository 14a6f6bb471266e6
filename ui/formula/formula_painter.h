#pragma once

#include "ui/formula/formula.h"

namespace glassbox {

/// Draws a layout with its origin (left end of the baseline) at `origin`, `size` pixels an em. Bars fall on whole
/// pixels of the screen and are never thinner than one; letters are filled outlines at any scale.
void paintFormulaBox(QPainter& painter, const FormulaBox& box, const QPointF& origin, double size,
                     const FormulaPalette& palette);

/// The mark of a highlighted term in pixels: a ground, and a line that tells it without colour.
void paintFormulaMark(QPainter& painter, const QRectF& rect, const FormulaPalette& palette);

}  // namespace glassbox
