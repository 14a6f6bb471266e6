#pragma once

#include "lessons/study/fsrs.h"
#include "lessons/study/review_history.h"

namespace glassbox {

/// How badly parameters predict a card's answers: the sum of -ln(probability given to what happened) in nats over
/// the steps that test a prediction (CardHistory::predicts()).
struct FsrsLoss {
    double sum = 0;
    FsrsParameters gradient{};  ///< of the sum by w0..w20
};

/// The value alone.
double fsrsLoss(const CardHistory& history, const FsrsParameters& parameters);
/// Value and exact gradient.
FsrsLoss fsrsLossWithGradient(const CardHistory& history, const FsrsParameters& parameters);

}  // namespace glassbox
