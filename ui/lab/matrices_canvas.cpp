#include "ui/lab/matrices_canvas.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double titleRoom = 60;  // of a scale that stands after the title

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

MatricesCanvas::MatricesCanvas(LabSelection& selection, ThemeSource& theme, MatrixSource source, QWidget* parent)
    : QWidget(parent),
      m_selection(selection),
      m_theme(theme),
      m_source(std::move(source)),
      m_map(ColorMap::diverging(theme.theme())) {
    setObjectName(m_source.name + QStringLiteral("Canvas"));
    setAccessibleName(m_source.title);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);  // a click leaves the arrow keys to the window
    connect(&theme, &ThemeSource::changed, this, [this] {
        m_map = ColorMap::diverging(m_theme.theme());
        refreshLayout();
    });
    connect(&selection, &LabSelection::shownUnitChanged, this, qOverload<>(&QWidget::update));
    connect(&selection, &LabSelection::parameterChanged, this, qOverload<>(&QWidget::update));
}

void MatricesCanvas::setSnapshot(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    const auto network = snapshot ? snapshot->network : nullptr;
    auto blocks = network ? m_source.blocks(*snapshot) : std::vector<MatrixBlock>();
    if (network != m_network || blocks != m_blocks) {
        m_network = network;
        m_blocks = std::move(blocks);
        refreshLayout();
    }
    refreshRange();
    update();
    if (current()) Q_EMIT currentChanged();  // its value may be another
}

void MatricesCanvas::setDataset(const DatasetPtr& dataset) {
    m_dataset = dataset;
}

void MatricesCanvas::setStrip(const QSize& strip) {
    if (strip == m_strip) return;
    m_strip = strip;
    refreshLayout();
}

void MatricesCanvas::refreshLayout() {
    m_layout = m_network ? layOutMatrices(m_blocks, *m_network, m_strip, titleFont(m_theme)) : MatrixLayout();
    m_ranges.resize(m_layout.groups.size());
    if (m_hovered && !m_layout.contains(*m_hovered)) m_hovered.reset();
    if (m_focused && !m_layout.contains(*m_focused)) m_focused.reset();
    resize(sizeHint());
    updateGeometry();
    update();
    Q_EMIT currentChanged();
}

QSize MatricesCanvas::sizeHint() const {
    return {std::max(m_strip.width(), static_cast<int>(std::ceil(m_layout.size.width()))), m_strip.height()};
}

/// Gradients jump about: a scale grows at once, but shrinks only when half of it would do.
ValueRange MatricesCanvas::scaleAround(double largest, const ValueRange& before) const {
    const double size = roundUp(largest);
    const bool restful = m_source.name == u"weights";
    const bool keeps = !restful && m_scaled && size <= before.high && size > 0.5 * before.high;
    return keeps ? before : ValueRange::symmetric(size);
}

void MatricesCanvas::refreshRange() {
    if (!hasValues()) return;
    const std::span<const float> values = m_source.values(*m_snapshot);
    const auto largestOf = [](std::span<const float> some) {
        return ValueRange::around(some.data(), static_cast<Index>(some.size())).high;
    };
    const ValueRange next = scaleAround(largestOf(values), m_range);
    bool changed = next != m_range;
    m_range = next;
    for (std::size_t g = 0; m_perLayer && g < m_layout.groups.size(); ++g) {
        double largest = 0;
        for (const MatrixTable& table : m_layout.groups[g].tables) {
            if (!hasValues(table)) continue;
            const auto first = static_cast<std::size_t>(table.block.offset);
            largest = std::max(largest, largestOf(values.subspan(
                                            first, static_cast<std::size_t>(table.block.rows * table.block.cols))));
        }
        const ValueRange own = scaleAround(largest, m_ranges[g]);
        changed |= own != m_ranges[g];
        m_ranges[g] = own;
    }
    m_scaled = true;
    if (changed) Q_EMIT rangeChanged();
}

void MatricesCanvas::setPerLayer(bool perLayer) {
    m_perLayer = perLayer;
    m_scaled = false;
    refreshRange();
    update();
    Q_EMIT rangeChanged();
}

bool MatricesCanvas::hasValues() const {
    return m_snapshot && !m_layout.groups.empty() && !m_source.values(*m_snapshot).empty();
}

bool MatricesCanvas::hasValues(const MatrixTable& table) const {
    const HeatCell last{table.map.rows() - 1, table.map.cols() - 1};
    return m_snapshot && table.place(last) < static_cast<Index>(m_source.values(*m_snapshot).size());
}

std::optional<MatrixLayout::Cell> MatricesCanvas::current() const {
    return m_hovered ? m_hovered : hasFocus() ? m_focused : std::nullopt;
}

QString MatricesCanvas::words() const {
    const auto at = current();
    if (!at || !m_network || !m_layout.contains(*at)) return {};
    const MatrixTable& table = m_layout.table(*at);
    if (!hasValues(table)) return {};
    const std::span<const float> values = m_source.values(*m_snapshot);
    const HeatCell cell = table.map.isAggregated() ? table.map.strongest(at->cell, values.data() + table.block.offset,
                                                                         table.block.rowStride, table.block.colStride)
                                                   : at->cell;
    const auto value = static_cast<double>(values[static_cast<std::size_t>(table.place(cell))]);
    QString text = QStringLiteral("%1: %2").arg(m_source.place(table.block, cell, *m_snapshot, m_dataset.get()),
                                                std::isfinite(value) ? signedNumber(value) : plotNumber(value));
    if (table.map.isAggregated()) {
        text += tr(" (largest of %1×%2)").arg(table.map.rowsPerCell()).arg(table.map.colsPerCell());
    }
    return text;
}

