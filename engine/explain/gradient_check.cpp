#include "engine/explain/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

double disagreement(double analytic, double numeric) {
    const double error = std::abs(analytic - numeric) / std::max({1.0, std::abs(analytic), std::abs(numeric)});
    return std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
}

}  // namespace

GradientCheck checkGradient(const Network& network, const Loss& loss, const Tensor& input, const Tensor& target,
                            Mode mode, double h, std::uint64_t seed) {
    Network changed = network;
    Trace trace;
    trace.wantInputGradient = true;
    trace.input = input;
    trace.target = target;
    const auto forward = [&] {
        Random random(seed);  // the same numbers each time, so that dropout drops the same units
        changed.forward(trace, mode, random);
    };
    forward();
    changed.backward(trace, loss);
    const Buffer gradient = trace.gradient;
    const Tensor inputGradient = trace.inputGradient;

    // (C(v + h) - C(v - h)) / 2h, with the distance that rounding left between the two points.
    const auto numeric = [&](Scalar& value) {
        const Scalar before = value;
        value = static_cast<Scalar>(before + h);
        const auto above = static_cast<double>(value);
        forward();
        changed.evaluate(trace, loss);
        const double costAbove = trace.cost;
        value = static_cast<Scalar>(before - h);
        const auto below = static_cast<double>(value);
        forward();
        changed.evaluate(trace, loss);
        value = before;
        return (costAbove - trace.cost) / (above - below);
    };

    GradientCheck check;
    double worst = -1;
    for (const ParameterPlace& place : network.places()) {
        if (!place.trained || network.layer(place.layer).frozen()) continue;
        for (Index i = 0; i < place.info.size(); ++i) {
            const Index at = place.offset + i;
            const double error = disagreement(static_cast<double>(gradient[static_cast<std::size_t>(at)]),
                                              numeric(changed.parameters()[static_cast<std::size_t>(at)]));
            check.worstParameter = std::max(check.worstParameter, error);
            if (error <= worst) continue;
            worst = error;
            check.worstName = place.name + "[" + std::to_string(i) + "]";
        }
    }
    for (Index i = 0; i < trace.input.size(); ++i) {
        const double error = disagreement(static_cast<double>(inputGradient.data()[i]), numeric(trace.input.data()[i]));
        check.worstInput = std::max(check.worstInput, error);
    }
    return check;
}

}  // namespace glassbox
