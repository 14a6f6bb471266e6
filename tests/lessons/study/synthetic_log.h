#pragma once

#include "lessons/study/review.h"
#include "lessons/study/scheduler.h"

#include <algorithm>
#include <map>
#include <random>
#include <vector>

/// Logs of learners who forget exactly as a model with known parameters says.
namespace glassbox::synthetic {

inline constexpr qint64 dayMs = 24LL * 3600 * 1000, start = 1'700'000'000'000;

inline double uniform(std::mt19937_64& random) {
    return double(random() >> 11) * 0x1p-53;
}

/// `known` of a learner whose memory is `truth`; new cards are Again, Hard, Good, Easy in the shares 25, 15, 50, 10 %.
inline int answer(bool isNew, double recall, std::mt19937_64& random) {
    const double u = uniform(random);
    if (isNew) return u < 0.25 ? 1 : u < 0.4 ? 2 : u < 0.65 ? 3 : u < 0.9 ? 4 : 5;
    if (u > recall) return 1;
    const double v = uniform(random);
    return v < 0.1 ? 2 : v < 0.5 ? 3 : v < 0.9 ? 4 : 5;
}

/// Cards are scheduled by the defaults while `truth` says what is remembered.
inline std::vector<Review> log(const FsrsParameters& truth, int cards, int days, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const Scheduler scheduler;
    const Fsrs learner(truth);
    std::vector<Review> result;
    for (qint64 card = 0; card < cards; ++card) {
        CardSchedule schedule;
        Memory memory;
        qint64 now = start + qint64(uniform(random) * days / 2) * dayMs;
        while (now < start + days * dayMs) {
            const bool isNew = schedule.state == CardState::New;
            const double elapsed = double(scheduler.elapsedDays(schedule, now));
            const int known = answer(isNew, isNew ? 1 : learner.retrievability(memory, elapsed), random);
            const Rating rating = ratingOf(known);
            memory = isNew ? learner.first(rating) : learner.next(memory, elapsed, rating);
            schedule = scheduler.review(card, schedule, rating, now);
            result.push_back({card, now, known});
            now = std::max(schedule.due, now + 60'000);
            if (schedule.intervalDays > 0) now += qint64(uniform(random) * 3) * dayMs;  // not always on the day
        }
    }
    return result;
}

}  // namespace glassbox::synthetic
