#pragma once

#include "lessons/study/card_record.h"
#include "lessons/study/scheduler.h"

namespace glassbox {

/// The scheduler as the options of a deck say; values out of their range give way to the defaults.
Scheduler deckScheduler(const DeckOptions& options, const StudyDays& days);

}  // namespace glassbox
