#include "ui/cards/statistics_chart_layout.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassbox {

namespace {

using Kind = StatisticsChartData::Kind;
using Mark = StatisticsLegendEntry::Mark;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(glassbox::StatisticsChart)
};

double total(const StatisticsBar& bar) {
    return std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0);
}

/// Whole numbers from 0 on, at most five of them: cards are counted.
Scale countScale(double most) {
    double step = 1;
    for (int i = 0; most > 4 * step; ++i) step *= i % 3 == 1 ? 2.5 : 2;  // 1, 2, 5, 10, 20, 50 ...
    Scale scale{0, step * std::max(1.0, std::ceil(most / step)), {}};
    for (double at = 0; at <= scale.high; at += step) scale.ticks.push_back({at, countText(qint64(at))});
    return scale;
}

Scale valuesOf(const StatisticsChartData& data) {
    if (data.kind == Kind::Points) {
        double low = data.goal.value_or(1);
        for (const StatisticsBar& bar : data.bars)
            if (bar.recall && bar.recall->reviews) {
                low = std::min(low, bar.recall->low());
                if (data.markExpected) low = std::min(low, bar.recall->predicted());
            }
        return percentScale(std::max(0.0, low - 0.02), 5);
    }
    double most = 1;
    for (const StatisticsBar& bar : data.bars) most = std::max(most, total(bar));
    if (data.kind == Kind::Rows) return {0, most, {}};
    return countScale(most);
}

std::vector<StatisticsLegendEntry> legendOf(const StatisticsChartData& data) {
    std::vector<StatisticsLegendEntry> entries;
    if (data.partNames.size() > 1)
        for (qsizetype i = 0; i < data.partNames.size(); ++i)
            entries.push_back({{}, int(i), Mark::Square, data.partNames[i]});
    if (data.kind == Kind::Points) entries.push_back({{}, 0, Mark::Dot, Words::tr("remembered, with 95 % interval")});
    if (data.markExpected) entries.push_back({{}, 0, Mark::Expected, Words::tr("expected by the model")});
    if (data.goal) entries.push_back({{}, 0, Mark::Goal, Words::tr("goal")});
    return entries;
}

/// In lines from the top on; returns the height.
double flow(std::vector<StatisticsLegendEntry>& entries, const QFontMetricsF& metrics, double width) {
    double x = 0, y = 0;
    const double line = metrics.height() + 3;
    for (StatisticsLegendEntry& entry : entries) {
        const double wide = metrics.horizontalAdvance(entry.text) + 17;
        if (x > 0 && x + wide > width) {
            x = 0;
            y += line;
        }
        entry.rect = QRectF(x, y, wide, metrics.height());
        x += wide + 12;
    }
    return entries.empty() ? 0 : y + line;
}

}  // namespace

double StatisticsChartLayout::valueAt(double value) const {
    const double share = (value - values.low) / (values.high - values.low);
    if (labels > 0) return plot.left() + share * plot.width();
    return plot.bottom() - share * plot.height();
}

static void layOutRows(StatisticsChartLayout& layout, const StatisticsChartData& data, const QSizeF& size,
                       const QFontMetricsF& metrics) {
    for (const StatisticsBar& bar : data.bars) {
        layout.labels = std::max(layout.labels, metrics.horizontalAdvance(bar.label) + 10);
        layout.numbers = std::max(layout.numbers, metrics.horizontalAdvance(bar.sub) + 10);
    }
    const double top = layout.head.bottom() + 4;
    layout.plot = QRectF(layout.labels, top, std::max(10.0, size.width() - layout.labels - layout.numbers),
                         std::max(10.0, size.height() - top));
    const double height =
        std::min(layout.plot.height() / double(std::max<std::size_t>(1, data.bars.size())), layout.line * 2.4);
    for (std::size_t i = 0; i < data.bars.size(); ++i)
        layout.slots.push_back(QRectF(0, top + double(i) * height, size.width(), height));
}

