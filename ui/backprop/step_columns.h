#pragma once

#include "engine/explain/step_tensor.h"

#include <QString>

#include <vector>

namespace glassbox {

enum class StepColumnKind { Input, Layer, Loss };

/// How the units of a column hang on those of the column before it.
enum class StepLinks {
    None,
    Full,    ///< each on all, by a weight
    Single,  ///< each on the one at its own height
    Whole,   ///< in a way that is not drawn link by link
};

/// A column of the picture of a step: the input, a layer, or the loss.
struct StepColumn {
    StepColumnKind kind = StepColumnKind::Input;
    Index layer = -1;  ///< from 0; -1 for input and loss
    Index units = 1;
    Index across = 0;  ///< numbers in a row of the image that the units are; 0 if they are none
    StepLinks links = StepLinks::None;
    bool hasWeights = false;  ///< the layer's parameter 0 belongs to the links
    bool hasBias = false;     ///< its parameter 1 belongs to the units
    bool isDropout = false;
    QString title, detail;  ///< "hidden", "tanh"; the loss has its detail from lossDetail()

    bool isLayer() const { return kind == StepColumnKind::Layer; }
};

using StepColumns = std::vector<StepColumn>;

/// Input, layers and loss from left to right: column i + 1 is layer i.
StepColumns stepColumns(const StepRecord& record);
/// What the loss compares with: "y = 1", "target: cat"; empty where that takes too many words.
QString lossDetail(const StepRecord& record, Index sample);

/// Tensors with samples as columns hold the `units` numbers of a sample in one column, or (images) in several. Where
/// number `unit` of a sample stands.
Place placeOfUnit(const StepRecord& record, const TensorRef& tensor, Index unit, Index sample);
/// Which of a sample's numbers a place is.
Index unitOfPlace(const StepRecord& record, const Place& place);
/// True if the tensor has exactly `units` numbers for each sample.
bool isByUnit(const StepRecord& record, const TensorRef& tensor, Index units);

}  // namespace glassbox
