#include "ui/plots/scale.h"

#include "ui/plots/plot_text.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

double powerBelow(double value) {
    return std::pow(10.0, std::floor(std::log10(value)));
}

/// The smallest round step that is not below `step`.
double roundStep(double step) {
    const double power = powerBelow(step);
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (factor * power >= step * (1 - 1e-9)) return factor * power;
    }
    return 10 * power;
}

/// Digits after the point that tell neighbouring ticks apart.
int decimals(double step) {
    for (int digits = 0; digits < 9; ++digits) {
        const double scaled = step * std::pow(10.0, digits);
        if (std::abs(scaled - std::round(scaled)) < 1e-6 * scaled) return digits;
    }
    return 9;
}

QString tickText(double value, double step) {
    const double size = std::max(std::abs(value), step);
    if (size >= 1e6 || step < 1e-4) return plotNumber(std::abs(value) < step * 1e-6 ? 0 : value, 3);
    const QString text = QString::number(std::abs(value), 'f', decimals(step));
    return value < -step * 1e-6 ? QChar(0x2212) + text : text;
}

Scale withSteps(double low, double high, double step) {
    Scale scale;
    const double first = std::floor(low / step + 1e-6);
    const double last = std::ceil(high / step - 1e-6);
    scale.low = first * step;
    scale.high = last * step;
    for (double i = first; i <= last + 0.5; ++i) scale.ticks.push_back({i * step, tickText(i * step, step)});
    return scale;
}

}  // namespace

Scale linearScale(double low, double high, int maximumTicks) {
    if (!std::isfinite(low) || !std::isfinite(high)) low = 0, high = 1;
    if (high < low) std::swap(low, high);
    if (high - low < 1e-12 * std::max(1.0, std::abs(high))) {
        const double pad = std::max(std::abs(high) * 0.1, 1e-6);
        low = low >= 0 && low < pad ? 0 : low - pad;
        high += pad;
    }
    const int most = std::max(2, maximumTicks);
    double step = roundStep((high - low) / (most - 1));
    Scale scale = withSteps(low, high, step);
    // Around zero it takes three labels at least: below, zero, above.
    while (static_cast<int>(scale.ticks.size()) > std::max(most, 3)) {
        step = roundStep(step * 1.01);
        scale = withSteps(low, high, step);
    }
    return scale;
}

Scale epochScale(double first, double last, int maximumTicks) {
    if (first > 0) {
        // Grows in jumps as the axis from 0 does.
        const double span = epochScale(0, std::max(last - first, 1.0), maximumTicks).high;
        const double step = std::max(1.0, roundStep(span / std::max(1, maximumTicks - 1)));
        Scale scale;
        scale.low = std::floor(first / step) * step;
        scale.high = std::max(scale.low + span, std::ceil(last / step) * step);
        for (double at = scale.low; at <= scale.high * (1 + 1e-9); at += step)
            scale.ticks.push_back({at, countText(std::llround(at))});
        return scale;
    }
    const double power = powerBelow(std::max(last, 10.0));
    double high = 10 * power;
    for (const double factor : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (factor * power >= last) {
            high = factor * power;
            break;
        }
    }
    const double step = std::max(1.0, roundStep(high / std::max(1, maximumTicks - 1)));
    Scale scale;
    scale.high = high;
    for (double at = 0; at <= high * (1 + 1e-9); at += step) {
        scale.ticks.push_back({at, countText(std::llround(at))});
    }
    return scale;
}

Scale logScale(double low, double high, int maximumTicks) {
    if (!(low > 0) || !std::isfinite(low)) low = 1e-3;
    if (!(high > low) || !std::isfinite(high)) high = low * 10;
    Scale scale;
    const auto add = [&scale](double value) { scale.ticks.push_back({std::log10(value), plotNumber(value, 1)}); };
    const double span = std::log10(high / low);
    if (span < 1.5) {
        // Fewer than two powers of ten: 1, 2, 5 between them, from just below to just above.
        scale.low = std::log10(low) - 0.02;
        scale.high = std::log10(high) + 0.02;
        for (double power = powerBelow(low); power <= high; power *= 10) {
            for (const double factor : {1.0, 2.0, 5.0}) {
                const double at = std::log10(factor * power);
                if (at >= scale.low && at <= scale.high) add(factor * power);
            }
        }
        if (scale.ticks.size() >= 2) return scale;
        scale.ticks.clear();
        scale.low = std::floor(scale.low);
        scale.high = std::ceil(scale.high);
        for (double at = scale.low; at <= scale.high + 0.5; ++at) add(std::pow(10.0, at));
        return scale;
    }
    scale.low = std::floor(std::log10(low) + 1e-9);
    scale.high = std::ceil(std::log10(high) - 1e-9);
    const int most = std::max(2, maximumTicks);
    const double step = std::max(1.0, std::ceil((scale.high - scale.low + 1) / most));
    for (double at = scale.low; at <= scale.high + 1e-9; at += step) add(std::pow(10.0, at));
    return scale;
}

Scale percentScale(double low, int maximumTicks) {
    const double start = low > 0.9 ? 0.9 : low > 0.75 ? 0.75 : low > 0.5 ? 0.5 : 0.0;
    Scale scale;
    scale.low = start;
    scale.high = 1 + 0.03 * (1 - start);  // a line at 100 % shows in its full width
    const int parts = maximumTicks >= 5 && start != 0.75 ? 4 : 2;
    for (int i = 0; i <= parts; ++i) {
        const double at = start + (1 - start) * i / parts;
        const double percent = at * 100;
        const int digits = std::abs(percent - std::round(percent)) < 1e-9 ? 0 : 1;
        scale.ticks.push_back({at, QString::number(percent, 'f', digits) + QStringLiteral(" %")});
    }
    return scale;
}

}  // namespace glassbox
