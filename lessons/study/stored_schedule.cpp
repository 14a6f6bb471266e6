#include "lessons/study/stored_schedule.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

CardSchedule scheduleOf(const StoredSchedule& stored) {
    constexpr double dayMilliseconds = 86'400'000.0;
    CardSchedule schedule;
    schedule.state = static_cast<CardState>(static_cast<int>(CardState::New) + static_cast<int>(stored.phase));
    schedule.step = stored.step;
    schedule.memory.stability = stored.stability;
    schedule.memory.difficulty = stored.difficulty;
    schedule.lastReview = stored.lastReview;
    schedule.due = stored.due;
    // Due is the beginning of a day, so the days are rounded up.
    if (stored.phase == CardPhase::Review)
        schedule.intervalDays = static_cast<int>(std::clamp(
            std::ceil(static_cast<double>(stored.due - stored.lastReview) / dayMilliseconds), 1.0, 36'500.0));
    schedule.reviews = stored.reps;
    schedule.lapses = stored.lapses;
    return schedule;
}

StoredSchedule storedOf(const CardSchedule& schedule, bool leech) {
    return {static_cast<CardPhase>(static_cast<int>(schedule.state) - static_cast<int>(CardState::New)),
            schedule.step,
            schedule.memory.stability,
            schedule.memory.difficulty,
            schedule.due,
            schedule.lastReview,
            schedule.reviews,
            schedule.lapses,
            leech};
}

}  // namespace glassbox
