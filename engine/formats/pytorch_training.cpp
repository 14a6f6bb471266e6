#include "engine/experiment/kinds.h"
#include "engine/formats/python_text.h"
#include "engine/formats/pytorch_layers.h"

#include <algorithm>

namespace glassbox {

namespace {

Options optionsOf(SpecRole role, const Spec& spec) {
    return checkedOptions(*findKind(role, spec.kind), spec.options, spec.kind);
}

Index outputsOf(const Model& model) {
    return model.network.outputShape().size();
}

/// True if the loss asks for the number of the class.
bool takesClassNumbers(const Model& model) {
    const std::string& kind = model.experiment.training.loss.kind;
    return kind == "cross_entropy" || kind == "nll" || (kind == "hinge" && outputsOf(model) > 1);
}

std::string lossText(const Model& model) {
    const Spec& loss = model.experiment.training.loss;
    if (loss.kind == "mse") return "F.mse_loss(output, target, reduction=\"none\").mean(dim=1)";
    if (loss.kind == "mae") return "F.l1_loss(output, target, reduction=\"none\").mean(dim=1)";
    if (loss.kind == "huber")
        return "F.huber_loss(output, target, reduction=\"none\", delta=" +
               pythonNumber(optionsOf(SpecRole::Loss, loss).real("delta")) + ").mean(dim=1)";
    if (loss.kind == "binary_cross_entropy")
        return "F.binary_cross_entropy_with_logits(output, target, reduction=\"none\").mean(dim=1)";
    if (loss.kind == "cross_entropy") return "F.cross_entropy(output, target, reduction=\"none\")";
    if (loss.kind == "nll") return "F.nll_loss(output, target, reduction=\"none\")";
    if (loss.kind == "hinge")
        return outputsOf(model) > 1 ? "F.multi_margin_loss(output, target, reduction=\"none\")"
                                    : "torch.clamp(1 - (2 * target - 1) * output, min=0).mean(dim=1)";
    throw Error("The loss " + loss.kind + " can't be written for PyTorch yet.");
}

std::string answersText(const Model& model) {
    switch (answerOf(model)) {
        case Answer::Probability:
            return leavesOutLastActivation(model) || !endsInAnswer(model) ? "torch.sigmoid(output)" : "output";
        case Answer::Probabilities:
            return leavesOutLastActivation(model) || !endsInAnswer(model) ? "F.softmax(output, dim=1)" : "output";
        case Answer::LogProbabilities:
            return "output.exp()";
        default:
            return "output";
    }
}

std::string targetsText(const Model& model) {
    if (takesClassNumbers(model)) return "torch.tensor(targets, dtype=torch.long)";
    if (outputsOf(model) == 1) return "torch.tensor(targets, dtype=torch.float32).reshape(-1, 1)";
    return "F.one_hot(torch.tensor(targets, dtype=torch.long), " + std::to_string(outputsOf(model)) + ").float()";
}

std::string rightText(const Model& model) {
    if (model.data->task == Task::Regression) return "None";
    if (outputsOf(model) == 1)
        return "(answers(output) > " + pythonNumber(model.loss->threshold()) + ") == (target > 0.5)";
    return std::string("answers(output).argmax(dim=1) == ") +
           (takesClassNumbers(model) ? "target" : "target.argmax(dim=1)");
}

std::string optimizerText(const Model& model) {
    const Spec& spec = model.experiment.training.optimizer;
    const Options options = optionsOf(SpecRole::Optimizer, spec);
    const auto real = [&](const char* name) { return pythonNumber(options.real(name)); };
    const std::string common =
        "(parameters, lr=LEARNING_RATE, weight_decay=" + pythonNumber(model.experiment.training.weightDecay);
    const std::string optim = "torch.optim.";
    if (spec.kind == "sgd") return optim + "SGD" + common + ")";
    if (spec.kind == "momentum" || spec.kind == "nesterov") {
        const bool nesterov = spec.kind == "nesterov" && options.real("momentum") > 0;  // PyTorch refuses it without
        return optim + "SGD" + common + ", momentum=" + real("momentum") + (nesterov ? ", nesterov=True)" : ")");
    }
    if (spec.kind == "adagrad") return optim + "Adagrad" + common + ", eps=" + real("epsilon") + ")";
    if (spec.kind == "rmsprop")
        return optim + "RMSprop" + common + ", alpha=" + real("alpha") + ", eps=" + real("epsilon") + ")";
    const std::string betas = ", betas=(" + real("beta1") + ", " + real("beta2") + "), eps=" + real("epsilon") + ")";
    if (spec.kind == "adam") return optim + "Adam" + common + betas;
    if (spec.kind == "adamw") return optim + "AdamW" + common + betas;
    throw Error("The optimizer " + spec.kind + " can't be written for PyTorch yet.");
}

std::string scheduleText(const Model& model, double base) {
    const Spec& spec = model.experiment.training.schedule;
    const Options options = optionsOf(SpecRole::Schedule, spec);
    const auto real = [&](const char* name) { return pythonNumber(options.real(name)); };
    const auto whole = [&](const char* name) { return std::to_string(options.integer(name)); };
    const std::string kinds = "torch.optim.lr_scheduler.";
    if (spec.kind == "constant") return kinds + "LambdaLR(optimizer, lambda epoch: 1.0)";
    if (spec.kind == "step")
        return kinds + "StepLR(optimizer, step_size=" + whole("step_size") + ", gamma=" + real("gamma") + ")";
    if (spec.kind == "exponential") return kinds + "ExponentialLR(optimizer, gamma=" + real("gamma") + ")";
    if (spec.kind == "cosine")
        return kinds + "CosineAnnealingLR(optimizer, T_max=" + whole("t_max") + ", eta_min=" + real("eta_min") + ")";
    if (spec.kind == "warmup")
        return kinds + "LinearLR(optimizer, start_factor=" + real("start_factor") + ", total_iters=" + whole("epochs") +
               ")";
    if (spec.kind == "plateau")
        return kinds + "ReduceLROnPlateau(\n        optimizer, factor=" + real("factor") +
               ", patience=" + whole("patience") + ", threshold=" + real("threshold") +
               ",\n        cooldown=" + whole("cooldown") +
               ", min_lr=" + pythonNumber(std::min(options.real("min_rate"), base)) + ", eps=0.0)";
    throw Error("The schedule " + spec.kind + " can't be written for PyTorch yet.");
}

std::string function(const char* head, const char* help, const std::string& result) {
    return "\ndef " + std::string(head) + ":\n    \"\"\"" + help + "\"\"\"\n    return " + result + "\n\n";
}

}  // namespace

std::string pytorchTraining(const Model& model) {
    const TrainingSpec& training = model.experiment.training;
    const double rate = optionsOf(SpecRole::Optimizer, training.optimizer).real("learning_rate");
    std::string text = "LEARNING_RATE = " + pythonNumber(rate) + "\n";
    text += "BATCH = " + std::to_string(training.batch) + "  # samples a step; 0: all of the training part\n";
    text += "EPOCHS = " + std::to_string(training.epochs) + "\n";
    text += "SHUFFLE = " + pythonFlag(training.shuffle) + "  # a new order of the samples for each epoch\n";
    text += "L1 = " + pythonNumber(training.l1) + "  # times the sign of each parameter, added to its gradient\n";
    text += "CLIP_NORM = " + pythonNumber(training.clipNorm) + "  # largest length of the gradient; 0: any\n";
    text += "CLIP_VALUE = " + pythonNumber(training.clipValue) + "  # largest size of its components; 0: any\n";
    text +=
        "# Early stopping: epochs without a cost lower by MIN_DELTA after which the best weights come back; 0: off.\n";
    text += "PATIENCE, MIN_DELTA = " + std::to_string(training.earlyStopping.patience) + ", " +
            pythonNumber(training.earlyStopping.minDelta) + "\n";
    text += "SEED = " + std::to_string(model.experiment.seed) + "\n\n";
    text += function("targets_of(targets)", "Targets as the loss wants them.", targetsText(model));
    text += function("losses(output, target)", "The loss of each sample; the cost of a batch is their mean.",
                     lossText(model));
    text += function("answers(output)", "What the network says: values, margins or probabilities.", answersText(model));
    text +=
        function("right(output, target)", "Which samples got the right class; None without classes.", rightText(model));
    text += function("make_optimizer(parameters)", "The rule that turns gradients into steps.", optimizerText(model));
    return text + function("make_schedule(optimizer)", "How the learning rate changes from epoch to epoch.",
                           scheduleText(model, rate));
}

}  // namespace glassbox
