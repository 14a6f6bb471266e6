#include "engine/explain/distribution.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <tuple>

namespace glassbox {

namespace {

/// A number of each of `most` equal parts, at a place in it that is fixed but follows no rule: a regular distance could
/// hit the same few rows of a matrix again and again.
std::vector<float> evenSample(std::span<const float> numbers, Index most) {
    const auto count = static_cast<std::uint64_t>(numbers.size());
    const auto parts = static_cast<std::uint64_t>(most);
    std::vector<float> sample(static_cast<std::size_t>(most));
    for (std::uint64_t i = 0; i < parts; ++i) {
        const std::uint64_t first = i * count / parts, last = (i + 1) * count / parts;
        const std::uint64_t mixed = (i + 1) * 0x9E3779B97F4A7C15ULL;
        sample[static_cast<std::size_t>(i)] = numbers[static_cast<std::size_t>(first + (mixed >> 33) % (last - first))];
    }
    return sample;
}

/// Finite extremes of all numbers; one pass that becomes vector instructions.
std::pair<float, float> extremesOf(std::span<const float> numbers) {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    float least = infinity, greatest = -infinity;
    for (const float x : numbers) {
        const float low = std::abs(x) < infinity ? x : infinity;
        const float high = std::abs(x) < infinity ? x : -infinity;
        least = low < least ? low : least;
        greatest = high > greatest ? high : greatest;
    }
    return {least, greatest};
}

float quantileOf(const std::vector<float>& sorted, double level) {
    const double place = level * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double share = place - static_cast<double>(below);
    return static_cast<float>((1 - share) * static_cast<double>(sorted[below]) +
                              share * static_cast<double>(sorted[above]));
}

}  // namespace

Distribution::Distribution(std::span<const float> numbers, Index most) : m_count(static_cast<Index>(numbers.size())) {
    std::vector<float> values =
        m_count > most ? evenSample(numbers, most) : std::vector<float>(numbers.begin(), numbers.end());
    m_looked = static_cast<Index>(values.size());
    std::erase_if(values, [](float x) { return !std::isfinite(x); });
    m_invalid = m_looked - static_cast<Index>(values.size());
    if (values.empty()) return;
    std::sort(values.begin(), values.end());
    std::tie(m_least, m_greatest) = extremesOf(numbers);
    for (std::size_t i = 0; i < levels.size(); ++i) m_quantiles[i] = quantileOf(values, levels[i]);
    if (static_cast<Index>(values.size()) <= exactCount) {
        m_ranks = std::move(values);
        return;
    }
    m_ranks.resize(static_cast<std::size_t>(exactCount));
    for (std::size_t i = 0; i < m_ranks.size(); ++i)
        m_ranks[i] = values[i * (values.size() - 1) / static_cast<std::size_t>(exactCount - 1)];
}

double Distribution::shareBelow(double value, bool orEqual) const {
    if (m_ranks.empty()) return 0;
    const auto below = [orEqual](float x, double v) {
        return orEqual ? static_cast<double>(x) <= v : static_cast<double>(x) < v;
    };
    const auto at = std::lower_bound(m_ranks.begin(), m_ranks.end(), value, below);
    return static_cast<double>(at - m_ranks.begin()) / static_cast<double>(m_ranks.size());
}

void Distribution::sharesBelow(std::span<const double> values, std::span<double> shares) const {
    std::size_t rank = 0;
    const double all = static_cast<double>(std::max<std::size_t>(1, m_ranks.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        while (rank < m_ranks.size() && static_cast<double>(m_ranks[rank]) < values[i]) ++rank;
        shares[i] = static_cast<double>(rank) / all;
    }
}

}  // namespace glassbox
