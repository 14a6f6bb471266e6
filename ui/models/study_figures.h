#pragma once

#include "lessons/study/fsrs.h"
#include "lessons/study/review_statistics.h"

#include <QString>

#include <array>
#include <vector>

namespace glassbox {

class CardStore;
struct DeckOptions;

/// Cards by where they stand. Each card counts once: a suspended one as suspended whatever it was.
struct CardStates {
    int fresh = 0;     ///< never answered
    int learning = 0;  ///< in steps of minutes, for the first time or after it was forgotten
    int young = 0;     ///< come back within less than `matureDays` days
    int mature = 0;
    int suspended = 0;
    int leeches = 0;  ///< of all of these, those that are leeches now

    static constexpr int matureDays = 21;
    int total() const { return fresh + learning + young + mature + suspended; }
};

/// Retention measured over some days, with what it is to be held against.
struct RetentionFigure {
    int days = 0;
    Recall recall;
    double goal = 0;  ///< desired retention, 0..1; of several decks the mean, weighted by the reviews that count here

    /// With fewer reviews the share tells too little to be held against a goal.
    static constexpr int leastReviews = 20;
    bool tells() const { return recall.reviews >= leastReviews; }
};

/// A card that is forgotten again and again.
struct HardCard {
    qint64 card = 0;
    QString question;  ///< in the markup of decks
    QString deck;
    int lapses = 0;
    double difficulty = 0;  ///< 1..10
    bool leech = false;
    bool suspended = false;
};

/// How studying goes: all that is shown of one deck, or of all of them. A plain value.
struct StudyFigures {
    qint64 deck = 0;  ///< 0: all
    qint64 nowMs = 0;
    qint64 today = 0;  ///< number of the study day (StudyDays)

    int doneToday = 0;   ///< cards that were answered today and are not asked again today
    int leftToday = 0;   ///< cards that are still to be asked today: due ones, steps, new ones that the day allows
    int cardsToday = 0;  ///< cards that were answered today
    int answersToday = 0;
    qint64 millisecondsToday = 0;  ///< spent on answers

    std::vector<int> forecast;  ///< cards due on each of the next 30 days, today first; new and suspended ones left out
    int overdue = 0;            ///< of today's, those that were due on an earlier day
    CardStates states;

    RetentionFigure lately{30, {}, 0};
    RetentionFigure longer{90, {}, 0};
    std::array<Recall, 5> calibration{};  ///< by answer, see ratingCalibration()

    int remembered = 0;    ///< cards that are not new, over which the next one is the mean
    double recallNow = 0;  ///< mean probability that a card would be remembered now, as the model estimates it
    std::vector<HistogramBar> stability, difficulty;

    std::vector<std::array<int, 5>> answersADay;  ///< of the last 30 days, today last, by answer 1..5
    int answers = 0;                              ///< in the whole log
    Streak streak;
    std::vector<HardCard> hardest;  ///< leeches first, then by lapses; at most 12

    int cardsOfToday() const { return doneToday + leftToday; }
    double secondsACard() const { return cardsToday ? double(millisecondsToday) / 1000 / cardsToday : 0; }
};

/// The memory model by which a deck is scheduled. Stored weights that are no parameters count as the defaults.
Fsrs memoryModelOf(const DeckOptions& options);

/// Throws StudyError. Reads the whole log of the deck: call it off the window's thread.
StudyFigures studyFigures(const CardStore& store, qint64 deck, qint64 nowMs, const StudyDays& days);

}  // namespace glassbox
