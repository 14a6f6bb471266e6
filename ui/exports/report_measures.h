#pragma once

#include "engine/formats/model.h"

#include <optional>

namespace glassbox {

/// How well a network does on one part of its data, without the penalties of training.
struct PartMeasures {
    Index samples = 0;
    double cost = 0;                 ///< mean loss
    std::optional<double> accuracy;  ///< classification: share of right answers, 0..1
    /// Classification: samples by [actual class][class that the network says].
    std::vector<std::vector<Index>> confusion;
    // Regression, in the data's own unit.
    double rootMeanSquare = 0, meanAbsolute = 0;
    std::optional<double> explained;  ///< R²: share of the variance; absent where there is none
};

/// Of at most 100 000 samples, spread evenly. Absent for an empty part.
std::optional<PartMeasures> measurePart(const Model& model, const DataPart& part);

/// Accuracy of always naming the largest class of the training part, on `part`; classification only.
double accuracyOfGuessing(const Dataset& data, const DataPart& part);

}  // namespace glassbox
