#include "ui/lab/experiment_edits.h"

#include "engine/experiment/fit_output.h"
#include "engine/experiment/training_options.h"
#include "engine/nn/layer.h"
#include "engine/nn/loss.h"
#include "engine/nn/optimizer.h"

#include <algorithm>

namespace glassbox {

namespace {

/// Takes over an option if the other kind has it too and the value is in its range.
void carry(const std::string& name, const Spec& from, const KindInfo& to, Options& options) {
    const OptionValue* value = from.options.find(name);
    if (!value || !to.option(name)) return;
    try {
        checkedOptions(to, {{name, *value}}, {});
        options.set(name, *value);
    } catch (const Error&) {
        // Out of range there: the default is better.
    }
}

void fit(Experiment& experiment) {
    if (const auto answer = taskOf(experiment.data)) fitOutput(experiment, answer->first, answer->second);
}

/// Gives the last dense layer these units, and the network this last activation function.
void endWith(Experiment& experiment, std::int64_t units, const std::string& activation) {
    auto& network = experiment.network;
    const auto dense = std::find_if(network.rbegin(), network.rend(), [](const Spec& s) { return s.kind == "dense"; });
    if (dense == network.rend()) return;
    dense->options.set("units", units);
    for (auto layer = network.rbegin();; ++layer) {
        const LayerInfo* info = findLayer(layer->kind);
        if (const char* key = info ? activationKey(*info) : nullptr) {
            layer->options.set(key, activation);
            return;
        }
        if (layer == dense) return;
    }
}

/// The end that goes with a loss by the book.
void endFor(Experiment& experiment, const std::string& loss, const Answer& answer) {
    const auto several = static_cast<std::int64_t>(std::max<Index>(2, answer.classes));
    const std::int64_t few = answer.classes <= 2 ? 1 : several;
    if (answer.task == Task::Regression)
        endWith(experiment, 1, "identity");
    else if (loss == "cross_entropy")
        endWith(experiment, several, "softmax");
    else if (loss == "nll")
        endWith(experiment, several, "log_softmax");
    else if (loss == "hinge")
        endWith(experiment, few, "identity");
    else if (loss == "binary_cross_entropy")
        endWith(experiment, few, "sigmoid");
    else
        endWith(experiment, few, few == 1 ? "sigmoid" : "softmax");
}

}  // namespace

std::optional<Answer> answerOf(const Experiment& experiment, const Dataset* dataset) {
    if (const auto answer = taskOf(experiment.data)) return Answer{answer->first, answer->second};
    if (dataset && dataset->spec == experiment.data) return Answer{dataset->task, dataset->classCount()};
    return std::nullopt;
}

Experiment withDataKind(const Experiment& experiment, const std::string& kind) {
    Experiment next = experiment;
    const DataInfo* before = findData(experiment.data.kind);
    const DataInfo* after = findData(kind);
    if (!after || kind == experiment.data.kind) return next;
    next.data = Spec{kind};
    carry("validation", experiment.data, *after, next.data.options);
    if (before && before->inputs > 0) {
        carry("points", experiment.data, *after, next.data.options);
        carry("normalise", experiment.data, *after, next.data.options);
        // Noise of a position and noise of a value are different things.
        if (before->task == after->task) carry("noise", experiment.data, *after, next.data.options);
    }
    if (!before || before->inputs != after->inputs) next.features.reset();
    fit(next);
    return next;
}

Experiment withDataOption(const Experiment& experiment, const std::string& option, const OptionValue& value) {
    Experiment next = experiment;
    next.data.options.set(option, value);
    if (taskOf(next.data) != taskOf(experiment.data)) fit(next);
    return next;
}

Experiment withOptimizer(const Experiment& experiment, const std::string& kind) {
    Experiment next = experiment;
    const OptimizerInfo* before = findOptimizer(experiment.training.optimizer.kind);
    const OptimizerInfo* after = findOptimizer(kind);
    if (!before || !after || before == after) return next;
    next.training.optimizer = Spec{kind};
    for (const OptionInfo& option : after->options) {
        // A setting means the same where its default is the same: SGD's learning rate would be far too large for Adam.
        const OptionInfo* old = before->option(option.name);
        if (old && old->standard == option.standard)
            carry(option.name, experiment.training.optimizer, *after, next.training.optimizer.options);
    }
    return next;
}

std::optional<Experiment> withLoss(const Experiment& experiment, const std::string& kind, const Answer& answer) {
    if (!findLoss(kind)) return std::nullopt;
    for (const bool byTheBook : {false, true}) {
        Experiment next = experiment;
        if (next.training.loss.kind != kind) next.training.loss = Spec{kind};
        if (byTheBook) endFor(next, kind, answer);
        fitOutput(next, answer.task, answer.classes);
        if (next.training.loss.kind == kind) return next;
    }
    return std::nullopt;
}

std::optional<std::string> sharedInitialiser(const Experiment& experiment) {
    std::optional<std::string> shared;
    for (const Spec& layer : experiment.network) {
        const LayerInfo* info = findLayer(layer.kind);
        if (!info || !info->option("init")) continue;
        const OptionValue value = optionOrDefault(*info, layer.options, "init");
        const auto* text = std::get_if<std::string>(&value);
        if (!text || (shared && *shared != *text)) return std::nullopt;
        shared = *text;
    }
    return shared;
}

Experiment withInitialiser(const Experiment& experiment, const std::string& kind) {
    Experiment next = experiment;
    for (Spec& layer : next.network) {
        const LayerInfo* info = findLayer(layer.kind);
        if (info && info->option("init")) layer.options.set("init", kind);
    }
    return next;
}

}  // namespace glassbox
