#pragma once

#include "lessons/study/card_schedule.h"
#include "lessons/study/review_history.h"

#include <array>
#include <vector>

namespace glassbox {

/// How many cards come due on each of the next `days` study days, today first; what is overdue counts for today. New
/// cards do not count: they wait for the learner.
std::vector<int> dueForecast(const std::vector<CardSchedule>& cards, qint64 nowMs, int days, const StudyDays& calendar);

/// A share of reviews at which the card was remembered, with what the model had predicted.
struct Recall {
    int reviews = 0, remembered = 0;
    double predictedSum = 0;

    void add(double predicted, bool wasRemembered);
    /// 0..1; without reviews both are 0.
    double share() const { return reviews ? double(remembered) / reviews : 0; }
    double predicted() const { return reviews ? predictedSum / reviews : 0; }
    /// Wilson's 95 % interval of the share; 0..1 without reviews.
    double low() const;
    double high() const;
};

/// Retention measured, to hold against the desired one: over the reviews from `fromMs` up to, not including, `untilMs`
/// that came at least a day after the one before.
Recall measuredRetention(const std::vector<CardHistory>& histories, const Fsrs& model, qint64 fromMs, qint64 untilMs);

/// What each answer 1..5 to "how well did you know this?" was worth: entry k-1 is about the answer k, and tells how
/// often the card was remembered at its next review, a day or more later, and how often the model expected that.
std::array<Recall, 5> ratingCalibration(const std::vector<CardHistory>& histories, const Fsrs& model);

/// One bar: values from `low` up to, not including, `high` (the last of difficulty includes it).
struct HistogramBar {
    double low = 0, high = 0;
    int cards = 0;
};
/// Stabilities of the cards that are not new, in days: below 1, 3, 7, 14, 30, 90, 180, 365, 730 days, and longer
/// (`high` infinite).
std::vector<HistogramBar> stabilityHistogram(const std::vector<CardSchedule>& cards);
/// Difficulties of the cards that are not new: nine bars of width 1 from 1 to 10.
std::vector<HistogramBar> difficultyHistogram(const std::vector<CardSchedule>& cards);

/// Study days in a row with at least one review.
struct Streak {
    int current = 0;  ///< up to today, or up to yesterday while today has no review yet
    int longest = 0;
    bool today = false;  ///< whether today has one
};
/// Reviews later than now (a clock set back) do not count.
Streak streak(const std::vector<CardHistory>& histories, qint64 nowMs, const StudyDays& calendar);

}  // namespace glassbox
