#pragma once

#include <algorithm>

namespace glassbox {

/// Anki's ease factor in permille and our difficulty from 1 to 10 have no exact relation; this line takes the factor
/// that cards begin with (2500) to the middle (5) and the least one (1300) to the hardest (10).
inline double difficultyOfFactor(int factor) {
    return std::clamp(5.0 - (factor - 2500) / 240.0, 1.0, 10.0);
}
inline int factorOfDifficulty(double difficulty) {
    return std::clamp(static_cast<int>(2500 + (5.0 - difficulty) * 240 + 0.5), 1300, 4000);
}

}  // namespace glassbox
