#pragma once

#include "ui/formula/formula.h"

class QMenu;
class QWidget;

namespace glassbox {

struct Questions;

/// What can be taken away of a formula: its TeX, a picture and SVG in the colours of `palette`, which stand on white.
/// Deletes itself when it closes.
QMenu* makeFormulaMenu(const Formula& formula, const FormulaPalette& palette, const Questions& questions,
                       QWidget* parent);

/// The formula on white, three times its size: sharp in print and on slides.
QImage formulaPicture(const Formula& formula, const FormulaPalette& palette);

}  // namespace glassbox
