#pragma once

#include "engine/explain/race_pad.h"

namespace glassbox {

/// A place on the two-knob pad, and the bowl it belongs to. The bowl's highest curvature is 1, its lowest 1 /
/// condition.
struct KnobSetting {
    double learningRate = 1;  ///< leastLearningRate to greatestLearningRate()
    double momentum = 0.5;    ///< 0 to greatestMomentum
    double condition = 10;    ///< 1 to 100

    static constexpr double leastLearningRate = 0.01;  ///< optimizers need one above 0
    static constexpr double greatestMomentum = 0.995;
    static constexpr double greatestCondition = 100;

    BowlCurvatures bowl() const { return {1 / condition, 1}; }
    /// A bit beyond 4 / L, where even the largest momentum diverges.
    static double greatestLearningRate() { return 4.2; }
    /// The nearest setting within the ranges; numbers that are not finite become the standard ones.
    KnobSetting clamped() const;
    friend bool operator==(const KnobSetting&, const KnobSetting&) = default;
};

/// Steps until a tenth of the distance is left if each step leaves the share `rate`; infinite from 1 on.
double stepsToTenth(double rate);
/// The other way round; 1 for infinitely many.
double rateOfSteps(double steps);

}  // namespace glassbox
