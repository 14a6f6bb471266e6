#pragma once

#include "ui/backprop/step_scene.h"

namespace glassbox {

/// Writes under a unit what the walk has found out about it on its way back: its error, the gradient or change of its
/// weight to the unit that is told, that of its bias.
void addNote(UnitFace& face, const WalkModel& model, const StepScene& scene, const StepItem& item);

}  // namespace glassbox
