#pragma once

#include "lessons/study/deck.h"

namespace glassbox {

/// Cards as a table for spreadsheets: UTF-8, split by commas, one row a card under a row of column names (id, question,
/// answer, concepts, topics, tags, see, picture), texts in the markup of decks. Nothing of the schedule.
QByteArray writeCardsCsv(const std::vector<Flashcard>& cards);

struct CsvReading {
    std::vector<Flashcard> cards;  ///< rows without mistakes; an empty id is left to who keeps them
    QStringList mistakes;          ///< "Row 3: it has no question." 100 at most
};

/// Reads a table that nobody vouches for. Split by commas, semicolons or tabs; of the columns question and answer are
/// needed, unknown ones are told. Never throws for what is in it.
CsvReading readCardsCsv(const QByteArray& bytes);

}  // namespace glassbox
