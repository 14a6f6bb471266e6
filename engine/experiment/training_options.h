#pragma once

#include "engine/experiment/experiment.h"

namespace glassbox {

/// The fields of TrainingSpec that trainingInfo() lists, as options and back. `options` must be complete (see
/// checkedOptions).
GLASSBOX_EXPORT Options trainingOptions(const TrainingSpec& training);
GLASSBOX_EXPORT void setTrainingOptions(TrainingSpec& training, const Options& options);
GLASSBOX_EXPORT Options earlyStoppingOptions(const EarlyStopping& earlyStopping);
GLASSBOX_EXPORT void setEarlyStoppingOptions(EarlyStopping& earlyStopping, const Options& options);

/// The option of a layer that names its activation function; null if it has none.
GLASSBOX_EXPORT const char* activationKey(const KindInfo& layer);

}  // namespace glassbox
