#include "lessons/study/stored_schedule.h"
#include "tests/lessons/study/opened_store.h"
#include "tests/lessons/study/synthetic_log.h"
#include "tests/support/test.h"
#include "ui/cards/statistics_runner.h"
#include "ui/models/study_figures.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <limits>
#include <map>
#include <numeric>

using namespace glassbox;

namespace {

const QDate date(2026, 3, 10);

/// Of 10 March 2026 and the days about it, UTC.
qint64 at(int days, int hour, int minutes = 0) {
    return QDateTime(date.addDays(days), QTime(hour, minutes), Qt::UTC).toMSecsSinceEpoch();
}

Deck deckOf(const QString& name, int cards) {
    Deck deck{name, {}, {}};
    for (int i = 0; i < cards; ++i) {
        Flashcard card;
        card.id = QStringLiteral("card-%1").arg(i);
        card.question = QStringLiteral("Question %1 of %2").arg(i).arg(name);
        card.answer = QStringLiteral("Answer");
        deck.cards.push_back(card);
    }
    return deck;
}

/// A store in a folder of its own, and answers to its cards as the program gives them.
class Study {
  public:
    qint64 addDeck(const QString& name, int cards) { return store.addDeck(deckOf(name, cards)); }
    std::vector<qint64> cardsOf(qint64 deck) const {
        std::vector<qint64> ids;
        for (const StoredCard& card : store.browse(deck, {}, 0)) ids.push_back(card.id);
        return ids;
    }
    void answer(qint64 card, int known, qint64 time, int milliseconds = 5000) {
        const StoredCard stored = *store.card(card);
        SchedulerOptions options;
        options.fuzz = false;
        const Scheduler scheduler(options, StudyDays());
        const CardSchedule before = scheduleOf(stored.state);
        const CardSchedule after = scheduler.review(card, before, ratingOf(known), time);
        const bool leech = stored.state.leech || scheduler.becameLeech(before, after);
        store.review(card, stored.state, storedOf(after, leech), known, time, milliseconds);
    }
    StudyFigures figures(qint64 deck, qint64 now) const { return studyFigures(store, deck, now, StudyDays()); }
    QString file() const { return folder.filePath(QStringLiteral("cards.db")); }

    QTemporaryDir folder;
    OpenedStore store{folder.filePath(QStringLiteral("cards.db")), date};
};

int sum(const std::vector<int>& counts) {
    return std::accumulate(counts.begin(), counts.end(), 0);
}

}  // namespace

