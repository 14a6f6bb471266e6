#include "engine/explain/race_pad.h"

#include "engine/nn/optimizer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

double momentumRate(double curvature, double learningRate, double momentum) {
    // Roots of z^2 - (1 + mu - eta c) z + mu = 0.
    const double sum = 1 + momentum - learningRate * curvature, root = sum * sum - 4 * momentum;
    return root < 0 ? std::sqrt(momentum) : (std::abs(sum) + std::sqrt(root)) / 2;
}

double momentumRate(const BowlCurvatures& bowl, double learningRate, double momentum) {
    // As the curvature grows the rate falls, stays at sqrt(mu), and rises: an end of the range is the slowest.
    return std::max(momentumRate(bowl.lowest, learningRate, momentum),
                    momentumRate(bowl.highest, learningRate, momentum));
}

double divergenceLearningRate(const BowlCurvatures& bowl, double momentum) {
    return 2 * (1 + momentum) / bowl.highest;
}

double monotoneLearningRate(const BowlCurvatures& bowl, double momentum) {
    const double rest = 1 - std::sqrt(momentum);
    return rest * rest / bowl.highest;
}

MomentumRegion momentumRegion(const BowlCurvatures& bowl, double learningRate, double momentum) {
    if (!(momentumRate(bowl, learningRate, momentum) < 1)) return MomentumRegion::Divergent;
    return learningRate <= monotoneLearningRate(bowl, momentum) ? MomentumRegion::Monotone
                                                                : MomentumRegion::Oscillating;
}

MomentumOptimum optimalMomentum(const BowlCurvatures& bowl) {
    const double low = std::sqrt(bowl.lowest), high = std::sqrt(bowl.highest);
    const double rate = (high - low) / (high + low);
    return {4 / ((high + low) * (high + low)), rate * rate, rate};
}

MomentumOptimum optimalWithoutMomentum(const BowlCurvatures& bowl) {
    const double sum = bowl.highest + bowl.lowest;
    return {2 / sum, 0, (bowl.highest - bowl.lowest) / sum};
}

double measuredMomentumRate(const BowlCurvatures& bowl, double learningRate, double momentum, Index steps) {
    using Pair = std::array<Scalar, 2>;
    const auto optimizer = makeOptimizer({"momentum", {{"learning_rate", learningRate}, {"momentum", momentum}}});
    const Pair curvature{static_cast<Scalar>(bowl.lowest), static_cast<Scalar>(bowl.highest)};
    Pair w{1, 1}, before = w, velocity{};
    double exponent = 0;  // of two: what was taken out of the numbers
    const auto size = [&] {
        double sum = 0;
        for (const Pair* pair : {&w, &before})
            for (const Scalar number : *pair) sum += static_cast<double>(number) * static_cast<double>(number);
        return 0.5 * std::log2(sum) + exponent;
    };
    const Index middle = steps / 2;
    double atMiddle = 0;
    for (Index step = 1; step <= steps; ++step) {
        before = w;
        const Pair gradient{curvature[0] * w[0], curvature[1] * w[1]};
        optimizer->update({w.data(),
                           gradient.data(),
                           {velocity.data(), nullptr},
                           2,
                           step,
                           learningRate,
                           0,
                           0,
                           1,
                           std::numeric_limits<double>::infinity()});
        const Scalar largest = std::max({std::abs(w[0]), std::abs(w[1]), std::abs(before[0]), std::abs(before[1])});
        if (largest == 0) return 0;  // it landed on the minimum
        const int shift = std::ilogb(largest);
        if (shift < -20 || shift > 20) {
            for (Pair* pair : {&w, &before, &velocity})
                for (Scalar& number : *pair) number = std::ldexp(number, -shift);
            exponent += shift;
        }
        if (step == middle) atMiddle = size();
    }
    return std::exp2((size() - atMiddle) / static_cast<double>(steps - middle));
}

}  // namespace glassbox
