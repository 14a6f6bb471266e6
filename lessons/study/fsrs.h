#pragma once

#include "lessons/study/rating.h"

#include <array>
#include <vector>

namespace glassbox {

/// The 21 parameters w0..w20 of FSRS-6.
using FsrsParameters = std::array<double, 21>;

/// The published default parameters, fitted to many learners' reviews.
extern const FsrsParameters fsrsDefaults;
/// Between which each parameter has a meaning; fitting stays within.
extern const FsrsParameters fsrsLeast, fsrsMost;

/// What is remembered of a card.
struct Memory {
    double stability = 0;   ///< days after which recall has fallen to 90 %
    double difficulty = 0;  ///< 1 (easy) .. 10 (hard): how slowly stability grows
    friend bool operator==(const Memory&, const Memory&) = default;
    /// Whether both are numbers in the model's range; a card from elsewhere may have none yet.
    bool isSound() const { return stability > 0 && stability <= 36500 && difficulty >= 1 && difficulty <= 10; }
};

/// The memory model FSRS-6 (free spaced repetition scheduler; J. Ye and others, as in the "Algorithm" page of
/// open-spaced-repetition and its reference implementations). Time is in whole days since the last review; 0 is the
/// same day.
///
/// Recall after t days:    R = (1 + f t / S)^-w20,  f = 0.9^(-1/w20) - 1, so that R = 0.9 at t = S
/// First review, rating G: S = w0..w3,  D = w4 - e^(w5 (G-1)) + 1
/// Difficulty:             D' = w7 D0(Easy) + (1 - w7) (D - w6 (G-3) (10-D)/9), within 1..10
/// Remembered:             S' = S (1 + e^w8 (11-D) S^-w9 (e^(w10 (1-R)) - 1) [w15 if Hard] [w16 if Easy])
/// Forgotten:              S' = min(w11 D^-w12 ((S+1)^w13 - 1) e^(w14 (1-R)), S / e^(w17 w18))
/// Same day:               S' = S e^(w17 (G-3+w18)) S^-w19; never less than S for Hard, Good and Easy
class Fsrs {
  public:
    /// Throws std::invalid_argument that names the parameter if one is not a number within its bounds.
    explicit Fsrs(const FsrsParameters& parameters = fsrsDefaults);

    const FsrsParameters& parameters() const { return m_w; }

    /// After the first review of a new card.
    Memory first(Rating rating) const;
    /// After a later review, `days` after the one before; negative days (a clock set back) count as 0.
    Memory next(const Memory& memory, double days, Rating rating) const;
    /// After all of a card's reviews: ratings and the days from each to the one before (the first is not read).
    /// Throws std::invalid_argument if there is none or the lengths differ.
    Memory after(const std::vector<Rating>& ratings, const std::vector<double>& days) const;

    /// Probability 0..1 that the card is remembered `days` after its last review.
    double retrievability(const Memory& memory, double days) const;
    /// Days, not rounded, after which recall has fallen to `retention` (above 0, at most 1).
    double interval(double stability, double retention) const;

    /// The same model without a memory of what happens within a day: w17, w18 and w19 are 0, so that a
    /// second review on the same day changes difficulty alone (stability only if the card was forgotten).
    Fsrs withoutSameDay() const;

    /// A memory that explains a card scheduled by another program's SM-2: its ease factor (2.5 is usual), its interval
    /// in days, and the share of cards that were remembered under that schedule.
    Memory fromEase(double ease, double intervalDays, double retention = 0.9) const;

  private:
    FsrsParameters m_w;
};

}  // namespace glassbox
