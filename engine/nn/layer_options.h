#pragma once

#include "engine/nn/options.h"

/// Options that several layers share, so that they are called and explained alike.
namespace glassbox {

OptionInfo activationOption(const std::string& standard);
OptionInfo frozenOption();
OptionInfo epsilonOption();

}  // namespace glassbox
