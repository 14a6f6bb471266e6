#include "engine/experiment/kinds.h"
#include "engine/experiment/names.h"
#include "engine/experiment/training_options.h"
#include "engine/formats/experiment_json.h"
#include "engine/formats/json_options.h"
#include "engine/nn/error.h"

namespace glassbox {

namespace {

constexpr int newestVersion = 1;

Spec readSpec(SpecRole role, const Json& value, const std::string& path, const char* example) {
    requireObject(value, path, example);
    const char* key = kindKey(role);
    const auto kind = value.find(key);
    if (kind == value.end())
        throw Error(path + "." + key + ": the key is missing; expected an object such as " + example + ".");
    Spec spec{requireText(*kind, path + "." + key, "a text")};
    const KindInfo& info = requireKind(role, spec.kind, path + "." + key);
    for (const auto& [name, option] : value.items())
        if (name != key) readOption(spec.options, info, name, option, path, {key});
    requireOptions(info, spec.options, path);
    return spec;
}

Spec readLoss(const Json& value, const std::string& path) {
    if (!value.is_string())
        return readSpec(SpecRole::Loss, value, path, R"({"kind": "huber", "delta": 1.0} or a name)");
    Spec spec{value.get<std::string>()};
    requireKind(SpecRole::Loss, spec.kind, path);
    return spec;
}

EarlyStopping readEarlyStopping(const Json& value, const std::string& path) {
    requireObject(value, path, R"({"patience": 20, "min_delta": 0.0})");
    Options options;
    for (const auto& [key, option] : value.items()) readOption(options, earlyStoppingInfo(), key, option, path, {});
    EarlyStopping result;
    setEarlyStoppingOptions(result, requireOptions(earlyStoppingInfo(), options, path));
    return result;
}

TrainingSpec readTraining(const Json& value) {
    const std::string path = "training";
    requireObject(value, path, R"({"loss": "mse", "batch": 32, ...})");
    TrainingSpec training;
    Options options;
    for (const auto& [key, item] : value.items()) {
        const std::string place = path + "." + key;
        if (key == "loss")
            training.loss = readLoss(item, place);
        else if (key == "optimizer")
            training.optimizer =
                readSpec(SpecRole::Optimizer, item, place, R"({"kind": "adam", "learning_rate": 0.01})");
        else if (key == "schedule")
            training.schedule = readSpec(SpecRole::Schedule, item, place, R"({"kind": "constant"})");
        else if (key == "early_stopping")
            training.earlyStopping = readEarlyStopping(item, place);
        else
            readOption(options, trainingInfo(), key, item, path, {"loss", "optimizer", "schedule", "early_stopping"});
    }
    setTrainingOptions(training, requireOptions(trainingInfo(), options, path));
    return training;
}

std::vector<std::string> readTexts(const Json& value, const std::string& path, const char* example) {
    if (!value.is_array()) expected(path, std::string("a list such as ") + example, value);
    std::vector<std::string> texts;
    for (const Json& item : value)
        texts.push_back(requireText(item, path + "[" + std::to_string(texts.size()) + "]", "a text"));
    return texts;
}

Presentation readPresentation(const Json& value) {
    requireObject(value, "presentation", R"({"hidden": ["training"], "notes": "..."})");
    Presentation presentation;
    for (const auto& [key, item] : value.items()) {
        const std::string path = "presentation." + key;
        if (key == "hidden")
            presentation.hidden = readTexts(item, path, R"(["training", "data.noise"])");
        else if (key == "notes")
            presentation.notes = requireText(item, path, "a text");
        else
            throw Error("presentation." + keyInPath(key) + ": unknown key" + suggestion(key, {"hidden", "notes"}));
    }
    return presentation;
}

std::vector<Spec> readNetwork(const Json& value) {
    constexpr auto example = R"({"layer": "dense", "units": 8})";
    if (!value.is_array()) expected("network", std::string("a list of layers such as ") + example, value);
    std::vector<Spec> network;
    for (const Json& item : value)
        network.push_back(readSpec(SpecRole::Layer, item, "network[" + std::to_string(network.size()) + "]", example));
    return network;
}

std::uint64_t readSeed(const Json& value) {
    if (!value.is_number_unsigned()) expected("seed", "a whole number from 0 to 18446744073709551615", value);
    return value.get<std::uint64_t>();
}

void requireVersion(const Json& root) {
    const auto version = root.find("glassbox");
    if (version == root.end())
        throw Error(R"(glassbox: the key is missing; an experiment has "glassbox": 1 as its version.)");
    if (version->is_number_unsigned() && version->get<std::uint64_t>() > newestVersion)
        throw Error("glassbox: version " + version->dump() +
                    " was made by a newer Glassbox; this one reads version 1.");
    if (!version->is_number_unsigned() || version->get<std::uint64_t>() != newestVersion)
        expected("glassbox", "1", *version);
}

}  // namespace

Experiment experimentFromJson(const QByteArray& json) {
    const Json root = parseJson(json);
    requireObject(root, "the whole file", R"({"glassbox": 1, "data": {...}, "network": [...]})");
    requireVersion(root);
    Experiment experiment;
    for (const auto& [key, value] : root.items()) {
        if (key == "glassbox") continue;
        if (key == "seed")
            experiment.seed = readSeed(value);
        else if (key == "data")
            experiment.data = readSpec(SpecRole::Data, value, "data", R"({"kind": "spiral", "points": 500})");
        else if (key == "features")
            experiment.features = readTexts(value, "features", R"(["x1", "x2"])");
        else if (key == "network")
            experiment.network = readNetwork(value);
        else if (key == "training")
            experiment.training = readTraining(value);
        else if (key == "presentation")
            experiment.presentation = readPresentation(value);
        else
            throw Error(
                keyInPath(key) + ": unknown key" +
                suggestion(key, {"glassbox", "seed", "data", "features", "network", "training", "presentation"}));
    }
    for (const char* key : {"data", "network"})
        if (!root.contains(key)) throw Error(std::string(key) + ": the key is missing; add it.");
    validate(experiment);
    return experiment;
}

}  // namespace glassbox
