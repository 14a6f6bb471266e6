#include "engine/explain/contour_levels.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double mostSamples = 8192;  // quantiles need no more
/// Logarithmic levels begin where this share of the picture lies below: smaller hollows would be lost in a dot.
constexpr double lowestShare = 0.002;

/// Finite values from places spread evenly over the grid, ascending; the least and the greatest of all are among them.
std::vector<double> sortedSample(const ValueGrid& grid) {
    const auto stride =
        static_cast<Index>(std::max(1.0, std::floor(std::sqrt(static_cast<double>(grid.values.size()) / mostSamples))));
    std::vector<double> sample;
    for (Index row = 0; row < grid.height; row += stride)
        for (Index column = 0; column < grid.width; column += stride)
            if (const double value = grid.at(column, row); std::isfinite(value)) sample.push_back(value);
    double least = 0, greatest = 0;
    bool found = false;
    for (const double value : grid.values) {
        if (!std::isfinite(value)) continue;
        least = found ? std::min(least, value) : value;
        greatest = found ? std::max(greatest, value) : value;
        found = true;
    }
    if (found) sample.push_back(least), sample.push_back(greatest);
    std::sort(sample.begin(), sample.end());
    return sample;
}

double quantile(const std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

/// The multiples of a round step strictly between low and high, as many as `count` allows.
std::vector<double> linearLevels(double low, double high, int count) {
    std::vector<double> levels;
    const double ideal = (high / 2 - low / 2) / (count + 1) * 2;
    if (!(ideal > 0) || !std::isfinite(ideal)) return levels;
    double power = std::pow(10.0, std::floor(std::log10(ideal)));
    for (;; power *= 10) {
        for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
            const double step = factor * power;
            if (step < ideal * (1 - 1e-9)) continue;
            const double first = std::floor(low / step) + 1, last = std::ceil(high / step) - 1;
            if (last - first + 1 > count) continue;
            for (double i = first; i <= last; ++i) levels.push_back(i * step);
            return levels;
        }
    }
}

/// Round heights from about `low` to below `high`, by decades: many, one or less than one a decade, as `count` allows.
std::vector<double> roundHeights(double low, double high, int count) {
    static const std::vector<std::vector<double>> perDecade{
        {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8}, {1, 1.5, 2, 3, 5, 7}, {1, 2, 3, 5}, {1, 2, 5}, {1, 3}, {1}};
    const double first = std::floor(std::log10(low)), last = std::ceil(std::log10(high));
    const auto make = [&](const std::vector<double>& factors, double decades) {
        std::vector<double> heights;
        for (double power = std::ceil(first / decades) * decades; power <= last; power += decades)
            for (const double factor : factors)
                if (const double height = factor * std::pow(10.0, power); height >= low && height < high)
                    heights.push_back(height);
        return heights;
    };
    for (const auto& factors : perDecade)
        if (auto heights = make(factors, 1); heights.size() <= static_cast<std::size_t>(count)) return heights;
    double decades = 2;
    while (make({1}, decades).size() > static_cast<std::size_t>(count)) ++decades;
    return make({1}, decades);
}

/// Few values far below nearly all others: the least one is an accident of the grid.
bool hasPole(const std::vector<double>& sorted) {
    const double spread = quantile(sorted, 0.9) - quantile(sorted, 0.1);
    return quantile(sorted, 0.5) - sorted.front() > 15 * spread;
}

bool isAtBorder(const ValueGrid& grid, double value) {
    for (Index row = 0; row < grid.height; ++row)
        if (grid.at(0, row) == value || grid.at(grid.width - 1, row) == value) return true;
    for (Index column = 0; column < grid.width; ++column)
        if (grid.at(column, 0) == value || grid.at(column, grid.height - 1) == value) return true;
    return false;
}

std::vector<double> twoSidedLevels(const std::vector<double>& sorted, int count) {
    std::vector<double> sizes;
    for (const double value : sorted) sizes.push_back(std::abs(value));
    std::sort(sizes.begin(), sizes.end());
    const double low = std::max(quantile(sizes, 0.2), sizes.back() * 1e-12);
    std::vector<double> levels;
    for (const double height : roundHeights(low, sizes.back(), std::max(1, (count - 1) / 2))) {
        if (-height > sorted.front()) levels.push_back(-height);
        if (height < sorted.back()) levels.push_back(height);
    }
    if (count > 1) levels.push_back(0);
    std::sort(levels.begin(), levels.end());
    return levels;
}

std::vector<double> logarithmicLevels(const std::vector<double>& sorted, const LevelChoice& choice) {
    const double floor = std::min(choice.floor.value_or(sorted.front()), sorted.front());
    const double high = sorted.back() - floor;
    if (!(high > 0) || !std::isfinite(high)) return linearLevels(sorted.front(), sorted.back(), choice.count);
    // A minimum that is flat over a large part of the picture has no height to begin at.
    double low = quantile(sorted, lowestShare) - floor;
    low = std::max(low, high * 1e-12);
    std::vector<double> levels;
    for (const double height : roundHeights(low, high, choice.count)) {
        const double level = floor + height;
        if (level > sorted.front() && (levels.empty() || level > levels.back())) levels.push_back(level);
    }
    // Little relief on a high ground: its heights are all of one size.
    const auto fewest = static_cast<std::size_t>(std::min(4, choice.count));
    return levels.size() < fewest ? linearLevels(sorted.front(), sorted.back(), choice.count) : levels;
}

/// To the fewest digits that move it by no more than a tenth of the gap.
double rounded(double value, double gap) {
    if (!(gap > 0) || !std::isfinite(gap)) return value;
    const double step = std::pow(10.0, std::floor(std::log10(gap / 2)));
    const double result = std::round(value / step) * step;
    return std::isfinite(result) ? result : value;
}

std::vector<double> equalAreaLevels(const std::vector<double>& sorted, int count) {
    std::vector<double> levels;
    for (int i = 1; i <= count; ++i) {
        const double share = static_cast<double>(i) / (count + 1);
        const double apart = 1.0 / (count + 1);
        const double below = quantile(sorted, share - apart), above = quantile(sorted, std::min(1.0, share + apart));
        const double value = quantile(sorted, share);
        const double gap = std::min(value - below, above - value);
        const double level = rounded(value, gap);
        if (level > sorted.front() && level < sorted.back() && (levels.empty() || level > levels.back()))
            levels.push_back(level);
    }
    return levels;
}

}  // namespace

std::vector<double> contourLevels(const ValueGrid& grid, const LevelChoice& choice) {
    if (choice.count < 1) return {};
    const std::vector<double> sorted = sortedSample(grid);
    if (sorted.empty() || !(sorted.front() < sorted.back())) return {};
    switch (choice.spacing) {
        case LevelSpacing::Linear:
            return linearLevels(sorted.front(), sorted.back(), choice.count);
        case LevelSpacing::EqualArea:
            return equalAreaLevels(sorted, choice.count);
        case LevelSpacing::Logarithmic:
            break;
    }
    const bool falls = sorted.front() < 0 && sorted.back() > 0 && (isAtBorder(grid, sorted.front()) || hasPole(sorted));
    if (falls && !choice.floor) return twoSidedLevels(sorted, choice.count);
    return logarithmicLevels(sorted, choice);
}

}  // namespace glassbox
