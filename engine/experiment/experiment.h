#pragma once

#include "engine/experiment/presentation.h"
#include "engine/nn/options.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace glassbox {

/// Stop when the validation cost (training cost where there is no validation part) has not fallen by more than
/// `minDelta` for `patience` epochs, and go back to the best weights. patience 0: off.
struct EarlyStopping {
    std::int64_t patience = 0;
    double minDelta = 0;
    friend bool operator==(const EarlyStopping&, const EarlyStopping&) = default;
};

struct TrainingSpec {
    Spec loss{"binary_cross_entropy"};
    std::int64_t batch = 32;  ///< samples a step; 0: all of the training part
    std::int64_t epochs = 300;
    bool shuffle = true;
    Spec optimizer{"adam"};
    Spec schedule{"constant"};
    double weightDecay = 0;
    double l1 = 0;
    double clipNorm = 0;   ///< largest length of the whole gradient; 0: off
    double clipValue = 0;  ///< largest size of each component; 0: off
    EarlyStopping earlyStopping;
    friend bool operator==(const TrainingSpec&, const TrainingSpec&) = default;
};

/// All that a run depends on, and how it is shown. A value: what undo works on, what a document stores and what the
/// command line runs.
struct Experiment {
    std::uint64_t seed = 42;
    Spec data{"spiral"};
    std::optional<std::vector<std::string>> features;  ///< absent: every input as it is
    std::vector<Spec> network;
    TrainingSpec training;
    Presentation presentation;
    friend bool operator==(const Experiment&, const Experiment&) = default;
};

/// Whether both are the same run: all is equal but for the presentation.
GLASSBOX_EXPORT bool sameRun(const Experiment& a, const Experiment& b);

/// The experiment that a first start shows: a two-armed spiral and 2-8-6-1 tanh.
GLASSBOX_EXPORT Experiment standardExperiment();

/// Checks everything that can be checked without the data: known kinds, option names, types and ranges, a network that
/// is not empty, known parts in the presentation. Throws Error with the path of the key. Shapes are checked when the
/// network meets its data.
GLASSBOX_EXPORT void validate(const Experiment& experiment);

/// The options of `training` itself (batch, epochs, shuffle, weight_decay, l1, clip_norm, clip_value), for editors and
/// the JSON form.
GLASSBOX_EXPORT const KindInfo& trainingInfo();
/// The options of early stopping (patience, min_delta).
GLASSBOX_EXPORT const KindInfo& earlyStoppingInfo();

/// "2-8-6-1 tanh": the widths of the layers that have units, and the activation that most of them share.
GLASSBOX_EXPORT std::string networkTitle(const Experiment& experiment, std::int64_t inputs);

}  // namespace glassbox
