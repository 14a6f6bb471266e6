#pragma once

#include "ui/formula/formula.h"

class QMenu;
class QWidget;

namespace glassbox {

struct Questions;

/// What can be taken away of a formula: its TeX, a picture, SVG. Deletes itself when it closes.
QMenu* makeFormulaMenu(const Formula& formula, const Questions& questions, QWidget* parent);

/// The formula in black on white, three times its size: sharp in print and on slides.
QImage formulaPicture(const Formula& formula);

}  // namespace glassbox
