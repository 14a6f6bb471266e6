#include "ui/plots/heat_map.h"

#include "ui/shell/theme.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {
constexpr double smallestCell = 2;    // pixels
constexpr double smallestGapped = 5;  // below this, gaps would eat the colour
constexpr double smallestSign = 9;

/// Cells along one side: block size and length of a painted cell.
void fit(Index count, double length, double cell, Index& block, double& size) {
    block = 1;
    if (static_cast<double>(count) * smallestCell > length) {
        const auto places = std::max<Index>(1, static_cast<Index>(length / smallestCell));
        block = (count + places - 1) / places;
    }
    const Index painted = std::max<Index>(1, (count + block - 1) / block);
    size = std::min(cell, length / static_cast<double>(painted));
}
}  // namespace

HeatMap::HeatMap(Index rows, Index cols, const QSizeF& largest, double cell, double aspect)
    : m_rows(rows), m_cols(cols) {
    if (rows <= 0 || cols <= 0) {
        m_rows = m_cols = 0;
        return;
    }
    fit(rows, std::max(largest.height(), smallestCell), cell, m_rowBlock, m_cellHeight);
    fit(cols, std::max(largest.width(), smallestCell), cell, m_colBlock, m_cellWidth);
    m_cellWidth = std::min(m_cellWidth, std::max(m_cellHeight * aspect, smallestCell));
    m_cellHeight = std::min(m_cellHeight, std::max(m_cellWidth * aspect, smallestCell));
    m_rect.setSize(
        {m_cellWidth * static_cast<double>(paintedCols()), m_cellHeight * static_cast<double>(paintedRows())});
}

QRectF HeatMap::cellRect(const HeatCell& cell) const {
    return {m_rect.left() + static_cast<double>(cell.col / m_colBlock) * m_cellWidth,
            m_rect.top() + static_cast<double>(cell.row / m_rowBlock) * m_cellHeight, m_cellWidth, m_cellHeight};
}

std::optional<HeatCell> HeatMap::hit(const QPointF& position) const {
    if (m_rows == 0 || !m_rect.contains(position)) return {};
    const auto row = static_cast<Index>((position.y() - m_rect.top()) / m_cellHeight) * m_rowBlock;
    const auto col = static_cast<Index>((position.x() - m_rect.left()) / m_cellWidth) * m_colBlock;
    if (row >= m_rows || col >= m_cols) return {};
    return HeatCell{row, col};
}

HeatCell HeatMap::strongest(const HeatCell& cell, const float* values, Index rowStride, Index colStride) const {
    const Index row = cell.row / m_rowBlock * m_rowBlock;
    const Index col = cell.col / m_colBlock * m_colBlock;
    HeatCell best{row, col};
    float size = -1;
    for (Index i = row; i < std::min(row + m_rowBlock, m_rows); ++i) {
        for (Index j = col; j < std::min(col + m_colBlock, m_cols); ++j) {
            const float value = values[i * rowStride + j * colStride];
            if (std::isnan(value)) return {i, j};
            if (std::abs(value) > size) {
                size = std::abs(value);
                best = {i, j};
            }
        }
    }
    return best;
}

void HeatMap::paint(QPainter& painter, const Theme& theme, const float* values, Index rowStride, Index colStride,
                    const ValueRange& range, const ColorMap& map) const {
    if (m_rows == 0) return;
    const auto valueAt = [&](Index row, Index col) {
        const HeatCell cell = isAggregated() ? strongest({row, col}, values, rowStride, colStride) : HeatCell{row, col};
        return values[cell.row * rowStride + cell.col * colStride];
    };
    if (std::min(m_cellWidth, m_cellHeight) < smallestGapped) {
        QImage image(static_cast<int>(paintedCols()), static_cast<int>(paintedRows()), QImage::Format_RGB32);
        for (int y = 0; y < image.height(); ++y) {
            auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < image.width(); ++x) {
                line[x] = map.color(static_cast<double>(valueAt(y * m_rowBlock, x * m_colBlock)), range);
            }
        }
        painter.drawImage(m_rect, image);
        return;
    }
    painter.fillRect(m_rect, theme.grid);  // shows through the gaps, so that cells near zero can be seen
    const bool signs = std::min(m_cellWidth, m_cellHeight) >= smallestSign;
    QColor sign = theme.ink;
    sign.setAlphaF(0.55F);
    for (Index row = 0; row < m_rows; row += m_rowBlock) {
        for (Index col = 0; col < m_cols; col += m_colBlock) {
            const auto value = static_cast<double>(valueAt(row, col));
            const QRectF rect = cellRect({row, col}).adjusted(0.5, 0.5, -0.5, -0.5);
            painter.fillRect(rect, QColor(map.color(value, range)));
            if (signs && value < 0) {
                painter.fillRect(QRectF(rect.center().x() - 2.5, rect.center().y() - 0.5, 5, 1), sign);
            }
        }
    }
}

}  // namespace glassbox
