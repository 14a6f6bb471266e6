#include "engine/nn/layer_options.h"

#include "engine/nn/activation.h"

namespace glassbox {

OptionInfo activationOption(const std::string& standard) {
    OptionInfo option{"activation", "Activation", OptionType::Choice, standard};
    for (const ActivationInfo& info : activationInfos()) option.choices.push_back(info.kind);
    option.help =
        "The function that each unit's sum goes through. Without one (identity) several layers can do no more than "
        "one.";
    return option;
}

OptionInfo frozenOption() {
    OptionInfo option{"frozen", "Frozen", OptionType::Flag, false};
    option.help = "Keeps this layer as it is while the others learn. Its gradient is still computed and shown.";
    return option;
}

OptionInfo epsilonOption() {
    OptionInfo option{"epsilon", "Epsilon", OptionType::Real, 1e-5, 0, 1};
    option.help =
        "A small number added to the variance, so that values that are all alike do not lead to a division by zero.";
    option.minimumExcluded = true;
    option.advanced = true;
    return option;
}

}  // namespace glassbox
