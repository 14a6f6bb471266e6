#pragma once

#include "lessons/study/fsrs_descent.h"

#include <functional>
#include <vector>

namespace glassbox {

struct FsrsFitOptions {
    FsrsDescent descent;     ///< its start is kept without a gain
    int leastReviews = 300;  ///< shorter logs are not fitted
    int parts = 5;           ///< into which the cards are divided for the comparison, at least 2
};

enum class FsrsFitOutcome {
    Fitted,     ///< better than the start on held-out reviews
    NoGain,     ///< not clearly better: the start is kept
    TooShort,   ///< fewer than `leastReviews` reviews, or too few cards seen on a later day: the start is kept
    Cancelled,  ///< the start is kept
};

struct FsrsFit {
    FsrsFitOutcome outcome = FsrsFitOutcome::TooShort;
    FsrsParameters parameters = fsrsDefaults;  ///< to schedule with; those of the start unless Fitted
    int reviews = 0;                           ///< in the log
    int heldOut = 0;  ///< reviews after a day or more; each was predicted once by parameters that had not seen its card
    double startLoss = 0;   ///< mean log-loss of the start on the held-out reviews, nats a review
    double fittedLoss = 0;  ///< that of fitted parameters, even if they were not kept
    double gain() const { return startLoss - fittedLoss; }
    double gainError = 0;  ///< standard error of the gain, over the cards
};

/// Told the share of the work done, 0..1; returns whether to go on.
using FsrsFitProgress = std::function<bool(double)>;

/// Parameters fitted to a learner's log (descend() says how), kept only for a gain on reviews they were not fitted on.
/// The comparison is by card: the cards are dealt into `parts` at random, and each part is predicted by parameters
/// fitted to the others; the parameters returned are fitted to all. They are kept if the mean log-loss of the held-out
/// reviews falls by more than two standard errors, so that luck seldom passes for a gain. The same log and options give
/// the same parameters. Throws std::invalid_argument for a start out of bounds or options that make no sense. Takes
/// seconds on long logs: call it off the window's thread.
FsrsFit fitFsrs(const std::vector<CardHistory>& histories, const FsrsFitOptions& options = {},
                const FsrsFitProgress& progress = {});

}  // namespace glassbox
