#include "ui/data/correlation_map.h"

#include "engine/data/cell_value.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/canvas_accessible.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double mostNames = 96, largestCell = 72, leastNamed = 11;

class PairItems : public CanvasItems {
  public:
    explicit PairItems(CorrelationMap& map) : m_map(map) {}
    int count() const override { return m_map.count() * m_map.count(); }
    CanvasItem item(int number) const override {
        const HeatCell cell = m_map.cellNumber(number);
        CanvasItem item{m_map.words(cell), {}, m_map.map().cellRect(cell).toAlignedRect()};
        item.selectable = false;
        return item;
    }
    int at(const QPoint& point) const override {
        const auto cell = m_map.cellAt(point);
        return cell ? m_map.numberOf(*cell) : -1;
    }
    int focused() const override { return m_map.focusCell() ? m_map.numberOf(*m_map.focusCell()) : -1; }
    void focus(int number) override { m_map.setFocusCell(m_map.cellNumber(number)); }
    void press(int number) override { m_map.choose(m_map.cellNumber(number)); }

  private:
    CorrelationMap& m_map;
};

}  // namespace

CorrelationMap::CorrelationMap(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("correlationMap"));
    setAccessibleName(tr("Correlation of every pair of columns"));
    installCanvasAccessibility<CorrelationMap, PairItems>();
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setProperty("movesByArrows", true);
    connect(&theme, &ThemeSource::changed, this, [this] {
        arrange();
        update();
    });
}

const Correlations* CorrelationMap::correlations() const {
    return m_look ? &m_look->facts.correlations : nullptr;
}

int CorrelationMap::count() const {
    return correlations() ? static_cast<int>(correlations()->count()) : 0;
}

HeatCell CorrelationMap::cellNumber(int number) const {
    return {number / count(), number % count()};
}

int CorrelationMap::numberOf(const HeatCell& cell) const {
    return static_cast<int>(cell.row) * count() + static_cast<int>(cell.col);
}

Index CorrelationMap::columnOf(Index place) const {
    return correlations()->columns[static_cast<std::size_t>(place)];
}

void CorrelationMap::setLook(const DataLookPtr& look) {
    m_look = look;
    m_focus.reset();
    arrange();
    update();
}

void CorrelationMap::setPair(Index horizontal, Index vertical) {
    m_horizontal = horizontal;
    m_vertical = vertical;
    update();
}

void CorrelationMap::arrange() {
    m_map = HeatMap();
    if (count() == 0) return;
    const QFontMetricsF metrics(m_theme.theme().font(11));
    double names = 0;
    for (int i = 0; i < count(); ++i)
        names = std::max(names, metrics.horizontalAdvance(QString::fromStdString(m_look->summary(columnOf(i)).name)));
    names = std::min({names + 8, mostNames, width() * 0.4});
    const double top = metrics.height() + 2;
    m_map = HeatMap(count(), count(), QSizeF(width() - names - 4, height() - top - 2), largestCell, 1.6);
    m_map.moveTo({names, top});
}

void CorrelationMap::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

QString CorrelationMap::words(const HeatCell& cell) const {
    const Correlations* all = correlations();
    if (!all || cell.row >= all->count() || cell.col >= all->count()) return {};
    const QString a = QString::fromStdString(m_look->summary(columnOf(cell.row)).name);
    const QString b = QString::fromStdString(m_look->summary(columnOf(cell.col)).name);
    const auto r = static_cast<double>(all->at(cell.row, cell.col));
    if (std::isnan(r)) return tr("%1 and %2: no correlation, as one of them does not vary").arg(a, b);
    if (cell.row == cell.col) return tr("%1 with itself: 1").arg(a);
    const double size = std::abs(r);
    const QString how = size < 0.1   ? tr("no straight-line relation")
                        : size < 0.5 ? tr("weakly related")
                        : size < 0.9 ? tr("related")
                                     : tr("strongly related");
    return tr("%1 and %2: r = %3, %4").arg(a, b, signedNumber(r, 2), how);
}

DataTable CorrelationMap::table() const {
    const Correlations* all = correlations();
    if (!all || count() < 2) return {};
    const auto name = [&](Index place) { return QString::fromStdString(m_look->summary(columnOf(place)).name); };
    QStringList columns{QStringLiteral("column")};
    for (Index i = 0; i < all->count(); ++i) columns << name(i);
    DataTable table(columns);
    for (Index i = 0; i < all->count(); ++i) {
        table << name(i);
        for (Index j = 0; j < all->count(); ++j)
            std::isnan(all->at(i, j)) ? table << std::nullopt : table << all->at(i, j);
    }
    return table;
}

