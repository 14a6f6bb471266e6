#include "lessons/study/card_rows.h"
#include "lessons/study/card_store.h"

#include <QCryptographicHash>

namespace glassbox {

namespace {

/// Ids of cards from elsewhere follow from their guid: the same card is found again.
QString idOf(const ExchangedCard& card) {
    if (isCardId(card.card.id)) return card.card.id;
    const QByteArray hash = QCryptographicHash::hash(card.guid.toUtf8(), QCryptographicHash::Sha1).toHex().left(20);
    return QStringLiteral("taken-") + QString::fromLatin1(hash);
}

QVariantList texts(const Card& card) {
    const auto filled = [](const QString& text) { return text.isNull() ? QStringLiteral("") : text; };
    return {spaced(card.concepts), spaced(card.topics),   spaced(card.tags),   filled(card.see),
            filled(card.picture),  filled(card.question), filled(card.answer), searchText(card)};
}

}  // namespace

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
        qint64 id = 0, lastReview = 0;
        Card old;
        {
            SqlRows rows =
                m_database->run("SELECT " CARD_COLUMNS
                                " FROM cards WHERE deck_id = ? AND (key = ? OR (guid = ? AND guid <> '')) LIMIT 1",
                                {deck, key, taken.guid});
            if (rows.next()) {
                const StoredCard stored = storedCard(rows);
                id = stored.id;
                lastReview = stored.state.lastReview;
                old = stored.card;
            }
        }
        const bool fresh = id == 0;
        Card card = taken.card;
        card.id = fresh ? key : old.id;
        const bool changed = fresh || !(card == old);
        if (fresh)
            id = m_database
                     ->run(
                         "INSERT INTO cards (concepts, topics, tags, see, picture, question, answer, search, deck_id, "
                         "key, "
                         "position, guid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         texts(card) + QVariantList{deck, key, ++position, taken.guid})
                     .newId();
        else if (changed)
            m_database->run(
                "UPDATE cards SET concepts = ?, topics = ?, tags = ?, see = ?, picture = ?, question = ?, "
                "answer = ?, search = ?, edited = 1 WHERE id = ?",
                texts(card) + QVariantList{id});
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
        (fresh ? counts.added : changed || newer || logged > 0 ? counts.updated : counts.unchanged)++;
    }
    transaction.commit();
    return counts;
}

}  // namespace glassbox
