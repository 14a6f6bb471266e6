#pragma once

#include "engine/nn/optimizer.h"

namespace glassbox {

// Makers of the update rules, for the registry in optimizer.cpp. Options are complete and checked.

std::shared_ptr<const Optimizer> makeSgd(const Options& options);
std::shared_ptr<const Optimizer> makeMomentum(const Options& options);
std::shared_ptr<const Optimizer> makeNesterov(const Options& options);
std::shared_ptr<const Optimizer> makeAdagrad(const Options& options);
std::shared_ptr<const Optimizer> makeRmsprop(const Options& options);
std::shared_ptr<const Optimizer> makeAdam(const Options& options);
std::shared_ptr<const Optimizer> makeAdamw(const Options& options);

}  // namespace glassbox
