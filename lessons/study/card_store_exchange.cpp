#include "lessons/study/card_markup.h"
#include "lessons/study/card_rows.h"
#include "lessons/study/card_store.h"

#include <QCryptographicHash>

#include <algorithm>

namespace glassbox {

namespace {

const QLatin1String ours("glassbox:");  // begins the guid of a card that was written here: then deck/id

/// Ids of cards from elsewhere follow from their guid: the same card is found again.
QString idOf(const ExchangedCard& card) {
    if (isCardId(card.card.id)) return card.card.id;
    const QByteArray hash = QCryptographicHash::hash(card.guid.toUtf8(), QCryptographicHash::Sha1).toHex().left(20);
    return QStringLiteral("taken-") + QString::fromLatin1(hash);
}

QVariantList texts(const Flashcard& card) {
    const auto filled = [](const QString& text) { return text.isNull() ? QStringLiteral("") : text; };
    return {spaced(card.concepts), spaced(card.topics),   spaced(card.tags),   filled(card.see),
            filled(card.picture),  filled(card.question), filled(card.answer), searchText(card)};
}

/// The card that this one is: of the deck, or known by its guid in another one that is there.
std::optional<StoredCard> findCard(CardDatabase& database, qint64 deck, const QString& key, const QString& guid) {
    const auto first = [&](const char* sql, const QVariantList& values) -> std::optional<StoredCard> {
        SqlRows rows = database.run(sql, values);
        if (rows.next()) return storedCard(rows);
        return std::nullopt;
    };
    if (auto card = first("SELECT " CARD_COLUMNS
                          " FROM cards WHERE deck_id = ? AND (key = ? OR (guid = ? AND guid <> '')) LIMIT 1",
                          {deck, key, guid}))
        return card;
    if (guid.isEmpty()) return std::nullopt;
    if (auto card = first("SELECT " CARD_COLUMNS
                          " FROM cards WHERE guid = ? AND deck_id IN (SELECT id FROM decks WHERE removed = 0) LIMIT 1",
                          {guid}))
        return card;
    if (!guid.startsWith(ours)) return std::nullopt;
    const QString place = guid.mid(ours.size());
    return first(
        "SELECT " CARD_COLUMNS
        " FROM cards WHERE key = ? AND deck_id IN (SELECT id FROM decks WHERE key = ? AND removed = 0) LIMIT 1",
        {place.section('/', 1), place.section('/', 0, 0)});
}

bool isRetired(CardDatabase& database, qint64 card) {
    SqlRows rows = database.run("SELECT retired FROM cards WHERE id = ?", {card});
    return rows.next() && rows[0].toBool();
}

}  // namespace

void CardStore::together(const std::function<bool()>& work) {
    CardTransaction transaction(*m_database);
    if (work()) transaction.commit();
}

std::vector<ExchangedCard> CardStore::exchanged(qint64 deck) const {
    const std::optional<StoredDeck> of = this->deck(deck);
    if (!of) throw CardChanged(QStringLiteral("This deck was removed in another window."));
    std::vector<ExchangedCard> cards;
    QHash<qint64, std::size_t> places;
    for (StoredCard& stored : browse(deck, {}, 0)) {
        places.insert(stored.id, cards.size());
        ExchangedCard out;
        out.guid = QStringLiteral("glassbox:%1/%2").arg(of->key, stored.card.id);
        out.card = std::move(stored.card);
        out.state = stored.state;
        out.suspended = stored.suspended;
        cards.push_back(std::move(out));
    }
    {
        SqlRows rows = m_database->run("SELECT id, guid FROM cards WHERE deck_id = ? AND guid <> ''", {deck});
        while (rows.next())
            if (const auto place = places.constFind(rows[0].toLongLong()); place != places.cend())
                cards[*place].guid = rows[1].toString();
    }
    for (const ReviewRecord& review : reviews(deck))
        if (const auto place = places.constFind(review.card); place != places.cend())
            cards[*place].log.push_back(review);
    return cards;
}

qint64 CardStore::deckFor(const QString& name, const QString& about, const std::vector<ExchangedCard>& cards) {
    constexpr std::size_t enough = 200;
    const auto found = [&](const char* sql, const QString& by) -> qint64 {
        SqlRows rows = m_database->run(sql, {by});
        return rows.next() ? rows[0].toLongLong() : 0;
    };
    for (std::size_t i = 0; i < std::min(enough, cards.size()); ++i) {
        const QString& guid = cards[i].guid;
        if (guid.isEmpty()) continue;
        if (const qint64 deck = found("SELECT deck_id FROM cards WHERE guid = ? AND deck_id IN (SELECT id FROM decks "
                                      "WHERE removed = 0) LIMIT 1",
                                      guid))
            return deck;
        if (guid.startsWith(ours))
            if (const qint64 deck = found("SELECT id FROM decks WHERE key = ? AND removed = 0",
                                          guid.mid(ours.size()).section('/', 0, 0)))
                return deck;
    }
    if (const qint64 deck =
            found("SELECT id FROM decks WHERE name = ? AND shipped = 0 AND removed = 0 ORDER BY id LIMIT 1", name))
        return deck;
    return addDeck({name, about, {}});
}

ExchangeCounts CardStore::takeExchanged(qint64 deck, const std::vector<ExchangedCard>& cards) {
    ExchangeCounts counts;
    CardTransaction transaction(*m_database);
    int position = 0;
    {
        SqlRows rows = m_database->run("SELECT coalesce(max(position), 0) FROM cards WHERE deck_id = ?", {deck});
        if (rows.next()) position = rows[0].toInt();
    }
    for (const ExchangedCard& taken : cards) {
        const QString key = idOf(taken);
        const QString guid = taken.guid.isNull() ? QStringLiteral("") : taken.guid;  // SQLite takes null for NULL
        const std::optional<StoredCard> stored = findCard(*m_database, deck, key, guid);
        qint64 id = stored ? stored->id : 0;
        const qint64 lastReview = stored ? stored->state.lastReview : 0;
        const Flashcard old = stored ? stored->card : Flashcard();
        const bool fresh = id == 0;
        Flashcard card = taken.card;
        card.id = fresh ? key : old.id;
        // What only was on its way through HTML stays as it was written.
        if (markupToHtml(card.question) == markupToHtml(old.question)) card.question = old.question;
        if (markupToHtml(card.answer) == markupToHtml(old.answer)) card.answer = old.answer;
        const bool changed = fresh || !(card == old);
        if (fresh)
            id = m_database
                     ->run(
                         "INSERT INTO cards (concepts, topics, tags, see, picture, question, answer, search, deck_id, "
                         "key, position, guid, edited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                         "(SELECT shipped FROM decks WHERE id = ?))",
                         texts(card) + QVariantList{deck, key, ++position, guid, deck})
                     .newId();
        else if (changed)
            m_database->run(
                "UPDATE cards SET concepts = ?, topics = ?, tags = ?, see = ?, picture = ?, question = ?, "
                "answer = ?, search = ?, edited = 1 WHERE id = ?",
                texts(card) + QVariantList{id});
        const bool back = !fresh && isRetired(*m_database, id);
        if (back) m_database->run("UPDATE cards SET retired = 0 WHERE id = ?", {id});
        const bool newer = fresh || taken.state.lastReview > lastReview;
        if (newer)
            m_database->run(
                "UPDATE cards SET state = ?, step = ?, stability = ?, difficulty = ?, due = ?, last_review = ?, "
                "reps = ?, lapses = ?, leech = ?, suspended = ? WHERE id = ?",
                stateValues(taken.state) + QVariantList{taken.suspended ? 1 : 0, id});
        int logged = 0;
        for (const ReviewRecord& review : taken.log)
            logged +=
                m_database
                    ->run(
                        "INSERT INTO reviews (card_id, time, known, elapsed_days, duration, state, step, stability, "
                        "difficulty, due, last_review, reps, lapses, leech, suspended, taken_over) SELECT ?, ?, ?, ?, "
                        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1 WHERE NOT EXISTS (SELECT 1 FROM reviews WHERE card_id = ? "
                        "AND time = ?)",
                        QVariantList{id, review.time, qBound(1, review.known, 5), review.elapsedDays,
                                     review.milliseconds} +
                            stateValues(review.before) + QVariantList{id, review.time})
                    .changed();
        counts.reviews += logged;
        (fresh || back ? counts.added : changed || newer || logged > 0 ? counts.updated : counts.unchanged)++;
    }
    transaction.commit();
    return counts;
}

}  // namespace glassbox
