#include "engine/experiment/training_options.h"

namespace glassbox {

Options trainingOptions(const TrainingSpec& training) {
    return {{"batch", training.batch},
            {"epochs", training.epochs},
            {"shuffle", training.shuffle},
            {"weight_decay", training.weightDecay},
            {"l1", training.l1},
            {"clip_norm", training.clipNorm},
            {"clip_value", training.clipValue}};
}

void setTrainingOptions(TrainingSpec& training, const Options& options) {
    training.batch = options.integer("batch");
    training.epochs = options.integer("epochs");
    training.shuffle = options.flag("shuffle");
    training.weightDecay = options.real("weight_decay");
    training.l1 = options.real("l1");
    training.clipNorm = options.real("clip_norm");
    training.clipValue = options.real("clip_value");
}

Options earlyStoppingOptions(const EarlyStopping& earlyStopping) {
    return {{"patience", earlyStopping.patience}, {"min_delta", earlyStopping.minDelta}};
}

void setEarlyStoppingOptions(EarlyStopping& earlyStopping, const Options& options) {
    earlyStopping.patience = options.integer("patience");
    earlyStopping.minDelta = options.real("min_delta");
}

const char* activationKey(const KindInfo& layer) {
    for (const char* key : {"activation", "function"})
        if (const OptionInfo* option = layer.option(key); option && option->type == OptionType::Choice) return key;
    return nullptr;
}

}  // namespace glassbox
