#include "lessons/study/card_store.h"

#include "lessons/study/card_rows.h"
#include "lessons/study/deck_writer.h"

#include <QCryptographicHash>
#include <QSet>
#include <QUuid>

namespace glassbox {

namespace {

QString written(const std::vector<double>& numbers) {
    QStringList words;
    for (const double number : numbers) words += QString::number(number, 'g', 17);
    return words.isEmpty() ? QStringLiteral("") : words.join(' ');
}

std::vector<double> numbers(const QString& text) {
    std::vector<double> values;
    for (const QString& word : text.split(' ', Qt::SkipEmptyParts)) values.push_back(word.toDouble());
    return values;
}

/// SQLite takes a null string for NULL.
QString text(const QString& value) {
    return value.isNull() ? QStringLiteral("") : value;
}

QString madeUp(const char* prefix) {
    return QLatin1String(prefix) + QUuid::createUuid().toString(QUuid::Id128).left(20);
}

QVariantList cardTexts(const Flashcard& card) {
    return {spaced(card.concepts), spaced(card.topics), spaced(card.tags), text(card.see),
            text(card.picture),    text(card.question), text(card.answer), searchText(card)};
}

int nextPosition(CardDatabase& database, qint64 deck) {
    SqlRows rows = database.run("SELECT coalesce(max(position), 0) + 1 FROM cards WHERE deck_id = ?", {deck});
    return rows.next() ? rows[0].toInt() : 1;
}

qint64 insertCard(CardDatabase& database, qint64 deck, const Flashcard& card, int position) {
    Flashcard named = card;
    if (named.id.isEmpty()) named.id = madeUp("card-");
    return database
        .run(
            "INSERT INTO cards (concepts, topics, tags, see, picture, question, answer, search, deck_id, key, "
            "position) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            cardTexts(named) + QVariantList{deck, named.id, position})
        .newId();
}

}  // namespace

QString CardStore::prepare(const QString& file, const QDate& today) {
    return CardDatabase::prepare(file, today);
}

CardStore::CardStore(const QString& file)
    : m_database(std::make_unique<CardDatabase>(file)), m_seenVersion(m_database->dataVersion()) {}

CardStore::~CardStore() = default;

bool CardStore::changedElsewhere() {
    return std::exchange(m_seenVersion, m_database->dataVersion()) != m_seenVersion;
}

void CardStore::backUp(const QDate& day) {
    m_database->backUp(day);
}

std::vector<StoredDeck> CardStore::decks() const {
    std::vector<StoredDeck> all;
    SqlRows rows = m_database->run(
        "SELECT id, key, name, about, shipped, retention, new_a_day, fuzz, steps, relearning_steps, weights FROM decks "
        "WHERE removed = 0 ORDER BY shipped DESC, id");
    while (rows.next()) {
        StoredDeck deck{rows[0].toLongLong(), rows[1].toString(), rows[2].toString(),
                        rows[3].toString(),   rows[4].toBool(),   {}};
        deck.options = {rows[5].toDouble(),
                        rows[6].toInt(),
                        rows[7].toBool(),
                        numbers(rows[8].toString()),
                        numbers(rows[9].toString()),
                        numbers(rows[10].toString())};
        all.push_back(std::move(deck));
    }
    return all;
}

std::optional<StoredDeck> CardStore::deck(qint64 id) const {
    for (StoredDeck& deck : decks())
        if (deck.id == id) return std::move(deck);
    return std::nullopt;
}

qint64 CardStore::takeShipped(const QString& key, const Deck& deck) {
    // A start that brings nothing new changes nothing, so that no other window has to look again.
    const QString mark =
        QString::fromLatin1(QCryptographicHash::hash(writeDeck(deck), QCryptographicHash::Sha1).toHex());
    const QString name = QStringLiteral("deck ") + key;
    {
        SqlRows rows = m_database->run(
            "SELECT id FROM decks WHERE key = ? AND EXISTS (SELECT 1 FROM about_file WHERE name = ? AND value = ?)",
            {key, name, mark});
        if (rows.next()) return rows[0].toLongLong();
    }
    CardTransaction transaction(*m_database);
    m_database->run("INSERT OR REPLACE INTO about_file VALUES (?, ?)", {name, mark});
    m_database->run(
        "INSERT INTO decks (key, name, about, shipped) VALUES (?, ?, ?, 1) "
        "ON CONFLICT (key) DO UPDATE SET name = excluded.name, about = excluded.about, shipped = 1",
        {key, text(deck.name), text(deck.about)});
    qint64 id = 0;
    {
        SqlRows rows = m_database->run("SELECT id FROM decks WHERE key = ?", {key});
        if (rows.next()) id = rows[0].toLongLong();
    }
    QSet<QString> gone;
    {
        SqlRows rows = m_database->run("SELECT key FROM cards WHERE deck_id = ?", {id});
        while (rows.next()) gone.insert(rows[0].toString());
    }
    int position = 0;
    for (const Flashcard& card : deck.cards) {
        ++position;
        if (!gone.remove(card.id)) {
            insertCard(*m_database, id, card, position);
            continue;
        }
        m_database->run("UPDATE cards SET position = ?, retired = 0 WHERE deck_id = ? AND key = ?",
                        {position, id, card.id});
        m_database->run(
            "UPDATE cards SET concepts = ?, topics = ?, tags = ?, see = ?, picture = ?, question = ?, "
            "answer = ?, search = ? WHERE deck_id = ? AND key = ? AND edited = 0",
            cardTexts(card) + QVariantList{id, card.id});
    }
    // What the learner added to this deck stays: ids are made up, or it was taken from a file and counts as edited.
    for (const QString& goneKey : std::as_const(gone))
        if (!goneKey.startsWith(QLatin1String("card-")))
            m_database->run("UPDATE cards SET retired = 1 WHERE deck_id = ? AND key = ? AND edited = 0", {id, goneKey});
    transaction.commit();
    return id;
}

qint64 CardStore::addDeck(const Deck& deck) {
    CardTransaction transaction(*m_database);
    const qint64 id = m_database
                          ->run("INSERT INTO decks (key, name, about) VALUES (?, ?, ?)",
                                {madeUp("own-"), text(deck.name), text(deck.about)})
                          .newId();
    int position = 0;
    for (const Flashcard& card : deck.cards) insertCard(*m_database, id, card, ++position);
    transaction.commit();
    return id;
}

void CardStore::renameDeck(qint64 deck, const QString& name, const QString& about) {
    m_database->run("UPDATE decks SET name = ?, about = ? WHERE id = ?", {text(name), text(about), deck});
}

void CardStore::setDeckRemoved(qint64 deck, bool removed) {
    m_database->run("UPDATE decks SET removed = ? WHERE id = ?", {removed ? 1 : 0, deck});
}

void CardStore::setOptions(qint64 deck, const DeckOptions& options) {
    m_database->run(
        "UPDATE decks SET retention = ?, new_a_day = ?, fuzz = ?, steps = ?, relearning_steps = ?, weights = ? "
        "WHERE id = ?",
        {options.retention, options.newADay, options.fuzz ? 1 : 0, written(options.steps),
         written(options.relearningSteps), written(options.weights), deck});
}

std::optional<StoredCard> CardStore::card(qint64 id) const {
    SqlRows rows = m_database->run(
        "SELECT " CARD_COLUMNS
        " FROM cards WHERE id = ? AND retired = 0 AND deck_id IN (SELECT id FROM decks WHERE removed = 0)",
        {id});
    if (!rows.next()) return std::nullopt;
    return storedCard(rows);
}

qint64 CardStore::addCard(qint64 deck, const Flashcard& card) {
    CardTransaction transaction(*m_database);
    const qint64 id = insertCard(*m_database, deck, card, nextPosition(*m_database, deck));
    transaction.commit();
    return id;
}

void CardStore::changeCard(qint64 id, const Flashcard& card, bool edited) {
    const std::optional<StoredCard> old = this->card(id);
    if (!old) throw CardChanged(QStringLiteral("This card was removed in another window."));
    Flashcard changed = card;
    changed.id = old->card.id;
    m_database->run(
        "UPDATE cards SET concepts = ?, topics = ?, tags = ?, see = ?, picture = ?, question = ?, answer = ?, "
        "search = ?, edited = ? WHERE id = ?",
        cardTexts(changed) + QVariantList{edited ? 1 : 0, id});
}

void CardStore::setRemoved(qint64 id, bool removed) {
    m_database->run("UPDATE cards SET retired = ? WHERE id = ?", {removed ? 1 : 0, id});
}

void CardStore::setSuspended(qint64 id, bool suspended) {
    m_database->run("UPDATE cards SET suspended = ? WHERE id = ?", {suspended ? 1 : 0, id});
}

void CardStore::buryUntil(qint64 id, qint64 time) {
    m_database->run("UPDATE cards SET buried_until = ? WHERE id = ?", {time, id});
}

}  // namespace glassbox
