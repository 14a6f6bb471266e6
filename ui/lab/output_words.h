#pragma once

#include "ui/lab/output_points.h"
#include "ui/lab/output_predictor.h"

#include <QString>

namespace glassbox {

// What the output says in words.

/// A point by name: "Training point 12, class 1".
QString pointName(const OutputScene& scene, const OutputPoint& point);

/// A sample for its tool tip, as rich text: which row it is, its inputs, its label or target, and the prediction.
QString pointWords(const Dataset& data, const OutputPoint& point, const std::optional<SamplePrediction>& prediction,
                   bool margins);
/// The position under the pointer and what the picture says there, in one line.
QString placeWords(const OutputScene& scene, double x, double y);
/// The note in the card's head: accuracy or cost of the validation part (of the training part where there is no other),
/// or the unit that is shown.
QString noteWords(const OutputScene& scene, const std::optional<UnitRef>& unit);
/// The kind of picture, for a screen reader.
QString pictureWords(const OutputScene& scene);
/// "Layer 1, unit 3" or "Input x₁".
QString unitName(const UnitRef& unit, const Dataset* data);

}  // namespace glassbox
