#include "ui/backprop/matrix_panel_layout.h"

#include <algorithm>

namespace glassbox {

namespace {

constexpr double between = 10, belowRow = 18, aboveCells = 12, symbolGap = 4;
constexpr double tallest = 300;  // with numbers
constexpr double tallestMap = 200, mapCell = 16;

}  // namespace

/// Chooses numbers or a heat map, and the size of the cells; returns the width with all around it.
double MatrixPanelLayout::fit(PlacedMatrix& part, double width) const {
    const auto rows = static_cast<double>(part.view.rows), cols = static_cast<double>(part.view.cols);
    const double room = width - part.joinWidth - 2 * bracket;
    part.numbers = cols * part.cell.width() <= room && rows * part.cell.height() <= tallest;
    if (part.numbers) {
        part.rect = {0, 0, cols * part.cell.width(), rows * part.cell.height()};
    } else {
        const bool vector = part.view.rows == 1 || part.view.cols == 1;
        part.map = HeatMap(part.view.rows, part.view.cols, {room, tallestMap}, mapCell, vector ? 8 : 1.4);
        part.rect = part.map.rect();
    }
    return part.joinWidth + 2 * bracket + std::max(part.rect.width(), part.symbolSize.width() - 2 * bracket);
}

MatrixPanelLayout::MatrixPanelLayout(std::vector<PlacedMatrix> parts, double width) : m_parts(std::move(parts)) {
    double y = 0;
    for (std::size_t first = 0; first < m_parts.size();) {
        // As many as fit into a row.
        std::size_t end = first;
        double used = 0, highest = 0, symbols = 0;
        while (end < m_parts.size()) {
            const double own = fit(m_parts[end], width);
            if (end > first && used + between + own > width) break;
            used += (end > first ? between : 0) + own;
            highest = std::max(highest, m_parts[end].rect.height());
            symbols = std::max(symbols, m_parts[end].symbolSize.height());
            ++end;
        }
        double x = 0;
        y += aboveCells;
        for (; first < end; ++first) {
            PlacedMatrix& part = m_parts[first];
            const double whole = std::max(part.rect.width() + 2 * bracket, part.symbolSize.width());
            part.join = {x, y, part.joinWidth, highest};
            x += part.joinWidth;
            part.rect.moveTopLeft({x + (whole - part.rect.width()) / 2, y + (highest - part.rect.height()) / 2});
            part.map.moveTo(part.rect.topLeft());
            part.symbol =
                QRectF({x + (whole - part.symbolSize.width()) / 2, part.rect.bottom() + symbolGap}, part.symbolSize);
            x += whole + between;
        }
        y += highest + symbolGap + symbols + belowRow;
    }
    m_height = y;
}

QRectF MatrixPanelLayout::cellRect(const MatrixCell& cell) const {
    const PlacedMatrix& part = m_parts[cell.part];
    if (!part.numbers) return part.map.cellRect({cell.row, cell.col});
    return {part.rect.left() + static_cast<double>(cell.col) * part.cell.width(),
            part.rect.top() + static_cast<double>(cell.row) * part.cell.height(), part.cell.width(),
            part.cell.height()};
}

QRectF MatrixPanelLayout::cellsRect(const MatrixCell& first, const MatrixCell& last) const {
    return cellRect(first).united(cellRect(last));
}

std::optional<MatrixCell> MatrixPanelLayout::hit(const QPointF& point) const {
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const PlacedMatrix& part = m_parts[i];
        if (!part.rect.contains(point)) continue;
        if (part.numbers) {
            const auto row = static_cast<Index>((point.y() - part.rect.top()) / part.cell.height());
            const auto col = static_cast<Index>((point.x() - part.rect.left()) / part.cell.width());
            return MatrixCell{i, std::min(row, part.view.rows - 1), std::min(col, part.view.cols - 1)};
        }
        const auto cell = part.map.hit(point);
        if (!cell) return {};
        const HeatCell best = part.map.strongest(*cell, part.view.data, part.view.rowStride, part.view.colStride);
        return MatrixCell{i, best.row, best.col};
    }
    return {};
}

std::optional<MatrixCell> MatrixPanelLayout::find(const Place& place) const {
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const PlacedMatrix& part = m_parts[i];
        if (part.tensor != place.tensor) continue;
        const MatrixCell cell{i, part.transposed ? place.col : place.row, part.transposed ? place.row : place.col};
        if (part.view.has(cell.row, cell.col)) return cell;
    }
    return {};
}

Index MatrixPanelLayout::count() const {
    Index count = 0;
    for (const PlacedMatrix& part : m_parts) count += part.view.rows * part.view.cols;
    return count;
}

MatrixCell MatrixPanelLayout::cellAt(Index number) const {
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const TensorView& view = m_parts[i].view;
        if (number < view.rows * view.cols) return {i, number / view.cols, number % view.cols};
        number -= view.rows * view.cols;
    }
    return {};
}

Index MatrixPanelLayout::numberOf(const MatrixCell& cell) const {
    Index number = 0;
    for (std::size_t i = 0; i < cell.part; ++i) number += m_parts[i].view.rows * m_parts[i].view.cols;
    return number + cell.row * m_parts[cell.part].view.cols + cell.col;
}

}  // namespace glassbox
