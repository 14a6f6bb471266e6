#include "ui/plots/value_axis.h"

#include "ui/plots/plot_text.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

ValueAxis ValueAxis::linear(double low, double high, int maximumTicks) {
    const Scale scale = linearScale(std::min(low, 0.0), std::max(high, 0.0), maximumTicks);
    ValueAxis axis;
    // The ends at half steps, so that little room is wasted and the axis still rests.
    const double half = scale.ticks.size() > 1 ? (scale.ticks[1].position - scale.ticks[0].position) / 2 : 1;
    axis.m_low = std::max(scale.low, -std::ceil(-std::min(low, 0.0) / half - 1e-9) * half);
    axis.m_high = std::min(scale.high, std::ceil(std::max(high, 0.0) / half - 1e-9) * half);
    if (axis.m_low == axis.m_high) axis.m_high = scale.high;
    for (const Tick& tick : scale.ticks)
        if (tick.position >= axis.m_low - half / 100 && tick.position <= axis.m_high + half / 100)
            axis.m_ticks.push_back(tick);
    return axis;
}

ValueAxis ValueAxis::symmetricLog(double low, double high, double threshold, int maximumTicks) {
    ValueAxis axis;
    axis.m_threshold = std::isfinite(threshold) && threshold > 0 ? threshold : 1e-6;
    // A half power of ten at each end, so that the axis rests while values move a little.
    const auto end = [&](double size) {
        if (!(size > 0) || !std::isfinite(size)) return 0.0;
        return std::pow(10.0, std::ceil(2 * std::log10(std::max(size, axis.m_threshold)) - 1e-9) / 2);
    };
    axis.m_low = -end(-low);
    axis.m_high = end(high);
    if (axis.m_low == axis.m_high) axis.m_high = axis.m_threshold;
    const double first = std::ceil(std::log10(axis.m_threshold) - 1e-9);
    const double last = std::floor(std::log10(std::max(-axis.m_low, axis.m_high)) + 1e-9);
    const double span = axis.bent(axis.m_high) - axis.bent(axis.m_low);
    const double apart = span / std::max(2, maximumTicks);  // powers closer than this carry no label
    axis.m_ticks.push_back({0, QStringLiteral("0")});
    double free = apart;  // the next label may stand here
    for (double power = last, placed = 1e9; power >= first; --power) {
        const double size = std::pow(10.0, power), at = axis.bent(size);
        if (placed - at < apart || at < free) continue;
        placed = at;
        if (size <= axis.m_high) axis.m_ticks.push_back({size, axisNumber(size)});
        if (-size >= axis.m_low) axis.m_ticks.insert(axis.m_ticks.begin(), {-size, axisNumber(-size)});
    }
    std::sort(axis.m_ticks.begin(), axis.m_ticks.end(),
              [](const Tick& a, const Tick& b) { return a.position < b.position; });
    return axis;
}

double ValueAxis::bent(double value) const {
    if (m_threshold <= 0) return value;
    return std::copysign(std::log10(1 + std::abs(value) / m_threshold), value);
}

double ValueAxis::share(double value) const {
    const double low = bent(m_low), high = bent(m_high);
    return high > low ? (bent(value) - low) / (high - low) : 0.5;
}

double ValueAxis::value(double share) const {
    const double low = bent(m_low), high = bent(m_high);
    const double at = low + (high - low) * share;
    if (m_threshold <= 0) return at;
    return std::copysign(m_threshold * (std::pow(10.0, std::abs(at)) - 1), at);
}

}  // namespace glassbox
