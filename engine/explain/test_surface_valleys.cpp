#include "engine/explain/test_surface_kind.h"

namespace glassbox {

namespace {

using dual::square;

// Rosenbrock 1960
struct Rosenbrock {
    explicit Rosenbrock(const Options& options) : steepness(options.real("steepness")) {}
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return square(1.0 - x) + steepness * square(y - square(x));
    }
    double steepness;
};

// Beale 1958
struct Beale : PlainFormula {
    using PlainFormula::PlainFormula;
    template <typename T>
    T operator()(const T& x, const T& y) const {
        const T y2 = y * y;
        return square(1.5 - x + x * y) + square(2.25 - x + x * y2) + square(2.625 - x + x * (y2 * y));
    }
};

// Himmelblau 1972
struct Himmelblau : PlainFormula {
    using PlainFormula::PlainFormula;
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return square(square(x) + y - 11.0) + square(x + square(y) - 7.0);
    }
};

struct Camel : PlainFormula {
    using PlainFormula::PlainFormula;
    template <typename T>
    T operator()(const T& x, const T& y) const {
        const T x2 = x * x;
        const T x4 = x2 * x2;
        return 2.0 * x2 - 1.05 * x4 + (1.0 / 6) * (x4 * x2) + x * y + square(y);
    }
};

// Styblinski and Tang 1990
struct StyblinskiTang : PlainFormula {
    using PlainFormula::PlainFormula;
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return 0.5 * (half(x) + half(y));
    }
    template <typename T>
    static T half(const T& t) {
        const T t2 = t * t;
        return t2 * t2 - 16.0 * t2 + 5.0 * t;
    }
};

// Goldstein and Price 1971
struct GoldsteinPrice : PlainFormula {
    using PlainFormula::PlainFormula;
    template <typename T>
    T operator()(const T& x, const T& y) const {
        const T x2 = x * x, xy = x * y, y2 = y * y;
        const T first = 19.0 - 14.0 * x + 3.0 * x2 - 14.0 * y + 6.0 * xy + 3.0 * y2;
        const T second = 18.0 - 32.0 * x + 12.0 * x2 + 48.0 * y - 36.0 * xy + 27.0 * y2;
        return (1.0 + square(x + y + 1.0) * first) * (30.0 + square(2.0 * x - 3.0 * y) * second);
    }
};

}  // namespace

std::vector<SurfaceInfo> valleySurfaces() {
    // Both coordinates solve 4 t^3 - 32 t + 5 = 0.
    const double tang = -2.9035340277711771;
    return {
        surfaceInfo<Rosenbrock>("rosenbrock", "Rosenbrock",
                                "A curved valley with steep walls: finding the valley is easy, following it to (1, 1) "
                                "is hard.",
                                "f = (1 − x)² + b (y − x²)²",
                                "\\left(1 - x\\right)^{2} + b \\left(y - x^{2}\\right)^{2}",
                                {{-2.2, 2.2, -0.9, 2.4}, {-1.5, 2}, {{{1, 1}, 0}}},
                                {surfaceOption("steepness", "Steepness b", 100, 1, 1000,
                                               "How steep the valley's walls are against its floor.")}),
        surfaceInfo<Beale>("beale", "Beale",
                           "A flat valley between sharp walls: gradients are huge in the corners and tiny near the "
                           "minimum at (3, 0.5).",
                           "f = (1.5 − x + x y)² + (2.25 − x + x y²)² + (2.625 − x + x y³)²",
                           "\\left(1.5 - x + x y\\right)^{2} + \\left(2.25 - x + x y^{2}\\right)^{2} + \\left(2.625 - "
                           "x + x y^{3}\\right)^{2}",
                           {{-2, 4.5, -2, 2.2}, {1, 1.6}, {{{3, 0.5}, 0}}}),
        surfaceInfo<Himmelblau>("himmelblau", "Himmelblau",
                                "Four minima of the same depth: which of them is found depends on the start.",
                                "f = (x² + y − 11)² + (x + y² − 7)²",
                                "\\left(x^{2} + y - 11\\right)^{2} + \\left(x + y^{2} - 7\\right)^{2}",
                                {{-6, 6, -5, 5},
                                 {-0.5, -1},
                                 {{{3, 2}, 0},
                                  {{-2.805118086952745, 3.131312518250573}, 0},
                                  {{-3.779310253377747, -3.283185991286170}, 0},
                                  {{3.584428340330492, -1.848126526964404}, 0}}}),
        surfaceInfo<Camel>("camel", "Three-hump camel",
                           "Three minima: the lowest at (0, 0), two shallower ones that hold on to who comes slowly.",
                           "f = 2x² − 1.05x⁴ + x⁶ / 6 + x y + y²",
                           "2 x^{2} - 1.05\\, x^{4} + \\frac{x^{6}}{6} + x y + y^{2}",
                           {{-2.5, 2.5, -1.8, 1.8}, {-2, 1.5}, {{{0, 0}, 0}}}),
        surfaceInfo<StyblinskiTang>("styblinski_tang", "Styblinski-Tang",
                                    "Four hollows of different depth; only one of them is the lowest.",
                                    "f = ½ (x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)",
                                    "\\frac{1}{2} \\left( x^{4} - 16 x^{2} + 5 x + y^{4} - 16 y^{2} + 5 y \\right)",
                                    {{-5, 5, -4.2, 4.2}, {0.1, -0.4}, {{{tang, tang}, -78.332331407542821}}}),
        surfaceInfo<GoldsteinPrice>(
            "goldstein_price", "Goldstein-Price",
            "Heights from 3 to a million within a few units: one learning rate can hardly suit all of it.",
            "f = [1 + (x + y + 1)² (19 − 14x + 3x² − 14y + 6x y + 3y²)] · [30 + (2x − 3y)² (18 − 32x + 12x² + 48y − "
            "36x y + 27y²)]",
            "\\left[1 + \\left(x + y + 1\\right)^{2} \\left(19 - 14 x + 3 x^{2} - 14 y + 6 x y + 3 "
            "y^{2}\\right)\\right] "
            "\\left[30 + \\left(2 x - 3 y\\right)^{2} \\left(18 - 32 x + 12 x^{2} + 48 y - 36 x y + 27 "
            "y^{2}\\right)\\right]",
            {{-2, 2, -2.2, 1.2}, {-1, 0.3}, {{{0, -1}, 3}}}),
    };
}

}  // namespace glassbox
