#include "engine/explain/race.h"

#include <array>

namespace glassbox {

namespace {

constexpr std::array<const char*, 6> kinds{"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"};

/// Learning rates of the six on a surface: such that their paths are smooth and long enough to be watched.
struct Rates {
    std::string_view surface;
    std::array<double, kinds.size()> rates;
};
constexpr Rates tuned[] = {
    {"bowl", {0.2, 0.05, 0.05, 0.5, 0.05, 0.1}},
    {"noisy_bowl", {0.1, 0.02, 0.02, 0.5, 0.05, 0.1}},
    {"saddle", {0.01, 0.002, 0.002, 0.05, 0.005, 0.01}},
    {"booth", {0.02, 0.004, 0.004, 2, 0.1, 0.2}},
    {"matyas", {0.5, 0.1, 0.1, 2, 0.1, 0.2}},
    {"rosenbrock", {0.0015, 0.001, 0.001, 0.3, 0.02, 0.1}},
    {"beale", {0.01, 0.002, 0.002, 0.5, 0.02, 0.05}},
    {"himmelblau", {0.002, 0.0005, 0.0005, 0.5, 0.03, 0.1}},
    {"camel", {0.05, 0.15, 0.1, 0.3, 0.02, 0.5}},
    {"styblinski_tang", {0.005, 0.001, 0.001, 0.5, 0.03, 0.1}},
    {"goldstein_price", {0.00001, 0.000007, 0.000007, 0.3, 0.02, 0.2}},
    {"rastrigin", {0.001, 0.005, 0.002, 1, 0.02, 0.7}},
    {"ackley", {0.02, 0.015, 0.02, 1, 0.05, 0.5}},
    {"cliff", {0.1, 0.03, 0.03, 0.3, 0.02, 0.05}},
    {"plateau", {0.2, 0.05, 0.05, 0.2, 0.02, 0.05}},
};

RacerSpec racer(const char* kind, double rate) {
    return {findRacerKind(kind)->title, {kind, {{"learning_rate", rate}}}};
}

}  // namespace

std::vector<RacerSpec> defaultRacers(const SurfaceInfo& info) {
    for (const Rates& row : tuned) {
        if (row.surface != info.kind) continue;
        std::vector<RacerSpec> racers;
        for (std::size_t i = 0; i < kinds.size(); ++i) racers.push_back(racer(kinds[i], row.rates[i]));
        return racers;
    }
    return defaultRacers(*info.make(info, checkedOptions(info, {}, "surface")), info.guide.start, 400, 1);
}

std::vector<RacerSpec> defaultRacers(const TestSurface& surface, const Eigen::Vector2d& start, Index steps,
                                     std::uint64_t seed) {
    std::vector<RacerSpec> racers;
    for (const char* kind : kinds) {
        const RacerSpec usual{findRacerKind(kind)->title, {kind}};
        const std::optional<double> rate = suggestLearningRate(surface, usual, start, steps, seed);
        racers.push_back(rate ? racer(kind, *rate) : usual);
    }
    return racers;
}

}  // namespace glassbox
