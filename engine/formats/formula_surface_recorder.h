#pragma once

#include "engine/formats/formula_surface_operations.h"
#include "engine/formats/formula_surface_scanner.h"

#include <vector>

namespace glassbox {

/// The steps that compute a formula, in order. Throws FormulaError.
std::vector<SurfaceNode> recordSurfaceFormula(const ScannedSurfaceFormula& formula);

}  // namespace glassbox
