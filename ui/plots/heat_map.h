#pragma once

#include "ui/plots/color_map.h"

#include <QRectF>

#include <functional>
#include <optional>
#include <vector>

class QPainter;

namespace glassbox {

struct Theme;

/// A cell of a matrix.
struct HeatCell {
    Index row = 0;
    Index col = 0;
    friend bool operator==(const HeatCell&, const HeatCell&) = default;
};

/// A matrix painted as coloured cells with small gaps. Plain geometry: the widget that shows it owns the numbers. A
/// matrix with more cells than the place has pixels is painted in blocks, each in the colour of its largest value by
/// size, so that a single big weight is never lost.
class HeatMap {
  public:
    HeatMap() = default;
    /// Fits a rows x cols matrix into `largest`, cells not larger than `cell`, and not more than `aspect` times as high
    /// as wide or as wide as high.
    HeatMap(Index rows, Index cols, const QSizeF& largest, double cell = 22, double aspect = 1.4);

    Index rows() const { return m_rows; }
    Index cols() const { return m_cols; }
    /// Matrix cells that one painted cell stands for, in each direction; 1 for small matrices.
    Index rowsPerCell() const { return m_rowBlock; }
    Index colsPerCell() const { return m_colBlock; }
    bool isAggregated() const { return m_rowBlock > 1 || m_colBlock > 1; }
    const QRectF& rect() const { return m_rect; }
    void moveTo(const QPointF& topLeft) { m_rect.moveTopLeft(topLeft); }

    /// Place of the painted cell that shows this matrix cell.
    QRectF cellRect(const HeatCell& cell) const;
    /// The matrix cell at this place: the first of its block where blocks are painted (see strongest()).
    std::optional<HeatCell> hit(const QPointF& position) const;
    /// The cell with the largest value by size in the block that `cell` belongs to.
    HeatCell strongest(const HeatCell& cell, const float* values, Index rowStride, Index colStride) const;

    /// Value (i, j) is values[i * rowStride + j * colStride]. Negative cells that are large enough carry a small minus.
    void paint(QPainter& painter, const Theme& theme, const float* values, Index rowStride, Index colStride,
               const ValueRange& range, const ColorMap& map) const;

  private:
    Index paintedRows() const { return (m_rows + m_rowBlock - 1) / m_rowBlock; }
    Index paintedCols() const { return (m_cols + m_colBlock - 1) / m_colBlock; }

    Index m_rows = 0, m_cols = 0;
    Index m_rowBlock = 1, m_colBlock = 1;
    double m_cellWidth = 0, m_cellHeight = 0;
    QRectF m_rect;
};

}  // namespace glassbox