void CorrelationMap::choose(const HeatCell& cell) {
    Q_EMIT pairChosen(columnOf(cell.col), columnOf(cell.row));
}

void CorrelationMap::mouseMoveEvent(QMouseEvent* event) {
    setCursor(cellAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void CorrelationMap::mousePressEvent(QMouseEvent* event) {
    const auto cell = cellAt(event->position());
    if (event->button() == Qt::LeftButton && cell) choose(*cell);
}

bool CorrelationMap::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto cell = cellAt(help->pos());
        QToolTip::showText(help->globalPos(), cell ? words(*cell) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void CorrelationMap::setFocusCell(const HeatCell& cell) {
    m_focus = cell;
    update();
    announceCanvasItem(*this, numberOf(cell));
}

void CorrelationMap::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!m_focus && count() > 0) m_focus = HeatCell{};
    update();
}

void CorrelationMap::keyPressEvent(QKeyEvent* event) {
    if (!m_focus || count() == 0) return QWidget::keyPressEvent(event);
    HeatCell cell = *m_focus;
    const Index last = count() - 1;
    switch (event->key()) {
        case Qt::Key_Left:
            cell.col = std::max<Index>(0, cell.col - 1);
            break;
        case Qt::Key_Right:
            cell.col = std::min(last, cell.col + 1);
            break;
        case Qt::Key_Up:
            cell.row = std::max<Index>(0, cell.row - 1);
            break;
        case Qt::Key_Down:
            cell.row = std::min(last, cell.row + 1);
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return choose(cell);
        default:
            return QWidget::keyPressEvent(event);
    }
    setFocusCell(cell);
}

void CorrelationMap::paintNames(QPainter& painter) const {
    const QFontMetricsF metrics(painter.font());
    painter.setPen(m_theme.theme().mute);
    for (int i = 0; i < count(); ++i) {
        const QRectF cell = m_map.cellRect({i, i});
        const QString name = QString::fromStdString(m_look->summary(columnOf(i)).name);
        const double left = m_map.rect().left() - 6;
        painter.drawText(QRectF(0, cell.center().y() - metrics.height() / 2, left, metrics.height()), Qt::AlignRight,
                         metrics.elidedText(name, Qt::ElideRight, left));
        if (metrics.horizontalAdvance(name) > cell.width() - 2) continue;
        painter.drawText(QRectF(cell.left(), 0, cell.width(), metrics.height()), Qt::AlignHCenter, name);
    }
}

void CorrelationMap::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(11));
    if (count() < 2) {
        painter.setPen(theme.mute);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         m_look ? tr("Correlation needs two columns of numbers.") : QString());
        return;
    }
    const ColorMap colors = ColorMap::diverging(theme);
    m_map.paint(painter, theme, correlations()->values.data(), count(), 1, {-1, 1}, colors);
    const QRectF first = m_map.cellRect({0, 0});
    const QFontMetricsF metrics(painter.font());
    if (first.height() >= leastNamed) paintNames(painter);
    if (first.width() >= metrics.horizontalAdvance(QStringLiteral("−0.98")) + 2 && first.height() >= metrics.height()) {
        for (int i = 0; i < count() * count(); ++i) {
            const HeatCell cell = cellNumber(i);
            const auto r = static_cast<double>(correlations()->at(cell.row, cell.col));
            const QRectF place = m_map.cellRect(cell);
            painter.fillRect(place.adjusted(0.5, 0.5, -0.5, -0.5), QColor(colors.color(r, {-1, 1})));
            painter.setPen(theme.ink);
            painter.drawText(
                place, Qt::AlignCenter,
                std::isnan(r) ? QStringLiteral("–") : QString::number(r, 'f', 2).replace(u'-', QChar(0x2212)));
        }
    }
    painter.setBrush(Qt::NoBrush);
    for (int i = 0; i < count() * count(); ++i) {
        const HeatCell cell = cellNumber(i);
        if (columnOf(cell.col) != m_horizontal || columnOf(cell.row) != m_vertical) continue;
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        painter.drawRoundedRect(m_map.cellRect(cell), 2, 2);
    }
    if (m_focus && showsFocusRing(this)) {
        painter.setPen(QPen(theme.ink, theme.stroke(2), Qt::DotLine));
        painter.drawRoundedRect(m_map.cellRect(*m_focus).adjusted(-2, -2, 2, 2), 3, 3);
    }
}

}  // namespace glassbox
