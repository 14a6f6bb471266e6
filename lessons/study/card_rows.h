#pragma once

#include "lessons/study/card_database.h"
#include "lessons/study/card_record.h"

namespace glassbox {

/// Columns of a card in the order that storedCard() reads.
#define CARD_COLUMNS                                                                                     \
    "id, deck_id, key, concepts, topics, tags, see, picture, question, answer, state, step, stability, " \
    "difficulty, due, last_review, reps, lapses, leech, suspended, edited, buried_until"

StoredCard storedCard(const SqlRows& row);
/// State, step, stability, difficulty, due, last review, reps, lapses, leech from this column on.
StoredSchedule cardState(const SqlRows& row, int first);
QVariantList stateValues(const StoredSchedule& state);
QString spaced(const QStringList& words);
/// What is searched: without case.
QString searchText(const Flashcard& card);

}  // namespace glassbox
