#pragma once

#include "lessons/study/deck.h"

#include <QtGlobal>

#include <vector>

namespace glassbox {

/// Where a card is in its schedule.
enum class CardPhase { New, Learning, Review, Relearning };

/// What the scheduler knows of a card. Times are milliseconds since 1970 (UTC), 0 where there is none.
struct StoredSchedule {
    CardPhase phase = CardPhase::New;
    int step = 0;           ///< of the (re)learning steps, from 0
    double stability = 0;   ///< days until recall falls to 90 %; 0 of a new card
    double difficulty = 0;  ///< 1 to 10; 0 of a new card
    qint64 due = 0;
    qint64 lastReview = 0;
    int reps = 0;
    int lapses = 0;
    bool leech = false;

    bool operator==(const StoredSchedule&) const = default;
};

/// A card as it is kept.
struct StoredCard {
    qint64 id = 0;
    qint64 deck = 0;
    Flashcard card;
    StoredSchedule state;
    bool suspended = false;
    bool edited = false;     ///< a shipped card with the learner's own text: updates leave the text alone
    qint64 buriedUntil = 0;  ///< not asked before this time
};

/// One review in the log.
struct ReviewRecord {
    qint64 id = 0;
    qint64 card = 0;
    qint64 time = 0;
    int known = 3;           ///< 1 not at all ... 5 perfectly
    double elapsedDays = 0;  ///< since the review before, 0 of the first and if the clock was set back
    StoredSchedule before;
    int milliseconds = 0;  ///< that the learner took
};

/// How a deck is learned.
struct DeckOptions {
    double retention = 0.9;  ///< share of reviews that should succeed, 0.7 to 0.99
    int newADay = 20;
    bool fuzz = true;                         ///< intervals spread a little
    std::vector<double> steps{1, 10};         ///< minutes
    std::vector<double> relearningSteps{10};  ///< minutes
    std::vector<double> weights;              ///< of the scheduler; empty: its defaults

    bool operator==(const DeckOptions&) const = default;
};

struct StoredDeck {
    qint64 id = 0;
    QString key;  ///< name of the file of a shipped deck; of an own deck made up, unique
    QString name;
    QString about;
    bool shipped = false;
    DeckOptions options;
};

/// A moment of the learner's day, which need not begin at midnight.
struct Moment {
    qint64 now = 0;
    qint64 dayStart = 0;
    qint64 dayEnd = 0;
};

struct DueCounts {
    qint64 deck = 0;
    int fresh = 0;     ///< new cards, as many as the day still allows
    int learning = 0;  ///< in steps, due by now
    int review = 0;    ///< due today
    int total = 0;     ///< cards of the deck
};

}  // namespace glassbox
