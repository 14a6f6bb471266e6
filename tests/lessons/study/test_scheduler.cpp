#include "lessons/study/scheduler.h"
#include "tests/support/test.h"

#include <QDateTime>

#include <cmath>
#include <limits>
#include <stdexcept>

using namespace glassbox;
using namespace std::chrono_literals;

namespace {

constexpr Rating again = Rating::Again, hard = Rating::Hard, good = Rating::Good, easy = Rating::Easy;
constexpr qint64 minute = 60'000, day = 24 * 60 * minute;
const qint64 noon = QDateTime(QDate(2026, 3, 2), QTime(12, 30), Qt::UTC).toMSecsSinceEpoch();

SchedulerOptions plain() {
    SchedulerOptions options;
    options.fuzz = false;
    return options;
}

SchedulerOptions withoutSteps() {
    SchedulerOptions options = plain();
    options.learningSteps.clear();
    options.relearningSteps.clear();
    return options;
}

CardSchedule afterAll(const Scheduler& scheduler, const std::vector<Rating>& ratings, const std::vector<int>& days) {
    CardSchedule card;
    qint64 now = noon;
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        now += days[i] * day;
        card = scheduler.review(1, card, ratings[i], now);
    }
    return card;
}

}  // namespace

class TestScheduler : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void publishedIntervals() {
        const std::vector<Rating> ratings{good,  good, good, good, good, good, again,
                                          again, good, good, good, good, good};
        const std::vector<int> expected{0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21};
        const Scheduler scheduler(plain());
        CardSchedule card;
        qint64 now = noon;
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            card = scheduler.review(7, card, ratings[i], now);
            QCOMPARE(card.intervalDays, expected[i]);
            now = card.due;
        }
        QCOMPARE(card.lapses, 1);
        QCOMPARE(card.reviews, 13);
    }

    void publishedMemory() {
        const std::vector<Rating> ratings{again, good, good, good, good, good};
        const std::vector<int> days{0, 0, 1, 3, 8, 21};
        const CardSchedule steps = afterAll(Scheduler(plain()), ratings, days);
        QVERIFY(std::abs(steps.memory.stability - 53.62691) < 1e-4);
        QVERIFY(std::abs(steps.memory.difficulty - 6.3574867) < 1e-4);
        const CardSchedule none = afterAll(Scheduler(withoutSteps()), ratings, days);
        QVERIFY(std::abs(none.memory.stability - 53.335106) < 1e-4);
        QVERIFY(std::abs(none.memory.difficulty - 6.3574867) < 1e-4);
    }

    void aNewCardWalksItsSteps() {
        const Scheduler scheduler(plain());
        const auto first = scheduler.preview(1, {}, noon);
        QCOMPARE(first[0].due - noon, minute);
        QCOMPARE(first[1].due - noon, 11 * minute / 2);
        QCOMPARE(first[2].due - noon, 10 * minute);
        QCOMPARE(first[3].state, CardState::Review);
        QCOMPARE(first[3].intervalDays, 8);
        for (int i : {0, 1, 2}) QCOMPARE(first[std::size_t(i)].state, CardState::Learning);

        const auto second = scheduler.preview(1, first[2], first[2].due);
        QCOMPARE(second[0].due - first[2].due, minute);
        QCOMPARE(second[0].step, 0);
        QCOMPARE(second[1].due - first[2].due, 10 * minute);
        QCOMPARE(second[2].state, CardState::Review);
    }

    void aForgottenCardIsRelearned() {
        const Scheduler scheduler(plain());
        CardSchedule card = scheduler.review(1, {}, easy, noon);
        card = scheduler.review(1, card, again, card.due);
        QCOMPARE(card.state, CardState::Relearning);
        QCOMPARE(card.lapses, 1);
        QCOMPARE(card.due - card.lastReview, 10 * minute);
        QCOMPARE(scheduler.review(1, card, hard, card.due).due - card.due, 15 * minute);
        QCOMPARE(scheduler.review(1, card, again, card.due).lapses, 1);  // was not known again yet
        card = scheduler.review(1, card, good, card.due);
        QCOMPARE(card.state, CardState::Review);
        QVERIFY(card.intervalDays >= 1);
    }

    void withoutStepsEveryReviewWaitsForDays() {
        const Scheduler scheduler(withoutSteps());
        for (const CardSchedule& card : scheduler.preview(1, {}, noon)) {
            QCOMPARE(card.state, CardState::Review);
            QVERIFY(card.intervalDays >= 1);
            QCOMPARE(scheduler.review(1, card, again, card.due).state, CardState::Review);
        }
    }

    void stepsTakenAwaySince() {
        CardSchedule card = Scheduler(plain()).review(1, {}, good, noon);
        QCOMPARE(card.step, 1);
        SchedulerOptions one = plain();
        one.learningSteps = {5min};
        QCOMPARE(Scheduler(one).review(1, card, hard, card.due).state, CardState::Review);
        QCOMPARE(Scheduler(one).review(1, card, again, card.due).due - card.due, 5 * minute);
        QCOMPARE(Scheduler(withoutSteps()).review(1, card, again, card.due).state, CardState::Review);
    }

    void aDayBeginsAtFourInTheMorning() {
        const QTimeZone zone("Europe/Berlin");
        if (!zone.isValid()) QSKIP("this machine has no time zones");
        const auto at = [&](int month, int d, int h, int m) {
            return QDateTime(QDate(2026, month, d), QTime(h, m), zone).toMSecsSinceEpoch();
        };
        const Scheduler scheduler(plain(), StudyDays(zone));
        CardSchedule card = scheduler.review(1, {}, easy, at(3, 2, 23, 50));
        QCOMPARE(card.due, at(3, 10, 4, 0));                        // 8 days, whatever the hour
        QCOMPARE(scheduler.elapsedDays(card, at(3, 3, 3, 59)), 0);  // past midnight is still the evening
        QCOMPARE(scheduler.elapsedDays(card, at(3, 3, 4, 0)), 1);
        card = scheduler.review(1, {}, easy, at(3, 27, 12, 0));
        QCOMPARE(card.due, at(4, 4, 4, 0));  // summer time began between
        QCOMPARE(scheduler.elapsedDays(card, card.due), 8);
    }

    void aClockSetBackHarmsNothing() {
        const Scheduler scheduler(plain());
        const CardSchedule card = scheduler.review(1, {}, easy, noon);
        const qint64 earlier = noon - 400 * day;
        QCOMPARE(scheduler.elapsedDays(card, earlier), 0);
        QCOMPARE(scheduler.retrievability(card, earlier), 1.0);
        const CardSchedule next = scheduler.review(1, card, good, earlier);
        QVERIFY(next.memory.stability >= card.memory.stability);
        QVERIFY(next.due > earlier && next.due < earlier + 30 * day);
    }

    void damagedCardsAreScheduledAllTheSame() {
        const Scheduler scheduler;
        for (const double stability : {0.0, -3.0, 1e9, std::nan("")})
            for (const qint64 last :
                 {qint64(0), std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()}) {
                CardSchedule card;
                card.state = CardState::Review;
                card.step = -5;
                card.memory = {stability, 5};
                card.lastReview = last;
                QCOMPARE(scheduler.retrievability(card, noon), 0.0);
                for (const CardSchedule& next : scheduler.preview(1, card, noon)) {
                    QVERIFY(next.memory.isSound() && next.due > noon);
                    QVERIFY(next.step == 0);
                }
                card.memory = {3, 5};
                for (const CardSchedule& next : scheduler.preview(1, card, noon)) QVERIFY(next.memory.isSound());
            }
    }

    void higherRetentionComesBackSooner() {
        int before = 100000;
        for (const double retention : {0.7, 0.8, 0.9, 0.95, 0.99}) {
            SchedulerOptions options = plain();
            options.desiredRetention = retention;
            const Scheduler scheduler(options);
            const int days = scheduler.intervalDays({100, 5});
            QVERIFY(days < before);
            before = days;
        }
        SchedulerOptions options = plain();
        options.longestInterval = 60;
        QCOMPARE(Scheduler(options).intervalDays({100, 5}), 60);
        QCOMPARE(Scheduler(options).intervalDays({0.001, 5}), 1);
    }

    void fuzzIsSmallKeepsTheOrderAndRepeats() {
        SchedulerOptions options = plain();
        const Scheduler exact(options);
        options.fuzz = true;
        options.seed = 3;
        options.longestInterval = 200;
        const Scheduler fuzzy(options);
        bool differs = false;
        for (qint64 id = 0; id < 300; ++id) {
            CardSchedule card;
            card.state = CardState::Review;
            card.memory = {1.0 + double(id), 5};
            card.lastReview = noon;
            card.reviews = 4;
            const qint64 now = noon + day * (1 + id);
            const auto a = fuzzy.preview(id, card, now), b = exact.preview(id, card, now);
            QCOMPARE(fuzzy.preview(id, card, now), a);
            QCOMPARE(fuzzy.review(id, card, good, now), a[2]);
            QVERIFY(a[1].intervalDays <= a[2].intervalDays && a[2].intervalDays <= a[3].intervalDays);
            for (std::size_t i = 1; i < 4; ++i) {
                const int days = std::min(b[i].intervalDays, 200);
                QVERIFY(std::abs(a[i].intervalDays - days) <= 2 + 0.15 * days);
                QVERIFY(a[i].intervalDays >= 1 && a[i].intervalDays <= 200);
                QCOMPARE(a[i].memory, b[i].memory);
                differs = differs || a[i].intervalDays != days;
            }
        }
        QVERIFY(differs);
    }

    void leechesAreNoticed() {
        const Scheduler scheduler(plain());
        CardSchedule card = scheduler.review(1, {}, easy, noon);
        std::vector<int> noticed;
        for (int i = 0; i < 20; ++i) {
            const CardSchedule forgotten = scheduler.review(1, card, again, card.due);
            if (scheduler.becameLeech(card, forgotten)) noticed.push_back(forgotten.lapses);
            card = scheduler.review(1, forgotten, good, forgotten.due);
            QVERIFY(!scheduler.becameLeech(forgotten, card));
        }
        QCOMPARE(noticed, (std::vector<int>{8, 12, 16, 20}));
    }

    void wrongOptionsAreRefused() {
        const auto refused = [](auto change) {
            SchedulerOptions options;
            change(options);
            QVERIFY_EXCEPTION_THROWN(Scheduler{options}, std::invalid_argument);
        };
        refused([](SchedulerOptions& o) { o.desiredRetention = 0.5; });
        refused([](SchedulerOptions& o) { o.desiredRetention = std::nan(""); });
        refused([](SchedulerOptions& o) { o.longestInterval = 0; });
        refused([](SchedulerOptions& o) { o.learningSteps = {0s}; });
        refused([](SchedulerOptions& o) { o.relearningSteps = {48h}; });
        refused([](SchedulerOptions& o) { o.parameters[0] = -1; });
    }
};

QTEST_GUILESS_MAIN(TestScheduler)
#include "test_scheduler.moc"
