#include "engine/experiment/experiment.h"

#include "engine/data/dataset.h"
#include "engine/data/drawn_data.h"
#include "engine/data/feature_map.h"
#include "engine/experiment/kinds.h"
#include "engine/experiment/names.h"
#include "engine/experiment/training_options.h"

#include <algorithm>

namespace glassbox {

namespace {

constexpr std::size_t mostLayers = 1000;

void requireSpec(SpecRole role, const Spec& spec, const std::string& path) {
    const KindInfo& info = requireKind(role, spec.kind, path + "." + kindKey(role));
    requireOptions(info, spec.options, path);
}

void requireData(const Experiment& experiment) {
    const Spec& data = experiment.data;
    requireSpec(SpecRole::Data, data, "data");
    requireDrawn(data, "data");
    const DataInfo* info = findData(data.kind);
    const OptionInfo* path = info ? info->option("path") : nullptr;
    if (path && path->type == OptionType::Text &&
        std::get<std::string>(optionOrDefault(*info, data.options, "path")).empty())
        throw Error("data.path: name the file that holds the table.");
    if (!experiment.features) return;
    if (experiment.features->empty())
        throw Error("features: name at least one feature, or leave the key out to use every input as it is.");
    if (!info || info->inputs == 0) return;  // a table's columns are known when it is read
    std::vector<std::string> names;
    for (const FeatureInfo& feature : featureInfos(info->inputs)) names.push_back(feature.name);
    for (std::size_t i = 0; i < experiment.features->size(); ++i) {
        const std::string& name = (*experiment.features)[i];
        if (std::find(names.begin(), names.end(), name) == names.end())
            throw Error("features[" + std::to_string(i) + "]: there is no feature " + inQuotes(name) +
                        suggestion(name, names));
    }
}

}  // namespace

Experiment standardExperiment() {
    Experiment experiment;
    experiment.seed = 42;
    experiment.data = {"spiral", {{"points", std::int64_t{500}}, {"noise", 0.05}, {"validation", 0.3}}};
    experiment.features = {{"x1", "x2"}};
    const auto dense = [](std::int64_t units, const char* activation) {
        return Spec{"dense",
                    {{"units", units}, {"activation", std::string(activation)}, {"init", std::string("xavier")}}};
    };
    experiment.network = {dense(8, "tanh"), dense(6, "tanh"), dense(1, "sigmoid")};
    experiment.training.loss = {"binary_cross_entropy"};
    experiment.training.batch = 32;
    experiment.training.epochs = 1000;
    experiment.training.optimizer = {"adam", {{"learning_rate", 0.01}}};
    return experiment;
}

bool sameRun(const Experiment& a, const Experiment& b) {
    return a.seed == b.seed && a.data == b.data && a.features == b.features && a.network == b.network &&
           a.training == b.training;
}

void validate(const Experiment& experiment) {
    requireData(experiment);
    if (experiment.network.empty()) throw Error("network: it is empty; add at least one layer.");
    if (experiment.network.size() > mostLayers)
        throw Error("network: expected at most " + std::to_string(mostLayers) + " layers, got " +
                    std::to_string(experiment.network.size()) + ".");
    for (std::size_t i = 0; i < experiment.network.size(); ++i)
        requireSpec(SpecRole::Layer, experiment.network[i], "network[" + std::to_string(i) + "]");
    const TrainingSpec& training = experiment.training;
    requireSpec(SpecRole::Loss, training.loss, "training.loss");
    requireSpec(SpecRole::Optimizer, training.optimizer, "training.optimizer");
    requireSpec(SpecRole::Schedule, training.schedule, "training.schedule");
    requireOptions(trainingInfo(), trainingOptions(training), "training");
    requireOptions(earlyStoppingInfo(), earlyStoppingOptions(training.earlyStopping), "training.early_stopping");
    validate(experiment.presentation);
}

}  // namespace glassbox
