#pragma once

#include "engine/runtime/snapshot_builder.h"

#include <cmath>

namespace glassbox {

/// A snapshot of this experiment after some epochs, as the worker would publish it.
inline std::shared_ptr<Snapshot> snapshotOf(const Experiment& experiment, Index epochs = 0,
                                            const std::string& folder = {}) {
    auto data =
        std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed, folder));
    Trainer trainer(experiment, data);
    for (Index i = 0; i < epochs; ++i) trainer.epoch();
    SnapshotBuilder builder;
    ViewRequest request;
    request.unitPicture = 40;
    builder.setRequest(request);
    return builder.build(trainer);
}

/// Hidden dense layers of these sizes before the standard experiment's output.
inline Experiment experimentWith(const std::vector<Index>& hidden) {
    Experiment experiment = standardExperiment();
    const Spec output = experiment.network.back();
    experiment.network.clear();
    for (const Index units : hidden)
        experiment.network.push_back({"dense", {{"units", std::int64_t{units}}, {"activation", std::string("tanh")}}});
    experiment.network.push_back(output);
    return experiment;
}

}  // namespace glassbox
