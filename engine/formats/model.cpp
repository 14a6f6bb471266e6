#include "engine/formats/model.h"

#include "engine/formats/experiment_json.h"
#include "engine/formats/json_text.h"

namespace glassbox {

namespace {

std::string lastActivation(const Network& network) {
    return network.layer(network.layerCount() - 1).activation();
}

std::string listText(const auto& values) {
    return Json(values).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Model makeModel(const Experiment& experiment, std::shared_ptr<const Dataset> data,
                const std::vector<NamedTensor>& weights, const std::string& folder) {
    Model model{experiment, std::move(data), makeLoss(experiment.training.loss), {}, folder};
    model.network = Network(Shape{model.data->training.features.rows()}, experiment.network);
    model.network.importParameters(weights);
    return model;
}

Answer answerOf(const Model& model) {
    const std::string& loss = model.experiment.training.loss.kind;
    if (loss == "binary_cross_entropy") return Answer::Probability;
    if (loss == "cross_entropy") return Answer::Probabilities;
    if (loss == "nll") return Answer::LogProbabilities;
    return loss == "hinge" ? Answer::Margin : Answer::Value;
}

bool endsInAnswer(const Model& model) {
    switch (answerOf(model)) {
        case Answer::Probability:
            return lastActivation(model.network) == "sigmoid";
        case Answer::Probabilities:
            return lastActivation(model.network) == "softmax";
        default:
            return true;
    }
}

ModelTexts modelTexts(const Model& model) {
    const Dataset& data = *model.data;
    const bool classes = data.task == Task::Classification;
    ModelTexts texts{{"format", "pt"}, {"program", "Glassbox"}, {"task", classes ? "classification" : "regression"}};
    texts.emplace_back("target", data.targetName);
    if (classes) texts.emplace_back("classes", listText(data.classNames));
    texts.emplace_back("features", listText(data.featureNames));
    if (data.featureMap.normalises()) {
        texts.emplace_back("centre", listText(data.featureMap.centre()));
        texts.emplace_back("scale", listText(data.featureMap.scale()));
    }
    texts.emplace_back("seed", std::to_string(model.experiment.seed));
    texts.emplace_back("settings", Json::parse(experimentToJson(model.experiment).toStdString())
                                       .dump(-1, ' ', false, Json::error_handler_t::replace));
    return texts;
}

}  // namespace glassbox