static void layOutColumns(StatisticsChartLayout& layout, const StatisticsChartData& data, const QSizeF& size,
                          const QFontMetricsF& metrics) {
    const double line = layout.line;
    const bool subs =
        std::any_of(data.bars.begin(), data.bars.end(), [](const auto& bar) { return !bar.sub.isEmpty(); });
    double below = size.height() - flow(layout.legend, metrics, size.width());
    for (StatisticsLegendEntry& entry : layout.legend) entry.rect.translate(0, below + 3);
    if (!data.compact) {
        layout.placeTitleTop = below - line;
        below -= line + 3;
    }
    if (subs) layout.subTop = below -= line;
    layout.labelTop = below -= line;
    double left = 0;
    if (!data.compact)
        for (const Tick& tick : layout.values.ticks) left = std::max(left, metrics.horizontalAdvance(tick.label) + 8);
    const double top = layout.head.bottom() + (data.compact ? 4 : line * 0.6);
    layout.plot = QRectF(left, top, std::max(10.0, size.width() - left - 1), std::max(10.0, below - 4 - top));
    const double width = layout.plot.width() / double(std::max<std::size_t>(1, data.bars.size()));
    double widest = 0;
    for (std::size_t i = 0; i < data.bars.size(); ++i) {
        layout.slots.push_back(
            QRectF(left + double(i) * width, layout.head.bottom(), width, below + line - layout.head.bottom()));
        widest = std::max(widest, metrics.horizontalAdvance(data.bars[i].label) + 6);
    }
    // 1, 2, 5, 7, 10 ... so that the labels that stay make sense as days.
    for (const int step : {1, 2, 5, 7, 10, 14, 15, 30}) {
        layout.labelStep = step;
        if (step * width >= widest) break;
    }
}

StatisticsChartLayout layoutStatisticsChart(const StatisticsChartData& data, const QSizeF& size, const Theme& theme) {
    StatisticsChartLayout layout;
    const QFontMetricsF metrics(theme.font(11));
    layout.line = metrics.height();
    layout.head = QRectF(0, 0, size.width(), layout.line);
    layout.values = valuesOf(data);
    layout.legend = legendOf(data);
    if (data.kind == Kind::Rows)
        layOutRows(layout, data, size, metrics);
    else
        layOutColumns(layout, data, size, metrics);
    return layout;
}

QSize leastChartSize(const StatisticsChartData& data, const Theme& theme) {
    const double line = QFontMetricsF(theme.font(11)).height();
    const bool empty = !data.empty.isEmpty();
    if (data.kind == Kind::Rows && !empty) return {200, int(line * 1.25 * double(data.bars.size() + 1) + 8)};
    const double lines = empty || data.compact ? 6 : data.kind == Kind::Points ? 14 : 11;
    return {data.compact ? 150 : 200, int(line * lines)};
}

DataTable statisticsTable(const StatisticsChartData& data) {
    if (!data.empty.isEmpty()) return {};
    QStringList names{data.keyName};
    const bool points = data.kind == Kind::Points;
    if (points)
        names << "reviews"
              << "remembered"
              << "share"
              << "low95"
              << "high95"
              << "expected";
    else if (data.partNames.size() > 1)
        names << data.partNames;
    else
        names << data.valueName;
    DataTable table(names);
    for (const StatisticsBar& bar : data.bars) {
        table << (bar.key.isEmpty() ? bar.label : bar.key);
        if (!points) {
            for (const double part : bar.parts) table << part;
            continue;
        }
        const Recall recall = bar.recall.value_or(Recall{});
        table << recall.reviews << recall.remembered;
        if (recall.reviews)
            table << recall.share() << recall.low() << recall.high() << recall.predicted();
        else
            table << std::nullopt << std::nullopt << std::nullopt << std::nullopt;
    }
    return table;
}

}  // namespace glassbox
