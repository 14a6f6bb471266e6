#pragma once

#include "ui/formula/formula_tree.h"

namespace glassbox {

/// A formula read from TeX, or what is wrong with it.
struct ParsedFormula {
    FormulaNode tree;
    QString error;     ///< "At 7: \frac needs two groups, such as \frac{a}{b}."; empty if all is well
    int position = 0;  ///< of the error in characters, counted from 1
};

/// Reads the subset of TeX that formula_symbols and formula_commands list, and our own
///   \term{name}{...}      a part that can be pointed at; names may stand several times
///   \val{name}{+0.000}    a number that can change; the second group is the widest that it is going to be
///   \color{name}{...}     colours by what they mean, see formulaColorNames()
/// Any text gives an answer: 10 000 characters and 40 groups inside each other at most.
ParsedFormula parseFormula(const QString& tex);

/// What \color and \textcolor understand; FormulaPalette gives them their colours.
const QStringList& formulaColorNames();

}  // namespace glassbox
