#include "engine/formats/model_import.h"

#include "engine/formats/experiment_json.h"
#include "engine/formats/npz.h"
#include "engine/formats/onnx_file.h"
#include "engine/formats/safetensors.h"
#include "engine/nn/error.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace glassbox {

namespace {

/// The layers that Glassbox wrote beside the weights; none if somebody else wrote the file.
std::vector<Spec> layersIn(const ModelTexts& texts) {
    for (const auto& [name, text] : texts) {
        if (name != "settings") continue;
        try {
            return experimentFromJson(QByteArray::fromStdString(text)).network;
        } catch (const Error&) {
            return {};  // of a newer version: the weights may fit all the same
        }
    }
    return {};
}

/// Settings of a layer that decide nothing about what it answers: how it started and how it learns.
bool isOfTraining(const std::string& option) {
    return option == "init" || option == "gain" || option == "momentum" || option == "rate" ||
           option.starts_with("frozen");
}

bool sameAnswers(const Spec& a, const Spec& b) {
    if (a.kind != b.kind) return false;
    const LayerInfo* info = findLayer(a.kind);
    if (!info) return false;
    const Options first = checkedOptions(*info, a.options, "network"),
                  second = checkedOptions(*info, b.options, "network");
    return std::all_of(first.begin(), first.end(), [&](const auto& option) {
        return isOfTraining(option.first) || option.second == *second.find(option.first);
    });
}

bool sameAnswers(const std::vector<Spec>& a, const std::vector<Spec>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Spec& x, const Spec& y) { return sameAnswers(x, y); });
}

/// Why the weights do not fit these layers; empty if they do.
std::string misfit(const std::vector<Spec>& layers, Index features, const std::vector<NamedTensor>& weights) {
    try {
        Network(Shape{features}, layers).importParameters(weights);
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace

ModelFile readModel(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QStringLiteral("npz")) return {readNpz(path), {}, 0};
    if (ending == QStringLiteral("onnx")) {
        ImportedNetwork network = readOnnx(path);
        return {std::move(network.weights), std::move(network.layers), network.inputs};
    }
    if (ending == QStringLiteral("safetensors")) {
        Safetensors content = readSafetensors(path);
        return {std::move(content.tensors), layersIn(content.metadata), 0};
    }
    throw Error("Can't read " + QDir::toNativeSeparators(path).toStdString() +
                ": its ending says no format of networks; there are .safetensors, .npz, .onnx.");
}

Experiment withModel(const Experiment& experiment, const ModelFile& file, Index features) {
    const std::string own = misfit(experiment.network, features, file.weights);
    if (own.empty() && (file.layers.empty() || sameAnswers(file.layers, experiment.network))) return experiment;
    if (file.layers.empty()) throw Error(own);
    if (file.inputs > 0 && file.inputs != features)
        throw Error("The file's network is made for " + std::to_string(file.inputs) +
                    " features, but the data give it " + std::to_string(features) + "; choose as many.");
    if (const std::string other = misfit(file.layers, features, file.weights); !other.empty()) throw Error(other);
    Experiment changed = experiment;
    changed.network = file.layers;
    return changed;
}

}  // namespace glassbox
