#include "lessons/study/card_schema.h"

namespace glassbox {

const std::vector<QStringList>& cardMigrations() {
    static const std::vector<QStringList> migrations{
        {
            QStringLiteral("CREATE TABLE about_file (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE decks (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, "
                           "name TEXT NOT NULL, about TEXT NOT NULL DEFAULT '', shipped INTEGER NOT NULL DEFAULT 0, "
                           "retention REAL NOT NULL DEFAULT 0.9, new_a_day INTEGER NOT NULL DEFAULT 20, "
                           "fuzz INTEGER NOT NULL DEFAULT 1, steps TEXT NOT NULL DEFAULT '1 10', "
                           "relearning_steps TEXT NOT NULL DEFAULT '10', weights TEXT NOT NULL DEFAULT '')"),
            QStringLiteral(
                "CREATE TABLE cards (id INTEGER PRIMARY KEY AUTOINCREMENT, "
                "deck_id INTEGER NOT NULL REFERENCES decks ON DELETE CASCADE, key TEXT NOT NULL, "
                "position INTEGER NOT NULL DEFAULT 0, concepts TEXT NOT NULL DEFAULT '', "
                "topics TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '', see TEXT NOT NULL DEFAULT '', "
                "picture TEXT NOT NULL DEFAULT '', question TEXT NOT NULL, answer TEXT NOT NULL, "
                "search TEXT NOT NULL DEFAULT '', edited INTEGER NOT NULL DEFAULT 0, "
                "retired INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0, "
                "step INTEGER NOT NULL DEFAULT 0, stability REAL NOT NULL DEFAULT 0, "
                "difficulty REAL NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0, "
                "last_review INTEGER NOT NULL DEFAULT 0, reps INTEGER NOT NULL DEFAULT 0, "
                "lapses INTEGER NOT NULL DEFAULT 0, leech INTEGER NOT NULL DEFAULT 0, "
                "suspended INTEGER NOT NULL DEFAULT 0, buried_until INTEGER NOT NULL DEFAULT 0, "
                "UNIQUE (deck_id, key))"),
            QStringLiteral(
                "CREATE TABLE reviews (id INTEGER PRIMARY KEY AUTOINCREMENT, "
                "card_id INTEGER NOT NULL REFERENCES cards ON DELETE CASCADE, time INTEGER NOT NULL, "
                "known INTEGER NOT NULL CHECK (known BETWEEN 1 AND 5), elapsed_days REAL NOT NULL, "
                "duration INTEGER NOT NULL, state INTEGER NOT NULL, step INTEGER NOT NULL, stability REAL NOT NULL, "
                "difficulty REAL NOT NULL, due INTEGER NOT NULL, last_review INTEGER NOT NULL, reps INTEGER NOT NULL, "
                "lapses INTEGER NOT NULL, leech INTEGER NOT NULL, suspended INTEGER NOT NULL)"),
            QStringLiteral("CREATE INDEX cards_due ON cards (deck_id, state, due)"),
            QStringLiteral("CREATE INDEX reviews_of_card ON reviews (card_id, time)"),
            QStringLiteral("CREATE INDEX reviews_by_time ON reviews (time, state)"),
        },
        {
            // Packages of other programs: by what they know a card again, and whether its log was only taken over.
            QStringLiteral("ALTER TABLE cards ADD COLUMN guid TEXT NOT NULL DEFAULT ''"),
            QStringLiteral("ALTER TABLE reviews ADD COLUMN taken_over INTEGER NOT NULL DEFAULT 0"),
            QStringLiteral("CREATE INDEX cards_guid ON cards (guid)"),
        },
        {
            // Decks that are removed can come back.
            QStringLiteral("ALTER TABLE decks ADD COLUMN removed INTEGER NOT NULL DEFAULT 0"),
        },
    };
    return migrations;
}

const std::vector<std::pair<int, const char*>>& cardColumns() {
    static const std::vector<std::pair<int, const char*>> columns{
        {1,
         "SELECT count(*) FROM (SELECT id, key, name, about, shipped, retention, new_a_day, fuzz, steps, "
         "relearning_steps, weights FROM decks WHERE 0)"},
        {1,
         "SELECT count(*) FROM (SELECT id, deck_id, key, position, concepts, topics, tags, see, picture, question, "
         "answer, search, edited, retired, state, step, stability, difficulty, due, last_review, reps, lapses, leech, "
         "suspended, buried_until FROM cards WHERE 0)"},
        {1,
         "SELECT count(*) FROM (SELECT id, card_id, time, known, elapsed_days, duration, state, step, stability, "
         "difficulty, due, last_review, reps, lapses, leech, suspended FROM reviews WHERE 0)"},
        {2, "SELECT count(*) FROM (SELECT guid FROM cards WHERE 0)"},
        {2, "SELECT count(*) FROM (SELECT taken_over FROM reviews WHERE 0)"},
        {3, "SELECT count(*) FROM (SELECT removed FROM decks WHERE 0)"},
    };
    return columns;
}

}  // namespace glassbox
