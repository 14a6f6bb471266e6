#pragma once

#include "lessons/study/rating.h"

#include <QtGlobal>

namespace glassbox {

/// One answer in the learner's log. Only reviews that changed the schedule belong in it, not cramming.
struct Review {
    qint64 card = 0;   ///< which card, by a number of the store's
    qint64 utcMs = 0;  ///< when
    int known = 3;     ///< 1 not at all .. 5 perfectly
    Rating rating() const { return ratingOf(known); }
};

}  // namespace glassbox
