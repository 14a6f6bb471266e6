#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/plots/heat_map.h"

#include <QString>

namespace glassbox {

struct Dataset;

/// One parameter of a layer as a table of cells: rows are units, columns what comes in.
struct WeightTable {
    Index layer = 0;
    std::string name;  ///< "weight", "bias"
    Index offset = 0;  ///< of element (0, 0) in Snapshot::parameters
    Index rowStride = 1, colStride = 0;
    HeatMap map;  ///< where it stands

    bool isColumn() const { return map.cols() == 1; }
    Index place(const HeatCell& cell) const { return offset + cell.row * rowStride + cell.col * colStride; }
};

/// The tables of one layer, weights first, biases set apart on their right.
struct WeightGroup {
    Index layer = 0;
    QString title;  ///< "Layer 2 · 6×8"
    QRectF titleRect;
    std::vector<WeightTable> tables;
};

/// All trained parameters of a network side by side, in a strip of a given height.
struct WeightLayout {
    std::vector<WeightGroup> groups;
    QSizeF size;
    bool aggregated = false;  ///< some table is painted in blocks

    struct Cell {
        std::size_t group = 0;
        std::size_t table = 0;
        HeatCell cell;
        friend bool operator==(const Cell&, const Cell&) = default;
    };
    const WeightTable& table(const Cell& cell) const { return groups[cell.group].tables[cell.table]; }
    std::optional<Cell> hit(const QPointF& position) const;
    bool contains(const Cell& cell) const;
};

/// `width` is a hint: large matrices share it, small ones take what they need.
WeightLayout layOutWeights(const NetworkSummary& network, const QSizeF& strip, const QFont& font);

/// "Layer 2, unit 3 ← unit 5: +0.482", "Layer 2, unit 3, bias: −0.100"
QString weightWords(const WeightTable& table, const HeatCell& cell, float value, const NetworkSummary& network,
                    const Dataset* data);

}  // namespace glassbox
