#include "engine/experiment/kinds.h"
#include "engine/experiment/training_options.h"
#include "engine/formats/experiment_json.h"
#include "engine/formats/json_text.h"
#include "engine/nn/error.h"

#include <cmath>

namespace glassbox {

namespace {

Json valueToJson(const OptionValue& value, OptionType type, const std::string& path) {
    if (const auto* whole = std::get_if<std::int64_t>(&value); whole && type == OptionType::Real)
        return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value); real && !std::isfinite(*real))
        throw Error(path + ": expected a finite number, got " + std::to_string(*real) + ".");
    return std::visit([](const auto& item) { return Json(item); }, value);
}

/// Adds the options that are set, in the order in which the kind lists them.
void addOptions(Json& object, const KindInfo* info, const Options& options, const std::string& path) {
    if (info)
        for (const OptionInfo& option : info->options)
            if (const OptionValue* value = options.find(option.name))
                object[option.name] = valueToJson(*value, option.type, path + "." + option.name);
    for (const auto& [name, value] : options)  // what the kind does not know: reading will say so
        if (!object.contains(name)) object[name] = valueToJson(value, OptionType::Text, path + "." + name);
}

Json specToJson(SpecRole role, const Spec& spec, const std::string& path) {
    Json object = {{kindKey(role), spec.kind}};
    addOptions(object, findKind(role, spec.kind), spec.options, path);
    return object;
}

Json trainingToJson(const TrainingSpec& training) {
    const TrainingSpec standard;
    Json object = Json::object();
    object["loss"] = training.loss.options.empty() ? Json(training.loss.kind)
                                                   : specToJson(SpecRole::Loss, training.loss, "training.loss");
    Json options = Json::object();
    addOptions(options, &trainingInfo(), trainingOptions(training), "training");
    for (const char* key : {"batch", "epochs", "shuffle"}) object[key] = options[key];
    object["optimizer"] = specToJson(SpecRole::Optimizer, training.optimizer, "training.optimizer");
    object["schedule"] = specToJson(SpecRole::Schedule, training.schedule, "training.schedule");
    for (const char* key : {"weight_decay", "l1"}) object[key] = options[key];
    if (training.clipNorm != standard.clipNorm) object["clip_norm"] = options["clip_norm"];
    if (training.clipValue != standard.clipValue) object["clip_value"] = options["clip_value"];
    if (training.earlyStopping != standard.earlyStopping) {
        Json& early = object["early_stopping"] = Json::object();
        addOptions(early, &earlyStoppingInfo(), earlyStoppingOptions(training.earlyStopping),
                   "training.early_stopping");
    }
    return object;
}

}  // namespace

QByteArray experimentToJson(const Experiment& experiment) {
    Json root = {{"glassbox", 1}, {"seed", experiment.seed}};
    root["data"] = specToJson(SpecRole::Data, experiment.data, "data");
    if (experiment.features) root["features"] = *experiment.features;
    Json& network = root["network"] = Json::array();
    for (const Spec& layer : experiment.network)
        network.push_back(specToJson(SpecRole::Layer, layer, "network[" + std::to_string(network.size()) + "]"));
    root["training"] = trainingToJson(experiment.training);
    try {
        return QByteArray::fromStdString(root.dump(2)) + '\n';
    } catch (const Json::type_error&) {
        throw Error("The experiment has a name that is not valid UTF-8 and can't be written as JSON.");
    }
}

}  // namespace glassbox
