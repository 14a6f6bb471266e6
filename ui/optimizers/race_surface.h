#pragma once

#include "engine/explain/test_surface.h"
#include "ui/plots/contour_surface.h"

#include <memory>

namespace glassbox {

/// The surface as the contour plot takes it.
ContourSurface contourSurface(const std::shared_ptr<const TestSurface>& surface, const QString& name);

}  // namespace glassbox
