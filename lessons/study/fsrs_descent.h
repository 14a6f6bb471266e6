#pragma once

#include "lessons/study/review_history.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace glassbox {

/// One descent from `start` to the parameters that explain some cards best.
struct FsrsDescent {
    FsrsParameters start = fsrsDefaults;
    int steps = 250;         ///< of Adam, at least; a long log is passed through at least 5 times
    int batch = 256;         ///< predicted reviews of a mini-batch, about; whole cards
    std::uint64_t seed = 1;  ///< of the order of cards
};

/// Minimises the log-loss of predicted recall on reviews after a day or more, plus a Gaussian prior about `start`
/// (maximum a posteriori), so that few reviews change only what they tell about: Adam with exact gradients, within the
/// parameters' bounds. `goOn` is told the share done and says whether to go on; what was found by then is returned.
/// Without predicted reviews the start is returned.
FsrsParameters descend(const FsrsDescent& descent, std::vector<const CardHistory*> cards,
                       const std::function<bool(double)>& goOn);

}  // namespace glassbox
