#pragma once

#include "ui/formula/formula.h"

namespace glassbox {

/// A layout as SVG: outlines only, the spoken formula as its title and the TeX as its description. `extent` is what is
/// to be seen, in em.
QByteArray formulaSvg(const FormulaBox& box, const QRectF& extent, double pixelSize, const FormulaPalette& palette,
                      const QString& title, const QString& tex);

}  // namespace glassbox
