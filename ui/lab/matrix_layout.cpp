#include "ui/lab/matrix_layout.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double groupGap = 26;
constexpr double biasGap = 6;
constexpr double ordinaryCell = 22;  // the most in a strip; with more room they grow
constexpr double largestCell = 64;

QString titleOf(const MatrixGroup& group, const NetworkSummary& network) {
    const HeatMap& first = group.tables.front().map;
    return QStringLiteral("%1 · %2×%3").arg(layerName(group.layer, network)).arg(first.rows()).arg(first.cols());
}

/// Puts the tables of a group next to each other, their first rows level; returns the width.
double placeTables(MatrixGroup& group, const QPointF& topLeft) {
    double x = topLeft.x();
    for (MatrixTable& table : group.tables) {
        if (x > topLeft.x()) x += biasGap;
        table.map.moveTo({x, topLeft.y()});
        x = table.map.rect().right();
    }
    return x - topLeft.x();
}

double heightOf(const MatrixGroup& group) {
    double height = 0;
    for (const MatrixTable& table : group.tables) height = std::max(height, table.map.rect().height());
    return height;
}

/// Matrices with the same columns, one a sample.
bool haveSameColumns(const std::vector<MatrixBlock>& blocks) {
    return !blocks.empty() && std::all_of(blocks.begin(), blocks.end(), [&](const MatrixBlock& block) {
        return block.cols == blocks.front().cols && block.cols > 1;
    });
}

/// Over a whole page cells are as large as all matrices side by side allow.
double cellFor(const std::vector<MatrixBlock>& blocks, const QSizeF& strip) {
    double columns = 0;
    for (const MatrixBlock& block : blocks) columns += static_cast<double>(block.cols);
    const double gaps = (groupGap + biasGap) * static_cast<double>(blocks.size());
    const double room = columns > 0 ? (strip.width() - gaps) / columns : 0;
    return std::clamp(std::min(strip.height() / 8, room), ordinaryCell, largestCell);
}

/// A matrix may be as wide as most of the strip; beyond that it is painted in blocks. Matrices with the same columns
/// share the strip evenly, so that all layers are seen side by side.
std::vector<MatrixGroup> groupsOf(const std::vector<MatrixBlock>& blocks, const QSizeF& strip) {
    const auto count = static_cast<double>(blocks.size());
    const bool shared = haveSameColumns(blocks);
    const double widest = shared ? std::max(90.0, (strip.width() - 4 - groupGap * (count - 1)) / count)
                                 : std::max(160.0, strip.width() * 0.7);
    // Flat or tall cells read badly, but where samples stand side by side they are read as columns.
    const double aspect = shared ? 12 : 1.4;
    const double cell = cellFor(blocks, strip);
    std::vector<MatrixGroup> groups;
    for (const MatrixBlock& block : blocks) {
        if (groups.empty() || groups.back().layer != block.layer) groups.push_back({block.layer, {}, {}, {}});
        groups.back().tables.push_back(
            {block, HeatMap(block.rows, block.cols, {widest, strip.height()}, cell, aspect)});
    }
    return groups;
}

}  // namespace

std::optional<MatrixLayout::Cell> MatrixLayout::hit(const QPointF& position) const {
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (std::size_t t = 0; t < groups[g].tables.size(); ++t) {
            if (const auto cell = groups[g].tables[t].map.hit(position)) return Cell{g, t, *cell};
        }
    }
    return {};
}

bool MatrixLayout::contains(const Cell& cell) const {
    if (cell.group >= groups.size() || cell.table >= groups[cell.group].tables.size()) return false;
    const HeatMap& map = table(cell).map;
    return cell.cell.row < map.rows() && cell.cell.col < map.cols();
}

MatrixLayout layOutMatrices(const std::vector<MatrixBlock>& blocks, const NetworkSummary& network, const QSizeF& strip,
                            const QFont& font) {
    MatrixLayout layout;
    const QFontMetricsF metrics(font);
    const double top = metrics.height() + 4;
    const double height = std::max(12.0, strip.height() - top - 2);
    layout.groups = groupsOf(blocks, {strip.width(), height});
    double x = 1;
    for (MatrixGroup& group : layout.groups) {
        group.title = titleOf(group, network);
        const double used = heightOf(group);
        // All stand on one line, as in the network's picture.
        const double y = top + height - used;
        const double width = placeTables(group, {x, y});
        const double title = metrics.horizontalAdvance(group.title) + 1;
        group.titleRect = QRectF(x, y - top, title, metrics.height());
        for (const MatrixTable& table : group.tables) layout.aggregated |= table.map.isAggregated();
        x += std::max(width, title) + groupGap;
    }
    layout.size = {layout.groups.empty() ? 0 : x - groupGap + 2, strip.height()};
    return layout;
}

}  // namespace glassbox