class TestStudyFigures : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void anEmptyStoreHasFiguresToo() {
        Study study;
        const StudyFigures none = study.figures(0, at(0, 12));
        QCOMPARE(none.cardsOfToday(), 0);
        QCOMPARE(none.states.total(), 0);
        QCOMPARE(none.forecast, std::vector<int>(30));
        QCOMPARE(none.lately.goal, 0.9);
        QVERIFY(!none.lately.tells());
        QCOMPARE(none.answersADay.size(), std::size_t(30));
        QCOMPARE(none.recallNow, 0.0);
    }

    void todayIsWhatIsDoneAndWhatIsLeft() {
        Study study;
        const qint64 deck = study.addDeck(QStringLiteral("A"), 30);
        StudyFigures figures = study.figures(deck, at(0, 12));
        QCOMPARE(figures.doneToday, 0);
        QCOMPARE(figures.leftToday, 20);  // new ones that a day allows
        QCOMPARE(figures.states.fresh, 30);
        const std::vector<qint64> cards = study.cardsOf(deck);
        study.answer(cards[0], 5, at(0, 12), 7000);  // known: comes back after days
        study.answer(cards[1], 3, at(0, 12), 4000);  // in steps: comes back today
        figures = study.figures(deck, at(0, 12, 1));
        QCOMPARE(figures.doneToday, 1);
        QCOMPARE(figures.leftToday, 19);  // 18 new ones and the one in steps
        QCOMPARE(figures.cardsToday, 2);
        QCOMPARE(figures.answersToday, 2);
        QCOMPARE(figures.millisecondsToday, 11000);
        QCOMPARE(figures.secondsACard(), 5.5);
        QCOMPARE(figures.states.learning, 1);
        QCOMPARE(figures.states.young + figures.states.mature, 1);
        study.answer(cards[1], 3, at(0, 12, 11));
        figures = study.figures(deck, at(0, 12, 12));
        QCOMPARE(figures.doneToday, 2);
        QCOMPARE(figures.cardsOfToday(), 20);                      // the same as in the morning
        QCOMPARE(study.figures(deck, at(1, 3, 59)).doneToday, 2);  // a day ends at 4 in the morning
        QCOMPARE(study.figures(deck, at(1, 4)).doneToday, 0);
    }

    void whatIsPutAsideIsNotAsked() {
        Study study;
        const qint64 deck = study.addDeck(QStringLiteral("A"), 4);
        const std::vector<qint64> cards = study.cardsOf(deck);
        for (const qint64 card : cards) study.answer(card, 3, at(0, 12));
        for (const qint64 card : cards) study.answer(card, 3, at(0, 12, 15));  // due on the 12th
        const StudyFigures before = study.figures(deck, at(3, 12));
        QCOMPARE(before.leftToday, 4);
        QCOMPARE(before.overdue, 4);
        QCOMPARE(before.forecast[0], 4);
        study.store.setSuspended(cards[0], true);
        study.store.buryUntil(cards[1], at(4, 4));
        study.store.setRemoved(cards[2], true);
        const StudyFigures after = study.figures(deck, at(3, 12));
        QCOMPARE(after.leftToday, 1);
        QCOMPARE(after.forecast[0], 1);
        QCOMPARE(after.forecast[1], 1);  // the buried one
        QCOMPARE(sum(after.forecast), 2);
        QCOMPARE(after.states.suspended, 1);
        QCOMPARE(after.states.total(), 3);
        QCOMPARE(after.answers, 8);  // what was answered stays so
    }

    void cardsAreMatureAfterThreeWeeks() {
        Study study;
        const qint64 deck = study.addDeck(QStringLiteral("A"), 2);
        const std::vector<qint64> cards = study.cardsOf(deck);
        for (const auto& [card, days] : {std::pair(cards[0], 20), std::pair(cards[1], 21)}) {
            StoredSchedule after;
            after.phase = CardPhase::Review;
            after.stability = days;
            after.difficulty = 5;
            after.lastReview = at(0, 12);
            after.due = at(days, 4);  // the beginning of the day
            after.reps = 1;
            study.store.review(card, {}, after, 5, at(0, 12), 1000);
        }
        const StudyFigures figures = study.figures(deck, at(0, 13));
        QCOMPARE(figures.states.young, 1);
        QCOMPARE(figures.states.mature, 1);
        // At its stability a card is recalled with 90 %; on the same day it surely is.
        QCOMPARE(figures.recallNow, 1.0);
        const double later = study.figures(deck, at(21, 12)).recallNow;
        QVERIFY(later > 0.895 && later < 0.9);
    }

    void answersAreCountedByDayAndByAnswer() {
        Study study;
        const qint64 deck = study.addDeck(QStringLiteral("A"), 3);
        const std::vector<qint64> cards = study.cardsOf(deck);
        study.answer(cards[0], 4, at(-30, 12));  // too long ago
        study.answer(cards[1], 2, at(-29, 12));
        study.answer(cards[0], 5, at(-1, 23));
        study.answer(cards[2], 5, at(0, 2));  // belongs to yesterday's evening
        study.answer(cards[1], 1, at(0, 12));
        const StudyFigures figures = study.figures(0, at(0, 13));
        QCOMPARE(figures.answersADay[0], (std::array<int, 5>{0, 1, 0, 0, 0}));
        QCOMPARE(figures.answersADay[28], (std::array<int, 5>{0, 0, 0, 0, 2}));
        QCOMPARE(figures.answersADay[29], (std::array<int, 5>{1, 0, 0, 0, 0}));
        QCOMPARE(figures.answers, 5);
        QCOMPARE(figures.streak.current, 2);
        QVERIFY(figures.streak.today);
    }

    void eachDeckIsMeasuredByItsOwnGoalAndModel() {
        Study study;
        const qint64 a = study.addDeck(QStringLiteral("A"), 1), b = study.addDeck(QStringLiteral("B"), 3);
        DeckOptions options;
        options.retention = 0.8;
        options.weights.assign(fsrsDefaults.begin(), fsrsDefaults.end());
        options.weights[2] = 50;  // a first Good is kept for 50 days
        study.store.setOptions(b, options);
        for (const qint64 deck : {a, b})
            for (const qint64 card : study.cardsOf(deck)) {
                study.answer(card, 3, at(-10, 12));
                study.answer(card, deck == a ? 4 : 1, at(-5, 12));
            }
        const StudyFigures ofA = study.figures(a, at(0, 12)), ofB = study.figures(b, at(0, 12)),
                           all = study.figures(0, at(0, 12));
        QCOMPARE(ofA.lately.goal, 0.9);
        QCOMPARE(ofB.lately.goal, 0.8);
        QCOMPARE(all.lately.goal, (0.9 + 3 * 0.8) / 4);  // by reviews
        QCOMPARE(ofA.lately.recall.remembered, 1);
        QCOMPARE(ofB.lately.recall.remembered, 0);
        QCOMPARE(all.lately.recall.reviews, 4);
        QVERIFY(ofB.lately.recall.predicted() > ofA.lately.recall.predicted());
        QCOMPARE(all.lately.recall.predictedSum, ofA.lately.recall.predictedSum + ofB.lately.recall.predictedSum);
        QCOMPARE(all.calibration[2].reviews, 4);  // what came after a 3
        QCOMPARE(all.states.total(), 4);
    }

    void weightsThatAreNoneCountAsDefaults() {
        DeckOptions options;
        options.weights = {1, 2, 3};
        QCOMPARE(memoryModelOf(options).parameters(), fsrsDefaults);
        options.weights.assign(21, std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(memoryModelOf(options).parameters(), fsrsDefaults);
        options.weights.assign(fsrsDefaults.begin(), fsrsDefaults.end());
        options.weights[3] = 12;
        QCOMPARE(memoryModelOf(options).parameters()[3], 12.0);
        options.steps.clear();
        options.relearningSteps.clear();
        QCOMPARE(memoryModelOf(options).parameters()[17], 0.0);  // nothing happens within a day
    }

    void theHardestCardsComeFirst() {
        Study study;
        const qint64 deck = study.addDeck(QStringLiteral("A"), 20);
        const std::vector<qint64> cards = study.cardsOf(deck);
        for (std::size_t i = 0; i < cards.size(); ++i) {
            StoredSchedule state;
            state.phase = CardPhase::Review;
            state.stability = 2;
            state.difficulty = 5;
            state.lastReview = at(0, 12);
            state.due = at(2, 4);
            state.reps = 20;
            state.lapses = int(i);
            state.leech = i == 8;
            study.store.review(cards[i], {}, state, 1, at(0, 12), 1000);
        }
        const StudyFigures figures = study.figures(deck, at(0, 13));
        QCOMPARE(figures.hardest.size(), std::size_t(12));
        QCOMPARE(figures.hardest[0].card, cards[8]);
        QVERIFY(figures.hardest[0].leech);
        QCOMPARE(figures.hardest[1].card, cards[19]);
        QCOMPARE(figures.hardest[1].question, QStringLiteral("Question 19 of A"));
        QCOMPARE(figures.hardest[1].deck, QStringLiteral("A"));
        QCOMPARE(figures.states.leeches, 1);
    }

    void aLearnerWhoIsAsTheModelSaysIsMeasuredSo() {
        Study study;
        const qint64 deck = study.addDeck(QStringLiteral("A"), 150);
        std::vector<ExchangedCard> cards = study.store.exchanged(deck);
        std::map<qint64, std::vector<Review>> logs;
        for (const Review& review : synthetic::log(fsrsDefaults, 150, 200, 3)) logs[review.card].push_back(review);
        for (const auto& [number, log] : logs)
            for (const Review& review : log) {
                ReviewRecord record;
                record.time = review.utcMs;
                record.known = review.known;
                cards[std::size_t(number)].log.push_back(record);
            }
        study.store.takeExchanged(deck, cards);
        const qint64 end = synthetic::start + 200 * synthetic::dayMs;
        const StudyFigures figures = study.figures(deck, end);
        QVERIFY(figures.longer.tells());
        const Recall& recall = figures.longer.recall;
        QVERIFY(recall.reviews > figures.lately.recall.reviews);
        QVERIFY(recall.low() < recall.predicted() && recall.predicted() < recall.high());
        QCOMPARE(figures.calibration[0].reviews, 0);  // what was not known comes back within minutes
        for (std::size_t i = 1; i < 5; ++i) QVERIFY(figures.calibration[i].reviews > 0);
    }

    void theRunnerAnswersTheNewestRequestAlone() {
        Study study;
        const qint64 a = study.addDeck(QStringLiteral("A"), 2), b = study.addDeck(QStringLiteral("B"), 3);
        StudyFiguresRunner runner(study.file(), StudyDays(), [] { return at(0, 12); });
        QSignalSpy ready(&runner, &StudyFiguresRunner::ready), failed(&runner, &StudyFiguresRunner::failed);
        runner.compute(a);
        runner.compute(b);
        QVERIFY(runner.isBusy());
        QTRY_COMPARE(ready.count(), 1);
        QVERIFY(!runner.isBusy());
        const auto figures = ready[0][0].value<StudyFigures>();
        QCOMPARE(figures.deck, b);
        QCOMPARE(figures.states.fresh, 3);
        QCOMPARE(figures.nowMs, at(0, 12));
        runner.compute(0);
        QTRY_COMPARE(ready.count(), 2);
        QCOMPARE(ready[1][0].value<StudyFigures>().states.fresh, 5);
        QCOMPARE(failed.count(), 0);
    }

    void theRunnerSaysWhatIsWrong() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("none/cards.db"));
        StudyFiguresRunner runner(file, StudyDays(), [] { return at(0, 12); });
        QSignalSpy failed(&runner, &StudyFiguresRunner::failed);
        runner.compute(0);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!failed[0][0].toString().isEmpty());
    }

    void aRunnerThatIsGoneLeavesNothingBehind() {
        Study study;
        study.addDeck(QStringLiteral("A"), 2);
        auto runner = std::make_unique<StudyFiguresRunner>(study.file(), StudyDays(), [] { return at(0, 12); });
        runner->compute(0);
        runner.reset();
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestStudyFigures)
#include "test_study_figures.moc"
