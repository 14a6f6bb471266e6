#include "ui/lab/history_layout.h"

#include "ui/lab/matrix_source.h"
#include "ui/plots/plot_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double panelGap = 16;
constexpr double narrowest = 112;
constexpr double squeezed = 0.06;  // share of a linear axis below which the bulk can't be read

struct Extent {
    double low = 0, high = 0;     // zero always belongs
    std::vector<double> typical;  // sizes that half of the numbers of a moment stay below
    double largest() const { return std::max(-low, high); }
    void unite(const Extent& other) {
        low = std::min(low, other.low);
        high = std::max(high, other.high);
        typical.insert(typical.end(), other.typical.begin(), other.typical.end());
    }
    double usual() const {
        if (typical.empty()) return 0;
        std::vector<double> sizes = typical;
        const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
        std::nth_element(sizes.begin(), middle, sizes.end());
        return *middle;
    }
};

Extent extentOf(const DistributionRecord& record, std::size_t key) {
    Extent extent;
    for (std::size_t i = 0; i < record.moments().size(); ++i) {
        const Distribution& some = record.at(i, key);
        if (some.isEmpty()) continue;
        extent.low = std::min(extent.low, static_cast<double>(some.least()));
        extent.high = std::max(extent.high, static_cast<double>(some.greatest()));
        const auto size = [&](std::size_t level) { return std::abs(static_cast<double>(some.quantiles()[level])); };
        extent.typical.push_back(std::max(size(1), size(3)));
    }
    return extent;
}

ValueAxis axisFor(const Extent& extent, bool logarithmic, int ticks) {
    const double low = std::min(extent.low, 0.0), high = std::max(extent.high, 0.0);
    if (low == 0 && high == 0) return ValueAxis::linear(-1, 1, ticks);
    if (!logarithmic) return ValueAxis::linear(low, high, ticks);
    // Linear below what is usual, but over not more than four powers of ten in all.
    const double small = std::max(extent.usual() / 2, extent.largest() * 1e-4);
    const double power = std::floor(std::log10(small));
    return ValueAxis::symmetricLog(low, high, std::pow(10.0, power), ticks);
}

double widestLabel(const ValueAxis& axis, const QFontMetricsF& metrics) {
    double widest = 0;
    for (const Tick& tick : axis.ticks()) widest = std::max(widest, metrics.horizontalAdvance(tick.label));
    return widest;
}

}  // namespace

int HistoryPanel::bins() const {
    return std::clamp(static_cast<int>(plot.height() / 3), 8, 64);
}

double HistoryLayout::xOf(const HistoryPanel& panel, double step) const {
    return panel.plot.left() + (step - steps.low) / (steps.high - steps.low) * panel.plot.width();
}

double HistoryLayout::stepAt(const HistoryPanel& panel, double x) const {
    return steps.low + (x - panel.plot.left()) / panel.plot.width() * (steps.high - steps.low);
}

std::pair<double, double> HistoryLayout::columnOf(const HistoryPanel& panel, const DistributionRecord& record,
                                                  std::size_t moment) const {
    const auto& all = record.moments();
    const auto x = [&](std::size_t i) { return xOf(panel, static_cast<double>(all[i].step)); };
    const bool joinsBefore = moment > 0 && !all[moment].gapBefore;
    const bool joinsAfter = moment + 1 < all.size() && !all[moment + 1].gapBefore;
    double left = joinsBefore ? (x(moment - 1) + x(moment)) / 2 : x(moment);
    const double right = joinsAfter ? (x(moment) + x(moment + 1)) / 2 : std::min(x(moment) + 2, panel.plot.right());
    if (!joinsAfter) left = std::min(left, right - 2);  // one that stands alone is seen too
    return {std::max(left, panel.plot.left()), right};
}

std::optional<HistoryLayout::Cell> HistoryLayout::hit(const DistributionRecord& record, const QPointF& position) const {
    if (record.isEmpty()) return {};
    for (std::size_t i = 0; i < panels.size(); ++i) {
        const HistoryPanel& panel = panels[i];
        if (!panel.plot.contains(position)) continue;
        const std::size_t moment = record.nearest(stepAt(panel, position.x()));
        const auto [left, right] = columnOf(panel, record, moment);
        if (position.x() < left - 6 || position.x() > right + 6) return {};
        const double share = (panel.plot.bottom() - position.y()) / panel.plot.height();
        return Cell{i, moment, std::clamp(static_cast<int>(share * panel.bins()), 0, panel.bins() - 1)};
    }
    return {};
}

