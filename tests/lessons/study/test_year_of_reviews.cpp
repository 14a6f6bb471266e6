#include "lessons/study/review_statistics.h"
#include "tests/lessons/study/synthetic_log.h"
#include "tests/support/test.h"

#include <QTimeZone>
#include <queue>

#include <cmath>
#include <functional>
#include <numeric>

using namespace glassbox;

/// A year in which a learner studies 5,000 cards, 20 new ones a day at most, some days left out.
class TestYearOfReviews : public GlassboxTest {
    Q_OBJECT

    static constexpr int cardCount = 5000, yearDays = 365, newADay = 20;
    static constexpr qint64 hour = 3'600'000;

    Scheduler m_scheduler{SchedulerOptions{}, StudyDays(QTimeZone(3600))};
    std::vector<CardSchedule> m_cards = std::vector<CardSchedule>(cardCount);
    std::vector<Review> m_log;
    qint64 m_end = 0;

    // What must hold of every single answer.
    void check(const CardSchedule& before, const CardSchedule& after, qint64 now) {
        QVERIFY(std::isfinite(after.memory.stability) && after.memory.stability >= 0.001 &&
                after.memory.stability <= 36500);
        QVERIFY(after.memory.difficulty >= 1 && after.memory.difficulty <= 10);
        QCOMPARE(after.reviews, before.reviews + 1);
        QCOMPARE(after.lastReview, now);
        QVERIFY(after.due > now);
        QVERIFY(after.state != CardState::New);
        QCOMPARE(after.intervalDays > 0, after.state == CardState::Review);
        if (after.state == CardState::Review)
            QCOMPARE(m_scheduler.elapsedDays(after, after.due), qint64(after.intervalDays));
    }

  private Q_SLOTS:
    void initTestCase() {
        const Fsrs learner;
        std::mt19937_64 random(2026);
        // Cards by the moment at which they are due; among the same moment by number.
        using Due = std::pair<qint64, std::size_t>;
        std::priority_queue<Due, std::vector<Due>, std::greater<>> queue;
        std::size_t nextNew = 0;
        for (int day = 0; day < yearDays; ++day) {
            if (synthetic::uniform(random) < 0.1) continue;  // a day off
            qint64 now = synthetic::start + day * synthetic::dayMs + qint64(synthetic::uniform(random) * 4) * hour;
            const qint64 bedtime = now + 6 * hour;
            for (int i = 0; i < newADay && nextNew < m_cards.size(); ++i) queue.push({now, nextNew++});
            while (!queue.empty() && queue.top().first <= std::max(now, bedtime - 4 * hour) && now < bedtime) {
                const auto [due, id] = queue.top();
                queue.pop();
                now = std::max(now, due) + 5000;
                const CardSchedule before = m_cards[id];
                const bool isNew = before.state == CardState::New;
                const int known = synthetic::answer(isNew, m_scheduler.retrievability(before, now), random);
                m_cards[id] = m_scheduler.review(qint64(id), before, ratingOf(known), now);
                m_log.push_back({qint64(id), now, known});
                check(before, m_cards[id], now);
                queue.push({m_cards[id].due, id});
            }
            m_end = now;
        }
    }

    void everyCardWasLearned() {
        for (const CardSchedule& card : m_cards) QVERIFY(card.state != CardState::New);
        QVERIFY(m_log.size() > 5 * m_cards.size());
    }

    void theLogTellsTheSameMemories() {
        const auto histories = historiesOf(m_log, m_scheduler.days());
        QCOMPARE(histories.size(), m_cards.size());
        for (const CardHistory& history : histories) {
            const Memory last = predictions(history, m_scheduler.model()).back().after;
            QCOMPARE(last, m_cards[std::size_t(history.card)].memory);
            QCOMPARE(int(history.steps.size()), m_cards[std::size_t(history.card)].reviews);
        }
    }

    void remembersAboutAsMuchAsDesired() {
        const auto histories = historiesOf(m_log, m_scheduler.days());
        const Recall recall = measuredRetention(histories, m_scheduler.model(), synthetic::start, m_end + 1);
        QVERIFY(recall.low() - 0.01 < recall.predicted() && recall.predicted() < recall.high() + 0.01);
        QVERIFY2(recall.share() > 0.8 && recall.share() < 0.95, qPrintable(QString::number(recall.share())));
    }

    void statisticsCountEveryCard() {
        int cards = 0;
        for (const HistogramBar& bar : stabilityHistogram(m_cards)) cards += bar.cards;
        QCOMPARE(cards, cardCount);
        const std::vector<int> due = dueForecast(m_cards, m_end, 36600, m_scheduler.days());
        QCOMPARE(std::accumulate(due.begin(), due.end(), 0), cardCount);
        const Streak days = streak(historiesOf(m_log, m_scheduler.days()), m_end, m_scheduler.days());
        QVERIFY(days.longest >= days.current && days.longest > 5 && days.longest < yearDays);
    }

    void theSameYearAgainIsTheSame() {
        std::vector<CardSchedule> again(cardCount);
        for (const Review& review : m_log) {
            CardSchedule& card = again[std::size_t(review.card)];
            card = m_scheduler.review(review.card, card, review.rating(), review.utcMs);
        }
        QVERIFY(again == m_cards);
    }
};

QTEST_GUILESS_MAIN(TestYearOfReviews)
#include "test_year_of_reviews.moc"
