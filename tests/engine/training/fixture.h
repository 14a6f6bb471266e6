#pragma once

#include "engine/training/trainer.h"

#include <vector>

/// Small experiments that the training tests share.
namespace fixture {

using namespace glassbox;

inline Spec dense(std::int64_t units, const std::string& activation, const std::string& init = "xavier") {
    return {"dense", {{"units", units}, {"activation", activation}, {"init", init}}};
}

/// Two-armed spiral with a validation part, 2-8-8-1 tanh, Adam.
inline Experiment spiral(std::int64_t points = 200) {
    Experiment experiment;
    experiment.seed = 5;
    experiment.data = {"spiral", {{"points", points}, {"noise", 0.02}, {"validation", 0.25}}};
    experiment.network = {dense(8, "tanh"), dense(8, "tanh"), dense(1, "sigmoid")};
    experiment.training.batch = 16;
    experiment.training.epochs = 20;
    return experiment;
}

inline std::shared_ptr<const Dataset> dataOf(const Experiment& experiment) {
    return std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, experiment.seed));
}

inline Trainer trainerOf(const Experiment& experiment, int threads = 1) {
    return {experiment, dataOf(experiment), threads > 1 ? std::make_shared<ThreadPool>(threads) : nullptr};
}

/// Data for regression: y = sum of the inputs, or what `target` says.
inline std::shared_ptr<Dataset> numbers(const std::vector<std::vector<Scalar>>& samples,
                                        const std::vector<Scalar>& targets) {
    auto data = std::make_shared<Dataset>();
    data->task = Task::Regression;
    data->targetName = std::string(1, 'y');
    const auto rows = static_cast<Index>(samples.front().size());
    for (Index i = 0; i < rows; ++i) data->inputNames.push_back(std::string("x").append(std::to_string(i + 1)));
    data->featureNames = data->inputNames;
    data->training.inputs.resize(rows, static_cast<Index>(samples.size()));
    data->training.values.resize(1, static_cast<Index>(samples.size()));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        for (Index row = 0; row < rows; ++row)
            data->training.inputs(row, static_cast<Index>(i)) = samples[i][static_cast<std::size_t>(row)];
        data->training.values(0, static_cast<Index>(i)) = targets[i];
    }
    data->training.features = data->training.inputs;
    data->validation.inputs.resize(rows, 0);
    data->validation.features.resize(rows, 0);
    data->validation.values.resize(1, 0);
    return data;
}

/// One linear unit, MSE, SGD: simple enough for pencil and paper.
inline Experiment line(double rate, std::int64_t batch) {
    Experiment experiment;
    experiment.data = {"plane"};
    experiment.network = {dense(1, "identity", "zeros")};
    experiment.training.loss = {"mse"};
    experiment.training.optimizer = {"sgd", {{"learning_rate", rate}}};
    experiment.training.batch = batch;
    experiment.training.epochs = 1000;
    experiment.training.shuffle = false;
    return experiment;
}

inline std::vector<Scalar> weights(const Trainer& trainer) {
    return {trainer.network().parameters().begin(), trainer.network().parameters().end()};
}

inline std::vector<Scalar> layerWeights(const Trainer& trainer, Index layer) {
    const auto span = trainer.network().layerParameters(layer);
    return {span.begin(), span.end()};
}

inline std::vector<double> costs(const Trainer& trainer) {
    std::vector<double> result;
    for (const HistoryRow& row : trainer.history()) result.push_back(row.training.cost);
    return result;
}

inline void run(Trainer& trainer, int epochs) {
    for (int i = 0; i < epochs; ++i) trainer.epoch();
}

}  // namespace fixture
