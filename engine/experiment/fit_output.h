#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"

namespace glassbox {

/// Makes the end of the network and the loss fit another kind of answer, changing no more than needed: one linear unit
/// and MSE for regression, one sigmoid unit and binary cross-entropy for two classes, softmax units and cross-entropy
/// for more. Choices of the user that still fit (Huber for regression, hinge for classes, two softmax units for two
/// classes) stay. Returns true if something changed.
GLASSBOX_EXPORT bool fitOutput(Experiment& experiment, Task task, Index classes);

/// The task and number of classes that a generator's options give; for tables nothing can be said before reading.
GLASSBOX_EXPORT std::optional<std::pair<Task, Index>> taskOf(const Spec& data);

}  // namespace glassbox
