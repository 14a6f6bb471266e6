#include "engine/explain/racer_rule.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr std::uint64_t geneticPurpose = 21;

/// A population of points. Each generation keeps the best, and fills up with children: each takes its x and y from
/// between (and a little beyond) two parents that won a tournament, and mutates.
class GeneticRule : public RacerRule {
  public:
    GeneticRule(const Options& options, std::uint64_t seed)
        : m_points(static_cast<std::size_t>(options.integer("population"))),
          m_mutation(options.real("mutation")),
          m_cooling(options.real("cooling")),
          m_random(Random::forPurpose(seed, geneticPurpose)) {}

    Eigen::Vector2d begin(const Eigen::Vector2d& start) override {
        std::fill(m_points.begin(), m_points.end(), start);
        return start;
    }

    void advance(RacedSurface& surface, RacerStep& step) override {
        const SurfaceView& view = surface.view();
        const Eigen::Vector2d size(view.xMax - view.xMin, view.yMax - view.yMin);
        if (m_values.empty()) firstGeneration(surface, size);
        // Children first, then the best of the old in place of the worst: it is never lost.
        const Eigen::Vector2d best = m_points[m_best];
        const double bestValue = m_values[m_best];
        std::vector<Eigen::Vector2d> children(m_points.size(), best);
        for (std::size_t i = 1; i < children.size(); ++i) {
            const Eigen::Vector2d &mother = winner(), &father = winner();
            for (Index axis = 0; axis < 2; ++axis)
                children[i][axis] = mother[axis] + m_random.uniform(-0.25, 1.25) * (father[axis] - mother[axis]) +
                                    m_mutation * size[axis] * m_random.normal();
        }
        m_points = std::move(children);
        m_values[0] = bestValue;
        for (std::size_t i = 1; i < m_points.size(); ++i) m_values[i] = heightAt(surface, m_points[i]);
        findBest();
        step.position = m_points[m_best];
        step.stepLength = m_mutation;
        m_mutation *= m_cooling;
    }

    std::span<const Eigen::Vector2d> population() const override { return m_points; }

  private:
    void firstGeneration(RacedSurface& surface, const Eigen::Vector2d& size) {
        m_values.resize(m_points.size());
        for (std::size_t i = 0; i < m_points.size(); ++i) {
            if (i > 0)
                for (Index axis = 0; axis < 2; ++axis) m_points[i][axis] += m_mutation * size[axis] * m_random.normal();
            m_values[i] = heightAt(surface, m_points[i]);
        }
        findBest();
    }

    /// A hole counts as infinitely high.
    static double heightAt(RacedSurface& surface, const Eigen::Vector2d& at) {
        const double value = surface.value(at);
        return std::isfinite(value) ? value : std::numeric_limits<double>::infinity();
    }

    void findBest() {
        m_best = static_cast<std::size_t>(std::min_element(m_values.begin(), m_values.end()) - m_values.begin());
    }

    const Eigen::Vector2d& winner() {
        const auto one = static_cast<std::size_t>(m_random.below(static_cast<Index>(m_points.size())));
        const auto other = static_cast<std::size_t>(m_random.below(static_cast<Index>(m_points.size())));
        return m_points[m_values[one] <= m_values[other] ? one : other];
    }

    std::vector<Eigen::Vector2d> m_points;
    std::vector<double> m_values;
    std::size_t m_best = 0;
    double m_mutation, m_cooling;
    Random m_random;
};

}  // namespace

RacerEntry geneticEntry() {
    RacerEntry entry;
    RacerKind& kind = entry.kind;
    kind.kind = "genetic";
    kind.title = "Genetic algorithm";
    kind.help =
        "A population instead of a point: the better ones have children between them, which mutate. It needs "
        "no gradient and many evaluations; the path is that of the best.";
    kind.formula = "child = a + t (b − a) + noise,  t from −¼ to 1¼,  parents a, b by tournament; the best survives";
    kind.tex = "c = a + t \\left(b - a\\right) + \\sigma\\, \\epsilon";
    kind.cost = "one value for each of the population a step";
    OptionInfo population{"population", "Population", OptionType::Integer, std::int64_t{24}, 4, 200};
    population.help = "How many points live at a time; each costs one evaluation a step.";
    OptionInfo mutation{"mutation", "Mutation", OptionType::Real, 0.1, 0, 1};
    mutation.help =
        "Standard deviation of a child's random move, as a share of the view's width and height. The first "
        "population is spread around the start by as much.";
    OptionInfo cooling{"cooling", "Cooling", OptionType::Real, 0.97, 0, 1};
    cooling.help = "What the mutation is multiplied by after each step, so that the search becomes finer.";
    cooling.minimumExcluded = true;
    kind.options = {population, mutation, cooling};
    entry.make = [](const RacerSpec&, const Options& options, std::uint64_t seed) -> std::unique_ptr<RacerRule> {
        return std::make_unique<GeneticRule>(options, seed);
    };
    return entry;
}

}  // namespace glassbox
