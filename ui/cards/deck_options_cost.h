#pragma once

#include "lessons/study/fsrs.h"

#include <QString>

namespace glassbox {

/// What a desired retention costs, by the memory model.
struct RetentionCost {
    double daysOf30 = 0;  ///< after how many days a card with a stability of 30 days comes back
    double reviewsAYear =
        0;  ///< mean number of times that a card comes back in its first year, steps within a day left out
};

/// By simulated cards that are forgotten as the model says, first answered with Good; the same each time. Takes a few
/// milliseconds.
RetentionCost retentionCost(const Fsrs& model, double retention);

/// The cost in a sentence, against the usual 90 %.
QString retentionSentence(const Fsrs& model, double retention);

}  // namespace glassbox
