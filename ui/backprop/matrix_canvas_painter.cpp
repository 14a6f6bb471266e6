#include "ui/backprop/matrix_canvas.h"
#include "ui/formula/formula_label.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QPaintEvent>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int numberPixels = 12, joinPixels = 16;
constexpr std::size_t mostMarks = 400;

}  // namespace

void MatrixCanvas::paintEvent(QPaintEvent* event) {
    if (!m_model.walk()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_layout.parts().size(); ++i) paintPart(painter, i, event->rect());
    paintMarks(painter);
}

void MatrixCanvas::paintBrackets(QPainter& painter, const QRectF& rect) const {
    constexpr double away = 3, foot = 4;
    painter.setPen(QPen(m_theme.theme().ink, m_theme.theme().stroke(1.3)));
    const double top = rect.top() - 2, bottom = rect.bottom() + 2;
    for (const double way : {-1.0, 1.0}) {
        const double x = (way < 0 ? rect.left() : rect.right()) + way * away;
        painter.drawPolyline(QPolygonF({{x - way * foot, top}, {x, top}, {x, bottom}, {x - way * foot, bottom}}));
    }
}

void MatrixCanvas::paintPart(QPainter& painter, std::size_t i, const QRectF& visible) const {
    const Theme& theme = m_theme.theme();
    const PlacedMatrix& part = m_layout.parts()[i];
    painter.setFont(theme.font(joinPixels));
    painter.setPen(theme.ink);
    painter.drawText(part.join, Qt::AlignCenter, m_joins[i]);
    m_symbols[i].paint(painter, part.symbol.topLeft(), formulaPalette(theme));
    paintBrackets(painter, part.rect);
    if (!part.rect.intersects(visible)) return;
    const bool computed = isComputed(part);
    if (!part.numbers) {
        painter.fillRect(part.rect, theme.sunk);
        painter.setRenderHint(QPainter::Antialiasing, false);
        if (computed)
            part.map.paint(painter, theme, part.view.data, part.view.rowStride, part.view.colStride, m_ranges[i],
                           ColorMap::diverging(theme));
        painter.setRenderHint(QPainter::Antialiasing);
        const Place& result = m_model.arithmetic().place;
        if (const auto cell = m_layout.find(result); m_model.isHidden() && cell && cell->part == i) {
            painter.setFont(theme.font(numberPixels));
            painter.setPen(theme.ink);
            painter.fillRect(m_layout.cellRect(*cell), theme.sunk);
            painter.drawText(m_layout.cellRect(*cell), Qt::AlignCenter | Qt::TextDontClip, QStringLiteral("?"));
        }
        return;
    }
    painter.setFont(theme.font(numberPixels));
    for (Index row = 0; row < part.view.rows; ++row)
        for (Index col = 0; col < part.view.cols; ++col) {
            const QRectF cell = m_layout.cellRect({i, row, col});
            if (!cell.intersects(visible)) continue;
            const QString number = numberAt({i, row, col});
            const bool known = !number.isEmpty() && number != QLatin1String("?");
            painter.fillRect(cell.adjusted(1, 1, -1, -1),
                             known ? QColor(m_map.color(part.view(row, col), m_ranges[i])) : theme.sunk);
            painter.setPen(theme.ink);
            painter.drawText(cell, Qt::AlignCenter, number);
        }
}

void MatrixCanvas::paintMarks(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const auto outline = [&](const QRectF& rect, const QColor& color, double width, double out = 0) {
        painter.setPen(QPen(color, theme.stroke(width)));
        painter.drawRoundedRect(rect.adjusted(-out, -out, out, out), 3, 3);
    };
    QColor soft = theme.accent;
    soft.setAlphaF(0.10F);
    const Place& result = m_model.arithmetic().place;
    for (const std::vector<MatrixCell>& cells : m_told) {
        if (cells.empty()) continue;
        MatrixCell first = cells.front(), last = cells.front();
        for (const MatrixCell& cell : cells) {
            first.row = std::min(first.row, cell.row), first.col = std::min(first.col, cell.col);
            last.row = std::max(last.row, cell.row), last.col = std::max(last.col, cell.col);
        }
        const bool block = static_cast<Index>(cells.size()) == (last.row - first.row + 1) * (last.col - first.col + 1);
        const bool own = cells.size() == 1 && placeOf(cells.front()) == result;
        painter.setBrush(own ? QBrush(Qt::NoBrush) : QBrush(soft));
        if (block)
            outline(m_layout.cellsRect(first, last), theme.accent, own ? 2.5 : 1.5);
        else
            for (std::size_t i = 0; i < std::min(cells.size(), mostMarks); ++i)
                outline(m_layout.cellRect(cells[i]), theme.accent, 1.5);
    }
    painter.setBrush(Qt::NoBrush);
    // At the finest grain, the factors of the present term.
    const auto term = static_cast<std::size_t>(m_model.question().term);
    if (m_model.grain() == Grain::Weight && m_model.question().term >= 0 && term < m_model.arithmetic().terms.size())
        for (const Place& place : m_model.arithmetic().terms[term].factors)
            if (const auto cell = m_layout.find(place)) outline(m_layout.cellRect(*cell), theme.accent, 2.5);
    // The sample that is told, above its column.
    if (m_model.walk()->record().isBatch())
        for (const PlacedMatrix& part : m_layout.parts()) {
            const bool samples = !isParameterLike(part.tensor.quantity) && !part.transposed && part.view.cols > 1;
            if (!samples || m_model.sample() >= part.view.cols) continue;
            const auto i = static_cast<std::size_t>(&part - m_layout.parts().data());
            const QRectF top = m_layout.cellRect({i, 0, m_model.sample()});
            painter.setBrush(theme.accent);
            painter.setPen(Qt::NoPen);
            const double x = top.center().x(), y = top.top() - 3;
            painter.drawPolygon(QPolygonF({{x - 4, y - 6}, {x + 4, y - 6}, {x, y}}));
            painter.setBrush(Qt::NoBrush);
        }
    if (const auto& hovered = m_model.hovered())
        if (const auto cell = m_layout.find(*hovered)) outline(m_layout.cellRect(*cell), theme.ink, 2, 1);
    if (m_focus && showsFocusRing(this)) outline(m_layout.cellRect(*m_focus), theme.accent, 3, 2);
}

}  // namespace glassbox
