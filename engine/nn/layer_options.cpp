#include "engine/nn/layer_options.h"

#include "engine/nn/activation.h"
#include "engine/nn/error.h"

#include <cmath>

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

std::vector<OptionInfo> frozenPartOptions() {
    constexpr double most = 1e6;
    OptionInfo units{"frozen_units", "Frozen units", OptionType::List, Numbers{}, 0, most};
    units.help = "Units whose weights and bias stay as they are while the others learn. The first is 0.";
    OptionInfo weights{"frozen_weights", "Frozen weights", OptionType::List, Numbers{}, 0, most};
    weights.columns = 2;
    weights.help = "Single weights that stay as they are, each as its unit and its input. Both count from 0.";
    OptionInfo biases{"frozen_biases", "Frozen biases", OptionType::List, Numbers{}, 0, most};
    biases.help = "Units whose bias alone stays as it is. The first is 0.";
    return {units, weights, biases};
}

std::vector<Index> wholeNumbers(const Options& options, const std::string& name) {
    std::vector<Index> whole;
    for (const double number : options.numbers(name)) {
        if (std::floor(number) != number) throw Error(name + ": expected whole numbers, as they count units.");
        whole.push_back(static_cast<Index>(number));
    }
    return whole;
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
