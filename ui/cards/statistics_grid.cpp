#include "ui/cards/statistics_grid.h"

#include <QEvent>
#include <QFontInfo>
#include <QGridLayout>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int designPixels = 13;

}  // namespace

StatisticsGrid::StatisticsGrid(int least, int mostColumns, int gap, QWidget* parent)
    : QWidget(parent), m_least(least), m_most(mostColumns), m_layout(new QGridLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(gap);
    // The columns follow the width, not the other way round.
    m_layout->setSizeConstraint(QLayout::SetNoConstraint);
}

void StatisticsGrid::addCard(QWidget* card, int columns) {
    m_items.push_back({card, columns});
    arrange(std::max(1, m_columns));
}

// Larger text wants wider columns.
int StatisticsGrid::leastWidth() const {
    return m_least * std::max(designPixels, QFontInfo(font()).pixelSize()) / designPixels;
}

QSize StatisticsGrid::minimumSizeHint() const {
    return {std::min(leastWidth(), 300), m_layout->minimumSize().height()};
}

void StatisticsGrid::arrange(int columns) {
    for (const Item& item : m_items) m_layout->removeWidget(item.card);
    for (int column = 0; column < m_layout->columnCount(); ++column) m_layout->setColumnStretch(column, 0);
    for (int row = 0; row < m_layout->rowCount(); ++row) m_layout->setRowStretch(row, 0);
    int row = 0, column = 0;
    for (const Item& item : m_items) {
        const int span = std::min(item.columns, columns);
        if (column + span > columns) {
            ++row;
            column = 0;
        }
        m_layout->addWidget(item.card, row, column, 1, span);
        m_layout->setRowStretch(row, 1);
        column += span;
    }
    for (column = 0; column < columns; ++column) {
        m_layout->setColumnStretch(column, 1);
        m_layout->setColumnMinimumWidth(column, 0);
    }
    m_columns = columns;
}

void StatisticsGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int gap = m_layout->spacing();
    const int columns = std::clamp((width() + gap) / (leastWidth() + gap), 1, m_most);
    if (columns != m_columns) arrange(columns);
}

void StatisticsGrid::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange) return;
    const int gap = m_layout->spacing();
    arrange(std::clamp((width() + gap) / (leastWidth() + gap), 1, m_most));
}

}  // namespace glassbox
