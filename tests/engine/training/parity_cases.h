#pragma once

#include "tests/engine/training/fixture.h"

#include <map>

/// Which runs are compared with PyTorch, and on which numbers.
namespace parity {

using namespace fixture;

struct Case {
    std::string name;
    Experiment experiment;
    std::shared_ptr<const Dataset> data;
};

/// Data with some structure in it: three inputs; classes or values that follow from them, with noise.
inline std::shared_ptr<const Dataset> dataFor(Task task, Index classes) {
    constexpr Index count = 40;
    Random random(93);
    auto data = numbers(std::vector<std::vector<Scalar>>(count, {0, 0, 0}), std::vector<Scalar>(count, 0));
    data->task = task;
    for (Index c = 0; c < classes; ++c) data->classNames.push_back(std::to_string(c));
    for (Index n = 0; n < count; ++n) {
        for (Index i = 0; i < 3; ++i) data->training.features(i, n) = static_cast<Scalar>(random.normal());
        const auto x = data->training.features.col(n);
        const double value = static_cast<double>(x(0)) - static_cast<double>(x(1) * x(2)) + 0.1 * random.normal();
        data->training.values(0, n) = static_cast<Scalar>(value);
        if (task == Task::Classification)
            data->training.labels.push_back(std::min(Index(std::abs(value) * 1.5), classes - 1));
    }
    data->training.inputs = data->training.features;
    if (task == Task::Classification) {
        data->training.values.resize(0, 0);
        data->validation.values.resize(0, 0);
    }
    return data;
}

struct LossChoice {
    const char* loss;
    const char* lastActivation;
    Task task;
    Index classes;
    std::int64_t outputs;
};

inline const std::vector<LossChoice>& lossChoices() {
    static const std::vector<LossChoice> choices{
        {"mse", "identity", Task::Regression, 0, 1},
        {"mse", "sigmoid", Task::Classification, 3, 3},
        {"huber", "identity", Task::Regression, 0, 1},
        {"mae", "identity", Task::Regression, 0, 1},
        {"binary_cross_entropy", "sigmoid", Task::Classification, 2, 1},
        {"binary_cross_entropy", "identity", Task::Classification, 2, 1},
        {"cross_entropy", "softmax", Task::Classification, 3, 3},
        {"cross_entropy", "identity", Task::Classification, 3, 3},
        {"nll", "log_softmax", Task::Classification, 3, 3},
        {"hinge", "identity", Task::Classification, 2, 1},
        // Four outputs: its gradients are multiples of 1/64, whose sums are exact. Of 1/48 they would cancel to
        // rounding errors, which the adaptive optimizers would turn into whole steps.
        {"hinge", "identity", Task::Classification, 4, 4},
    };
    return choices;
}

/// The common frame: 3-6-5-outputs, batches of 16, 16 and 8.
inline Case caseFor(const LossChoice& loss, const std::string& activation, const Spec& optimizer) {
    static std::map<std::pair<Task, Index>, std::shared_ptr<const Dataset>> dataOfTask;
    auto& data = dataOfTask[{loss.task, loss.classes}];
    if (!data) data = dataFor(loss.task, loss.classes);
    Case result;
    result.data = data;
    result.name = std::string(loss.loss) + "/" + loss.lastActivation + "(" + std::to_string(loss.outputs) + ") " +
                  activation + " " + optimizer.kind;
    Experiment& e = result.experiment;
    e.seed = 17;
    e.data = {"spiral"};
    e.network = {dense(6, activation), dense(5, activation), dense(loss.outputs, loss.lastActivation)};
    e.training.loss = {loss.loss};
    e.training.batch = 16;
    e.training.shuffle = false;
    e.training.optimizer = optimizer;
    // Small rates, so that no run blows up; RMSProp's first step is ten times its rate, even along a gradient that is
    // only rounding.
    e.training.optimizer.options.set("learning_rate", optimizer.kind == "rmsprop" ? 0.002 : 0.01);
    return result;
}

inline std::vector<Case> allCases() {
    std::vector<Case> cases;
    const std::vector<std::string> activations{"identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu"};
    for (const OptimizerInfo& optimizer : optimizerInfos())
        for (const LossChoice& loss : lossChoices())
            for (const std::string& activation : activations)
                cases.push_back(caseFor(loss, activation, {optimizer.kind}));

    const LossChoice& classes = lossChoices()[6];
    const LossChoice& values = lossChoices()[0];
    const auto add = [&cases](Case one, const std::string& what, const auto& change) {
        change(one.experiment);
        one.name += ", " + what;
        cases.push_back(std::move(one));
    };
    for (const ScheduleInfo& schedule : scheduleInfos()) {
        Spec spec{schedule.kind};
        if (spec.kind == "step") spec.options.set("step_size", std::int64_t(4));
        if (spec.kind == "cosine") spec.options = {{"t_max", std::int64_t(7)}, {"eta_min", 0.001}};
        if (spec.kind == "plateau")
            spec.options = {
                {"patience", std::int64_t(1)}, {"threshold", 0.1}, {"cooldown", std::int64_t(1)}, {"min_rate", 0.004}};
        for (const char* optimizer : {"sgd", "adam"})
            add(caseFor(classes, "tanh", {optimizer}), schedule.kind,
                [&](Experiment& e) { e.training.schedule = spec; });
    }
    for (const OptimizerInfo& optimizer : optimizerInfos()) {
        const Case frame = caseFor(values, "tanh", {optimizer.kind});
        add(frame, "weight decay", [](Experiment& e) { e.training.weightDecay = 0.05; });
        add(frame, "l1", [](Experiment& e) { e.training.l1 = 0.02; });
        add(frame, "clipped by norm", [](Experiment& e) { e.training.clipNorm = 0.3; });
        add(frame, "clipped by value", [](Experiment& e) { e.training.clipValue = 0.1; });
        add(frame, "all of these", [](Experiment& e) {
            e.training.weightDecay = 0.02;
            e.training.l1 = 0.01;
            e.training.clipNorm = 1;
            e.training.clipValue = 0.2;
        });
        add(frame, "full batch", [](Experiment& e) { e.training.batch = 0; });
        // Without a bias in front: its gradient would be nothing but rounding.
        add(caseFor(classes, "tanh", {optimizer.kind}), "batch_norm", [](Experiment& e) {
            e.network[0].options.set("bias", false);
            e.network[0].options.set("activation", std::string("identity"));
            e.network.insert(e.network.begin() + 1,
                             {Spec{"batch_norm"}, Spec{"activation", {{"activation", std::string("tanh")}}}});
        });
        add(caseFor(classes, "tanh", {optimizer.kind}), "layer_norm",
            [](Experiment& e) { e.network.insert(e.network.begin() + 1, Spec{"layer_norm"}); });
    }
    for (const char* activation : {"softmax", "log_softmax"})
        cases.push_back(caseFor(values, activation, {"momentum"}));
    return cases;
}

}  // namespace parity
