#include "ui/lab/weights_canvas.h"

#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

QFont titleFont(const ThemeSource& theme) {
    return theme.theme().font(12);
}

/// Rounded up to two digits, so that the scale rests while weights move a little.
double roundUp(double size) {
    if (!std::isfinite(size) || size <= 0) return 1;
    const double unit = std::pow(10.0, std::floor(std::log10(size)) - 1);
    return std::ceil(size / unit - 1e-9) * unit;
}

}  // namespace

WeightsCanvas::WeightsCanvas(LabSelection& selection, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_theme(theme), m_map(ColorMap::diverging(theme.theme())) {
    setObjectName("weightsCanvas");
    setAccessibleName(tr("Weights of all layers"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);  // a click leaves the arrow keys to the window
    connect(&theme, &ThemeSource::changed, this, [this] {
        m_map = ColorMap::diverging(m_theme.theme());
        refreshLayout();
    });
    connect(&selection, &LabSelection::shownUnitChanged, this, qOverload<>(&QWidget::update));
}

void WeightsCanvas::setSnapshot(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    const auto network = snapshot ? snapshot->network : nullptr;
    if (network != m_network) {
        m_network = network;
        refreshLayout();
    }
    refreshRange();
    update();
    if (current()) Q_EMIT currentChanged();  // its value may be another
}

void WeightsCanvas::setDataset(const DatasetPtr& dataset) {
    m_dataset = dataset;
}

void WeightsCanvas::setStrip(const QSize& strip) {
    if (strip == m_strip) return;
    m_strip = strip;
    refreshLayout();
}

void WeightsCanvas::refreshLayout() {
    m_layout = m_network ? layOutWeights(*m_network, m_strip, titleFont(m_theme)) : WeightLayout();
    if (m_hovered && !m_layout.contains(*m_hovered)) m_hovered.reset();
    if (m_focused && !m_layout.contains(*m_focused)) m_focused.reset();
    resize(sizeHint());
    updateGeometry();
    update();
    Q_EMIT currentChanged();
}

QSize WeightsCanvas::sizeHint() const {
    return {std::max(m_strip.width(), static_cast<int>(std::ceil(m_layout.size.width()))), m_strip.height()};
}

void WeightsCanvas::refreshRange() {
    if (!m_snapshot || m_snapshot->parameters.empty()) return;
    const auto& values = m_snapshot->parameters;
    const ValueRange exact = ValueRange::around(values.data(), static_cast<Index>(values.size()));
    const ValueRange next = ValueRange::symmetric(roundUp(exact.high));
    if (next == m_range) return;
    m_range = next;
    Q_EMIT rangeChanged();
}

bool WeightsCanvas::hasValues(const WeightTable& table) const {
    const HeatCell last{table.map.rows() - 1, table.map.cols() - 1};
    return m_snapshot && table.place(last) < static_cast<Index>(m_snapshot->parameters.size());
}

std::optional<WeightLayout::Cell> WeightsCanvas::current() const {
    return m_hovered ? m_hovered : hasFocus() ? m_focused : std::nullopt;
}

QString WeightsCanvas::words() const {
    const auto at = current();
    if (!at || !m_network || !m_layout.contains(*at)) return {};
    const WeightTable& table = m_layout.table(*at);
    if (!hasValues(table)) return {};
    const float* values = m_snapshot->parameters.data() + table.offset;
    const HeatCell cell =
        table.map.isAggregated() ? table.map.strongest(at->cell, values, table.rowStride, table.colStride) : at->cell;
    const float value = m_snapshot->parameters[static_cast<std::size_t>(table.place(cell))];
    QString text = weightWords(table, cell, value, *m_network, m_dataset.get());
    if (table.map.isAggregated()) {
        text += tr(" (largest of %1×%2)").arg(table.map.rowsPerCell()).arg(table.map.colsPerCell());
    }
    return text;
}

void WeightsCanvas::mouseMoveEvent(QMouseEvent* event) {
    const auto cell = m_layout.hit(event->position());
    if (cell == m_hovered) return;
    m_hovered = cell;
    update();
    Q_EMIT currentChanged();
}

void WeightsCanvas::leaveEvent(QEvent*) {
    m_hovered.reset();
    update();
    Q_EMIT currentChanged();
}

void WeightsCanvas::choose(const WeightLayout::Cell& cell) {
    const UnitRef unit{m_layout.table(cell).layer, cell.cell.row};
    m_selection.setUnit(m_selection.unit() == unit ? std::nullopt : std::optional(unit));
}

void WeightsCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    if (const auto cell = m_layout.hit(event->position())) {
        m_focused = cell;
        choose(*cell);
    } else {
        m_selection.back();
    }
}

void WeightsCanvas::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!m_focused && !m_layout.groups.empty()) m_focused = WeightLayout::Cell{};
    Q_EMIT currentChanged();
    update();
}

void WeightsCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    Q_EMIT currentChanged();
    update();
}

/// To the next or previous table when the cell stands at the edge of its own.
bool WeightsCanvas::stepAcross(WeightLayout::Cell& cell, bool right) const {
    WeightLayout::Cell next = cell;
    if (right) {
        if (++next.table >= m_layout.groups[next.group].tables.size()) {
            next.table = 0;
            if (++next.group >= m_layout.groups.size()) return false;
        }
        next.cell.col = 0;
    } else {
        if (next.table == 0) {
            if (next.group == 0) return false;
            next.table = m_layout.groups[--next.group].tables.size();
        }
        --next.table;
        next.cell.col = m_layout.table(next).map.cols() - 1;
    }
    next.cell.row = std::min(next.cell.row, m_layout.table(next).map.rows() - 1);
    cell = next;
    return true;
}

void WeightsCanvas::setFocused(const WeightLayout::Cell& cell) {
    m_focused = cell;
    m_hovered.reset();
    update();
    Q_EMIT currentChanged();
    Q_EMIT wantsVisible(m_layout.table(cell).map.cellRect(cell.cell));
}

void WeightsCanvas::keyPressEvent(QKeyEvent* event) {
    if (!m_focused || !m_layout.contains(*m_focused)) {
        QWidget::keyPressEvent(event);
        return;
    }
    WeightLayout::Cell next = *m_focused;
    const HeatMap& map = m_layout.table(next).map;
    switch (event->key()) {
        case Qt::Key_Left:
            if (next.cell.col >= map.colsPerCell()) {
                next.cell.col -= map.colsPerCell();
            } else {
                stepAcross(next, false);
            }
            break;
        case Qt::Key_Right:
            if (next.cell.col + map.colsPerCell() < map.cols()) {
                next.cell.col += map.colsPerCell();
            } else {
                stepAcross(next, true);
            }
            break;
        case Qt::Key_Up:
            next.cell.row = std::max<Index>(0, next.cell.row - map.rowsPerCell());
            break;
        case Qt::Key_Down:
            if (next.cell.row + map.rowsPerCell() < map.rows()) next.cell.row += map.rowsPerCell();
            break;
        case Qt::Key_Home:
            next.cell.col = 0;
            break;
        case Qt::Key_End:
            next.cell.col = map.cols() - 1;
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose(next);
            return;
        default:
            QWidget::keyPressEvent(event);
            return;
    }
    setFocused(next);
}

void WeightsCanvas::paintEvent(QPaintEvent* event) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setFont(titleFont(m_theme));
    if (m_layout.groups.empty()) {
        painter.setPen(theme.mute);
        painter.drawText(
            rect(), Qt::AlignCenter | Qt::TextWordWrap,
            m_snapshot ? tr("This network has no weights.") : tr("The weights show here once there is a network."));
        return;
    }
    const QRectF visible(event->rect());
    const auto shown = m_selection.shownUnit();
    for (const WeightGroup& group : m_layout.groups) {
        painter.setPen(theme.mute);
        painter.drawText(group.titleRect, Qt::AlignLeft | Qt::AlignVCenter, group.title);
        for (const WeightTable& table : group.tables) {
            if (!hasValues(table) || !table.map.rect().intersects(visible)) continue;
            table.map.paint(painter, theme, m_snapshot->parameters.data() + table.offset, table.rowStride,
                            table.colStride, m_range, m_map);
            if (shown && shown->layer == table.layer && shown->unit < table.map.rows()) {
                QRectF row = table.map.cellRect({shown->unit, 0});
                row.setRight(table.map.rect().right());
                painter.setBrush(Qt::NoBrush);
                painter.setPen(QPen(theme.accent, 2));
                painter.drawRoundedRect(row, 2, 2);
            }
        }
    }
    const auto outline = [&](const WeightLayout::Cell& cell, const QColor& color) {
        painter.setBrush(Qt::NoBrush);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF place = m_layout.table(cell).map.cellRect(cell.cell);
        painter.setPen(QPen(theme.panel, 4));
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 2, 2);
        painter.setPen(QPen(color, 2));
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 2, 2);
    };
    if (m_hovered) outline(*m_hovered, theme.ink);
    if (hasFocus() && m_focused && m_layout.contains(*m_focused)) outline(*m_focused, theme.accent);
}

}  // namespace glassbox
