#include "engine/experiment/experiment.h"

namespace glassbox {

namespace {

OptionInfo number(std::string name, std::string label, double maximum, std::string help) {
    return {.name = std::move(name),
            .label = std::move(label),
            .type = OptionType::Real,
            .standard = 0.0,
            .minimum = 0,
            .maximum = maximum,
            .help = std::move(help)};
}

OptionInfo count(std::string name, std::string label, std::int64_t standard, double minimum, double maximum,
                 std::string help) {
    return {.name = std::move(name),
            .label = std::move(label),
            .type = OptionType::Integer,
            .standard = standard,
            .minimum = minimum,
            .maximum = maximum,
            .help = std::move(help)};
}

KindInfo makeTrainingInfo() {
    const TrainingSpec standard;
    KindInfo info;
    info.kind = "training";
    info.title = "Training";
    info.help = "How the network learns: what it minimises, how many samples feed each update, and for how long.";
    info.formula = "θ ← θ − update(∇C), C = mean of the losses of a batch";
    info.options = {
        count("batch", "Batch size", standard.batch, 0, 1e6,
              "Samples that feed one update: the cost of a step is the mean over them, C = 1/B · Σ loss. Small batches "
              "give "
              "many noisy updates an epoch, large ones few smooth ones. 0 takes the whole training part (full batch)."),
        count("epochs", "Epochs", standard.epochs, 1, 1e7,
              "One epoch is one pass over the training part: ⌈N / B⌉ updates for N samples and batch size B. Training "
              "pauses after this many."),
        {.name = "shuffle",
         .label = "Shuffle",
         .type = OptionType::Flag,
         .standard = standard.shuffle,
         .help =
             "Draws a new order of the samples for every epoch, so that batches differ. Without it batches are taken "
             "in the order of the data, the same in every epoch."},
        number("weight_decay", "Weight decay (L2)", 100,
               "Pulls every parameter towards zero in proportion to its size: g ← g + λ·θ, the gradient of the penalty "
               "λ/2 · Σ θ². AdamW shrinks the parameter itself instead: θ ← θ − η·λ·θ. 0 is off."),
        number(
            "l1", "L1", 100,
            "Pulls every parameter towards zero by the same amount, whatever its size: g ← g + λ·sign(θ), the gradient "
            "of the penalty λ · Σ |θ|. Drives unneeded weights all the way to zero. 0 is off."),
        number(
            "clip_norm", "Clip length", 1e9,
            "Shortens the whole gradient where it is longer than this, keeping its direction: g ← g · min(1, c / ‖g‖). "
            "Tames single steep steps. 0 is off."),
        number("clip_value", "Clip components", 1e9,
               "Cuts each component of the gradient to the range from −c to c: gᵢ ← max(−c, min(c, gᵢ)). Changes the "
               "direction as well as the length. 0 is off."),
    };
    for (OptionInfo& option : info.options)
        if (option.name.starts_with("clip_")) option.advanced = true;
    return info;
}

KindInfo makeEarlyStoppingInfo() {
    KindInfo info;
    info.kind = "early_stopping";
    info.title = "Early stopping";
    info.help =
        "Stops when the validation cost (the training cost where there is no validation part) no longer falls, and "
        "goes "
        "back to the weights that were best: what is learnt after that is learnt by heart.";
    info.formula = "stop when C(epoch) > C(best) − min_delta for `patience` epochs in a row";
    info.options = {
        count("patience", "Patience", 0, 0, 1e6,
              "Epochs without a better cost after which training stops. Give it room: costs go up and down. 0 is off."),
        number("min_delta", "Least gain", 1e6,
               "A cost counts as better only if it is lower than the best one so far by more than this."),
    };
    return info;
}

}  // namespace

const KindInfo& trainingInfo() {
    static const KindInfo info = makeTrainingInfo();
    return info;
}

const KindInfo& earlyStoppingInfo() {
    static const KindInfo info = makeEarlyStoppingInfo();
    return info;
}

}  // namespace glassbox
