#pragma once

#include "ui/shell/canvas_accessible.h"

namespace glassbox {

/// Gives screen readers the start point, the heads of the paths and the stars as children of their canvas.
void installSurfaceAccessibility();

}  // namespace glassbox
