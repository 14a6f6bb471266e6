#include "ui/lab/curves_layout.h"

#include "ui/lab/matrix_source.h"
#include "ui/plots/plot_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassbox {

namespace {

constexpr double panelGap = 18;
constexpr double narrowest = 136, narrowestBars = 190;
constexpr double bandHeight = 9;
constexpr Index mostMarks = 24;  // more units than this are drawn in groups
constexpr double groupWidth = 15;
constexpr double markRadius = 4.5;
constexpr double leastReach = 3;
constexpr double smallestRow = 13;

QString tr(const char* text) {
    return QCoreApplication::translate("CurvesView", text);
}

/// z that must be seen, cut off where the function is flat and goes on so.
std::pair<double, double> rangeOf(const LayerPreActivations& layer, const ActivationShape& shape) {
    double low = -leastReach, high = leastReach;
    for (const auto* values : {&layer.sample, &layer.batch})
        for (const float z : *values) {
            if (!std::isfinite(z)) continue;
            low = std::min(low, static_cast<double>(z));
            high = std::max(high, static_cast<double>(z));
        }
    if (std::isfinite(shape.flatBelow())) low = std::max(low, std::min(-leastReach, 2 * shape.flatBelow()));
    if (std::isfinite(shape.flatAbove())) high = std::min(high, std::max(leastReach, 2 * shape.flatAbove()));
    return {low, high};
}

void addCurve(CurvePanel& panel, const ActivationShape& shape) {
    const int points = std::max(2, static_cast<int>(panel.plot.width() / 2));
    std::vector<std::pair<double, double>> samples;
    double low = 0, high = 0;
    for (int i = 0; i <= points; ++i) {
        const double z = panel.z.low + (panel.z.high - panel.z.low) * i / points;
        samples.emplace_back(shape.value(z), shape.slope(z));
        low = std::min({low, samples.back().first, samples.back().second});
        high = std::max({high, samples.back().first, samples.back().second});
    }
    panel.a = linearScale(low, high, std::max(2, static_cast<int>(panel.plot.height() / 26)));
    for (int i = 0; i <= points; ++i) {
        const double z = panel.z.low + (panel.z.high - panel.z.low) * i / points;
        const auto& [value, slope] = samples[static_cast<std::size_t>(i)];
        panel.curve << QPointF(panel.xOf(z), panel.yOf(value));
        panel.slope << QPointF(panel.xOf(z), panel.yOf(slope));
    }
    // Where it is flat, by columns of pixels.
    double start = -1;
    for (double x = panel.plot.left(); x < panel.plot.right(); ++x) {
        const bool flat = shape.isSaturated(panel.zAt(x));
        if (flat && start < 0) start = x;
        if (flat || start < 0) continue;
        panel.flat.emplace_back(start, x);
        start = -1;
    }
    if (start >= 0) panel.flat.emplace_back(start, panel.plot.right());
}

void addMarks(CurvePanel& panel, const LayerPreActivations& layer, const ActivationShape& shape,
              const std::optional<UnitRef>& alone) {
    panel.grouped = layer.units > mostMarks;
    std::vector<Index> order(layer.sample.size());
    std::iota(order.begin(), order.end(), Index(0));
    const auto zOf = [&](Index unit) { return static_cast<double>(layer.sample[static_cast<std::size_t>(unit)]); };
    std::erase_if(order, [&](Index unit) { return !std::isfinite(zOf(unit)); });
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return zOf(a) < zOf(b); });
    const auto place = [&](CurveMark& mark) {
        const double mean = std::accumulate(mark.zs.begin(), mark.zs.end(), 0.0) / static_cast<double>(mark.zs.size());
        mark.beyond = mean < panel.z.low || mean > panel.z.high;
        const double z = std::clamp(mean, panel.z.low, panel.z.high);
        mark.centre = {panel.xOf(z), panel.yOf(shape.value(z))};
        const double radius = mark.isGroup()
                                  ? std::min(8.5, markRadius + 1.2 * std::log2(static_cast<double>(mark.units.size())))
                                  : markRadius;
        mark.rect = QRectF(mark.centre.x() - radius, mark.centre.y() - radius, 2 * radius, 2 * radius);
    };
    int lastGroup = -1000000;
    for (const Index unit : order) {
        const double z = zOf(unit);
        const bool isAlone = alone == UnitRef{panel.layer, unit};
        const int group =
            static_cast<int>((panel.xOf(std::clamp(z, panel.z.low, panel.z.high)) - panel.plot.left()) / groupWidth);
        if (panel.grouped && !isAlone && group == lastGroup) {
            for (auto mark = panel.marks.rbegin(); mark != panel.marks.rend(); ++mark) {
                if (alone && mark->units.front() == alone->unit && alone->layer == panel.layer) continue;
                mark->units.push_back(unit);
                mark->zs.push_back(z);
                break;
            }
            continue;
        }
        CurveMark mark;
        mark.units.push_back(unit);
        mark.zs.push_back(z);
        panel.marks.push_back(mark);
        if (!isAlone) lastGroup = group;
    }
    for (CurveMark& mark : panel.marks) place(mark);
}

