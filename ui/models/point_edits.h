#pragma once

#include "engine/experiment/experiment.h"
#include "ui/models/point_set.h"

#include <QString>

#include <optional>

namespace glassbox {

/// Whether the experiment's points can be drawn as it stands: its data are of a drawn kind.
bool hasDrawnPoints(const Experiment& experiment);
/// Why its points can't be edited, as a sentence (a table); empty if they can, at once or after being fixed.
QString whyNoDrawing(const Experiment& experiment);

/// Generated data become drawn ones with the same points; a table makes room for a first point of each of two classes,
/// with the end of the network that goes with it.
Experiment withDrawnPoints(const Experiment& experiment);
/// What there is to say about that change: the kind before, and points that were moved to the edge of the plane.
QString wordsOnFixing(const Experiment& before, const Experiment& after);

/// Why drawn data can't have so few classes: some of the others still have points. Empty if they can.
QString whyNotFewerClasses(const Experiment& experiment, Index classes);

/// All points taken away but one a class. Drawn data only.
Experiment withClearedPoints(const Experiment& experiment);

/// Where the chosen sample of the training part is after the data have changed: the same numbers at the same place,
/// else elsewhere; a drawn point that was moved stays chosen. Absent if it is gone.
std::optional<Index> followSample(const Dataset* before, const Dataset* after, std::optional<Index> sample);

}  // namespace glassbox
