#pragma once

#include <cstdint>

namespace glassbox {

/// Spreads intervals a little, so that cards learned together do not stay together. Days within which an interval may
/// fall.
struct FuzzRange {
    int least = 0, most = 0;
};

/// The interval +- (1 day + 15 % of what lies in 2.5..7 days, 10 % of 7..20, 5 % of the rest), at least 2 days and at
/// most `longest`; below 2.5 days nothing is spread.
FuzzRange fuzzRange(int days, int longest);

/// The interval's place in its range for `unit` in [0, 1); the same `unit` keeps the order of two intervals.
int fuzzed(int days, int longest, double unit);

/// A number in [0, 1) for a card's review: the same seed, card and count of reviews always give the same one.
double fuzzUnit(std::uint64_t seed, std::uint64_t card, std::uint64_t reviews);

}  // namespace glassbox