void MatricesCanvas::mouseMoveEvent(QMouseEvent* event) {
    const auto cell = m_layout.hit(event->position());
    if (cell == m_hovered) return;
    m_hovered = cell;
    update();
    Q_EMIT currentChanged();
}

void MatricesCanvas::leaveEvent(QEvent*) {
    m_hovered.reset();
    update();
    Q_EMIT currentChanged();
}

void MatricesCanvas::choose(const MatrixLayout::Cell& cell) {
    const UnitRef unit{m_layout.table(cell).block.layer, cell.cell.row};
    m_selection.setUnit(m_selection.unit() == unit ? std::nullopt : std::optional(unit));
}

void MatricesCanvas::mousePressEvent(QMouseEvent* event) {
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

/// Opens the number of a cell for a change by hand; of a block of numbers the largest, which is the one that is shown.
bool MatricesCanvas::edit(const MatrixLayout::Cell& at) {
    const MatrixTable& table = m_layout.table(at);
    if (!m_source.parameter || !hasValues(table)) return false;
    const float* values = m_source.values(*m_snapshot).data() + table.block.offset;
    const HeatCell cell = table.map.isAggregated()
                              ? table.map.strongest(at.cell, values, table.block.rowStride, table.block.colStride)
                              : at.cell;
    const std::optional<ParameterRef> place = m_source.parameter(table.block, cell);
    if (place) m_selection.editParameter(*place);
    return place.has_value();
}

/// The cell whose number is open for a change.
std::optional<MatrixLayout::Cell> MatricesCanvas::openCell() const {
    const std::optional<ParameterRef>& place = m_selection.parameter();
    if (!place || !m_source.parameter) return {};
    for (std::size_t g = 0; g < m_layout.groups.size(); ++g)
        for (std::size_t t = 0; t < m_layout.groups[g].tables.size(); ++t) {
            const MatrixBlock& block = m_layout.groups[g].tables[t].block;
            const bool inside = place->row < block.rows && place->col < block.cols;
            if (block.layer == place->layer && block.name == place->name && inside)
                return MatrixLayout::Cell{g, t, {place->row, place->col}};
        }
    return {};
}

void MatricesCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    const auto cell = m_layout.hit(event->position());
    if (event->button() != Qt::LeftButton || !cell || !edit(*cell)) QWidget::mouseDoubleClickEvent(event);
}

void MatricesCanvas::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!m_focused && !m_layout.groups.empty()) m_focused = MatrixLayout::Cell{};
    Q_EMIT currentChanged();
    update();
}

void MatricesCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    Q_EMIT currentChanged();
    update();
}

/// To the next or previous table when the cell stands at the edge of its own.
bool MatricesCanvas::stepAcross(MatrixLayout::Cell& cell, bool right) const {
    MatrixLayout::Cell next = cell;
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

void MatricesCanvas::setFocused(const MatrixLayout::Cell& cell) {
    m_focused = cell;
    m_hovered.reset();
    update();
    Q_EMIT currentChanged();
    Q_EMIT wantsVisible(m_layout.table(cell).map.cellRect(cell.cell));
}

void MatricesCanvas::keyPressEvent(QKeyEvent* event) {
    if (!m_focused || !m_layout.contains(*m_focused)) {
        QWidget::keyPressEvent(event);
        return;
    }
    MatrixLayout::Cell next = *m_focused;
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
        case Qt::Key_W:
            if (!edit(next)) QWidget::keyPressEvent(event);
            return;
        default:
            QWidget::keyPressEvent(event);
            return;
    }
    setFocused(next);
}

void MatricesCanvas::paintEvent(QPaintEvent* event) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setFont(titleFont(m_theme));
    if (!hasValues()) {
        painter.setPen(theme.mute);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_source.nothing);
        return;
    }
    const float* values = m_source.values(*m_snapshot).data();
    const QRectF visible(event->rect());
    const auto shown = m_selection.shownUnit();
    for (std::size_t g = 0; g < m_layout.groups.size(); ++g) {
        const MatrixGroup& group = m_layout.groups[g];
        painter.setPen(theme.mute);
        QString title = group.title;
        if (m_perLayer) title += QStringLiteral(" · ±%1").arg(plotNumber(m_ranges[g].high, 2));
        painter.drawText(group.titleRect.adjusted(0, 0, titleRoom, 0), Qt::AlignLeft | Qt::AlignVCenter, title);
        for (const MatrixTable& table : group.tables) {
            if (!hasValues(table) || !table.map.rect().intersects(visible)) continue;
            table.map.paint(painter, theme, values + table.block.offset, table.block.rowStride, table.block.colStride,
                            rangeOf(g), m_map);
            if (shown && shown->layer == table.block.layer && shown->unit < table.map.rows()) {
                QRectF row = table.map.cellRect({shown->unit, 0});
                row.setRight(table.map.rect().right());
                painter.setBrush(Qt::NoBrush);
                painter.setPen(QPen(theme.accent, theme.stroke(2)));
                painter.drawRoundedRect(row, 2, 2);
            }
        }
    }
    const auto outline = [&](const MatrixLayout::Cell& cell, const QColor& color) {
        painter.setBrush(Qt::NoBrush);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF place = m_layout.table(cell).map.cellRect(cell.cell);
        painter.setPen(QPen(theme.panel, theme.stroke(4)));
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 2, 2);
        painter.setPen(QPen(color, theme.stroke(2)));
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 2, 2);
    };
    if (m_theme.isOnPaper()) return;
    if (const auto open = openCell()) outline(*open, theme.accent);
    if (m_hovered) outline(*m_hovered, theme.ink);
    if (hasFocus() && m_focused && m_layout.contains(*m_focused)) outline(*m_focused, theme.accent);
}

}  // namespace glassbox
