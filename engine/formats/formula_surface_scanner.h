#pragma once

#include <QString>

#include <string>
#include <vector>

namespace glassbox {

/// A formula that is known to be well formed, in plain characters for the parser.
struct ScannedSurfaceFormula {
    std::string text;
    std::vector<int> columns;  ///< for each character of `text` its column in what was typed
};

/// Reads a formula once from left to right and finds what is wrong with it where it is. Throws FormulaError.
ScannedSurfaceFormula scanSurfaceFormula(const QString& text);

}  // namespace glassbox
