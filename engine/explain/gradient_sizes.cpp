#include "engine/explain/gradient_sizes.h"

#include <cmath>

namespace glassbox {

namespace {

double sumOfSquares(const TensorView& view) {
    double sum = 0;
    for (Index col = 0; col < view.cols; ++col)
        for (Index row = 0; row < view.rows; ++row) sum += view(row, col) * view(row, col);
    return sum;
}

}  // namespace

std::vector<GradientSize> gradientSizes(const StepRecord& record) {
    std::vector<GradientSize> sizes;
    for (Index layer = 0; layer < record.before.layerCount(); ++layer) {
        GradientSize size;
        size.layer = layer;
        // Layers without parameters only pass it on: what reaches their output counts.
        const bool learns = !record.before.layer(layer).parameters().empty();
        const bool fused = record.isFused() && layer + 1 == record.before.layerCount();
        size.tensor = learns || fused ? errorOf(record, layer) : TensorRef{Quantity::OutputGradient, layer};
        const TensorView error = tensorOf(record, size.tensor);
        const Index count = error.rows * error.cols;
        if (count > 0) size.error = std::sqrt(sumOfSquares(error) / static_cast<double>(count));
        const TensorView weights = tensorOf(record, {Quantity::Gradient, layer, 0});
        if (weights.rows > 0) size.weights = std::sqrt(sumOfSquares(weights));
        sizes.push_back(size);
    }
    return sizes;
}

std::optional<GradientCourse> gradientCourse(const std::vector<GradientSize>& sizes, Index first) {
    const auto count = static_cast<Index>(sizes.size());
    if (first < 0 || count - first < 2) return {};
    GradientCourse course;
    course.from = count - 1;
    course.to = first;
    const double start = sizes.back().error, end = sizes[static_cast<std::size_t>(first)].error;
    course.factor = start / end;
    const double each = std::pow(course.factor, 1.0 / static_cast<double>(course.from - course.to));
    if (!std::isfinite(start) || !std::isfinite(end)) {
        course.trend = GradientTrend::NotFinite;
    } else if (end == 0) {
        course.trend = GradientTrend::Stops;
    } else if (course.factor >= 10 && each >= 1.5) {
        course.trend = GradientTrend::Vanishes;
    } else if (course.factor <= 0.1 && each <= 1 / 1.5) {
        course.trend = GradientTrend::Explodes;
    }
    return course;
}

}  // namespace glassbox
