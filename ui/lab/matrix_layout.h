#pragma once

#include "ui/lab/matrix_source.h"

#include <QString>

namespace glassbox {

/// A matrix and where it stands.
struct MatrixTable {
    MatrixBlock block;
    HeatMap map;

    bool isColumn() const { return map.cols() == 1; }
    Index place(const HeatCell& cell) const {
        return block.offset + cell.row * block.rowStride + cell.col * block.colStride;
    }
};

/// The matrices of one layer, weights first, biases set apart on their right.
struct MatrixGroup {
    Index layer = 0;
    QString title;  ///< "Layer 2 · 6×8"
    QRectF titleRect;
    std::vector<MatrixTable> tables;
};

/// The matrices of all layers side by side, in a strip of a given height.
struct MatrixLayout {
    std::vector<MatrixGroup> groups;
    QSizeF size;
    bool aggregated = false;  ///< some table is painted in blocks

    struct Cell {
        std::size_t group = 0;
        std::size_t table = 0;
        HeatCell cell;
        friend bool operator==(const Cell&, const Cell&) = default;
    };
    const MatrixTable& table(const Cell& cell) const { return groups[cell.group].tables[cell.table]; }
    std::optional<Cell> hit(const QPointF& position) const;
    bool contains(const Cell& cell) const;
};

/// Large matrices share the width of the strip, small ones take what they need.
MatrixLayout layOutMatrices(const std::vector<MatrixBlock>& blocks, const NetworkSummary& network, const QSizeF& strip,
                            const QFont& font);

}  // namespace glassbox
