#pragma once

#include "engine/explain/race.h"
#include "engine/nn/random.h"

#include <memory>
#include <span>

namespace glassbox {

/// A surface as a racer sees it: every look is counted, gradients carry noise.
class RacedSurface {
  public:
    RacedSurface(const TestSurface& surface, double noise, std::uint64_t seed);

    double value(const Eigen::Vector2d& at);
    Eigen::Vector2d gradient(const Eigen::Vector2d& at);
    Eigen::Matrix2d hessian(const Eigen::Vector2d& at);
    void countValue() { ++m_values; }
    bool isNoisy() const { return m_noise > 0; }
    const SurfaceView& view() const { return m_surface.guide().view; }
    void writeCounts(RacerStep& step) const;

  private:
    const TestSurface& m_surface;
    double m_noise;
    Random m_random;
    Index m_values = 0, m_gradients = 0, m_hessians = 0;
};

/// How a racer moves. Made for one run; remembers what it needs between steps.
class RacerRule {
  public:
    virtual ~RacerRule();
    /// Where it really starts (the start, rounded to its number type). Called first.
    virtual Eigen::Vector2d begin(const Eigen::Vector2d& start) { return start; }
    /// Turns the last step into the next: position, gradient, memory and what else the kind knows. The value and the
    /// counts are filled in by the caller.
    virtual void advance(RacedSurface& surface, RacerStep& step) = 0;
    virtual std::span<const Eigen::Vector2d> population() const { return {}; }
};

/// A kind with the maker of its rule. Options are complete and checked.
struct RacerEntry {
    RacerKind kind;
    std::unique_ptr<RacerRule> (*make)(const RacerSpec& racer, const Options& options, std::uint64_t seed) = nullptr;
};

RacerEntry engineEntry(const std::string& kind);
RacerEntry newtonEntry();
RacerEntry conjugateEntry();
RacerEntry lbfgsEntry();
RacerEntry geneticEntry();

const std::vector<RacerEntry>& racerEntries();

/// What each part of the gradient was multiplied by to give this move: for rules that have no rate.
Eigen::Vector2d movePerGradient(const Eigen::Vector2d& move, const Eigen::Vector2d& gradient);

}  // namespace glassbox
