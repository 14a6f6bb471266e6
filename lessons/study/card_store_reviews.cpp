#include "lessons/study/card_rows.h"
#include "lessons/study/card_store.h"
#include "lessons/study/rating.h"

#include <algorithm>

namespace glassbox {

namespace {

constexpr double dayMilliseconds = 86'400'000.0;
constexpr qint64 learnAhead = 20 * 60'000;

#define ASKABLE " AND suspended = 0 AND retired = 0 AND buried_until <= ? "

}  // namespace

qint64 CardStore::review(qint64 card, const StoredSchedule& before, const StoredSchedule& after, int known, qint64 time,
                         int milliseconds, bool suspend) {
    ratingOf(known);  // throws for what is no answer
    // A clock that was set back must not make intervals negative.
    const double elapsed =
        before.lastReview > 0 ? std::max<double>(0, static_cast<double>(time - before.lastReview)) : 0.0;
    CardTransaction transaction(*m_database);
    qint64 id = 0;
    {
        const SqlRows logged = m_database->run(
            "INSERT INTO reviews (card_id, time, known, elapsed_days, duration, state, step, stability, difficulty, "
            "due, "
            "last_review, reps, lapses, leech, suspended) SELECT id, ?, ?, ?, ?, state, step, stability, difficulty, "
            "due, "
            "last_review, reps, lapses, leech, suspended FROM cards WHERE id = ? AND state = ? AND reps = ? AND "
            "last_review = ? AND due = ? AND retired = 0",
            {time, known, elapsed / dayMilliseconds, std::max(0, milliseconds), card, static_cast<int>(before.phase),
             before.reps, before.lastReview, before.due});
        if (logged.changed() != 1)
            throw CardChanged(
                QStringLiteral("This card was reviewed or removed in another window; that review is kept."));
        id = logged.newId();
    }
    m_database->run(
        "UPDATE cards SET state = ?, step = ?, stability = ?, difficulty = ?, due = ?, last_review = ?, reps = ?, "
        "lapses = ?, leech = ?, suspended = max(suspended, ?) WHERE id = ?",
        stateValues(after) + QVariantList{suspend ? 1 : 0, card});
    transaction.commit();
    return id;
}

qint64 CardStore::undoReview(qint64 review) {
    CardTransaction transaction(*m_database);
    qint64 card = 0;
    StoredSchedule before;
    bool suspended = false;
    {
        SqlRows rows = m_database->run(
            "SELECT card_id, state, step, stability, difficulty, due, last_review, reps, lapses, leech, suspended FROM "
            "reviews AS r WHERE id = ? AND taken_over = 0 AND NOT EXISTS (SELECT 1 FROM reviews AS later WHERE "
            "later.card_id = r.card_id AND later.id > r.id)",
            {review});
        if (!rows.next())
            throw CardChanged(QStringLiteral("This review can't be undone: the card was reviewed again or removed."));
        card = rows[0].toLongLong();
        before = cardState(rows, 1);
        suspended = rows[10].toBool();
    }
    m_database->run("DELETE FROM reviews WHERE id = ?", {review});
    m_database->run(
        "UPDATE cards SET state = ?, step = ?, stability = ?, difficulty = ?, due = ?, last_review = ?, reps = ?, "
        "lapses = ?, leech = ?, suspended = ? WHERE id = ?",
        stateValues(before) + QVariantList{suspended ? 1 : 0, card});
    transaction.commit();
    return card;
}

std::vector<ReviewRecord> CardStore::reviews(qint64 deck) const {
    std::vector<ReviewRecord> log;
    SqlRows rows = m_database->run(
        "SELECT r.id, r.card_id, r.time, r.known, r.elapsed_days, r.duration, r.state, r.step, r.stability, "
        "r.difficulty, "
        "r.due, r.last_review, r.reps, r.lapses, r.leech FROM reviews AS r JOIN cards AS c ON c.id = r.card_id WHERE ? "
        "IN "
        "(0, c.deck_id) ORDER BY r.card_id, r.time, r.id",
        {deck});
    while (rows.next())
        log.push_back({rows[0].toLongLong(), rows[1].toLongLong(), rows[2].toLongLong(), rows[3].toInt(),
                       rows[4].toDouble(), cardState(rows, 6), rows[5].toInt()});
    return log;
}

int CardStore::newToday(qint64 deck, const Moment& moment) const {
    SqlRows rows = m_database->run(
        "SELECT count(*) FROM reviews AS r JOIN cards AS c ON c.id = r.card_id WHERE r.time >= ? AND r.time < ? AND "
        "r.state = 0 AND c.deck_id = ?",
        {moment.dayStart, moment.dayEnd, deck});
    return rows.next() ? rows[0].toInt() : 0;
}

int CardStore::reviewsToday(const Moment& moment) const {
    SqlRows rows = m_database->run("SELECT count(*) FROM reviews WHERE time >= ? AND time < ? AND taken_over = 0",
                                   {moment.dayStart, moment.dayEnd});
    return rows.next() ? rows[0].toInt() : 0;
}

std::vector<DueCounts> CardStore::dueCounts(const Moment& moment) const {
    std::vector<DueCounts> all;
    for (const StoredDeck& deck : decks()) {
        DueCounts counts;
        counts.deck = deck.id;
        const int allowed = std::max(0, deck.options.newADay - newToday(deck.id, moment));
        SqlRows rows = m_database->run(
            "SELECT count(*), coalesce(sum(ask AND state = 0), 0), coalesce(sum(ask AND state IN (1, 3) AND due <= ?), "
            "0), "
            "coalesce(sum(ask AND state = 2 AND due < ?), 0) FROM (SELECT state, due, suspended = 0 AND buried_until "
            "<= ? "
            "AS ask FROM cards WHERE deck_id = ? AND retired = 0)",
            {moment.now, moment.dayEnd, moment.now, deck.id});
        if (rows.next()) {
            counts.total = rows[0].toInt();
            counts.fresh = std::min(allowed, rows[1].toInt());
            counts.learning = rows[2].toInt();
            counts.review = rows[3].toInt();
        }
        all.push_back(counts);
    }
    return all;
}

std::optional<StoredCard> CardStore::nextDue(qint64 deck, const Moment& moment, bool ahead) const {
    const auto steps = [&](qint64 until) -> std::optional<StoredCard> {
        SqlRows rows = m_database->run("SELECT " CARD_COLUMNS
                                       " FROM cards WHERE deck_id = ? AND state IN (1, 3) AND due <= ? " ASKABLE
                                       "ORDER BY due, id LIMIT 1",
                                       {deck, until, moment.now});
        if (rows.next()) return storedCard(rows);
        return std::nullopt;
    };
    if (auto card = steps(moment.now)) return card;
    {
        SqlRows rows =
            m_database->run("SELECT " CARD_COLUMNS " FROM cards WHERE deck_id = ? AND state = 2 AND due < ? " ASKABLE
                            "ORDER BY due, id LIMIT 1",
                            {deck, moment.dayEnd, moment.now});
        if (rows.next()) return storedCard(rows);
    }
    const std::optional<StoredDeck> options = this->deck(deck);
    if (options && newToday(deck, moment) < options->options.newADay) {
        SqlRows rows = m_database->run("SELECT " CARD_COLUMNS " FROM cards WHERE deck_id = ? AND state = 0 " ASKABLE
                                       "ORDER BY position, id LIMIT 1",
                                       {deck, moment.now});
        if (rows.next()) return storedCard(rows);
    }
    return ahead ? steps(moment.now + learnAhead) : std::nullopt;
}

std::optional<qint64> CardStore::nextStep(qint64 deck, const Moment& moment) const {
    SqlRows rows = m_database->run(
        "SELECT min(due) FROM cards WHERE ? IN (0, deck_id) AND deck_id IN (SELECT id FROM decks WHERE removed = 0) "
        "AND state IN (1, 3) AND due > ? " ASKABLE,
        {deck, moment.now, moment.now});
    if (rows.next() && !rows[0].isNull()) return rows[0].toLongLong();
    return std::nullopt;
}

qint64 CardStore::lastReview() const {
    SqlRows rows = m_database->run("SELECT coalesce(max(time), 0) FROM reviews");
    return rows.next() ? rows[0].toLongLong() : 0;
}

}  // namespace glassbox
