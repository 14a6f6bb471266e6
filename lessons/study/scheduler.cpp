#include "lessons/study/scheduler.h"

#include "lessons/study/interval_fuzz.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace glassbox {

namespace {

using Steps = std::vector<std::chrono::seconds>;

SchedulerOptions checked(SchedulerOptions options) {
    if (!(options.desiredRetention >= SchedulerOptions::leastRetention &&
          options.desiredRetention <= SchedulerOptions::mostRetention))
        throw std::invalid_argument("desired retention must lie between 0.70 and 0.99");
    if (options.longestInterval < 1 || options.longestInterval > 36500)
        throw std::invalid_argument("the longest interval must lie between 1 and 36500 days");
    if (options.leechLapses < 0) throw std::invalid_argument("the lapses of a leech cannot be negative");
    for (const Steps& steps : {options.learningSteps, options.relearningSteps})
        for (const std::chrono::seconds step : steps)
            if (step < std::chrono::seconds(1) || step > std::chrono::hours(24))
                throw std::invalid_argument("a learning step must last between one second and one day");
    return options;
}

Fsrs modelOf(const SchedulerOptions& options) {
    const Fsrs model(options.parameters);
    return options.learningSteps.empty() && options.relearningSteps.empty() ? model.withoutSameDay() : model;
}

// Hard repeats a step; the first one a little longer, so that it is more than Again.
std::chrono::seconds hardWait(const Steps& steps, std::size_t step) {
    if (step > 0) return steps[step];
    return steps.size() == 1 ? steps[0] * 3 / 2 : (steps[0] + steps[1]) / 2;
}

}  // namespace

Scheduler::Scheduler(SchedulerOptions options, StudyDays days)
    : m_options(checked(std::move(options))), m_days(std::move(days)), m_model(modelOf(m_options)) {}

qint64 Scheduler::elapsedDays(const CardSchedule& card, qint64 nowMs) const {
    if (card.state == CardState::New) return 0;
    return std::max<qint64>(0, m_days.dayOf(nowMs) - m_days.dayOf(card.lastReview));
}

double Scheduler::retrievability(const CardSchedule& card, qint64 nowMs) const {
    if (card.state == CardState::New || !card.memory.isSound()) return 0;
    return m_model.retrievability(card.memory, double(elapsedDays(card, nowMs)));
}

int Scheduler::intervalDays(const Memory& memory) const {
    const double days = m_model.interval(memory.stability, m_options.desiredRetention);
    return int(std::clamp(std::round(days), 1.0, double(m_options.longestInterval)));
}

void Scheduler::graduate(qint64 card, CardSchedule& schedule, qint64 nowMs) const {
    schedule.state = CardState::Review;
    schedule.step = 0;
    schedule.intervalDays = intervalDays(schedule.memory);
    if (m_options.fuzz)
        schedule.intervalDays = fuzzed(schedule.intervalDays, m_options.longestInterval,
                                       fuzzUnit(m_options.seed, std::uint64_t(card), std::uint64_t(schedule.reviews)));
    schedule.due = m_days.beginOf(m_days.dayOf(nowMs) + schedule.intervalDays);
}

void Scheduler::waitSeconds(CardSchedule& schedule, std::chrono::seconds wait, qint64 nowMs) const {
    schedule.intervalDays = 0;
    schedule.due = nowMs + std::chrono::milliseconds(wait).count();
}

CardSchedule Scheduler::review(qint64 card, const CardSchedule& before, Rating rating, qint64 nowMs) const {
    CardSchedule after = before;
    const bool isNew = before.state == CardState::New;
    after.memory = isNew || !before.memory.isSound()
                       ? m_model.first(rating)
                       : m_model.next(before.memory, double(elapsedDays(before, nowMs)), rating);
    after.lastReview = nowMs;
    ++after.reviews;

    const bool lapse = before.state == CardState::Review && rating == Rating::Again;
    if (lapse) ++after.lapses;
    if (isNew) after.state = CardState::Learning;
    if (lapse) after.state = CardState::Relearning;
    if (isNew || lapse) after.step = 0;

    const Steps& steps = after.state == CardState::Relearning ? m_options.relearningSteps : m_options.learningSteps;
    after.step = std::max(after.step, 0);
    const auto step = std::size_t(after.step);
    // Steps may have been taken away since the card was on them.
    const bool beyond = steps.empty() || (step >= steps.size() && rating != Rating::Again);
    if (after.state == CardState::Review || beyond || rating == Rating::Easy) {
        graduate(card, after, nowMs);
    } else if (rating == Rating::Again) {
        after.step = 0;
        waitSeconds(after, steps.front(), nowMs);
    } else if (rating == Rating::Hard) {
        waitSeconds(after, hardWait(steps, step), nowMs);
    } else if (step + 1 < steps.size()) {
        after.step = int(step + 1);
        waitSeconds(after, steps[step + 1], nowMs);
    } else {
        graduate(card, after, nowMs);
    }
    return after;
}

std::array<CardSchedule, 4> Scheduler::preview(qint64 card, const CardSchedule& before, qint64 nowMs) const {
    return {review(card, before, Rating::Again, nowMs), review(card, before, Rating::Hard, nowMs),
            review(card, before, Rating::Good, nowMs), review(card, before, Rating::Easy, nowMs)};
}

bool Scheduler::becameLeech(const CardSchedule& before, const CardSchedule& after) const {
    const int least = m_options.leechLapses;
    if (least == 0 || after.lapses <= before.lapses || after.lapses < least) return false;
    return (after.lapses - least) % std::max(1, (least + 1) / 2) == 0;
}

}  // namespace glassbox