void countSaturated(CurvePanel& panel, const LayerPreActivations& layer, const ActivationShape& shape) {
    const auto isFlat = [&](float z) { return shape.isSaturated(static_cast<double>(z)); };
    panel.saturated = std::count_if(layer.sample.begin(), layer.sample.end(), isFlat);
    const auto units = static_cast<std::size_t>(std::max<Index>(1, layer.units));
    std::vector<char> alive(units, 0);
    for (std::size_t i = 0; i < layer.batch.size(); ++i)
        if (alive[i % units] == 0 && !isFlat(layer.batch[i])) alive[i % units] = 1;
    panel.alwaysFlat = layer.batch.empty() ? 0 : std::count(alive.begin(), alive.end(), 0);
    panel.sentence = panel.saturated == 0   ? tr("no unit is saturated")
                     : panel.units == 1     ? tr("the unit is saturated")
                     : panel.saturated == 1 ? tr("1 of %1 units is saturated").arg(panel.units)
                                            : tr("%1 of %2 units are saturated").arg(panel.saturated).arg(panel.units);
    panel.shortSentence = panel.units == 1 ? (panel.saturated == 0 ? tr("not saturated") : tr("saturated"))
                                           : tr("%1 of %2 saturated").arg(panel.saturated).arg(panel.units);
    if (panel.alwaysFlat > 0) panel.sentence += tr(", %1 on every sample").arg(panel.alwaysFlat);
}

void addBand(CurvePanel& panel, const LayerPreActivations& layer) {
    const auto bins = static_cast<std::size_t>(std::clamp(static_cast<int>(panel.band.width() / 4), 8, 120));
    panel.bandShares.assign(bins, 0);
    if (layer.batch.empty()) return;
    const double scale = static_cast<double>(bins) / (panel.z.high - panel.z.low);
    for (const float z : layer.batch) {
        if (!std::isfinite(z)) continue;
        const double bin =
            std::clamp((static_cast<double>(z) - panel.z.low) * scale, 0.0, static_cast<double>(bins) - 1);
        panel.bandShares[static_cast<std::size_t>(bin)] += 1;
    }
    for (float& share : panel.bandShares) share /= static_cast<float>(layer.batch.size());
}

QString unitName(Index unit, const CurvePanel& panel, const NetworkSummary& network, const Dataset* data) {
    const bool last = panel.layer + 1 == static_cast<Index>(network.layers.size());
    if (last && data != nullptr && data->task == Task::Classification && data->classCount() == panel.units)
        return QString::fromStdString(data->classNames[static_cast<std::size_t>(unit)]);
    return QString::number(unit + 1);
}

/// A row a unit: its z on the left of the middle, the probability on the right.
void addBars(CurvePanel& panel, const LayerPreActivations& layer, const NetworkSummary& network, const Dataset* data,
             const QFontMetricsF& metrics) {
    const QRectF area = panel.plot;
    const auto room = std::max<Index>(1, static_cast<Index>(area.height() / smallestRow));
    std::vector<Index> shown(layer.sample.size());
    std::iota(shown.begin(), shown.end(), Index(0));
    panel.grouped = layer.units > room;
    if (panel.grouped) {
        std::stable_sort(shown.begin(), shown.end(), [&](Index a, Index b) {
            return layer.sample[static_cast<std::size_t>(a)] > layer.sample[static_cast<std::size_t>(b)];
        });
        shown.resize(static_cast<std::size_t>(room));
    }
    double names = 0, largest = 1;
    for (const Index unit : shown) {
        names = std::max(names, metrics.horizontalAdvance(unitName(unit, panel, network, data)));
        const auto z = static_cast<double>(layer.sample[static_cast<std::size_t>(unit)]);
        if (std::isfinite(z)) largest = std::max(largest, std::abs(z));
    }
    names = std::min(names + 8, area.width() * 0.35);
    panel.z = linearScale(-largest, largest, 3);
    const double number = metrics.horizontalAdvance(QStringLiteral("−00.0")) + 4;
    const double bars = std::max(20.0, (area.width() - names - 2 * number - 8) / 2);
    const double rowHeight =
        std::min(22.0, area.height() / static_cast<double>(std::max<std::size_t>(1, shown.size())));
    double y = area.top();
    const bool logs = layer.function.kind == ActivationKind::LogSoftmax;
    for (const Index unit : shown) {
        SoftmaxBar bar;
        bar.unit = unit;
        bar.name = unitName(unit, panel, network, data);
        bar.z = static_cast<double>(layer.sample[static_cast<std::size_t>(unit)]);
        bar.out = static_cast<double>(layer.sampleOut[static_cast<std::size_t>(unit)]);
        bar.row = QRectF(area.left(), y, area.width(), rowHeight);
        const double top = y + rowHeight * 0.2, height = rowHeight * 0.6;
        const double middle = area.left() + names + bars / 2;
        const double length = std::isfinite(bar.z) ? bar.z / panel.z.high * bars / 2 : 0;
        bar.zBar = QRectF(std::min(middle, middle + length), top, std::abs(length), height);
        const double share = logs ? std::exp(bar.out) : bar.out;
        bar.outBar =
            QRectF(area.left() + names + bars + number + 8, top, std::isfinite(share) ? share * bars : 0, height);
        panel.bars.push_back(bar);
        y += rowHeight;
    }
    panel.sentence = panel.grouped
                         ? tr("the %1 largest of %2: softmax weighs all units at once").arg(room).arg(panel.units)
                         : tr("softmax weighs all units at once: no curve of one number");
    panel.shortSentence = panel.grouped ? tr("the %1 largest of %2, no curve").arg(room).arg(panel.units)
                                        : tr("all units at once: no curve");
}

}  // namespace

