#include "ui/lab/weight_tables.h"

#include "engine/data/dataset.h"
#include "ui/lab/output_scene.h"
#include "ui/plots/plot_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double groupGap = 26;
constexpr double biasGap = 6;
constexpr double largestCell = 22;

QString tr(const char* text) {
    return QCoreApplication::translate("WeightsView", text);
}

/// Rows and columns of a parameter: the first of PyTorch's axes down, all others across.
struct Extent {
    Index rows = 0, cols = 1, rowStride = 1, colStride = 0;
};

Extent extentOf(const ParameterInfo& info) {
    Extent extent;
    if (info.shape.empty()) return extent;
    extent.rows = info.shape[0];
    extent.rowStride = info.strides.empty() ? 1 : info.strides[0];
    if (info.shape.size() < 2) return extent;
    extent.colStride = info.strides[1];
    for (std::size_t i = 1; i < info.shape.size(); ++i) extent.cols *= info.shape[i];
    return extent;
}

QString titleOf(const WeightGroup& group, const NetworkSummary& network) {
    const WeightTable& first = group.tables.front();
    const bool last = group.layer + 1 == static_cast<Index>(network.layers.size());
    const QString name = last && group.layer > 0 ? tr("Output") : tr("Layer %1").arg(group.layer + 1);
    return QStringLiteral("%1 · %2×%3").arg(name).arg(first.map.rows()).arg(first.map.cols());
}

/// Puts the tables of a group next to each other, their first rows level; returns the width.
double placeTables(WeightGroup& group, const QPointF& topLeft) {
    double x = topLeft.x();
    for (WeightTable& table : group.tables) {
        if (x > topLeft.x()) x += biasGap;
        table.map.moveTo({x, topLeft.y()});
        x = table.map.rect().right();
    }
    return x - topLeft.x();
}

double heightOf(const WeightGroup& group) {
    double height = 0;
    for (const WeightTable& table : group.tables) height = std::max(height, table.map.rect().height());
    return height;
}

std::vector<WeightGroup> groupsOf(const NetworkSummary& network, const QSizeF& largest) {
    std::vector<WeightGroup> groups;
    for (const ParameterPlace& place : network.places) {
        if (!place.trained) continue;
        const Extent extent = extentOf(place.info);
        if (extent.rows <= 0 || extent.cols <= 0) continue;
        if (groups.empty() || groups.back().layer != place.layer) groups.push_back({place.layer, {}, {}, {}});
        WeightTable table;
        table.layer = place.layer;
        table.name = place.info.name;
        table.offset = place.offset;
        table.rowStride = extent.rowStride;
        table.colStride = extent.colStride;
        table.map = HeatMap(extent.rows, extent.cols, largest, largestCell);
        groups.back().tables.push_back(std::move(table));
    }
    return groups;
}

}  // namespace

std::optional<WeightLayout::Cell> WeightLayout::hit(const QPointF& position) const {
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (std::size_t t = 0; t < groups[g].tables.size(); ++t) {
            if (const auto cell = groups[g].tables[t].map.hit(position)) return Cell{g, t, *cell};
        }
    }
    return {};
}

bool WeightLayout::contains(const Cell& cell) const {
    if (cell.group >= groups.size() || cell.table >= groups[cell.group].tables.size()) return false;
    const HeatMap& map = table(cell).map;
    return cell.cell.row < map.rows() && cell.cell.col < map.cols();
}

WeightLayout layOutWeights(const NetworkSummary& network, const QSizeF& strip, const QFont& font) {
    WeightLayout layout;
    const QFontMetricsF metrics(font);
    const double top = metrics.height() + 4;
    const double height = std::max(12.0, strip.height() - top - 2);
    // A matrix may be as wide as most of the strip; beyond that it is painted in blocks.
    layout.groups = groupsOf(network, {std::max(160.0, strip.width() * 0.7), height});
    double x = 1;
    for (WeightGroup& group : layout.groups) {
        group.title = titleOf(group, network);
        const double used = heightOf(group);
        // All stand on one line, as in the network's picture.
        const double y = top + height - used;
        const double width = placeTables(group, {x, y});
        const double title = metrics.horizontalAdvance(group.title) + 1;
        group.titleRect = QRectF(x, y - top, title, metrics.height());
        for (const WeightTable& table : group.tables) layout.aggregated |= table.map.isAggregated();
        x += std::max(width, title) + groupGap;
    }
    layout.size = {layout.groups.empty() ? 0 : x - groupGap + 2, strip.height()};
    return layout;
}

QString weightWords(const WeightTable& table, const HeatCell& cell, float value, const NetworkSummary& network,
                    const Dataset* data) {
    const QString number =
        std::isfinite(value) ? signedNumber(static_cast<double>(value)) : plotNumber(static_cast<double>(value));
    const QString unit = tr("Layer %1, unit %2").arg(table.layer + 1).arg(cell.row + 1);
    // A dense layer's own weights: named by what comes in.
    const bool dense = table.name == "weight" && !table.isColumn();
    if (!dense && !(table.name == "weight" && table.layer < static_cast<Index>(network.layers.size()) &&
                    network.layers[static_cast<std::size_t>(table.layer)].kind == "dense")) {
        return QStringLiteral("%1, %2: %3").arg(unit, QString::fromStdString(table.name), number);
    }
    const auto input = static_cast<std::size_t>(cell.col);
    QString from = tr("unit %1").arg(cell.col + 1);
    if (table.layer == 0) {
        const bool named = data != nullptr && input < data->featureNames.size();
        from = named ? screenName(data->featureNames[input]) : tr("input %1").arg(cell.col + 1);
    }
    return QStringLiteral("%1 ← %2: %3").arg(unit, from, number);
}

}  // namespace glassbox
