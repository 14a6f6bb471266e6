#pragma once

#include "ui/models/race_runner.h"
#include "ui/plots/animation_file.h"
#include "ui/plots/contour_surface.h"

namespace glassbox {

struct Theme;

/// What a film of a race shows.
struct RaceFilm {
    RaceResultPtr result;
    ContourSurface surface;
    ContourRange range;  ///< the part of the plane
    LevelSpacing spacing = LevelSpacing::Logarithmic;
    int selected = -1;  ///< racer that is drawn stronger
    QString title;
};

/// At most 150 frames from the start to the last step. Frames may be painted on any thread.
Animation raceAnimation(const RaceFilm& film, const Theme& theme);

}  // namespace glassbox
