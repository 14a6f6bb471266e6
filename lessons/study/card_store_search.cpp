#include "lessons/study/card_rows.h"
#include "lessons/study/card_store.h"

#include <algorithm>

namespace glassbox {

namespace {

bool is(const StoredCard& stored, const QString& what, qint64 now) {
    const StoredSchedule& state = stored.state;
    if (what == QLatin1String("new")) return state.phase == CardPhase::New;
    if (what == QLatin1String("learning"))
        return state.phase == CardPhase::Learning || state.phase == CardPhase::Relearning;
    if (what == QLatin1String("due")) return state.phase != CardPhase::New && state.due <= now && !stored.suspended;
    if (what == QLatin1String("suspended")) return stored.suspended;
    if (what == QLatin1String("buried")) return stored.buriedUntil > now;
    if (what == QLatin1String("leech")) return state.leech;
    return false;
}

bool holds(const QStringList& list, const QString& word) {
    return list.contains(word, Qt::CaseInsensitive);
}

bool fits(const StoredCard& stored, const QString& text, const QStringList& words, qint64 now) {
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        const QString key = word.section(':', 0, 0);
        const QString value = word.section(':', 1);
        if (key == QLatin1String("tag") && !value.isEmpty()) return holds(stored.card.tags, value);
        if (key == QLatin1String("concept") && !value.isEmpty()) return holds(stored.card.concepts, value);
        if (key == QLatin1String("topic") && !value.isEmpty()) return holds(stored.card.topics, value);
        if (key == QLatin1String("is") && !value.isEmpty()) return is(stored, value, now);
        return text.contains(word);
    });
}

}  // namespace

std::vector<StoredCard> CardStore::browse(qint64 deck, const QString& search, qint64 now) const {
    const QStringList words = search.toCaseFolded().simplified().split(' ', Qt::SkipEmptyParts);
    std::vector<StoredCard> found;
    SqlRows rows = m_database->run(
        "SELECT " CARD_COLUMNS
        ", search FROM cards WHERE ? IN (0, deck_id) AND retired = 0 AND deck_id IN (SELECT id FROM decks WHERE "
        "removed = 0) ORDER BY deck_id, position, id",
        {deck});
    while (rows.next()) {
        StoredCard stored = storedCard(rows);
        if (fits(stored, rows[22].toString(), words, now)) found.push_back(std::move(stored));
    }
    return found;
}

}  // namespace glassbox
