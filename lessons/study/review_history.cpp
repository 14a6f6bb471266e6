#include "lessons/study/review_history.h"

#include <algorithm>
#include <tuple>

namespace glassbox {

int CardHistory::predictions() const {
    int n = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) n += predicts(i);
    return n;
}

std::vector<CardHistory> historiesOf(std::vector<Review> log, const StudyDays& days) {
    std::erase_if(log, [](const Review& r) { return r.known < leastKnown || r.known > bestKnown; });
    std::stable_sort(log.begin(), log.end(), [](const Review& a, const Review& b) {
        return std::tie(a.card, a.utcMs) < std::tie(b.card, b.utcMs);
    });
    std::vector<CardHistory> result;
    qint64 dayBefore = 0;
    for (const Review& review : log) {
        if (result.empty() || result.back().card != review.card) result.push_back({review.card, {}});
        std::vector<HistoryStep>& steps = result.back().steps;
        const qint64 day = days.dayOf(review.utcMs);
        steps.push_back({review.rating(), review.known, steps.empty() ? 0 : int(day - dayBefore), review.utcMs});
        dayBefore = day;
    }
    return result;
}

std::vector<HistoryPrediction> predictions(const CardHistory& history, const Fsrs& model) {
    std::vector<HistoryPrediction> result;
    result.reserve(history.steps.size());
    for (std::size_t i = 0; i < history.steps.size(); ++i) {
        const HistoryStep& step = history.steps[i];
        HistoryPrediction now;
        if (i == 0) {
            now.after = model.first(step.rating);
        } else {
            const Memory& before = result.back().after;
            now.recall = model.retrievability(before, step.elapsedDays);
            now.after = model.next(before, step.elapsedDays, step.rating);
        }
        result.push_back(now);
    }
    return result;
}

}  // namespace glassbox
