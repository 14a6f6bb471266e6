#include "engine/experiment/kinds.h"
#include "engine/experiment/training_options.h"
#include "engine/formats/experiment_json.h"
#include "engine/formats/json_options.h"
#include "engine/nn/error.h"

#include <cmath>
#include <utility>

namespace glassbox {

namespace {

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

/// Rows of numbers on one line each: `text` has every number on a line of its own.
std::string withRowsOnLines(const std::string& text) {
    std::string result;
    result.reserve(text.size());
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') quoted = !quoted;  // one that stands behind a backslash is passed over below
        if (quoted && c == '\\') {       // with what it stands before
            result.append(text, i++, 2);
            continue;
        }
        const std::size_t end = c == '[' && !quoted ? text.find_first_not_of("0123456789+-.eE, \n", i + 1) : i;
        if (end == i || end == std::string::npos || text[end] != ']' || end == i + 1) {
            result += c;
            continue;
        }
        for (; i < end; ++i) {
            if (text[i] == '\n') continue;
            if (text[i] != ' ') result += text[i];
            if (text[i] == ',') result += ' ';
        }
        result += ']';
    }
    return result;
}

Json presentationToJson(const Presentation& presentation) {
    Json object = Json::object();
    if (!presentation.hidden.empty()) object["hidden"] = presentation.hidden;
    if (!presentation.notes.empty()) object["notes"] = presentation.notes;
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
    if (!experiment.presentation.empty()) root["presentation"] = presentationToJson(experiment.presentation);
    try {
        return QByteArray::fromStdString(withRowsOnLines(root.dump(2))) + '\n';
    } catch (const Json::type_error&) {
        throw Error("The experiment has a name that is not valid UTF-8 and can't be written as JSON.");
    }
}

}  // namespace glassbox
