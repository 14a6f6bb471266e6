#pragma once

#include "engine/explain/race.h"
#include "ui/optimizers/knob_setting.h"
#include "ui/plots/contour_surface.h"

namespace glassbox {

/// What momentum with a setting does on its bowl.
struct KnobPath {
    ContourSurface bowl;
    RacerPath path;
    double formulaRate = 0, measuredRate = 0;
    MomentumRegion region = MomentumRegion::Monotone;

    int last() const { return static_cast<int>(path.steps.size()) - 1; }
};

/// Runs the engine's momentum optimizer from the bowl's usual start.
KnobPath knobPath(const KnobSetting& setting);

}  // namespace glassbox
