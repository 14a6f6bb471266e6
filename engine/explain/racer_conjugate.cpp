#include "engine/explain/racer_line_search.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

// How much of the slope a line search may leave: little, since lines only stay conjugate if each is searched to its
// lowest point.
constexpr double slopeLeft = 0.001;

// Polak and Ribiere 1969 with the factor never below 0 ("PR+", Gilbert and Nocedal 1992).
class ConjugateRule : public RacerRule {
  public:
    void advance(RacedSurface& surface, RacerStep& step) override {
        if (!m_known) {
            m_here = {step.position, surface.value(step.position), surface.gradient(step.position)};
            m_known = true;
        }
        step.gradient = m_here.gradient;
        step.restarted = false;
        step.stepLength = 0;
        step.effectiveRate.setZero();
        if (m_stuck || m_here.gradient.isZero(0)) return;  // nothing is left to do
        choose(step);
        LineSearchResult found = searchLine(surface, m_here, m_direction, firstLength(), slopeLeft);
        if (found.length == 0 && !step.restarted) {  // the memory misleads: try the gradient alone
            restart(step);
            found = searchLine(surface, m_here, m_direction, firstLength(), slopeLeft);
        }
        step.memory[0] = m_direction;
        m_stuck = isStuck(surface, m_here, found);
        m_known = found.length > 0;  // with noise, the next look at the gradient here may show a way
        if (m_stuck || !m_known) return;
        step.stepLength = found.length;
        step.effectiveRate = movePerGradient(found.point.position - m_here.position, m_here.gradient);
        m_lastSlope = found.length * m_direction.dot(m_here.gradient);
        m_before = m_here.gradient;
        m_here = found.point;
        step.position = m_here.position;
    }

  private:
    void choose(RacerStep& step) {
        const Eigen::Vector2d& g = m_here.gradient;
        const double size = m_before.squaredNorm();
        const double factor = size > 0 ? std::max(0.0, g.dot(g - m_before) / size) : 0;
        m_direction = factor * m_direction - g;
        if (factor == 0 || !(m_direction.dot(g) < 0)) restart(step);
    }
    void restart(RacerStep& step) {
        step.restarted = true;
        m_direction = -m_here.gradient;
    }
    /// As far down as the last step went; at first a step of length 1 at most.
    double firstLength() const {
        const double slope = m_direction.dot(m_here.gradient);
        return m_lastSlope < 0 ? std::clamp(m_lastSlope / slope, 1e-8, 1e8) : std::min(1.0, 1 / m_here.gradient.norm());
    }

    bool m_known = false, m_stuck = false;
    KnownPoint m_here;
    Eigen::Vector2d m_direction = Eigen::Vector2d::Zero(), m_before = Eigen::Vector2d::Zero();
    double m_lastSlope = 0;
};

}  // namespace

RacerEntry conjugateEntry() {
    RacerEntry entry;
    RacerKind& kind = entry.kind;
    kind.kind = "conjugate_gradient";
    kind.title = "Conjugate gradients";
    kind.help =
        "Searches along one line after another, each bent so that it does not undo the ones before: on a bowl "
        "of n parameters n lines are enough (full batch; Polak and Ribière 1969).";
    kind.formula = "d ← −g + β d,  β = max(0, g·(g − g₀) / g₀·g₀),  w ← w + α d";
    kind.tex =
        "d \\leftarrow -g + \\beta d,\\quad \\beta = \\max\\left(0, \\frac{g \\cdot \\left(g - "
        "g_{0}\\right)}{g_{0} \\cdot g_{0}}\\right),\\quad w \\leftarrow w + \\alpha\\, d";
    kind.memoryNames = {"direction"};
    kind.cost = "the values and gradients that its line search looks at";
    entry.make = [](const RacerSpec&, const Options&, std::uint64_t) -> std::unique_ptr<RacerRule> {
        return std::make_unique<ConjugateRule>();
    };
    return entry;
}

}  // namespace glassbox
