#include "lessons/study/card_rows.h"

namespace glassbox {

namespace {

QStringList words(const QVariant& text) {
    return text.toString().split(' ', Qt::SkipEmptyParts);
}

}  // namespace

StoredSchedule cardState(const SqlRows& row, int first) {
    StoredSchedule state;
    state.phase = static_cast<CardPhase>(qBound(0, row[first].toInt(), 3));
    state.step = row[first + 1].toInt();
    state.stability = row[first + 2].toDouble();
    state.difficulty = row[first + 3].toDouble();
    state.due = row[first + 4].toLongLong();
    state.lastReview = row[first + 5].toLongLong();
    state.reps = row[first + 6].toInt();
    state.lapses = row[first + 7].toInt();
    state.leech = row[first + 8].toBool();
    return state;
}

QVariantList stateValues(const StoredSchedule& state) {
    return {static_cast<int>(state.phase),
            state.step,
            state.stability,
            state.difficulty,
            state.due,
            state.lastReview,
            state.reps,
            state.lapses,
            state.leech ? 1 : 0};
}

StoredCard storedCard(const SqlRows& row) {
    StoredCard stored;
    stored.id = row[0].toLongLong();
    stored.deck = row[1].toLongLong();
    stored.card = {row[2].toString(), words(row[3]),     words(row[4]),     words(row[5]),
                   row[6].toString(), row[7].toString(), row[8].toString(), row[9].toString()};
    stored.state = cardState(row, 10);
    stored.suspended = row[19].toBool();
    stored.edited = row[20].toBool();
    stored.buriedUntil = row[21].toLongLong();
    return stored;
}

QString spaced(const QStringList& words) {
    return words.isEmpty() ? QStringLiteral("") : ' ' + words.join(' ') + ' ';
}

QString searchText(const Flashcard& card) {
    return (card.id + '\n' + card.tags.join(' ') + '\n' + card.question + '\n' + card.answer).toCaseFolded();
}

}  // namespace glassbox
