#include "engine/training/trainer_parts.h"

#include "engine/nn/error.h"

namespace glassbox {

namespace {

void checkLoss(const std::string& kind, const Loss& loss, const Dataset& data, Index outputs) {
    if (loss.forClasses() && data.task == Task::Regression)
        throw Error("training.loss: " + kind + " is for classes, but \"" + data.targetName +
                    "\" is a number to predict; choose mse, mae or huber.");
    if ((kind == "cross_entropy" || kind == "nll") && outputs < 2)
        throw Error("training.loss: " + kind + " needs one output for each class; give the last layer " +
                    std::to_string(std::max<Index>(data.classCount(), 2)) + " units, or choose binary_cross_entropy.");
}

}  // namespace

TrainerParts makeParts(const Experiment& experiment, const Dataset& data) {
    validate(experiment);
    if (data.training.count() == 0)
        throw Error("The training part of the data is empty; use more samples or a smaller validation part.");
    TrainerParts parts;
    parts.network = Network(Shape{data.training.features.rows()}, experiment.network);
    parts.loss = makeLoss(experiment.training.loss);
    parts.optimizer = makeOptimizer(experiment.training.optimizer);
    parts.schedule = makeSchedule(experiment.training.schedule);
    const Index outputs = parts.network.outputShape().size();
    checkLoss(experiment.training.loss.kind, *parts.loss, data, outputs);
    parts.trainingTargets = std::make_shared<const Matrix>(encodeTargets(data, data.training, outputs));
    parts.validationTargets = std::make_shared<const Matrix>(encodeTargets(data, data.validation, outputs));
    return parts;
}

void drawParameters(Network& network, std::uint64_t seed) {
    Random seeds = Random::forPurpose(seed, purpose::weights);
    for (Index i = 0; i < network.layerCount(); ++i) {
        Random random(seeds.next());
        network.layer(i).initialise(network.layerParameters(i), network.layerStatistics(i), random);
    }
}

}  // namespace glassbox
