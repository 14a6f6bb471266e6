#pragma once

#include "lessons/study/fsrs.h"

#include <QtGlobal>

namespace glassbox {

/// Where a card is on its way into memory.
enum class CardState {
    New,         ///< never reviewed
    Learning,    ///< within its first steps of minutes
    Review,      ///< known; comes back after days
    Relearning,  ///< was forgotten, within steps of minutes
};

/// What the schedule knows of one card. A plain value; a store keeps every member.
struct CardSchedule {
    CardState state = CardState::New;
    int step = 0;           ///< index into the (re)learning steps; 0 in other states
    Memory memory;          ///< without meaning while New
    qint64 lastReview = 0;  ///< UTC milliseconds; without meaning while New
    qint64 due = 0;         ///< UTC milliseconds: of a step the exact moment, of days the beginning of the day
    int intervalDays = 0;   ///< from the last review to due in days; 0 within steps
    int reviews = 0;        ///< how often it was answered
    int lapses = 0;         ///< how often it was forgotten after it had been known
    friend bool operator==(const CardSchedule&, const CardSchedule&) = default;
};

}  // namespace glassbox
