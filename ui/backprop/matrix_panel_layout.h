#pragma once

#include "engine/explain/operation.h"
#include "ui/plots/heat_map.h"

#include <QSizeF>

#include <functional>
#include <optional>
#include <vector>

namespace glassbox {

/// A cell of one of the matrices of an operation, as drawn: a transposed tensor has its rows as columns.
struct MatrixCell {
    std::size_t part = 0;
    Index row = 0, col = 0;
    friend bool operator==(const MatrixCell&, const MatrixCell&) = default;
};

/// A matrix with its place: cells with numbers, or a heat map where there are too many.
struct PlacedMatrix {
    TensorRef tensor;
    bool transposed = false;
    TensorView view;    ///< as drawn
    QSizeF symbolSize;  ///< to be filled in before arranging, as the next two
    double joinWidth = 0;
    QSizeF cell;          ///< that a number needs
    bool numbers = true;  ///< else a heat map
    HeatMap map;
    QRectF rect;    ///< of the cells
    QRectF join;    ///< of the sign before it
    QRectF symbol;  ///< below it

    Place placeOf(Index row, Index col) const { return transposed ? Place{tensor, col, row} : Place{tensor, row, col}; }
};

/// The matrices of an operation from left to right, in as many rows as they need. Plain geometry.
class MatrixPanelLayout {
  public:
    MatrixPanelLayout() = default;
    MatrixPanelLayout(std::vector<PlacedMatrix> parts, double width);

    const std::vector<PlacedMatrix>& parts() const { return m_parts; }
    double height() const { return m_height; }

    QRectF cellRect(const MatrixCell& cell) const;
    /// Several cells side by side.
    QRectF cellsRect(const MatrixCell& first, const MatrixCell& last) const;
    /// In a heat map that paints blocks, the largest number of the block.
    std::optional<MatrixCell> hit(const QPointF& point) const;
    std::optional<MatrixCell> find(const Place& place) const;

    /// Cells in reading order, matrix after matrix.
    Index count() const;
    MatrixCell cellAt(Index number) const;
    Index numberOf(const MatrixCell& cell) const;

    static constexpr double bracket = 7;  ///< room for a bracket

  private:
    double fit(PlacedMatrix& part, double width) const;

    std::vector<PlacedMatrix> m_parts;
    double m_height = 0;
};

}  // namespace glassbox
