#include "engine/data/generator.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

using Target = std::function<double(const Point&)>;

Target plane(const Options&) {
    return [](const Point& at) { return (at[0] + at[1]) / (2 * shapeRadius); };
}

Target saddle(const Options&) {
    return [](const Point& at) { return at[0] * at[1] / (shapeRadius * shapeRadius); };
}

Target peaks(const Options&) {
    return [](const Point& at) {
        double sum = 0;
        for (int row = 0; row < 2; ++row) {
            for (int column = 0; column < 3; ++column) {
                const double dx = at[0] - 3.5 * (column - 1);
                const double dy = at[1] - 2.5 * (1 - 2 * row);
                const double sign = (row + column) % 2 == 0 ? 1 : -1;
                sum += sign * std::exp(-(dx * dx + dy * dy) / (2 * 1.1 * 1.1));
            }
        }
        return sum;
    };
}

Target sine(const Options& options) {
    const double frequency = options.real("frequency");
    return [frequency](const Point& at) { return std::sin(frequency * at[0]); };
}

Target steps(const Options& options) {
    const auto count = static_cast<double>(options.integer("steps"));
    return [count](const Point& at) {
        const double share = (at[0] + shapeRadius) / (2 * shapeRadius);
        const double step = std::clamp(std::floor(share * (count + 1)), 0.0, count);
        return 2 * step / count - 1;
    };
}

/// Chebyshev's polynomial: T0 = 1, T1 = u, T(n+1) = 2 u Tn - T(n-1).
Target polynomial(const Options& options) {
    const auto degree = options.integer("degree");
    return [degree](const Point& at) {
        const double u = at[0] / shapeRadius;
        double before = 1;
        double now = u;
        for (std::int64_t n = 1; n < degree; ++n) {
            const double next = 2 * u * now - before;
            before = now;
            now = next;
        }
        return now;
    };
}

Generator entry(std::string kind, std::string title, std::string help, std::string formula, Index inputs,
                std::vector<OptionInfo> own, Target (*target)(const Options&)) {
    Generator generator;
    generator.info.kind = std::move(kind);
    generator.info.title = std::move(title);
    generator.info.help = std::move(help);
    generator.info.formula = std::move(formula);
    generator.info.options = generatorOptions(std::move(own), Task::Regression);
    generator.info.task = Task::Regression;
    generator.info.inputs = inputs;
    generator.target = target;
    return generator;
}

OptionInfo whole(std::string name, std::string label, std::int64_t standard, double maximum, std::string help) {
    return {.name = std::move(name),
            .label = std::move(label),
            .type = OptionType::Integer,
            .standard = standard,
            .minimum = 1,
            .maximum = maximum,
            .help = std::move(help)};
}

OptionInfo frequencyOption() {
    return {.name = "frequency",
            .label = "Frequency",
            .type = OptionType::Real,
            .standard = 1.0,
            .minimum = 0.25,
            .maximum = 4,
            .help = "How fast the wave swings; more swings need more hidden units."};
}

}  // namespace

std::vector<Generator> valueGenerators() {
    return {
        entry("plane", "Plane", "A value that rises evenly along the diagonal. One linear unit learns it exactly.",
              "y = (x₁ + x₂) / 10", 2, {}, plane),
        entry("saddle", "Saddle",
              "A value that rises along one diagonal and falls along the other. No sum of x1 and x2 gives it; hidden "
              "units or the "
              "feature x1*x2 do.",
              "y = x₁ x₂ / 25", 2, {}, saddle),
        entry("peaks", "Peaks",
              "Three hills and three hollows. Each needs several hidden units around it, and one sees the network find "
              "them one "
              "after the other.",
              "y = Σ ± exp(−d² / 2.42)", 2, {}, peaks),
        entry("sine", "Sine",
              "A wave to follow with a curve. Watch how each hidden unit adds one bend; beyond the data the curve goes "
              "its own way.",
              "y = sin(f x)", 1, {frequencyOption()}, sine),
        entry("steps", "Steps", "A staircase. Smooth units round the corners off; larger weights make them sharper.",
              "y = ⌊…⌋ from −1 to 1", 1, {whole("steps", "Steps", 3, 8, "Number of jumps on the way from -1 to 1.")},
              steps),
        entry("polynomial", "Polynomial",
              "A polynomial of chosen degree (Chebyshev's, which stays between -1 and 1). With few points and many "
              "units one sees "
              "overfitting.",
              "y = Tₙ(x / 5)", 1,
              {whole("degree", "Degree", 3, 6, "Degree of the polynomial: how many bends there are, plus one.")},
              polynomial),
    };
}

}  // namespace glassbox
