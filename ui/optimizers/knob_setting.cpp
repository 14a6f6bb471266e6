#include "ui/optimizers/knob_setting.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

KnobSetting KnobSetting::clamped() const {
    const KnobSetting standard;
    const auto within = [](double value, double otherwise, double low, double high) {
        return std::isfinite(value) ? std::clamp(value, low, high) : otherwise;
    };
    return {within(learningRate, standard.learningRate, leastLearningRate, greatestLearningRate()),
            within(momentum, standard.momentum, 0, greatestMomentum),
            within(condition, standard.condition, 1, greatestCondition)};
}

double stepsToTenth(double rate) {
    if (rate <= 0) return 0;
    return rate < 1 ? -std::log(10.0) / std::log(rate) : std::numeric_limits<double>::infinity();
}

double rateOfSteps(double steps) {
    return steps > 0 ? std::pow(10.0, -1 / steps) : 0;
}

}  // namespace glassbox
