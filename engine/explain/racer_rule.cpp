#include "engine/explain/racer_rule.h"

#include "engine/nn/optimizer.h"

#include <cmath>

namespace glassbox {

namespace {

constexpr std::uint64_t noisePurpose = 20;  // apart from those of training (Random::forPurpose)

}  // namespace

RacerRule::~RacerRule() = default;

RacedSurface::RacedSurface(const TestSurface& surface, double noise, std::uint64_t seed)
    : m_surface(surface),
      m_noise(std::hypot(noise, surface.gradientNoise())),
      m_random(Random::forPurpose(seed, noisePurpose)) {}

double RacedSurface::value(const Eigen::Vector2d& at) {
    ++m_values;
    return m_surface.value(at.x(), at.y());
}

Eigen::Vector2d RacedSurface::gradient(const Eigen::Vector2d& at) {
    ++m_gradients;
    Eigen::Vector2d g = m_surface.gradient(at.x(), at.y());
    if (m_noise > 0) {
        g.x() += m_noise * m_random.normal();
        g.y() += m_noise * m_random.normal();
    }
    return g;
}

Eigen::Matrix2d RacedSurface::hessian(const Eigen::Vector2d& at) {
    ++m_hessians;
    return m_surface.hessian(at.x(), at.y());
}

void RacedSurface::writeCounts(RacerStep& step) const {
    step.valueEvaluations = m_values;
    step.gradientEvaluations = m_gradients;
    step.hessianEvaluations = m_hessians;
}

Eigen::Vector2d movePerGradient(const Eigen::Vector2d& move, const Eigen::Vector2d& gradient) {
    const auto part = [](double m, double g) { return g == 0 ? 0 : -m / g; };
    return {part(move.x(), gradient.x()), part(move.y(), gradient.y())};
}

const std::vector<RacerEntry>& racerEntries() {
    static const std::vector<RacerEntry> entries = [] {
        std::vector<RacerEntry> all;
        for (const OptimizerInfo& info : optimizerInfos()) all.push_back(engineEntry(info.kind));
        all.push_back(newtonEntry());
        all.push_back(conjugateEntry());
        all.push_back(lbfgsEntry());
        all.push_back(geneticEntry());
        return all;
    }();
    return entries;
}

const std::vector<RacerKind>& racerKinds() {
    static const std::vector<RacerKind> kinds = [] {
        std::vector<RacerKind> all;
        for (const RacerEntry& entry : racerEntries()) all.push_back(entry.kind);
        return all;
    }();
    return kinds;
}

const RacerKind* findRacerKind(std::string_view kind) {
    for (const RacerKind& candidate : racerKinds())
        if (candidate.kind == kind) return &candidate;
    return nullptr;
}

}  // namespace glassbox
