#pragma once

#include "engine/explain/step_record.h"
#include "engine/training/trainer.h"

#include <memory>

/// Recorded steps for tests to walk through.
namespace steps {

using namespace glassbox;

inline Spec dense(std::int64_t units, const char* activation) {
    return {"dense", {{"units", units}, {"activation", std::string(activation)}}};
}

/// One step on these samples after `before` steps of training; samples empty: the batch that is due.
inline std::shared_ptr<const StepRecord> record(Experiment experiment, std::vector<Index> samples = {3},
                                                int before = 0) {
    auto data = std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed));
    Trainer trainer(std::move(experiment), data);
    for (int i = 0; i < before; ++i) trainer.stepAlone();
    return std::make_shared<const StepRecord>(recordStep(trainer, {std::move(samples)}));
}

inline Experiment experiment(std::vector<Spec> network, const char* data = "xor",
                             const char* loss = "binary_cross_entropy") {
    Experiment result;
    result.seed = 7;
    result.data = {data};
    result.network = std::move(network);
    result.training.loss = {loss};
    result.training.optimizer = {"sgd", {{"learning_rate", 0.1}}};
    return result;
}

/// 2-3-1 tanh, as the design draws it.
inline Experiment small() {
    return experiment({dense(3, "tanh"), dense(1, "sigmoid")});
}

/// A step of that network on one sample, or without any on a batch of four.
inline std::shared_ptr<const StepRecord> onXor(std::vector<Index> samples = {2}, const char* optimizer = "sgd") {
    Experiment of = small();
    of.training.batch = 4;
    of.training.optimizer = {optimizer};
    return record(std::move(of), std::move(samples));
}

/// A made-up record with `inputs` random values: for networks that no generator has data for.
inline std::shared_ptr<const StepRecord> wide(Index inputs, std::vector<Spec> network) {
    Experiment of = experiment(std::move(network), "blobs", "cross_entropy");
    auto data = std::make_shared<Dataset>();
    data->task = Task::Classification;
    const Index classes = static_cast<Index>(std::get<std::int64_t>(*of.network.back().options.find("units")));
    for (Index i = 0; i < classes; ++i) data->classNames.push_back("class " + std::to_string(i));
    Random random(5);
    const auto fill = [&](DataPart& part, Index count) {
        part.inputs.resize(inputs, count);
        for (Index col = 0; col < count; ++col)
            for (Index row = 0; row < inputs; ++row)
                part.inputs(row, col) = static_cast<Scalar>(random.uniform()) * (row % 28 > 8 && row % 28 < 20 ? 1 : 0);
        part.features = part.inputs;
        part.labels.clear();
        for (Index col = 0; col < count; ++col) part.labels.push_back(col % classes);
    };
    for (Index i = 0; i < inputs; ++i) data->inputNames.push_back("pixel " + std::to_string(i));
    data->featureNames = data->inputNames;
    fill(data->training, 4);
    fill(data->validation, 0);
    Trainer trainer(of, data);
    return std::make_shared<const StepRecord>(recordStep(trainer, {{1}}));
}

}  // namespace steps
