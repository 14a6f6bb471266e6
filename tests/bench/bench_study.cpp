// What scheduling costs: a year of reviews of 5,000 cards (bar: 5 ms a rating, preview of the four answers included),
// statistics over its log, and fitting the parameters to it.
#include "lessons/study/fsrs_fit.h"
#include "lessons/study/review_statistics.h"
#include "lessons/study/scheduler.h"
#include "tests/lessons/study/synthetic_log.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace glassbox;

namespace {

double milliseconds(const std::chrono::steady_clock::time_point& since) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - since).count();
}

}  // namespace

int main() {
    std::vector<Review> log = synthetic::log(fsrsDefaults, 5000, 365, 1);
    std::sort(log.begin(), log.end(), [](const Review& a, const Review& b) { return a.utcMs < b.utcMs; });
    const Scheduler scheduler(SchedulerOptions{}, StudyDays(QTimeZone("Europe/Berlin")));
    std::vector<CardSchedule> cards(5000);
    double worst = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (const Review& review : log) {
        const auto one = std::chrono::steady_clock::now();
        CardSchedule& card = cards[std::size_t(review.card)];
        card = scheduler.preview(review.card, card, review.utcMs)[std::size_t(review.rating()) - 1];
        worst = std::max(worst, milliseconds(one));
    }
    std::printf("%zu ratings: %.4f ms each, the slowest %.3f ms\n", log.size(),
                milliseconds(begin) / double(log.size()), worst);

    const auto statistics = std::chrono::steady_clock::now();
    const std::vector<CardHistory> histories = historiesOf(log, scheduler.days());
    const Recall recall = measuredRetention(histories, scheduler.model(), 0, log.back().utcMs);
    ratingCalibration(histories, scheduler.model());
    streak(histories, log.back().utcMs, scheduler.days());
    dueForecast(cards, log.back().utcMs, 30, scheduler.days());
    std::printf("statistics: %.1f ms (retention %.3f)\n", milliseconds(statistics), recall.share());

    const auto fitting = std::chrono::steady_clock::now();
    const FsrsFit fit = fitFsrs(histories);
    std::printf("fitting to %d reviews: %.0f ms, gain %.4f +- %.4f\n", fit.reviews, milliseconds(fitting), fit.gain(),
                fit.gainError);
}
