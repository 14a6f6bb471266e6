#pragma once

#include "engine/data/sample_table.h"

namespace glassbox {

/// How often values fall into bins of equal width from `low` to `high`; the last bin holds its upper end too.
struct Histogram {
    static constexpr Index mostBins = 40;

    double low = 0, high = 1;
    std::vector<Index> counts;

    double width() const { return counts.empty() ? 0 : (high - low) / static_cast<double>(counts.size()); }
    /// The bin of a value between low and high.
    GLASSBOX_EXPORT std::size_t binOf(double value) const;
};

/// Bins as Freedman and Diaconis choose them (1981: width 2 IQR / n^(1/3)), at most `mostBins`; where the middle half
/// is one value, Sturges' number. Whole numbers over a short range have a bin each. `sorted` ascends.
GLASSBOX_EXPORT Histogram histogramOf(const std::vector<double>& sorted);

/// What there is to say about one column. Numbers: NaN where there is no value.
struct ColumnSummary {
    std::string name;
    ColumnType type = ColumnType::Number;
    Index count = 0;     ///< cells with a value
    Index missing = 0;   ///< cells without
    Index distinct = 0;  ///< different values
    double mean = 0;
    double deviation = 0;  ///< standard deviation, divided by the count, as normalising does
    double minimum = 0, lowerQuartile = 0, median = 0, upperQuartile = 0, maximum = 0;
    /// 1.5 times the distance of the quartiles beyond them (Tukey's fence). Equal to minimum and maximum where the
    /// middle half is one value: then the fence tells nothing.
    double lowerFence = 0, upperFence = 0;
    std::vector<Index> outliers;        ///< rows beyond the fence
    Histogram histogram;                ///< numbers
    std::vector<Index> categoryCounts;  ///< categories: how often each is met

    bool isConstant() const { return distinct == 1; }
    bool isOutlier(double value) const { return value < lowerFence || value > upperFence; }
};

/// The `share` quantile (0 to 1) of ascending values, linear between two of them (NumPy's default); NaN of none.
GLASSBOX_EXPORT double quantile(const std::vector<double>& sorted, double share);
GLASSBOX_EXPORT ColumnSummary summarise(const Column& column);
/// All columns, in order. Throws Cancelled.
GLASSBOX_EXPORT std::vector<ColumnSummary> summarise(const SampleTable& table, const Progress& progress = {});

/// How many samples of a class there are in each part.
struct ClassCount {
    std::string name;
    Index training = 0, validation = 0;
    Index total() const { return training + validation; }
};

/// In the order of the classes; empty for regression. Rows left out do not count.
GLASSBOX_EXPORT std::vector<ClassCount> classBalance(const SampleTable& table);

}  // namespace glassbox