CurvesLayout layOutCurves(const Snapshot& snapshot, const std::vector<ActivationShape>& shapes, const Dataset* data,
                          const std::optional<UnitRef>& alone, const QSizeF& strip, const QFont& font) {
    CurvesLayout layout;
    const auto& layers = snapshot.preActivations.layers;
    if (layers.empty() || shapes.size() != layers.size()) return layout;
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const auto count = static_cast<double>(layers.size());
    const double share = (strip.width() - 2 - panelGap * (count - 1)) / count;
    // Bars need more room than curves; the curves give way.
    double bars = 0, extra = 0;
    for (const ActivationShape& shape : shapes) {
        if (shape.isCurve()) continue;
        ++bars;
        extra += std::max(0.0, narrowestBars - share);
    }
    const double curveWidth = std::max(narrowest, share - (bars < count ? extra / (count - bars) : 0));
    double x = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const LayerPreActivations& layer = layers[i];
        const ActivationShape& shape = shapes[i];
        const double width = shape.isCurve() ? curveWidth : std::max(narrowestBars, share);
        CurvePanel panel;
        panel.layer = layer.layer;
        panel.units = layer.units;
        panel.title = QStringLiteral("%1 · %2").arg(layerName(layer.layer, *snapshot.network),
                                                    QString::fromStdString(activationInfo(layer.activation).title));
        panel.titleRect = QRectF(x, 0, width, line);
        panel.sentenceRect = QRectF(x, strip.height() - line, width, line);
        if (!shape.isCurve()) {
            panel.plot = QRectF(x, line * 2 + 2, width, std::max(20.0, strip.height() - 3 * line - 6));
            addBars(panel, layer, *snapshot.network, data, metrics);
        } else {
            const double labels = metrics.horizontalAdvance(QStringLiteral("−0.0")) + 5;
            const double top = line + 5, below = line * 2 + bandHeight + 6;
            panel.plot = QRectF(x + labels, top, width - labels - 6, std::max(24.0, strip.height() - top - below));
            panel.band = QRectF(panel.plot.left(), panel.plot.bottom() + 2, panel.plot.width(), bandHeight);
            const auto [low, high] = rangeOf(layer, shape);
            panel.z = linearScale(low, high, std::max(3, static_cast<int>(panel.plot.width() / 45)));
            addCurve(panel, shape);
            addMarks(panel, layer, shape, alone);
            countSaturated(panel, layer, shape);
            addBand(panel, layer);
        }
        layout.panels.push_back(std::move(panel));
        x += width + panelGap;
    }
    layout.size = {x - panelGap + 2, strip.height()};
    return layout;
}

std::optional<UnitRef> CurvesLayout::hit(const QPointF& position) const {
    for (const CurvePanel& panel : panels) {
        for (const SoftmaxBar& bar : panel.bars)
            if (bar.row.contains(position)) return UnitRef{panel.layer, bar.unit};
        const CurveMark* nearest = nullptr;
        double distance = 9;  // pixels around a mark that still hit it
        for (const CurveMark& mark : panel.marks) {
            const QPointF away = position - mark.centre;
            const double far = std::hypot(away.x(), away.y()) - (mark.rect.width() / 2 - markRadius);
            if (far > distance) continue;
            distance = far;
            nearest = &mark;
        }
        if (!nearest) continue;
        const double z = panel.zAt(position.x());
        std::size_t best = 0;
        for (std::size_t i = 1; i < nearest->zs.size(); ++i)
            if (std::abs(nearest->zs[i] - z) < std::abs(nearest->zs[best] - z)) best = i;
        return UnitRef{panel.layer, nearest->units[best]};
    }
    return {};
}

const CurvePanel* CurvesLayout::panelOf(Index layer) const {
    for (const CurvePanel& panel : panels)
        if (panel.layer == layer) return &panel;
    return nullptr;
}

const CurveMark* CurvesLayout::markOf(const UnitRef& unit) const {
    const CurvePanel* panel = panelOf(unit.layer);
    if (!panel) return nullptr;
    for (const CurveMark& mark : panel->marks)
        if (std::find(mark.units.begin(), mark.units.end(), unit.unit) != mark.units.end()) return &mark;
    return nullptr;
}

}  // namespace glassbox
