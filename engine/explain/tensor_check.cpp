#include "engine/explain/tensor_check.h"

#include "engine/explain/cost_probe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr double agreement = 0.01;
// Each layer rounds once or twice on the way to the cost, and two costs are subtracted.
constexpr double roundings = 8;

double roundingAt(double cost, double h) {
    const double size = std::max(std::abs(cost), 1e-3);  // sums round on the way to a cost of zero too
    return roundings * static_cast<double>(std::numeric_limits<Scalar>::epsilon()) * size / (2 * h);
}

double floorOf(const TensorView& view) {
    double largest = 0;
    for (Index row = 0; row < view.rows; ++row)
        for (Index col = 0; col < view.cols; ++col) {
            const double size = std::abs(view(row, col));
            if (std::isfinite(size)) largest = std::max(largest, size);
        }
    return largest / 100;
}

double relativeError(double analytic, double numeric, double floor) {
    const double difference = std::abs(analytic - numeric);
    if (difference == 0) return 0;
    const double error = difference / std::max(std::abs(analytic) + std::abs(numeric), floor);
    return std::isfinite(error) ? std::min(error, 1.0) : 1;
}

CheckedNumber compared(Index row, Index col, double analytic, double numeric, double floor, double rounding) {
    const double difference = std::abs(analytic - numeric);
    const double allowed = agreement * std::max(std::abs(analytic), std::abs(numeric)) + rounding;
    return {row, col, analytic, numeric, relativeError(analytic, numeric, floor), difference <= allowed};
}

/// Number i of `count` that are spread evenly over `size`.
Index spread(Index i, Index count, Index size) {
    if (count >= size) return i;
    return static_cast<Index>((static_cast<double>(i) + 0.5) * static_cast<double>(size) / static_cast<double>(count));
}

}  // namespace

std::optional<TensorCheck> checkTensor(const StepRecord& record, const TensorRef& tensor, double h,
                                       const CheckProgress& progress, Index limit) {
    const TensorView view = tensorOf(record, tensor);
    const Index size = view.rows * view.cols, count = std::min(size, limit);
    CostProbe probe(record, tensor);
    TensorCheck check{tensor, view.rows, view.cols, h, {}, floorOf(view), roundingAt(record.trace.cost, h)};
    check.numbers.reserve(static_cast<std::size_t>(count));
    for (Index i = 0; i < count; ++i) {
        const Index at = spread(i, count, size), row = at / view.cols, col = at % view.cols;
        check.numbers.push_back(
            compared(row, col, view(row, col), probe.slopeAt(row, col, h), check.floor, check.rounding));
        const CheckedNumber& number = check.numbers.back();
        check.meanError += number.error / static_cast<double>(count);
        if (!number.agrees) ++check.disagreeing;
        if (number.error > check.worstError) {
            check.worstError = number.error;
            check.worst = static_cast<std::size_t>(i);
        }
        if (progress && !progress(static_cast<double>(i + 1) / static_cast<double>(count))) return {};
    }
    return check;
}

std::vector<double> stepSizes() {
    std::vector<double> steps;
    for (int i = 0; i <= 28; ++i) steps.push_back(std::pow(10.0, -7 + i / 4.0));
    return steps;
}

std::optional<std::vector<StepSizeError>> errorByStep(const StepRecord& record, const TensorRef& tensor,
                                                      const std::vector<double>& steps, const CheckProgress& progress,
                                                      Index count) {
    const TensorView view = tensorOf(record, tensor);
    const Index size = view.rows * view.cols;
    count = std::min(count, size);
    const double floor = floorOf(view);
    CostProbe probe(record, tensor);
    std::vector<StepSizeError> errors;
    for (const double h : steps) {
        StepSizeError error{h};
        for (Index i = 0; i < count; ++i) {
            const Index at = spread(i, count, size), row = at / view.cols, col = at % view.cols;
            const double one = relativeError(view(row, col), probe.slopeAt(row, col, h), floor);
            error.mean += one / static_cast<double>(count);
            error.worst = std::max(error.worst, one);
            const double done =
                static_cast<double>(errors.size()) + static_cast<double>(i + 1) / static_cast<double>(count);
            if (progress && !progress(done / static_cast<double>(steps.size()))) return {};
        }
        errors.push_back(error);
    }
    return errors;
}

double bestStep(const std::vector<StepSizeError>& errors) {
    const auto best = std::min_element(errors.begin(), errors.end(),
                                       [](const StepSizeError& a, const StepSizeError& b) { return a.mean < b.mean; });
    return best == errors.end() ? 1e-2 : best->h;
}

CheckedNumber checkNumber(const StepRecord& record, const Place& place) {
    constexpr bool isDouble = sizeof(Scalar) == sizeof(double);
    constexpr std::array<double, 5> steps =
        isDouble ? std::array{1e-3, 1e-4, 1e-5, 1e-6, 1e-7} : std::array{3e-2, 1e-2, 5e-3, 2e-3, 1e-3};
    CostProbe probe(record, place.tensor);
    std::array<double, steps.size()> slopes{};
    for (std::size_t i = 0; i < steps.size(); ++i) slopes[i] = probe.slopeAt(place.row, place.col, steps[i]);
    std::size_t best = 1;
    double change = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < steps.size(); ++i) {
        const double own = std::abs(slopes[i] - slopes[i - 1]) + roundingAt(record.trace.cost, steps[i]);
        if (own < change) change = own, best = i;
    }
    const double analytic = valueAt(record, place).value_or(0);
    return compared(place.row, place.col, analytic, slopes[best], floorOf(tensorOf(record, place.tensor)), change);
}

}  // namespace glassbox
