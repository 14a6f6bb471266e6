#include "engine/data/correlation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

bool canCorrelate(const SampleTable& table, Index i) {
    const Column& column = table.columns[static_cast<std::size_t>(i)];
    return column.type == ColumnType::Number || (i == table.target && column.categories.size() == 2);
}

std::vector<Index> chosenColumns(const SampleTable& table, Index most, Index& leftOut) {
    std::vector<Index> columns;
    for (Index i = 0; i < static_cast<Index>(table.columns.size()); ++i)
        if (canCorrelate(table, i)) columns.push_back(i);
    leftOut = std::max<Index>(0, static_cast<Index>(columns.size()) - most);
    if (leftOut == 0) return columns;
    const auto last = columns.begin() + most - 1;
    const bool lost = std::find(last, columns.end(), table.target) != columns.end();
    columns.resize(static_cast<std::size_t>(most));
    if (lost) columns.back() = table.target;
    return columns;
}

double valueAt(const Column& column, std::size_t row) {
    return column.type == ColumnType::Number ? column.numbers[row] : static_cast<double>(column.codes[row]);
}

/// A number near the column's values, which loses fewer digits when it is taken away; and its scale.
std::pair<double, double> centreOf(const Column& column) {
    double first = 0, sum = 0, largest = 0;
    Index count = 0;
    for (std::size_t i = 0; i < column.missing.size(); ++i) {
        if (column.missing[i]) continue;
        if (count++ == 0) first = valueAt(column, i);
        sum += valueAt(column, i) - first;
    }
    const double centre = count ? first + sum / static_cast<double>(count) : 0;
    for (std::size_t i = 0; i < column.missing.size(); ++i)
        if (!column.missing[i]) largest = std::max(largest, std::abs(valueAt(column, i) - centre));
    return {centre, largest > 0 ? largest : 1};
}

/// Sums over the rows in which both columns of a pair have a value.
struct PairSums {
    double pairs = 0, first = 0, second = 0, firstSquares = 0, secondSquares = 0, products = 0;

    void add(const Column& a, const Column& b, const std::pair<double, double>& centreA,
             const std::pair<double, double>& centreB) {
        const bool gaps = a.missingCount > 0 || b.missingCount > 0;
        for (std::size_t i = 0; i < a.missing.size(); ++i) {
            if (gaps && (a.missing[i] || b.missing[i])) continue;
            const double x = (valueAt(a, i) - centreA.first) / centreA.second;
            const double y = (valueAt(b, i) - centreB.first) / centreB.second;
            pairs += 1;
            first += x;
            second += y;
            firstSquares += x * x;
            secondSquares += y * y;
            products += x * y;
        }
    }

    float correlation() const {
        const double varianceA = pairs * firstSquares - first * first;
        const double varianceB = pairs * secondSquares - second * second;
        const double nothing = 1e-12 * pairs * pairs;  // of what rounding leaves of a constant
        if (pairs < 2 || varianceA <= nothing || varianceB <= nothing) return std::numeric_limits<float>::quiet_NaN();
        const double r = (pairs * products - first * second) / std::sqrt(varianceA * varianceB);
        return static_cast<float>(std::clamp(r, -1.0, 1.0));
    }
};

}  // namespace

Correlations correlate(const SampleTable& table, Index most, const Progress& progress) {
    Correlations result;
    result.columns = chosenColumns(table, most, result.columnsLeftOut);
    const Index count = result.count();
    const auto column = [&](Index i) -> const Column& {
        return table.columns[static_cast<std::size_t>(result.columns[static_cast<std::size_t>(i)])];
    };
    std::vector<std::pair<double, double>> centres;
    for (Index i = 0; i < count; ++i) centres.push_back(centreOf(column(i)));
    result.values.assign(static_cast<std::size_t>(count * count), std::numeric_limits<float>::quiet_NaN());
    for (Index i = 0; i < count; ++i) {
        for (Index j = 0; j <= i; ++j) {
            if (progress && !progress(static_cast<double>(i * i + 2 * j) / static_cast<double>(count * count + count)))
                throw Cancelled();
            PairSums sums;
            sums.add(column(i), column(j), centres[static_cast<std::size_t>(i)], centres[static_cast<std::size_t>(j)]);
            float r = sums.correlation();
            if (i == j && !std::isnan(r)) r = 1;
            result.values[static_cast<std::size_t>(i * count + j)] = r;
            result.values[static_cast<std::size_t>(j * count + i)] = r;
        }
    }
    return result;
}

}  // namespace glassbox
