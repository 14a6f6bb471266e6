#include "engine/explain/racer_rule.h"

#include <Eigen/LU>
#include <cmath>

namespace glassbox {

namespace {

double smallestEigenvalue(const Eigen::Matrix2d& h) {
    return (h(0, 0) + h(1, 1)) / 2 - std::hypot((h(0, 0) - h(1, 1)) / 2, h(0, 1));
}

/// What must be added to the diagonal so that the step goes down: nothing for a bowl; where the surface is flat or
/// bends downwards, enough to turn the smallest curvature into its own size.
double dampingFor(const Eigen::Matrix2d& h) {
    const double lowest = smallestEigenvalue(h), scale = h.norm();
    const double least = scale > 0 ? 1e-8 * scale : 1;
    return lowest >= least ? 0 : std::max(-lowest, least) - lowest;
}

class NewtonRule : public RacerRule {
  public:
    explicit NewtonRule(const Options& options)
        : m_length(options.real("step_length")), m_backtracks(options.flag("backtracking")) {}

    void advance(RacedSurface& surface, RacerStep& step) override {
        const Eigen::Vector2d from = step.position;
        step.gradient = surface.gradient(from);
        Eigen::Matrix2d h = surface.hessian(from);
        step.damping = dampingFor(h);
        h.diagonal().array() += step.damping;
        const Eigen::Vector2d direction = -(h.inverse() * step.gradient);
        step.stepLength = m_length;
        if (m_backtracks && direction.allFinite() && !direction.isZero(0))
            step.stepLength = m_stuck ? 0 : backtrack(surface, step, direction);
        step.position = from + step.stepLength * direction;
        step.effectiveRate = movePerGradient(step.position - from, step.gradient);
    }

  private:
    /// The first of the full step, half, a quarter ... that lowers f enough; 0 if none does.
    double backtrack(RacedSurface& surface, const RacerStep& step, const Eigen::Vector2d& direction) {
        const double slope = 1e-4 * direction.dot(step.gradient);
        const double allowed = 1e-14 * std::abs(step.value);  // rounding is no climb
        double length = m_length;
        for (int trial = 0; trial < 30; ++trial, length /= 2)
            if (surface.value(step.position + length * direction) <= step.value + length * slope + allowed)
                return length;
        m_stuck = !surface.isNoisy();  // to try again here would only find the same
        return 0;
    }

    double m_length;
    bool m_backtracks, m_stuck = false;
};

}  // namespace

RacerEntry newtonEntry() {
    RacerEntry entry;
    RacerKind& kind = entry.kind;
    kind.kind = "newton";
    kind.title = "Newton";
    kind.help =
        "Jumps to the minimum of the bowl that fits the surface here, which takes the curvature of every pair "
        "of parameters: exact on a bowl, too much to store for a network (full batch, second order).";
    kind.formula = "w ← w − (H + λ I)⁻¹ g,  λ = 0 where H is positive definite";
    kind.tex = "w \\leftarrow w - \\left(H + \\lambda I\\right)^{-1} g";
    kind.cost = "one gradient and one Hessian a step, and the values that its backtracking looks at";
    OptionInfo length{"step_length", "Step length", OptionType::Real, 1.0, 0, 1};
    length.help = "Share of the full step that is tried; 1 is Newton's own.";
    length.minimumExcluded = true;
    OptionInfo backtracking{"backtracking", "Backtracking", OptionType::Flag, true};
    backtracking.help = "Halves a step that would not lower f enough. Without it the step is taken as it is.";
    kind.options = {length, backtracking};
    entry.make = [](const RacerSpec&, const Options& options, std::uint64_t) -> std::unique_ptr<RacerRule> {
        return std::make_unique<NewtonRule>(options);
    };
    return entry;
}

}  // namespace glassbox
