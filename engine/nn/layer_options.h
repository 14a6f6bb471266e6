#pragma once

#include "engine/nn/options.h"
#include "engine/nn/tensor.h"

/// Options that several layers share, so that they are called and explained alike.
namespace glassbox {

OptionInfo activationOption(const std::string& standard);
OptionInfo frozenOption();
/// Single units, weights and biases that stay as they are. Numbers beyond the layer's size have no effect, so that
/// taking units away and giving them back loses nothing.
std::vector<OptionInfo> frozenPartOptions();
OptionInfo epsilonOption();
/// Throws Error if one of the numbers is not whole.
std::vector<Index> wholeNumbers(const Options& options, const std::string& name);

}  // namespace glassbox
