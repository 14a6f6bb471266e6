#pragma once

#include "ui/models/network_race_model.h"
#include "ui/plots/contour_overlay.h"
#include "ui/plots/contour_surface.h"

namespace glassbox {

struct Theme;

/// A landscape, as far as it is computed, as a function of its plane's coordinates; without one where nothing is.
ContourSurface landscapeSurface(const RaceLandscapePtr& landscape, const LandscapeChoice& choice,
                                const std::vector<ParameterPlace>& places);
/// The racers' paths up to a step, with their heads; stars at what the plane passes through are not drawn.
ContourOverlay landscapeOverlay(const RaceLandscape& landscape, const NetworkRace& race, int step, int selected,
                                const Theme& theme);

}  // namespace glassbox
