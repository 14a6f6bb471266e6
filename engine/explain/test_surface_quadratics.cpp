#include "engine/explain/test_surface_kind.h"

#include <numbers>

namespace glassbox {

namespace {

using dual::square;

// f = (u^2 / condition + v^2) / 2 along axes turned by an angle: eigenvalues 1 / condition and 1.
struct Bowl {
    explicit Bowl(const Options& options) : low(1 / options.real("condition")) {
        const double angle = options.real("rotation") * std::numbers::pi / 180;
        c = std::cos(angle), s = std::sin(angle);
    }
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return 0.5 * (low * square(c * x + s * y) + square(c * y - s * x));
    }
    double low, c = 1, s = 0;
};

struct NoisyBowl : Bowl {
    explicit NoisyBowl(const Options& options) : Bowl(options), gradientNoise(options.real("noise")) {}
    double gradientNoise;
};

struct Saddle : PlainFormula {
    using PlainFormula::PlainFormula;
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return square(x) - square(y);
    }
};

struct Booth : PlainFormula {
    using PlainFormula::PlainFormula;
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return square(x + 2.0 * y - 7.0) + square(2.0 * x + y - 5.0);
    }
};

struct Matyas : PlainFormula {
    using PlainFormula::PlainFormula;
    template <typename T>
    T operator()(const T& x, const T& y) const {
        return 0.26 * (square(x) + square(y)) - 0.48 * (x * y);
    }
};

std::vector<OptionInfo> bowlOptions(double condition, double rotation) {
    return {surfaceOption("condition", "Condition number", condition, 1, 1000,
                          "How many times steeper the bowl is across than along. At 1 it is round; the larger, the "
                          "more plain gradient descent zigzags."),
            surfaceOption("rotation", "Rotation (degrees)", rotation, -180, 180,
                          "Turns the bowl's axes. Optimizers with a rate for each parameter see only x and y, so "
                          "they lose their advantage on a turned bowl.")};
}

std::vector<OptionInfo> noisyBowlOptions() {
    std::vector<OptionInfo> options = bowlOptions(5, 30);
    options.push_back(surfaceOption("noise", "Gradient noise", 0.5, 0, 100,
                                    "Standard deviation of what is added at random to each part of the gradient, as "
                                    "mini-batches do. The heights that are drawn are free of it."));
    return options;
}

}  // namespace

std::vector<SurfaceInfo> quadraticSurfaces() {
    const std::vector<SurfaceMinimum> origin{{}};
    const char* bowlFormula = "f = ½ (u² / κ + v²),  u = x cos φ + y sin φ,  v = y cos φ − x sin φ";
    const char* bowlTex = "\\frac{1}{2} \\left( \\frac{u^{2}}{\\kappa} + v^{2} \\right)";
    return {
        surfaceInfo<Bowl>("bowl", "Quadratic bowl",
                          "The shape of every smooth minimum seen from near by: one bowl, stretched along one axis.",
                          bowlFormula, bowlTex, {{-5, 5, -3.25, 3.25}, {-4, 2}, origin}, bowlOptions(10, 0)),
        surfaceInfo<NoisyBowl>("noisy_bowl", "Noisy bowl",
                               "A bowl whose gradient is measured with noise, as that of a mini-batch is: a constant "
                               "learning rate never settles.",
                               bowlFormula, bowlTex, {{-5, 5, -3.25, 3.25}, {-4, 2}, origin}, noisyBowlOptions()),
        surfaceInfo<Saddle>("saddle", "Saddle",
                            "A minimum along x, a maximum along y: the gradient vanishes in the middle, and along y "
                            "it goes down for ever.",
                            "f = x² − y²", "x^{2} - y^{2}", {{-3, 3, -1.95, 1.95}, {-2.5, 0.01}, {}}),
        surfaceInfo<Booth>("booth", "Booth", "A stretched bowl on its diagonal, with its minimum at (1, 3).",
                           "f = (x + 2y − 7)² + (2x + y − 5)²",
                           "\\left(x + 2y - 7\\right)^{2} + \\left(2x + y - 5\\right)^{2}",
                           {{-10, 10, -5, 8}, {-7, -3}, {{{1, 3}, 0}}}),
        surfaceInfo<Matyas>("matyas", "Matyas",
                            "A long, nearly flat valley along the diagonal: 25 times steeper across than along.",
                            "f = 0.26 (x² + y²) − 0.48 x y", "0.26 \\left(x^{2} + y^{2}\\right) - 0.48\\, x y",
                            {{-10, 10, -6.5, 6.5}, {-8, 3}, origin}),
    };
}

}  // namespace glassbox
