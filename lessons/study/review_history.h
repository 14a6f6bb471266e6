#pragma once

#include "lessons/study/fsrs.h"
#include "lessons/study/review.h"
#include "lessons/study/study_days.h"

#include <vector>

namespace glassbox {

/// One answer within its card's history.
struct HistoryStep {
    Rating rating = Rating::Good;
    int known = 3;        ///< 1..5
    int elapsedDays = 0;  ///< study days since the card's review before, never negative; 0 at the first
    qint64 utcMs = 0;

    bool remembered() const { return rating != Rating::Again; }
};

/// All answers about one card in the order in which they were given; the first is the card's first ever.
struct CardHistory {
    qint64 card = 0;
    std::vector<HistoryStep> steps;
    /// Whether step i tests what the model predicts: only reviews after at least a day do.
    bool predicts(std::size_t i) const { return i > 0 && steps[i].elapsedDays > 0; }
    int predictions() const;  ///< how many steps do
};

/// The log sorted by card, each card's answers by time. Answers whose `known` is not 1..5 are left out.
std::vector<CardHistory> historiesOf(std::vector<Review> log, const StudyDays& days);

/// What the model said about each step of a history.
struct HistoryPrediction {
    double recall = 1;  ///< predicted probability of remembering, before the answer; 1 where nothing is predicted
    Memory after;       ///< memory once answered
};
std::vector<HistoryPrediction> predictions(const CardHistory& history, const Fsrs& model);

}  // namespace glassbox
