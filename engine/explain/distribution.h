#pragma once

#include "engine/nn/export.h"
#include "engine/nn/tensor.h"

#include <array>
#include <span>
#include <vector>

namespace glassbox {

/// How some numbers were distributed at one moment, in little memory: their order statistics. Up to `exactCount` finite
/// numbers are kept as they are, so that every share and quantile is exact; of more, so many are kept at even ranks, so
/// that a share between two values is right to about 1 / exactCount. The quantiles in `quantiles` are exact over the
/// numbers looked at in any case.
class GLASSBOX_EXPORT Distribution {
  public:
    static constexpr Index exactCount = 257;
    static constexpr std::array<double, 5> levels{0.05, 0.25, 0.5, 0.75, 0.95};

    Distribution() = default;
    /// Looks at `most` numbers, spread evenly but not at regular distances, where there are more; least() and
    /// greatest() are of all of them.
    explicit Distribution(std::span<const float> numbers, Index most = 4096);

    /// How many numbers there are, how many of them were looked at, and how many of these were not finite.
    Index count() const { return m_count; }
    Index looked() const { return m_looked; }
    Index invalid() const { return m_invalid; }
    bool isSampled() const { return m_looked < m_count; }
    /// Shares are right to the last number that was looked at.
    bool isExact() const { return m_looked - m_invalid <= exactCount; }
    /// No finite number at all.
    bool isEmpty() const { return m_ranks.empty(); }

    float least() const { return m_least; }
    float greatest() const { return m_greatest; }
    /// At `levels`: between two numbers in proportion, as numpy.quantile does it.
    const std::array<float, 5>& quantiles() const { return m_quantiles; }
    float median() const { return m_quantiles[2]; }
    /// Share of the finite numbers below `value`, or below and equal.
    double shareBelow(double value, bool orEqual = false) const;
    /// Share of the finite numbers in [low, high).
    double share(double low, double high) const { return shareBelow(high) - shareBelow(low); }
    /// shareBelow() of ascending values, in one pass.
    void sharesBelow(std::span<const double> values, std::span<double> shares) const;
    /// The kept order statistics, ascending; the first is the least that was looked at, the last the greatest.
    std::span<const float> ranks() const { return m_ranks; }

  private:
    std::vector<float> m_ranks;
    std::array<float, 5> m_quantiles{};
    Index m_count = 0, m_looked = 0, m_invalid = 0;
    float m_least = 0, m_greatest = 0;
};

}  // namespace glassbox
