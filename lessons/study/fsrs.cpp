#include "lessons/study/fsrs.h"

#include "lessons/study/fsrs_formulas.h"

#include <cmath>
#include <stdexcept>
#include <string>

namespace glassbox {

namespace formulas = fsrs_formulas;

const FsrsParameters fsrsDefaults{0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
                                  1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};
const FsrsParameters fsrsLeast{0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0,  0.001,
                               0.001, 0.001, 0.001, 0,     0, 1,     0,     0,     0, 0.1};
const FsrsParameters fsrsMost{100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8};

Fsrs::Fsrs(const FsrsParameters& parameters) : m_w(parameters) {
    for (std::size_t i = 0; i < m_w.size(); ++i)
        if (!(m_w[i] >= fsrsLeast[i] && m_w[i] <= fsrsMost[i]))
            throw std::invalid_argument("parameter w" + std::to_string(i) + " of the schedule is " +
                                        std::to_string(m_w[i]) + "; it must lie between " +
                                        std::to_string(fsrsLeast[i]) + " and " + std::to_string(fsrsMost[i]));
}

Memory Fsrs::first(Rating rating) const {
    return {formulas::initialStability(m_w, int(rating)), formulas::initialDifficulty(m_w, int(rating))};
}

Memory Fsrs::next(const Memory& memory, double days, Rating rating) const {
    const int g = int(rating);
    Memory result;
    result.difficulty = formulas::nextDifficulty(m_w, memory.difficulty, g);
    if (!(days >= 1)) {
        result.stability = formulas::stabilityOnSameDay(m_w, memory.stability, g);
        return result;
    }
    const double recall = retrievability(memory, days);
    result.stability = rating == Rating::Again
                           ? formulas::stabilityAfterLapse(m_w, memory.difficulty, memory.stability, recall)
                           : formulas::stabilityAfterRecall(m_w, memory.difficulty, memory.stability, recall, g);
    return result;
}

Memory Fsrs::after(const std::vector<Rating>& ratings, const std::vector<double>& days) const {
    if (ratings.empty() || ratings.size() != days.size())
        throw std::invalid_argument("a memory needs at least one review, and as many days as ratings");
    Memory memory = first(ratings.front());
    for (std::size_t i = 1; i < ratings.size(); ++i) memory = next(memory, days[i], ratings[i]);
    return memory;
}

double Fsrs::retrievability(const Memory& memory, double days) const {
    return formulas::retrievability(m_w, std::max(days, 0.0), memory.stability);
}

double Fsrs::interval(double stability, double retention) const {
    return stability / formulas::curveFactor(m_w) * (std::pow(retention, -1 / m_w[20]) - 1);
}

Fsrs Fsrs::withoutSameDay() const {
    FsrsParameters w = m_w;
    w[17] = w[18] = w[19] = 0;
    return Fsrs(w);
}

Memory Fsrs::fromEase(double ease, double intervalDays, double retention) const {
    Memory memory;
    // The interval at which recall falls to `retention` is the stability times a constant.
    memory.stability =
        std::clamp(intervalDays / interval(1, retention), formulas::leastStability, formulas::mostStability);
    // The difficulty at which one more Good multiplies stability by the ease: the formula of recall, solved for D.
    const double growth =
        std::exp(m_w[8]) * std::pow(memory.stability, -m_w[9]) * std::expm1((1 - retention) * m_w[10]);
    memory.difficulty = std::clamp(11 - (ease - 1) / growth, formulas::leastDifficulty, formulas::mostDifficulty);
    return memory;
}

}  // namespace glassbox
