#include "engine/explain/test_surface_kind.h"

#include <numbers>

namespace glassbox {

namespace {

using dual::square;
using std::numbers::pi;

// Rastrigin 1974
struct Rastrigin {
    explicit Rastrigin(const Options& options) : height(options.real("height")) {}
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return 2 * height + square(x) + square(y) - height * (dual::cosine(2 * pi * x) + dual::cosine(2 * pi * y));
    }
    double height;
};

// Ackley 1987. At (0, 0) it has the tip of a cone.
struct Ackley : PlainFormula {
    using PlainFormula::PlainFormula;
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return 20 + std::numbers::e - 20.0 * dual::exponential(-0.2 * dual::root(0.5 * (square(x) + square(y)))) -
               dual::exponential(0.5 * (dual::cosine(2 * pi * x) + dual::cosine(2 * pi * y)));
    }
};

// A shallow bowl and, from x = 1 on, a wall. The wall is the polynomial 6 t^5 - 15 t^4 + 10 t^3, which joins the levels
// below and above with two continuous derivatives.
struct Cliff {
    explicit Cliff(const Options& options) : height(options.real("height")), width(options.real("width")) {}
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return 0.05 * (square(x) + square(y)) + height * wall((x - 1.0) * (1 / width));
    }
    template <typename T>
    static T wall(const T& t) {
        if (dual::valueOf(t) <= 0) return 0.0;
        if (dual::valueOf(t) >= 1) return 1.0;
        return t * t * t * (10.0 - 15.0 * t + 6.0 * square(t));
    }
    double height, width;
};

struct Plateau {
    explicit Plateau(const Options& options) : factor(-0.5 / (options.real("width") * options.real("width"))) {}
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return 1.0 - dual::exponential(factor * (square(x) + square(y)));
    }
    double factor;
};

}  // namespace

std::vector<SurfaceInfo> ruggedSurfaces() {
    const std::vector<SurfaceMinimum> origin{{}};
    return {
        surfaceInfo<Rastrigin>("rastrigin", "Rastrigin",
                               "A bowl covered with regular bumps: a local minimum at nearly every whole number.",
                               "f = 2A + x² + y² − A (cos 2πx + cos 2πy)",
                               "2 A + x^{2} + y^{2} - A \\left( \\cos 2 \\pi x + \\cos 2 \\pi y \\right)",
                               {{-5.12, 5.12, -3.5, 3.5}, {-3.4, 2.3}, origin},
                               {surfaceOption("height", "Bumps A", 10, 0, 50, "Height of the bumps.")}),
        surfaceInfo<Ackley>(
            "ackley", "Ackley", "Nearly flat far out, with many small pits and one deep, pointed hole in the middle.",
            "f = 20 + e − 20 exp(−0.2 √(½ (x² + y²))) − exp(½ (cos 2πx + cos 2πy))",
            "20 + e - 20 \\exp\\left(-0.2 \\sqrt{\\frac{x^{2} + y^{2}}{2}}\\right) - \\exp\\left(\\frac{\\cos 2 \\pi x "
            "+ \\cos 2 \\pi y}{2}\\right)",
            {{-5, 5, -3.25, 3.25}, {-3.6, 2.4}, origin}),
        surfaceInfo<Cliff>("cliff", "Cliff",
                           "A shallow bowl beside a wall: one large gradient throws the point far away, as exploding "
                           "gradients do in recurrent networks (Pascanu, Mikolov and Bengio 2013).",
                           "f = 0.05 (x² + y²) + h s((x − 1) / w),  s(t) = 10t³ − 15t⁴ + 6t⁵ for t from 0 to 1",
                           "0.05 \\left(x^{2} + y^{2}\\right) + h\\, s\\left(\\frac{x - 1}{w}\\right)",
                           {{-4, 4, -2.6, 2.6}, {1.35, 1.5}, origin},
                           {surfaceOption("height", "Height h", 5, 0, 100, "How high the cliff is."),
                            surfaceOption("width", "Width w", 0.5, 0.05, 3,
                                          "Over what distance it rises: the narrower, the larger the gradient.")}),
        surfaceInfo<Plateau>("plateau", "Plateau",
                             "Flat nearly everywhere, with one hole: far from it the gradient vanishes and plain "
                             "gradient descent hardly moves.",
                             "f = 1 − exp(−(x² + y²) / 2w²)", "1 - \\exp\\left(-\\frac{x^{2} + y^{2}}{2 w^{2}}\\right)",
                             {{-5, 5, -3.25, 3.25}, {-2.4, 1.5}, origin},
                             {surfaceOption("width", "Hole w", 1, 0.3, 5, "How wide the hole is.")}),
    };
}

}  // namespace glassbox
