#include "engine/explain/activation_shape.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {
// All our functions have bent as far as they will within this range.
constexpr double reach = 12, step = 0.01;
constexpr int steps = static_cast<int>(reach / step);
}  // namespace

ActivationShape::ActivationShape(const Activation& function) : m_function(function) {
    for (int i = -steps; i <= steps; ++i) m_largestSlope = std::max(m_largestSlope, std::abs(slope(i * step)));
    constexpr double infinity = std::numeric_limits<double>::infinity();
    // Inwards from the ends, as long as it is flat.
    const auto border = [&](int side) {
        int i = steps;
        while (i > 0 && isSaturated(side * i * step)) --i;
        return i == steps ? side * infinity : side * (i + 1) * step;
    };
    m_flatBelow = border(-1);
    m_flatAbove = border(1);
}

bool ActivationShape::isCurve() const {
    return m_function.kind != ActivationKind::Softmax && m_function.kind != ActivationKind::LogSoftmax;
}

bool ActivationShape::isSaturated(double z) const {
    return std::abs(slope(z)) < flatShare * m_largestSlope;
}

}  // namespace glassbox
