#include "ui/backprop/check_map.h"

#include "ui/shell/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double mapHeight = 96, cellSize = 20;

/// Evenly on a logarithmic scale from 1e-6 to 1.
float shade(double error) {
    return error > 0 ? static_cast<float>(std::clamp(1 + std::log10(error) / 6, 0.0, 1.0)) : 0.0F;
}

}  // namespace

CheckMap::CheckMap(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("checkMap"));
    setAccessibleName(tr("Disagreement of each number"));
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void CheckMap::setCheck(const std::shared_ptr<const TensorCheck>& check) {
    m_check = check;
    m_values.clear();
    if (check) {
        // A number that was not checked looks like the one checked before it.
        m_values.assign(static_cast<std::size_t>(check->rows * check->cols), 0);
        std::size_t from = 0;
        for (std::size_t i = 0; i < check->numbers.size(); ++i) {
            const auto at = static_cast<std::size_t>(check->numbers[i].row * check->cols + check->numbers[i].col);
            const bool last = i + 1 == check->numbers.size();
            for (; from <= (last ? m_values.size() - 1 : at); ++from) m_values[from] = shade(check->numbers[i].error);
        }
    }
    arrange();
    updateGeometry();
    update();
}

void CheckMap::setMarked(const std::optional<HeatCell>& cell) {
    if (m_marked == cell) return;
    m_marked = cell;
    update();
}

QSize CheckMap::sizeHint() const {
    return {200, m_check ? static_cast<int>(std::ceil(m_map.rect().height())) + 8 : 24};
}

void CheckMap::arrange() {
    m_map = m_check ? HeatMap(m_check->rows, m_check->cols, {width() - 8.0, mapHeight}, cellSize, 3) : HeatMap();
    m_map.moveTo({4, 4});
}

void CheckMap::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
    updateGeometry();
}

std::optional<HeatCell> CheckMap::cellAt(const QPointF& point) const {
    const auto cell = m_map.hit(point);
    if (!cell) return {};
    return m_map.strongest(*cell, m_values.data(), m_check->cols, 1);
}

void CheckMap::mouseMoveEvent(QMouseEvent* event) {
    const auto cell = cellAt(event->position());
    setCursor(cell ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Q_EMIT cellHovered(cell);
}

void CheckMap::mousePressEvent(QMouseEvent* event) {
    const auto cell = cellAt(event->position());
    if (event->button() == Qt::LeftButton && cell) Q_EMIT cellChosen(*cell);
}

void CheckMap::leaveEvent(QEvent* event) {
    Q_EMIT cellHovered({});
    QWidget::leaveEvent(event);
}

void CheckMap::paintEvent(QPaintEvent*) {
    if (!m_check || m_values.empty()) return;
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    m_map.paint(painter, theme, m_values.data(), m_check->cols, 1, {0, 1}, ColorMap::density(theme));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.drawRect(m_map.rect());
    const auto frame = [&](const HeatCell& cell, const QColor& color) {
        painter.setPen(QPen(color, theme.stroke(2)));
        painter.drawRoundedRect(m_map.cellRect(cell), 2, 2);
    };
    const CheckedNumber& worst = m_check->numbers[m_check->worst];
    frame({worst.row, worst.col}, theme.warn);
    if (m_marked && m_marked->row < m_check->rows && m_marked->col < m_check->cols) frame(*m_marked, theme.accent);
}

}  // namespace glassbox
