#include "engine/data/column_summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double fenceFactor = 1.5;

void countInto(Histogram& histogram, const std::vector<double>& values) {
    for (const double value : values) ++histogram.counts[histogram.binOf(value)];
}

/// The number of bins between the ends, at least 1.
Index binsOf(const std::vector<double>& sorted) {
    const auto count = static_cast<double>(sorted.size());
    const double range = sorted.back() - sorted.front();
    const double middle = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    const double wanted = middle > 0 ? range / (2 * middle / std::cbrt(count)) : std::log2(count) + 1;
    return static_cast<Index>(std::clamp(std::ceil(wanted), 1.0, static_cast<double>(Histogram::mostBins)));
}

void summariseNumbers(const Column& column, ColumnSummary& summary) {
    std::vector<double> sorted;
    sorted.reserve(static_cast<std::size_t>(summary.count));
    for (std::size_t i = 0; i < column.numbers.size(); ++i)
        if (!column.missing[i]) sorted.push_back(column.numbers[i]);
    std::sort(sorted.begin(), sorted.end());
    summary.minimum = quantile(sorted, 0);
    summary.lowerQuartile = quantile(sorted, 0.25);
    summary.median = quantile(sorted, 0.5);
    summary.upperQuartile = quantile(sorted, 0.75);
    summary.maximum = quantile(sorted, 1);
    summary.mean = summary.deviation = nan;
    summary.lowerFence = summary.minimum;
    summary.upperFence = summary.maximum;
    if (sorted.empty()) return;
    // From the first value, so that large numbers close together lose nothing.
    double sum = 0, squares = 0;
    for (const double value : sorted) sum += value - sorted.front();
    summary.mean = sorted.front() + sum / static_cast<double>(sorted.size());
    for (const double value : sorted) squares += (value - summary.mean) * (value - summary.mean);
    summary.deviation = std::sqrt(squares / static_cast<double>(sorted.size()));
    summary.distinct = 1;
    for (std::size_t i = 1; i < sorted.size(); ++i) summary.distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
    if (summary.distinct == 1) {
        summary.mean = sorted.front();
        summary.deviation = 0;
    }
    summary.histogram = histogramOf(sorted);
    const double middle = summary.upperQuartile - summary.lowerQuartile;
    if (!(middle > 0)) return;
    summary.lowerFence = summary.lowerQuartile - fenceFactor * middle;
    summary.upperFence = summary.upperQuartile + fenceFactor * middle;
    for (std::size_t i = 0; i < column.numbers.size(); ++i)
        if (!column.missing[i] && summary.isOutlier(column.numbers[i]))
            summary.outliers.push_back(static_cast<Index>(i));
}

void summariseCategories(const Column& column, ColumnSummary& summary) {
    summary.mean = summary.deviation = nan;
    summary.minimum = summary.lowerQuartile = summary.median = summary.upperQuartile = summary.maximum = nan;
    summary.lowerFence = summary.upperFence = nan;
    summary.categoryCounts.assign(column.categories.size(), 0);
    for (std::size_t i = 0; i < column.codes.size(); ++i)
        if (!column.missing[i]) ++summary.categoryCounts[static_cast<std::size_t>(column.codes[i])];
    for (const Index met : summary.categoryCounts) summary.distinct += met > 0 ? 1 : 0;
}

}  // namespace

std::size_t Histogram::binOf(double value) const {
    const double share = (value - low) / (high - low) * static_cast<double>(counts.size());
    return static_cast<std::size_t>(std::clamp(std::floor(share), 0.0, static_cast<double>(counts.size() - 1)));
}

Histogram histogramOf(const std::vector<double>& sorted) {
    Histogram histogram;
    if (sorted.empty()) return histogram;
    histogram.low = sorted.front();
    histogram.high = sorted.back();
    const bool whole = std::all_of(sorted.begin(), sorted.end(), [](double v) { return std::floor(v) == v; });
    const double range = histogram.high - histogram.low;
    if (range <= 0) {
        const double half = std::max(0.5, std::abs(histogram.low) * 1e-6);
        histogram.low -= half;
        histogram.high += half;
        histogram.counts.assign(1, 0);
    } else if (whole && range < static_cast<double>(Histogram::mostBins)) {
        histogram.low -= 0.5;
        histogram.high += 0.5;
        histogram.counts.assign(static_cast<std::size_t>(range) + 1, 0);
    } else {
        histogram.counts.assign(static_cast<std::size_t>(binsOf(sorted)), 0);
    }
    countInto(histogram, sorted);
    return histogram;
}

double quantile(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return nan;
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (place - std::floor(place)) * (sorted[below + 1] - sorted[below]);
}

ColumnSummary summarise(const Column& column) {
    ColumnSummary summary;
    summary.name = column.name;
    summary.type = column.type;
    summary.missing = static_cast<Index>(std::count(column.missing.begin(), column.missing.end(), true));
    summary.count = static_cast<Index>(column.missing.size()) - summary.missing;
    column.type == ColumnType::Number ? summariseNumbers(column, summary) : summariseCategories(column, summary);
    return summary;
}

std::vector<ColumnSummary> summarise(const SampleTable& table, const Progress& progress) {
    std::vector<ColumnSummary> summaries;
    for (const Column& column : table.columns) {
        if (progress && !progress(static_cast<double>(summaries.size()) / static_cast<double>(table.columns.size())))
            throw Cancelled();
        summaries.push_back(summarise(column));
    }
    return summaries;
}

std::vector<ClassCount> classBalance(const SampleTable& table) {
    std::vector<ClassCount> counts;
    for (const std::string& name : table.classes) counts.push_back({name});
    for (std::size_t i = 0; i < table.labels.size(); ++i) {
        if (table.labels[i] < 0) continue;
        ClassCount& count = counts[static_cast<std::size_t>(table.labels[i])];
        ++(table.parts[i] == SamplePart::Training ? count.training : count.validation);
    }
    return counts;
}

}  // namespace glassbox
