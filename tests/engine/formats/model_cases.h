#pragma once

#include "engine/formats/model.h"
#include "engine/training/trainer.h"
#include "tests/engine/training/parity_cases.h"

/// Trained networks of every supported layer, activation, loss, optimizer and schedule, as exports get them.
namespace model_cases {

using namespace glassbox;

struct ModelCase {
    std::string name;
    Model model;
};

/// The case's data with all that exports ask for; the samples behind the first 31 or 32 are set aside. Gradients that
/// cancel to nothing but rounding errors would become whole steps by the adaptive optimizers: for classes sums over 32
/// samples are exact, and 31 slopes of 1 or -1 never cancel.
inline std::shared_ptr<const Dataset> completed(const Dataset& original) {
    auto data = std::make_shared<Dataset>(original);
    data->inputNames = data->featureNames = {"a", "b", "c"};
    data->targetName = "y";
    data->featureMap = FeatureMap(data->inputNames, data->featureNames);
    data->generated = true;
    const Index trained = original.task == Task::Regression ? 31 : 32, aside = original.training.count() - trained;
    DataPart &training = data->training, &validation = data->validation;
    for (auto matrix : {&DataPart::inputs, &DataPart::features, &DataPart::values}) {
        if ((training.*matrix).cols() == 0) continue;
        validation.*matrix = (training.*matrix).rightCols(aside).eval();
        training.*matrix = (training.*matrix).leftCols(trained).eval();
    }
    if (!training.labels.empty()) {
        validation.labels.assign(training.labels.begin() + trained, training.labels.end());
        training.labels.resize(static_cast<std::size_t>(trained));
    }
    for (Index i = 0; i < trained + aside; ++i) (i < trained ? training : validation).sourceRows.push_back(i);
    return data;
}

inline ModelCase trained(parity::Case one, int steps = 6) {
    auto data = completed(*one.data);
    one.experiment.training.batch = 0;
    one.experiment.training.shuffle = false;
    Trainer trainer(one.experiment, data);
    for (int i = 0; i < steps; ++i) trainer.step();
    return {one.name, makeModel(one.experiment, data, trainer.network().exportParameters())};
}

/// The training part on its way through the network.
inline Trace passOf(const Model& model) {
    const Matrix& features = model.data->training.features;
    Trace trace;
    trace.input.resize(features.rows(), features.cols());
    trace.input.map() = features;
    Random random(1);
    model.network.forward(trace, Mode::Evaluation, random);
    return trace;
}

/// What the network says of the training part: probabilities where the loss makes them.
inline Matrix predictions(const Model& model) {
    const Trace trace = passOf(model);
    Tensor prediction;
    model.network.predict(trace, *model.loss, prediction);
    return prediction.map();
}

/// The same number by number, sample after sample.
inline std::vector<float> answersOf(const Model& model) {
    const Matrix values = predictions(model);
    return {values.data(), values.data() + values.size()};
}

/// Every formula of a feature, before a last activation that the loss takes or adds.
inline Model formulas(bool normalise, const char* last = "sigmoid") {
    Experiment experiment;
    experiment.data = {"moons", {{"points", std::int64_t{40}}, {"normalise", normalise}}};
    experiment.features = {{"x2", "x1", "x1^2", "x2^2", "x1*x2", "sin(x1)", "cos(x2)", "x1-x2", "radius"}};
    experiment.network = {parity::dense(3, "gelu"), parity::dense(1, last)};
    auto data = std::make_shared<const Dataset>(makeDataset(experiment.data, experiment.features, 1));
    return makeModel(experiment, data, Trainer(experiment, data).network().exportParameters());
}

/// A network of all layers at once, some of it frozen.
inline parity::Case everyLayer() {
    parity::Case one = parity::caseFor(parity::lossChoices()[6], "tanh", {"adam"});
    one.name = "every layer";
    const auto activation = [](const char* kind, const char* option = nullptr, double value = 0) {
        Spec spec{"activation", {{"activation", std::string(kind)}}};
        if (option) spec.options.set(option, value);
        return spec;
    };
    Spec frozen{"dense", {{"units", std::int64_t{4}}, {"activation", std::string("tanh")}}};
    frozen.options.set("frozen_units", Numbers{1});
    frozen.options.set("frozen_weights", Numbers{0, 2, 3, 1});
    frozen.options.set("frozen_biases", Numbers{2});
    Spec asleep{"dense", {{"units", std::int64_t{5}}, {"activation", std::string("elu")}, {"frozen", true}}};
    Spec plain{"dense", {{"units", std::int64_t{6}}, {"bias", false}}};
    one.experiment.network = {{"flatten"},
                              plain,
                              {"batch_norm", {{"epsilon", 0.01}, {"momentum", 0.3}}},
                              activation("leaky_relu", "slope", 0.2),
                              frozen,
                              {"dropout", {{"rate", 0.0}}},
                              asleep,
                              {"layer_norm", {{"epsilon", 0.001}}},
                              activation("elu", "alpha", 0.7),
                              activation("gelu"),
                              {"batch_norm", {{"frozen", true}}},
                              Spec{"dense", {{"units", std::int64_t{3}}}},
                              activation("softmax")};
    one.experiment.training.weightDecay = 0.02;
    one.experiment.training.clipNorm = 0.5;
    return one;
}

inline std::vector<parity::Case> allCases() {
    std::vector<parity::Case> cases = parity::allCases();
    cases.push_back(everyLayer());
    return cases;
}

}  // namespace model_cases
