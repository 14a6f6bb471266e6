#pragma once

#include "lessons/study/card_schedule.h"
#include "lessons/study/study_days.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace glassbox {

struct SchedulerOptions {
    FsrsParameters parameters = fsrsDefaults;
    double desiredRetention = 0.9;  ///< share of cards that shall be remembered when they are due, 0.70 .. 0.99
    /// Steps within the day. If there are none of either kind, every review waits for days, and the memory model leaves
    /// out what happens within a day (Fsrs::withoutSameDay()).
    std::vector<std::chrono::seconds> learningSteps{std::chrono::minutes(1), std::chrono::minutes(10)};
    std::vector<std::chrono::seconds> relearningSteps{std::chrono::minutes(10)};
    int longestInterval = 36500;  ///< days
    bool fuzz = true;
    std::uint64_t seed = 0;  ///< of the fuzz
    int leechLapses = 8;     ///< after so many lapses a card is a leech; 0 is never

    static constexpr double leastRetention = 0.70, mostRetention = 0.99;
};

/// When a card comes back: FSRS-6 for days, fixed steps for minutes. Pure: the time is passed in, and the same card,
/// rating and time always give the same answer. Intervals in days count study days, so a card due in 2 days is due from
/// the beginning of the day after tomorrow, at whatever hour it was reviewed. A clock set back counts as no time.
class Scheduler {
  public:
    /// Throws std::invalid_argument, with a sentence, if an option is out of its range or a step is not 1 second .. 1
    /// day.
    explicit Scheduler(SchedulerOptions options = {}, StudyDays days = StudyDays());

    const SchedulerOptions& options() const { return m_options; }
    const Fsrs& model() const { return m_model; }
    const StudyDays& days() const { return m_days; }

    /// The card after it was answered at `nowMs` (UTC milliseconds). `card` is its number, which the fuzz uses.
    /// A card that comes from elsewhere without a sound memory gets one as if this were its first review.
    CardSchedule review(qint64 card, const CardSchedule& before, Rating rating, qint64 nowMs) const;

    /// What review() would give for Again, Hard, Good and Easy, in this order; exactly so, fuzz included.
    std::array<CardSchedule, 4> preview(qint64 card, const CardSchedule& before, qint64 nowMs) const;

    /// Probability that the card would be remembered at `nowMs`; 0 without a memory.
    double retrievability(const CardSchedule& card, qint64 nowMs) const;
    /// Study days since its last review, never negative.
    qint64 elapsedDays(const CardSchedule& card, qint64 nowMs) const;

    /// Days until `memory` has faded to the desired retention, rounded, 1 .. longestInterval, without fuzz.
    int intervalDays(const Memory& memory) const;

    /// Whether the review that led from `before` to `after` showed a leech: at leechLapses lapses, and again after
    /// every further half as many.
    bool becameLeech(const CardSchedule& before, const CardSchedule& after) const;

  private:
    void graduate(qint64 card, CardSchedule& schedule, qint64 nowMs) const;
    void waitSeconds(CardSchedule& schedule, std::chrono::seconds wait, qint64 nowMs) const;

    SchedulerOptions m_options;
    StudyDays m_days;
    Fsrs m_model;
};

}  // namespace glassbox
