#pragma once

#include "engine/explain/walk.h"
#include "engine/training/trainer.h"
#include "ui/models/walk_model.h"

namespace glassbox {

inline Spec denseLayer(std::int64_t units, const std::string& activation) {
    return {"dense", {{"units", units}, {"activation", activation}}};
}

/// The first training step of `layers` on the XOR points, on some samples or on the batch that is due.
inline StepRecordPtr recordedStep(const std::vector<Spec>& layers, const StepChoice& choice,
                                  const std::string& optimizer = "sgd") {
    Experiment experiment = standardExperiment();
    experiment.data = {"xor", {{"points", std::int64_t(40)}}};
    experiment.network = layers;
    experiment.training.optimizer = {optimizer};
    experiment.training.batch = 4;
    const auto data =
        std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed));
    return std::make_shared<const StepRecord>(recordStep(Trainer(experiment, data), choice));
}

/// 2-3-1, tanh and sigmoid, as the design draws it.
inline StepRecordPtr smallStep(const StepChoice& choice = {{2}}, const std::string& optimizer = "sgd") {
    return recordedStep({denseLayer(3, "tanh"), denseLayer(1, "sigmoid")}, choice, optimizer);
}

}  // namespace glassbox