QRectF HistoryLayout::rect(const DistributionRecord& record, const Cell& cell) const {
    const HistoryPanel& panel = panels[cell.panel];
    const auto [left, right] = columnOf(panel, record, cell.moment);
    const double height = panel.plot.height() / panel.bins();
    return {left, panel.plot.bottom() - (cell.bin + 1) * height, std::max(2.0, right - left), height};
}

std::vector<std::size_t> recordedKeys(const DistributionRecord& record, const HistoryOptions& options) {
    std::vector<std::size_t> keys;
    for (std::size_t i = 0; i < record.keys().size(); ++i)
        if (record.keys()[i].name == options.name && record.keys()[i].series == options.series) keys.push_back(i);
    return keys;
}

bool needsLog(const DistributionRecord& record, std::size_t key, double largest) {
    std::vector<double> spreads;
    for (std::size_t i = 0; i < record.moments().size(); ++i) {
        const Distribution& some = record.at(i, key);
        if (some.isEmpty() || (some.least() == 0 && some.greatest() == 0)) continue;
        spreads.push_back(static_cast<double>(some.quantiles()[4] - some.quantiles()[0]));
    }
    if (spreads.empty()) return false;
    const auto middle = spreads.begin() + static_cast<std::ptrdiff_t>(spreads.size() / 2);
    std::nth_element(spreads.begin(), middle, spreads.end());
    return *middle > 0 && *middle < squeezed * largest;
}

HistoryLayout layOutHistory(const DistributionRecord& record, const NetworkSummary& network,
                            const HistoryOptions& options, const QSizeF& strip, const QFont& font) {
    HistoryLayout layout;
    const std::vector<std::size_t> keys = recordedKeys(record, options);
    if (keys.empty() || record.isEmpty()) return layout;
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const double top = line + 3, bottom = line + 2;
    const double height = std::max(24.0, strip.height() - top - bottom);
    const int ticks = std::max(5, static_cast<int>(height / (line * 1.6)));

    std::vector<Extent> extents;
    Extent whole;
    for (const std::size_t key : keys) {
        extents.push_back(extentOf(record, key));
        whole.unite(extents.back());
    }
    bool logarithmic = options.axis == AxisChoice::SymmetricLog;
    for (std::size_t i = 0; options.axis == AxisChoice::Automatic && i < keys.size(); ++i)
        logarithmic = logarithmic || needsLog(record, keys[i], (options.perLayer ? extents[i] : whole).largest());

    const auto count = static_cast<double>(keys.size());
    const double width = std::max(narrowest, (strip.width() - 2 - panelGap * (count - 1)) / count);
    double x = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const RecordKey& key = record.keys()[keys[i]];
        HistoryPanel panel;
        panel.key = keys[i];
        panel.layer = key.layer;
        panel.title = QStringLiteral("%1 · %2").arg(layerName(key.layer, network), countText(key.count));
        panel.axis = axisFor(options.perLayer ? extents[i] : whole, logarithmic, ticks);
        const double labels = widestLabel(panel.axis, metrics) + 5;
        panel.titleRect = QRectF(x, 0, width, line);
        panel.plot = QRectF(x + labels, top, width - labels - 4, height);
        layout.panels.push_back(panel);
        x += width + panelGap;
    }
    const double plotWidth = layout.panels.front().plot.width();
    const Index first = record.moments().front().step, last = record.moments().back().step;
    // From 0, so that it is seen what was not recorded, unless little of the axis would be left.
    const auto begin = static_cast<double>(2 * (last - first) < first ? first : 0);
    layout.steps = epochScale(begin, static_cast<double>(last),
                              std::max(3, static_cast<int>(plotWidth / (metrics.horizontalAdvance(u'0') * 9))));
    layout.size = {x - panelGap + 2, strip.height()};
    return layout;
}

std::vector<float> binShares(const DistributionRecord& record, const HistoryPanel& panel) {
    const auto bins = static_cast<std::size_t>(panel.bins());
    std::vector<double> edges(bins + 1), below(bins + 1);
    for (std::size_t i = 0; i <= bins; ++i) edges[i] = panel.binEdge(static_cast<int>(i));
    edges[bins] = std::nextafter(edges[bins], 1e300);  // the largest number belongs to the uppermost bin
    std::vector<float> shares;
    shares.reserve(record.moments().size() * bins);
    for (std::size_t moment = 0; moment < record.moments().size(); ++moment) {
        record.at(moment, panel.key).sharesBelow(edges, below);
        for (std::size_t i = 0; i < bins; ++i) shares.push_back(static_cast<float>(below[i + 1] - below[i]));
    }
    return shares;
}

}  // namespace glassbox
