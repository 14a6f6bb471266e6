#include "engine/explain/racer_line_search.h"

#include <cmath>
#include <deque>

namespace glassbox {

namespace {

// Nocedal 1980: the inverse Hessian from the last few moves and the changes of gradient they brought.
class LbfgsRule : public RacerRule {
  public:
    explicit LbfgsRule(const Options& options) : m_history(static_cast<std::size_t>(options.integer("history"))) {}

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
        Eigen::Vector2d direction = -timesInverseHessian(m_here.gradient);
        if (m_moves.empty() || !(direction.dot(m_here.gradient) < 0)) direction = restart(step);
        LineSearchResult found = searchLine(surface, m_here, direction, firstLength(), 0.9);
        if (found.length == 0 && !step.restarted) {  // the memory misleads: try the gradient alone
            direction = restart(step);
            found = searchLine(surface, m_here, direction, firstLength(), 0.9);
        }
        step.memory[0] = direction;
        m_stuck = isStuck(surface, m_here, found);
        m_known = found.length > 0;  // with noise, the next look at the gradient here may show a way
        if (m_stuck || !m_known) return;
        step.stepLength = found.length;
        step.position = found.point.position;
        step.effectiveRate = movePerGradient(step.position - m_here.position, m_here.gradient);
        remember({step.position - m_here.position, found.point.gradient - m_here.gradient});
        m_here = found.point;
    }

  private:
    struct Move {
        Eigen::Vector2d s, y;  // move, change of gradient
    };

    /// The two loops, from the newest move to the oldest and back.
    Eigen::Vector2d timesInverseHessian(Eigen::Vector2d q) const {
        std::vector<double> shares;
        for (auto move = m_moves.rbegin(); move != m_moves.rend(); ++move) {
            shares.push_back(move->s.dot(q) / move->s.dot(move->y));
            q -= shares.back() * move->y;
        }
        if (!m_moves.empty()) q *= m_moves.back().s.dot(m_moves.back().y) / m_moves.back().y.squaredNorm();
        for (const Move& move : m_moves) {
            q += (shares.back() - move.y.dot(q) / move.s.dot(move.y)) * move.s;
            shares.pop_back();
        }
        return q;
    }

    void remember(const Move& move) {
        // Only moves along which the surface bends upwards make a bowl.
        if (!(move.s.dot(move.y) > 1e-12 * move.s.norm() * move.y.norm())) return;
        m_moves.push_back(move);
        if (m_moves.size() > m_history) m_moves.pop_front();
    }

    Eigen::Vector2d restart(RacerStep& step) {
        step.restarted = true;
        m_moves.clear();
        return -m_here.gradient;
    }
    double firstLength() const { return m_moves.empty() ? std::min(1.0, 1 / m_here.gradient.norm()) : 1; }

    std::size_t m_history;
    bool m_known = false, m_stuck = false;
    KnownPoint m_here;
    std::deque<Move> m_moves;
};

}  // namespace

RacerEntry lbfgsEntry() {
    RacerEntry entry;
    RacerKind& kind = entry.kind;
    kind.kind = "lbfgs";
    kind.title = "L-BFGS";
    kind.help =
        "Learns the curvature from its last moves and jumps nearly as Newton does, without computing a second "
        "derivative (full batch; Nocedal 1980).";
    kind.formula = "d = −H̃⁻¹ g with H̃⁻¹ from the last moves s and changes y of the gradient,  w ← w + α d";
    kind.tex = "d = -\\tilde{H}^{-1} g,\\quad w \\leftarrow w + \\alpha\\, d";
    kind.memoryNames = {"direction"};
    kind.cost = "the values and gradients that its line search looks at, mostly one of each";
    OptionInfo history{"history", "History", OptionType::Integer, std::int64_t{10}, 1, 100};
    history.help = "How many of the last moves it remembers.";
    kind.options = {history};
    entry.make = [](const RacerSpec&, const Options& options, std::uint64_t) -> std::unique_ptr<RacerRule> {
        return std::make_unique<LbfgsRule>(options);
    };
    return entry;
}

}  // namespace glassbox
