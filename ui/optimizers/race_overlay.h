#pragma once

#include "ui/models/race_model.h"
#include "ui/plots/contour_overlay.h"

namespace glassbox {

struct Theme;

/// What is drawn over the surface: the paths up to the step in the racers' colours, and for the selected racer what
/// its last step was made of.
ContourOverlay raceOverlay(const RaceModel& model, const Theme& theme);
/// The same at another step, as the frames of an animation need it.
ContourOverlay raceOverlay(const RaceResult& result, Index step, int selected, const Theme& theme);

}  // namespace glassbox
