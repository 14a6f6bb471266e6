#pragma once

#include "engine/nn/random.h"

#include <vector>

namespace glassbox {

/// Which samples go into which part; each list ascends, so that the order of the file is kept.
struct Split {
    std::vector<Index> training, validation;
};

/// Any sample may go into the validation part; at least one stays in training.
Split splitEvenly(Index count, double validationShare, Random& random);
/// Every class keeps its share, up to rounding, and at least one sample in training.
Split splitByClass(const std::vector<Index>& labels, Index classes, double validationShare, Random& random);

}  // namespace glassbox
