#include "ui/models/review_session.h"

#include "lessons/study/stored_schedule.h"
#include "ui/models/wait_words.h"

#include <algorithm>
#include <random>

namespace glassbox {

namespace {

constexpr int longestAnswer = 120'000;  // ms; whoever takes longer was away
constexpr int longestSleep = 3'600'000;
constexpr int badlyKnown = 2;

}  // namespace

ReviewSession::ReviewSession(CardStudy& study, QObject* parent) : QObject(parent), m_study(study) {
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, [this] {
        m_study.refresh();
        if (!m_card) next();
    });
    connect(&study, &CardStudy::returnedTo, this, [this](qint64 id) {
        if (m_cramming || m_acting) return;
        if (const auto card = m_study.card(id); card && !card->suspended) show(card);
    });
    connect(&study, &CardStudy::cardsChanged, this, &ReviewSession::refresh);
    connect(&study, &CardStudy::opened, this, &ReviewSession::next);
}

void ReviewSession::study(qint64 deck) {
    m_deck = deck;
    m_cramming = false;
    next();
}

void ReviewSession::cram(const QList<qint64>& cards, quint32 seed) {
    m_cram.assign(cards.begin(), cards.end());
    std::shuffle(m_cram.begin(), m_cram.end(), std::mt19937(seed));
    m_cramDone.clear();
    m_cramming = true;
    next();
}

void ReviewSession::endCram() {
    m_cramming = false;
    m_cram.clear();
    next();
}

std::optional<StoredCard> ReviewSession::due() const {
    // What is due now in any deck comes before steps of a few minutes ahead.
    for (const bool ahead : {false, true})
        for (const StoredDeck& deck : m_study.decks()) {
            if (m_deck != 0 && deck.id != m_deck) continue;
            if (auto card = m_study.nextDue(deck.id, ahead)) return card;
        }
    return std::nullopt;
}

void ReviewSession::next() {
    if (!m_study.isOpen()) return;
    if (m_cramming) {
        std::optional<StoredCard> card;
        while (!m_cram.empty()) {
            card = m_study.card(m_cram.front());
            if (card && !card->suspended) break;
            card.reset();
            m_cram.pop_front();
        }
        return show(card);
    }
    show(due());
}

void ReviewSession::show(std::optional<StoredCard> card) {
    m_card = std::move(card);
    m_revealed = false;
    m_time.restart();
    m_wake.stop();
    if (!m_card && !m_cramming && m_study.isOpen()) {
        const Moment moment = m_study.clock().moment();
        const qint64 until = m_study.nextStep(m_deck).value_or(moment.dayEnd) - moment.now;
        m_wake.start(static_cast<int>(std::clamp<qint64>(until, 1000, longestSleep)));
    }
    Q_EMIT changed();
}

void ReviewSession::refresh() {
    if (m_acting || !m_study.isOpen()) return;
    if (!m_card) return next();
    const auto now = m_study.card(m_card->id);
    // A card that another window asked meanwhile, or that is gone, is not asked again.
    if (!now || now->suspended || (!m_cramming && !(now->state == m_card->state))) return next();
    if (!m_cramming && now->buriedUntil > m_study.clock().now()) return next();
    m_card = now;
    Q_EMIT changed();
}

StoredSchedule ReviewSession::after(int known) const {
    const Scheduler scheduler = m_study.scheduler(m_card->deck);
    const CardSchedule before = scheduleOf(m_card->state);
    const CardSchedule after = scheduler.review(m_card->id, before, ratingOf(known), m_study.clock().now());
    return storedOf(after, m_card->state.leech || scheduler.becameLeech(before, after));
}

std::array<QString, 5> ReviewSession::waits() const {
    std::array<QString, 5> words;
    if (!m_card || m_cramming) return words;
    const Scheduler scheduler = m_study.scheduler(m_card->deck);
    const qint64 now = m_study.clock().now();
    const auto all = scheduler.preview(m_card->id, scheduleOf(m_card->state), now);
    for (int known = leastKnown; known <= bestKnown; ++known) {
        const CardSchedule& after = all[static_cast<std::size_t>(ratingOf(known)) - 1];
        words[static_cast<std::size_t>(known - 1)] =
            after.intervalDays > 0 ? dayWords(after.intervalDays) : waitWords(after.due - now);
    }
    return words;
}

int ReviewSession::left() const {
    if (m_cramming) return static_cast<int>(m_cram.size());
    const DueCounts counts = m_study.counts(m_deck);
    return counts.fresh + counts.learning + counts.review;
}

QString ReviewSession::emptyWords() const {
    if (!m_study.isOpen()) return {};
    if (m_cramming) return tr("All of these cards are known. Nothing was rescheduled.");
    const DueCounts counts = m_study.counts(m_deck);
    if (counts.total == 0) return tr("This deck has no cards yet. N writes one.");
    const Moment moment = m_study.clock().moment();
    if (const auto step = m_study.nextStep(m_deck); step && *step < moment.dayEnd)
        return tr("Nothing is due right now. The next card comes in %1.").arg(waitWords(*step - moment.now));
    const DueCounts all = m_study.counts(0);
    if (const int others = all.fresh + all.learning + all.review; m_deck != 0 && others > 0)
        return tr("Done for today in this deck. In the others %1 are due.").arg(others);
    return tr(
        "Done for today: nothing more is due. Come back tomorrow, or cram these cards without changing their "
        "schedule.");
}

void ReviewSession::reveal() {
    if (!m_card || m_revealed) return;
    m_revealed = true;
    Q_EMIT changed();
}

void ReviewSession::rate(int known) {
    if (!m_card || !m_revealed) return;
    if (m_cramming) return rateCrammed(known);
    const StoredCard card = *m_card;
    const StoredSchedule then = after(known);
    m_acting = true;
    const bool done =
        m_study.review(card, then, known, static_cast<int>(std::min<qint64>(m_time.elapsed(), longestAnswer)));
    m_acting = false;
    if (done && then.leech && then.lapses > card.state.lapses &&
        m_study.scheduler(card.deck).becameLeech(scheduleOf(card.state), scheduleOf(then)))
        Q_EMIT leechNoticed(card.id);
    next();
}

void ReviewSession::rateCrammed(int known) {
    const qint64 id = m_cram.front();
    const bool again = known <= badlyKnown;
    m_cram.pop_front();
    if (again) m_cram.push_back(id);
    m_cramDone.push_back({id, again});
    next();
}

void ReviewSession::undoCrammed() {
    if (m_cramDone.empty()) return;
    const CramStep last = m_cramDone.back();
    m_cramDone.pop_back();
    if (last.again) m_cram.pop_back();
    m_cram.push_front(last.card);
    next();
}

void ReviewSession::bury() {
    if (m_card && !m_cramming) m_study.bury({m_card->id});
}

void ReviewSession::suspend() {
    if (m_card) m_study.suspend({m_card->id}, true);
}

bool ReviewSession::canUndo() const {
    return m_cramming ? !m_cramDone.empty() : m_study.undoStack()->canUndo();
}

void ReviewSession::undo() {
    m_cramming ? undoCrammed() : m_study.undoStack()->undo();
}

}  // namespace glassbox
