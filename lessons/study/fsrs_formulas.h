#pragma once

#include <algorithm>
#include <array>
#include <cmath>

/// The formulas of FSRS-6 over any kind of number: `double` to schedule, numbers that carry their gradient to fit.
/// `w` is any indexable with 21 entries; `rating` is 1 Again, 2 Hard, 3 Good, 4 Easy; stabilities and times are days.
/// What they mean is told in fsrs.h. Bounds keep a card's memory within what can be scheduled.
namespace glassbox::fsrs_formulas {

inline constexpr double leastStability = 0.001, mostStability = 36500;
inline constexpr double leastDifficulty = 1, mostDifficulty = 10;

template <typename T>
T between(const T& value, double low, double high) {
    if (value < low) return T(low);
    if (value > high) return T(high);
    return value;
}

/// 0.9^(-1/w20) - 1: the factor for which recall after S days is 90 %.
template <typename W>
auto curveFactor(const W& w) {
    using std::exp;
    return exp(-std::log(0.9) / w[20]) - 1.0;
}

/// R(t, S) = (1 + factor t / S)^-w20.
template <typename W, typename T>
T retrievability(const W& w, double days, const T& stability) {
    using std::log, std::exp;
    return exp(-w[20] * log(1.0 + curveFactor(w) * days / stability));
}

/// D0(G) = w4 - e^(w5 (G - 1)) + 1, before it is brought into 1..10.
template <typename W>
auto rawInitialDifficulty(const W& w, int rating) {
    using std::exp;
    return w[4] - exp(w[5] * double(rating - 1)) + 1.0;
}

template <typename W>
auto initialDifficulty(const W& w, int rating) {
    return between(rawInitialDifficulty(w, rating), leastDifficulty, mostDifficulty);
}

template <typename W>
auto initialStability(const W& w, int rating) {
    return between(w[std::size_t(rating - 1)], leastStability, mostStability);
}

/// D' = w7 D0(Easy) + (1 - w7) (D - w6 (G - 3) (10 - D) / 9).
template <typename W, typename T>
T nextDifficulty(const W& w, const T& difficulty, int rating) {
    const T damped = difficulty - w[6] * double(rating - 3) * (10.0 - difficulty) / 9.0;
    const T reverted = w[7] * rawInitialDifficulty(w, 4) + (1.0 - w[7]) * damped;
    return between(reverted, leastDifficulty, mostDifficulty);
}

/// S' = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) [w15 if Hard] [w16 if Easy]).
template <typename W, typename T>
T stabilityAfterRecall(const W& w, const T& difficulty, const T& stability, const T& recall, int rating) {
    using std::log, std::exp;
    T growth = exp(w[8] - w[9] * log(stability)) * (11.0 - difficulty) * (exp(w[10] * (1.0 - recall)) - 1.0);
    if (rating == 2) growth = growth * w[15];
    if (rating == 4) growth = growth * w[16];
    return between(T(stability * (1.0 + growth)), leastStability, mostStability);
}

/// S' = min(w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)), S / e^(w17 w18)): forgetting never makes a memory stronger.
template <typename W, typename T>
T stabilityAfterLapse(const W& w, const T& difficulty, const T& stability, const T& recall) {
    using std::log, std::exp;
    const T forgotten =
        w[11] * exp(-w[12] * log(difficulty)) * (exp(w[13] * log(stability + 1.0)) - 1.0) * exp(w[14] * (1.0 - recall));
    const T most = stability / exp(w[17] * w[18]);
    return between(forgotten < most ? forgotten : most, leastStability, mostStability);
}

/// S' = S e^(w17 (G - 3 + w18)) S^-w19, the factor being at least 1 unless the card was forgotten.
template <typename W, typename T>
T stabilityOnSameDay(const W& w, const T& stability, int rating) {
    using std::log, std::exp;
    const T factor = exp(w[17] * (double(rating - 3) + w[18]) - w[19] * log(stability));
    if (rating > 1 && factor < 1.0) return stability;
    return between(T(stability * factor), leastStability, mostStability);
}

}  // namespace glassbox::fsrs_formulas
