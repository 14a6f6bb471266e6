#include "lessons/study/review_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace glassbox {

namespace {

// Bounds of Wilson's score interval (1927), which stays within 0..1 and makes sense for few reviews.
std::pair<double, double> wilson(int remembered, int reviews) {
    if (reviews == 0) return {0, 1};
    constexpr double z = 1.959964;
    const double n = reviews, p = remembered / n, scale = 1 + z * z / n;
    const double middle = (p + z * z / (2 * n)) / scale;
    const double half = z / scale * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::vector<HistogramBar> histogram(const std::vector<double>& edges, const std::vector<CardSchedule>& cards,
                                    double Memory::*value) {
    std::vector<HistogramBar> bars;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) bars.push_back({edges[i], edges[i + 1], 0});
    for (const CardSchedule& card : cards) {
        if (card.state == CardState::New) continue;
        const auto above = std::upper_bound(edges.begin(), edges.end(), card.memory.*value);
        const auto bar = std::clamp<std::ptrdiff_t>(above - edges.begin() - 1, 0, std::ptrdiff_t(bars.size()) - 1);
        ++bars[std::size_t(bar)].cards;
    }
    return bars;
}

}  // namespace

std::vector<int> dueForecast(const std::vector<CardSchedule>& cards, qint64 nowMs, int days,
                             const StudyDays& calendar) {
    std::vector<int> due(std::size_t(std::max(days, 0)));
    const qint64 today = calendar.dayOf(nowMs);
    for (const CardSchedule& card : cards) {
        if (card.state == CardState::New) continue;
        const qint64 day = std::max<qint64>(0, calendar.dayOf(card.due) - today);
        if (day < qint64(due.size())) ++due[std::size_t(day)];
    }
    return due;
}

void Recall::add(double predicted, bool wasRemembered) {
    ++reviews;
    remembered += wasRemembered;
    predictedSum += predicted;
}

double Recall::low() const {
    return wilson(remembered, reviews).first;
}
double Recall::high() const {
    return wilson(remembered, reviews).second;
}

Recall measuredRetention(const std::vector<CardHistory>& histories, const Fsrs& model, qint64 fromMs, qint64 untilMs) {
    Recall result;
    for (const CardHistory& history : histories) {
        const std::vector<HistoryPrediction> said = predictions(history, model);
        for (std::size_t i = 0; i < said.size(); ++i) {
            const HistoryStep& step = history.steps[i];
            if (history.predicts(i) && step.utcMs >= fromMs && step.utcMs < untilMs)
                result.add(said[i].recall, step.remembered());
        }
    }
    return result;
}

std::array<Recall, 5> ratingCalibration(const std::vector<CardHistory>& histories, const Fsrs& model) {
    std::array<Recall, 5> result;
    for (const CardHistory& history : histories) {
        const std::vector<HistoryPrediction> said = predictions(history, model);
        for (std::size_t i = 1; i < said.size(); ++i)
            if (history.predicts(i))
                result[std::size_t(history.steps[i - 1].known - leastKnown)].add(said[i].recall,
                                                                                 history.steps[i].remembered());
    }
    return result;
}

std::vector<HistogramBar> stabilityHistogram(const std::vector<CardSchedule>& cards) {
    return histogram({0, 1, 3, 7, 14, 30, 90, 180, 365, 730, std::numeric_limits<double>::infinity()}, cards,
                     &Memory::stability);
}

std::vector<HistogramBar> difficultyHistogram(const std::vector<CardSchedule>& cards) {
    return histogram({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, cards, &Memory::difficulty);
}

Streak streak(const std::vector<CardHistory>& histories, qint64 nowMs, const StudyDays& calendar) {
    std::vector<qint64> days;
    for (const CardHistory& history : histories)
        for (const HistoryStep& step : history.steps)
            if (step.utcMs <= nowMs) days.push_back(calendar.dayOf(step.utcMs));
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());

    Streak result;
    int run = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
        run = i > 0 && days[i] == days[i - 1] + 1 ? run + 1 : 1;
        result.longest = std::max(result.longest, run);
    }
    const qint64 today = calendar.dayOf(nowMs);
    result.today = !days.empty() && days.back() == today;
    if (!days.empty() && days.back() >= today - 1) result.current = run;
    return result;
}

}  // namespace glassbox
