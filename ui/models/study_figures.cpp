#include "ui/models/study_figures.h"

#include "lessons/study/card_store.h"
#include "lessons/study/stored_schedule.h"
#include "ui/models/deck_scheduler.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace glassbox {

namespace {

constexpr int daysShown = 30;
constexpr std::size_t hardestShown = 12;

void add(Recall& to, const Recall& more) {
    to.reviews += more.reviews;
    to.remembered += more.remembered;
    to.predictedSum += more.predictedSum;
}

/// Adds up the decks one after the other, each with its own model.
class Sum {
  public:
    Sum(qint64 deck, qint64 nowMs, const StudyDays& days) : m_days(days) {
        m_figures.deck = deck;
        m_figures.nowMs = nowMs;
        m_figures.today = days.dayOf(nowMs);
        m_figures.answersADay.resize(daysShown);
    }

    void add(const StoredDeck& deck, const std::vector<StoredCard>& cards, const std::vector<ReviewRecord>& log) {
        const Fsrs model = memoryModelOf(deck.options);
        addLog(deck, model, log);
        int fresh = std::max(0, deck.options.newADay - begunToday(log));
        for (const StoredCard& card : cards) addCard(deck, model, card, fresh);
        ++m_decks;
        m_goals += deck.options.retention;
    }

    StudyFigures figures() {
        for (RetentionFigure* figure : {&m_figures.lately, &m_figures.longer})
            figure->goal = figure->recall.reviews ? figure->goal / figure->recall.reviews
                                                  : (m_decks ? m_goals / m_decks : DeckOptions().retention);
        if (m_figures.remembered) m_figures.recallNow /= m_figures.remembered;
        m_figures.forecast = dueForecast(m_asked, m_figures.nowMs, daysShown, m_days);
        m_figures.stability = stabilityHistogram(m_known);
        m_figures.difficulty = difficultyHistogram(m_known);
        m_figures.streak = streak(m_histories, m_figures.nowMs, m_days);
        m_figures.cardsToday = int(m_answeredToday.size());
        m_figures.doneToday = m_figures.cardsToday - m_again;
        auto& hardest = m_figures.hardest;
        std::stable_sort(hardest.begin(), hardest.end(), [](const HardCard& a, const HardCard& b) {
            return std::tuple(b.leech, b.lapses, b.difficulty) < std::tuple(a.leech, a.lapses, a.difficulty);
        });
        if (hardest.size() > hardestShown) hardest.resize(hardestShown);
        return std::move(m_figures);
    }

  private:
    qint64 tomorrow() const { return m_days.beginOf(m_figures.today + 1); }
    bool isToday(qint64 time) const { return m_days.dayOf(time) == m_figures.today && time <= m_figures.nowMs; }

    int begunToday(const std::vector<ReviewRecord>& log) const {
        return int(std::count_if(log.begin(), log.end(), [this](const ReviewRecord& review) {
            return review.before.phase == CardPhase::New && isToday(review.time);
        }));
    }

    void addLog(const StoredDeck& deck, const Fsrs& model, const std::vector<ReviewRecord>& log) {
        std::vector<Review> reviews;
        for (const ReviewRecord& review : log) {
            if (review.known < leastKnown || review.known > bestKnown) continue;
            reviews.push_back({review.card, review.time, review.known});
            const qint64 ago = m_figures.today - m_days.dayOf(review.time);
            if (review.time <= m_figures.nowMs && ago >= 0 && ago < daysShown)
                ++m_figures.answersADay[std::size_t(daysShown - 1 - ago)][std::size_t(review.known - leastKnown)];
            if (!isToday(review.time)) continue;
            m_answeredToday.insert(review.card);
            ++m_figures.answersToday;
            m_figures.millisecondsToday += std::max(0, review.milliseconds);
        }
        m_figures.answers += int(reviews.size());
        std::vector<CardHistory> histories = historiesOf(std::move(reviews), m_days);
        for (RetentionFigure* figure : {&m_figures.lately, &m_figures.longer}) {
            // Whole study days, today as the last one.
            const Recall recall =
                measuredRetention(histories, model, m_days.beginOf(m_figures.today - figure->days + 1), tomorrow());
            glassbox::add(figure->recall, recall);
            figure->goal += recall.reviews * deck.options.retention;
        }
        const std::array<Recall, 5> calibration = ratingCalibration(histories, model);
        for (std::size_t i = 0; i < calibration.size(); ++i) glassbox::add(m_figures.calibration[i], calibration[i]);
        std::move(histories.begin(), histories.end(), std::back_inserter(m_histories));
    }

    /// `fresh`: how many new cards the day still allows.
    void addCard(const StoredDeck& deck, const Fsrs& model, const StoredCard& card, int& fresh) {
        CardSchedule schedule = scheduleOf(card.state);
        const bool isNew = schedule.state == CardState::New;
        countState(card, schedule);
        if (!isNew) {
            m_known.push_back(schedule);
            if (schedule.memory.isSound()) {
                const qint64 elapsed = m_figures.today - m_days.dayOf(schedule.lastReview);
                m_figures.recallNow += model.retrievability(schedule.memory, double(std::max<qint64>(0, elapsed)));
                ++m_figures.remembered;
            }
            if (card.state.leech || card.state.lapses > 0)
                m_figures.hardest.push_back({card.id, card.card.question, deck.name, card.state.lapses,
                                             card.state.difficulty, card.state.leech, card.suspended});
        }
        if (card.suspended) return;
        const bool buried = card.buriedUntil >= tomorrow();
        if (isNew) {
            if (!buried && fresh > 0) {
                --fresh;
                ++m_figures.leftToday;
            }
            return;
        }
        schedule.due = std::max(schedule.due, card.buriedUntil);
        m_asked.push_back(schedule);
        if (schedule.due >= tomorrow()) return;
        ++m_figures.leftToday;
        m_again += int(m_answeredToday.count(card.id));
        m_figures.overdue += m_days.dayOf(schedule.due) < m_figures.today;
    }

    void countState(const StoredCard& card, const CardSchedule& schedule) {
        CardStates& states = m_figures.states;
        states.leeches += card.state.leech;
        if (card.suspended)
            ++states.suspended;
        else if (schedule.state == CardState::New)
            ++states.fresh;
        else if (schedule.state != CardState::Review)
            ++states.learning;
        else
            ++(schedule.intervalDays < CardStates::matureDays ? states.young : states.mature);
    }

    const StudyDays& m_days;
    StudyFigures m_figures;
    std::vector<CardHistory> m_histories;
    std::vector<CardSchedule> m_known, m_asked;  // not new; not suspended either
    std::set<qint64> m_answeredToday;
    int m_again = 0;  // of them, those that are asked again today
    int m_decks = 0;
    double m_goals = 0;
};

}  // namespace

Fsrs memoryModelOf(const DeckOptions& options) {
    return deckScheduler(options, StudyDays()).model();
}

StudyFigures studyFigures(const CardStore& store, qint64 deck, qint64 nowMs, const StudyDays& days) {
    Sum sum(deck, nowMs, days);
    for (const StoredDeck& stored : store.decks())
        if (deck == 0 || stored.id == deck)
            sum.add(stored, store.browse(stored.id, {}, nowMs), store.reviews(stored.id));
    return sum.figures();
}

}  // namespace glassbox
