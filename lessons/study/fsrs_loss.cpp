#include "lessons/study/fsrs_loss.h"

#include "lessons/study/dual.h"
#include "lessons/study/fsrs_formulas.h"

#include <algorithm>

namespace glassbox {

namespace {

// A certainty that fails would cost infinitely much; no prediction is taken to be surer than this.
constexpr double surest = 1 - 1e-6;

template <typename T>
T lossOver(const CardHistory& history, const std::array<T, 21>& w) {
    using std::log;
    namespace formulas = fsrs_formulas;
    T loss(0.0), stability(0.0), difficulty(0.0);
    for (std::size_t i = 0; i < history.steps.size(); ++i) {
        const HistoryStep& step = history.steps[i];
        const int g = int(step.rating);
        if (i == 0) {
            stability = formulas::initialStability(w, g);
            difficulty = formulas::initialDifficulty(w, g);
            continue;
        }
        if (!history.predicts(i)) {
            stability = formulas::stabilityOnSameDay(w, stability, g);
            difficulty = formulas::nextDifficulty(w, difficulty, g);
            continue;
        }
        const T recall = formulas::retrievability(w, double(step.elapsedDays), stability);
        const T probability = formulas::between(recall, 1 - surest, surest);
        loss = loss - (step.remembered() ? log(probability) : log(1.0 - probability));
        stability = step.remembered() ? formulas::stabilityAfterRecall(w, difficulty, stability, recall, g)
                                      : formulas::stabilityAfterLapse(w, difficulty, stability, recall);
        difficulty = formulas::nextDifficulty(w, difficulty, g);
    }
    return loss;
}

}  // namespace

double fsrsLoss(const CardHistory& history, const FsrsParameters& parameters) {
    return lossOver<double>(history, parameters);
}

FsrsLoss fsrsLossWithGradient(const CardHistory& history, const FsrsParameters& parameters) {
    using Number = Dual<21>;
    std::array<Number, 21> w;
    for (std::size_t i = 0; i < w.size(); ++i) w[i] = Number::parameter(parameters[i], i);
    const Number loss = lossOver<Number>(history, w);
    FsrsLoss result{loss.value, {}};
    std::copy_n(loss.gradient.begin(), result.gradient.size(), result.gradient.begin());
    return result;
}

}  // namespace glassbox
