#pragma once

#include "lessons/study/card_record.h"
#include "lessons/study/card_schedule.h"

namespace glassbox {

/// What is kept of a card as the scheduler takes it. The days of the interval follow from its times.
CardSchedule scheduleOf(const StoredSchedule& stored);
/// `leech`: whether the card is one now.
StoredSchedule storedOf(const CardSchedule& schedule, bool leech);

}  // namespace glassbox
