#pragma once

#include "engine/formats/formula_surface_operations.h"

#include <vector>

namespace glassbox {

/// The same steps with what is constant computed once (2*pi) and without those that the result does not need.
std::vector<SurfaceNode> foldConstants(const std::vector<SurfaceNode>& nodes);

}  // namespace glassbox
