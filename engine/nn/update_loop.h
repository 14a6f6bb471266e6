#pragma once

#include "engine/nn/optimizer.h"

#include <limits>
#include <type_traits>

namespace glassbox {

/// The gradient as the update rules see it: clipped first, then with its decay terms,
/// g <- clamp(g * scale) + weight_decay * w + l1 * sign(w).
struct GradientTerms {
    Scalar scale, limit, weightDecay, l1;

    GradientTerms(const UpdateBlock& block, double decay)
        : scale(static_cast<Scalar>(block.gradientScale)),
          limit(static_cast<Scalar>(block.gradientLimit)),
          weightDecay(static_cast<Scalar>(decay)),
          l1(static_cast<Scalar>(block.l1)) {}

    bool none() const {
        return scale == 1 && limit == std::numeric_limits<Scalar>::infinity() && weightDecay == 0 && l1 == 0;
    }
    Scalar operator()(Scalar g, Scalar w) const {
        const Scalar scaled = g * scale;
        const Scalar above = scaled < -limit ? -limit : scaled;  // written so that a not-a-number stays one
        const Scalar clipped = above > limit ? limit : above;
        const Scalar sign = w > 0 ? Scalar(1) : w < 0 ? Scalar(-1) : Scalar(0);
        return clipped + weightDecay * w + l1 * sign;
    }
};

/// Runs `rule(w, g [, first state [, second state]])` over a block. One loop without branches or aliases, so that the
/// compiler turns it into vector instructions, and one without the gradient's extra terms, which are mostly not wanted.
template <typename Rule>
void updateAll(const UpdateBlock& block, double decay, const Rule& rule) {
    Scalar* __restrict w = block.parameters;
    const Scalar* __restrict g = block.gradient;
    Scalar* __restrict s = block.state[0];
    Scalar* __restrict t = block.state[1];
    const Index count = block.count;
    const Rule r = rule;
    const GradientTerms terms(block, decay);
    const auto loop = [&](auto gradient) {
#if defined(__clang__)
#pragma clang loop vectorize(assume_safety)
#elif defined(__GNUC__)
#pragma GCC ivdep
#endif
        for (Index i = 0; i < count; ++i) {
            if constexpr (std::is_invocable_v<Rule, Scalar&, Scalar>)
                r(w[i], gradient(g[i], w[i]));
            else if constexpr (std::is_invocable_v<Rule, Scalar&, Scalar, Scalar&>)
                r(w[i], gradient(g[i], w[i]), s[i]);
            else
                r(w[i], gradient(g[i], w[i]), s[i], t[i]);
        }
    };
    if (terms.none())
        loop([](Scalar x, Scalar) { return x; });
    else
        loop([terms](Scalar x, Scalar weight) { return terms(x, weight); });
}

}  // namespace glassbox
