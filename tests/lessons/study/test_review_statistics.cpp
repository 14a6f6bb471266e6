#include "lessons/study/review_statistics.h"
#include "tests/lessons/study/synthetic_log.h"
#include "tests/support/test.h"

#include <QDateTime>

#include <cmath>
#include <limits>
#include <numeric>

using namespace glassbox;

namespace {

qint64 at(int month, int day, int hour, int minute = 0) {
    return QDateTime(QDate(2026, month, day), QTime(hour, minute), Qt::UTC).toMSecsSinceEpoch();
}

CardSchedule dueAt(qint64 ms, Memory memory = {5, 5}) {
    CardSchedule card;
    card.state = CardState::Review;
    card.memory = memory;
    card.due = ms;
    return card;
}

Streak streakOf(const std::vector<qint64>& times, qint64 now) {
    std::vector<Review> log;
    for (const qint64 time : times) log.push_back({qint64(log.size() % 3), time, 4});
    return streak(historiesOf(log, StudyDays()), now, StudyDays());
}

constexpr qint64 always = std::numeric_limits<qint64>::min(), never = std::numeric_limits<qint64>::max();

}  // namespace

class TestReviewStatistics : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theForecastCountsDays() {
        const std::vector<CardSchedule> cards{
            dueAt(at(1, 1, 12)),  dueAt(at(3, 10, 13)), dueAt(at(3, 11, 3, 59)), dueAt(at(3, 11, 4)),
            dueAt(at(3, 12, 12)), dueAt(at(5, 1, 12)),  CardSchedule{},
        };
        QCOMPARE(dueForecast(cards, at(3, 10, 12), 4, StudyDays()), (std::vector<int>{3, 1, 1, 0}));
        QCOMPARE(dueForecast(cards, at(3, 10, 12), 0, StudyDays()), std::vector<int>{});
        QCOMPARE(dueForecast({}, at(3, 10, 12), 2, StudyDays()), (std::vector<int>{0, 0}));
    }

    void retentionOfALearnerWhoIsAsTheModelSays() {
        const auto log = historiesOf(synthetic::log(fsrsDefaults, 500, 240, 7), StudyDays());
        const Recall recall = measuredRetention(log, Fsrs(), always, never);
        QVERIFY(recall.reviews > 1000);
        QVERIFY(recall.low() < recall.predicted() && recall.predicted() < recall.high());
        QVERIFY(recall.low() < recall.share() && recall.share() < recall.high());
        const qint64 middle = synthetic::start + 120 * synthetic::dayMs;
        QCOMPARE(measuredRetention(log, Fsrs(), always, middle).reviews +
                     measuredRetention(log, Fsrs(), middle, never).reviews,
                 recall.reviews);
        const Recall none = measuredRetention(log, Fsrs(), always, synthetic::start);
        QCOMPARE(none.reviews, 0);
        QCOMPARE(none.share(), 0.0);
        QCOMPARE(none.low(), 0.0);
        QCOMPARE(none.high(), 1.0);
    }

    void onlyReviewsAfterADayAreRetention() {
        const std::vector<Review> log{{1, at(3, 1, 12), 1},
                                      {1, at(3, 1, 12, 10), 4},
                                      {1, at(3, 3, 12), 1},
                                      {1, at(3, 3, 12, 10), 3},
                                      {1, at(3, 4, 12), 5}};
        const Recall recall = measuredRetention(historiesOf(log, StudyDays()), Fsrs(), always, never);
        QCOMPARE(recall.reviews, 2);
        QCOMPARE(recall.remembered, 1);
        // Wilson's interval for 1 of 2, as tables have it.
        QVERIFY(std::abs(recall.low() - 0.0945) < 1e-3 && std::abs(recall.high() - 0.9055) < 1e-3);
    }

    void anAnswerIsHeldAgainstTheNextReview() {
        const std::vector<Review> log{{1, at(3, 1, 12), 2}, {1, at(3, 4, 12), 3}, {1, at(3, 6, 12), 1},
                                      {2, at(3, 1, 12), 2}, {2, at(3, 1, 13), 4}, {2, at(3, 9, 12), 5}};
        const auto calibration = ratingCalibration(historiesOf(log, StudyDays()), Fsrs());
        const int reviews[] = {0, 1, 1, 1, 0}, remembered[] = {0, 1, 0, 1, 0};
        for (std::size_t k = 0; k < 5; ++k) {
            QCOMPARE(calibration[k].reviews, reviews[k]);
            QCOMPARE(calibration[k].remembered, remembered[k]);
        }
        const Fsrs model;
        QCOMPARE(calibration[1].predicted(), model.retrievability(model.first(Rating::Hard), 3));
    }

    void histogramsCountEveryCardOnce() {
        std::vector<CardSchedule> cards;
        for (double s = 0.001; s < 36500; s *= 1.3) cards.push_back(dueAt(0, {s, 1 + std::fmod(s, 9)}));
        cards.push_back(dueAt(0, {36500, 10}));
        cards.push_back(dueAt(0, {1, 1}));
        const auto total = [](const std::vector<HistogramBar>& bars) {
            return std::accumulate(bars.begin(), bars.end(), 0,
                                   [](int n, const HistogramBar& b) { return n + b.cards; });
        };
        const int all = int(cards.size());
        cards.push_back({});  // new: no memory yet
        QCOMPARE(total(stabilityHistogram(cards)), all);
        QCOMPARE(total(difficultyHistogram(cards)), all);

        const auto stability = stabilityHistogram({dueAt(0, {1, 5}), dueAt(0, {0.999, 5}), dueAt(0, {4000, 5})});
        QCOMPARE(stability[0].cards, 1);
        QCOMPARE(stability[1].cards, 1);
        QCOMPARE(stability.back().cards, 1);
        const auto difficulty = difficultyHistogram({dueAt(0, {5, 10}), dueAt(0, {5, 1}), dueAt(0, {5, 2})});
        QCOMPARE(difficulty.size(), std::size_t(9));
        QCOMPARE(difficulty[0].cards, 1);
        QCOMPARE(difficulty[1].cards, 1);
        QCOMPARE(difficulty[8].cards, 1);
    }

    void streaks() {
        const std::vector<qint64> week{at(3, 1, 12), at(3, 2, 12), at(3, 3, 12),
                                       at(3, 5, 9),  at(3, 6, 23), at(3, 6, 23, 30)};
        Streak s = streakOf(week, at(3, 6, 23, 40));
        QCOMPARE(s.current, 2);
        QCOMPARE(s.longest, 3);
        QVERIFY(s.today);
        s = streakOf(week, at(3, 7, 12));  // today is not over
        QCOMPARE(s.current, 2);
        QVERIFY(!s.today);
        QCOMPARE(streakOf(week, at(3, 8, 12)).current, 0);
        QCOMPARE(streakOf(week, at(3, 8, 3)).current, 2);  // before 4 a.m. it is still the 7th
        QCOMPARE(streakOf({at(3, 1, 23), at(3, 2, 2)}, at(3, 2, 3)).current, 1);
        QCOMPARE(streakOf({}, at(3, 2, 3)).current, 0);
        s = streakOf({at(3, 1, 12), at(3, 2, 12), at(9, 1, 12)}, at(3, 2, 13));  // a clock that was ahead
        QCOMPARE(s.current, 2);
        QCOMPARE(s.longest, 2);
    }
};

QTEST_GUILESS_MAIN(TestReviewStatistics)
#include "test_review_statistics.moc"
