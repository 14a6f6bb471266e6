#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"

#include <optional>

namespace glassbox {

/// What the data ask for: the task, and how many classes there are (0 for regression).
struct Answer {
    Task task = Task::Classification;
    Index classes = 2;
};

/// From the options of a generator, or from a table that has been read; absent while nobody knows.
std::optional<Answer> answerOf(const Experiment& experiment, const Dataset* dataset);

/// Another kind of generated data. Settings that mean the same there (points, validation share ...) stay; features, the
/// end of the network and the loss change where they would not fit.
Experiment withDataKind(const Experiment& experiment, const std::string& kind);
/// Another setting of the same data; the end of the network follows when the number of classes changes.
Experiment withDataOption(const Experiment& experiment, const std::string& option, const OptionValue& value);
/// Another optimizer; settings that mean the same there stay.
Experiment withOptimizer(const Experiment& experiment, const std::string& kind);
/// Another loss, with the end of the network that it needs. Absent if the loss makes no sense for this answer.
std::optional<Experiment> withLoss(const Experiment& experiment, const std::string& kind, const Answer& answer);
/// The initialisation that all layers share; absent if they differ or have none.
std::optional<std::string> sharedInitialiser(const Experiment& experiment);
Experiment withInitialiser(const Experiment& experiment, const std::string& kind);

}  // namespace glassbox
