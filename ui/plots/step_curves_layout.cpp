#include "ui/plots/step_curves_layout.h"

#include "ui/shell/theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassbox {

namespace {

constexpr double seen = 0.6;          // pixels that make a difference
constexpr double leastShare = 1e-20;  // of the highest value: below it the logarithmic axis ends

struct Extent {
    double low = std::numeric_limits<double>::infinity(), high = -low, leastPositive = low, firstHigh = -low;
    bool isEmpty() const { return !(low <= high); }
};

Extent extentOf(const std::vector<StepCurve>& curves) {
    Extent extent;
    for (const StepCurve& curve : curves) {
        for (const double value : curve.values) {
            if (!std::isfinite(value)) continue;
            extent.low = std::min(extent.low, value);
            extent.high = std::max(extent.high, value);
            if (value > 0) extent.leastPositive = std::min(extent.leastPositive, value);
        }
        if (!curve.values.empty() && std::isfinite(curve.values.front()))
            extent.firstHigh = std::max(extent.firstHigh, curve.values.front());
    }
    return extent;
}

Scale linearValues(const Extent& extent, int ticks) {
    // One curve that runs away must not press all others flat: the scale reaches twice as high as the start.
    const double reach = extent.firstHigh - extent.low;
    const double high = reach > 0 ? std::min(extent.high, extent.low + 2 * reach) : extent.high;
    return linearScale(extent.low, high, ticks);
}

Scale logValues(const Extent& extent, int ticks) {
    if (!(extent.high > 0)) return logScale(0.1, 1, ticks);
    double high = extent.high;
    if (extent.firstHigh > 0) high = std::min(high, extent.firstHigh * 1e3);
    return logScale(std::clamp(extent.leastPositive, high * leastShare, high), high, ticks);
}

Scale stepScale(int last, int ticks) {
    Scale scale = linearScale(0, std::max(last, 1), ticks);
    scale.high = std::max(last, 1);
    std::erase_if(scale.ticks, [&](const Tick& tick) {
        return tick.position > scale.high || tick.position != std::floor(tick.position);
    });
    return scale;
}

/// Sets the names in rows, from the right end of which on they are left out.
double layLegend(const std::vector<StepCurve>& curves, double width, const QFontMetricsF& metrics,
                 StepCurvesLayout& layout) {
    constexpr int mostRows = 2;
    constexpr double swatch = 20, space = 11;
    const double line = std::ceil(metrics.height()) + 4;
    double x = 0, y = 0;
    for (const StepCurve& curve : curves) {
        const double entry = swatch + metrics.horizontalAdvance(curve.name);
        if (x > 0 && x + entry > width) x = 0, y += line;
        const bool room = y < mostRows * line && entry <= width;
        layout.legend.push_back(room ? QRectF(x, y, entry, line) : QRectF());
        x += entry + space;
    }
    return curves.empty() ? 0 : std::min(y + line, mostRows * line) + 4;
}

}  // namespace

std::optional<double> StepCurve::at(int step) const {
    if (step < 0 || step > last() || values.empty()) return {};
    return values[static_cast<std::size_t>(step / stride)];
}

double StepCurvesLayout::xAt(double step) const {
    return plot.left() + plot.width() * (step - x.low) / (x.high - x.low);
}

double StepCurvesLayout::yAt(double value) const {
    double position = value;
    if (logarithmic) position = value > 0 ? std::log10(value) : y.low - 1;
    const double share = std::clamp((position - y.low) / (y.high - y.low), logarithmic ? 0.0 : -1.0, 2.0);
    return plot.bottom() - plot.height() * share;
}

int StepCurvesLayout::stepAt(double at) const {
    const double step = x.low + (at - plot.left()) / std::max(1.0, plot.width()) * (x.high - x.low);
    return static_cast<int>(std::lround(std::clamp(step, x.low, x.high)));
}

StepCurvesLayout layoutStepCurves(const std::vector<StepCurve>& curves, const StepCurvesWish& wish,
                                  const Theme& theme) {
    StepCurvesLayout layout;
    layout.logarithmic = wish.logarithmic;
    const QFontMetricsF metrics(theme.font(11));
    const double line = std::ceil(metrics.height());
    const double top = layLegend(curves, wish.size.width(), QFontMetricsF(theme.font(12)), layout);
    const double bottom = wish.size.height() - line - 4;
    const int ticks = std::clamp(static_cast<int>((bottom - top) / (line * 1.8)), 2, 7);
    const Extent extent = extentOf(curves);
    if (!extent.isEmpty()) layout.y = wish.logarithmic ? logValues(extent, ticks) : linearValues(extent, ticks);
    double labels = metrics.horizontalAdvance(QStringLiteral("0.00"));
    for (const Tick& tick : layout.y.ticks) labels = std::max(labels, metrics.horizontalAdvance(tick.label));
    const double right = metrics.horizontalAdvance(QStringLiteral("0000")) / 2;
    layout.plot = QRectF(QPointF(std::ceil(labels) + 8, top + line / 2), QPointF(wish.size.width() - right, bottom));
    layout.x = stepScale(wish.last, std::clamp(static_cast<int>(layout.plot.width() / 70), 2, 11));
    return layout;
}

std::vector<QPolygonF> curveLines(const StepCurve& curve, const StepCurvesLayout& layout) {
    std::vector<QPolygonF> lines(1);
    // Of each column of pixels its first, lowest, highest and last value are enough.
    double column = std::numeric_limits<double>::quiet_NaN();
    QPointF low, high, last;
    bool open = false;
    const auto close = [&] {
        if (!open) return;
        for (const QPointF& point : {low, high, last})
            if (std::abs(lines.back().back().y() - point.y()) > seen) lines.back() << point;
        open = false;
    };
    for (std::size_t i = 0; i < curve.values.size(); ++i) {
        const double value = curve.values[i];
        if (!std::isfinite(value)) {
            close();
            if (!lines.back().isEmpty()) lines.emplace_back();
            continue;
        }
        const QPointF point(layout.xAt(static_cast<double>(i) * curve.stride), layout.yAt(value));
        if (open && std::floor(point.x()) == column) {
            if (point.y() > low.y()) low = point;
            if (point.y() < high.y()) high = point;
            last = point;
            continue;
        }
        close();
        column = std::floor(point.x());
        // Of an even run only its ends are needed.
        QPolygonF& line = lines.back();
        const qsizetype count = line.size();
        if (count >= 2 && std::abs(line[count - 1].y() - point.y()) < 1e-9 &&
            std::abs(line[count - 2].y() - point.y()) < 1e-9)
            line.back() = point;
        else
            line << point;
        low = high = last = point;
        open = true;
    }
    close();
    return lines;
}

}  // namespace glassbox
