#pragma once

#include "ui/formula/formula_box.h"
#include "ui/formula/formula_tree.h"

namespace glassbox {

/// Sets a formula as TeX does (The TeXbook, appendix G), with the measures that the typeface gives. In em of the
/// formula's size, so that one layout serves every size.
FormulaBox layOutFormula(const FormulaNode& tree, const MathFont& font, FormulaStyle style = FormulaStyle::Display);

}  // namespace glassbox
