#pragma once

#include "ui/formula/formula_tree.h"

#include <QHash>

namespace glassbox {

/// A formula in words, as one reads it aloud: "partial C over partial w equals x transposed delta". `values` are the
/// numbers that stand at the moment, by name.
QString speakFormula(const FormulaNode& tree, const QHash<QString, QString>& values = {});

}  // namespace glassbox
