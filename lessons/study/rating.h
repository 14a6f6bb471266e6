#pragma once

namespace glassbox {

/// What a review means to the schedule.
enum class Rating { Again = 1, Hard, Good, Easy };

/// How well a card was known, as the learner says it: 1 not at all ... 5 perfectly.
inline constexpr int leastKnown = 1, bestKnown = 5;

/// 1 is Again, 2 Hard, 3 and 4 Good, 5 Easy; 3 against 4 matters to statistics alone. Throws std::out_of_range.
Rating ratingOf(int known);

}  // namespace glassbox
