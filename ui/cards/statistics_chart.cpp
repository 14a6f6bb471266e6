#include "ui/cards/statistics_chart.h"

#include "ui/cards/statistics_chart_painter.h"
#include "ui/shell/canvas_accessible.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace glassbox {

namespace {

class BarItems : public CanvasItems {
  public:
    explicit BarItems(StatisticsChart& chart) : m_chart(chart) {}
    int count() const override { return m_chart.barCount(); }
    CanvasItem item(int number) const override {
        CanvasItem item;
        item.name = m_chart.words(number);
        item.rect = m_chart.layoutNow().slots[std::size_t(number)].toAlignedRect();
        item.selectable = false;
        return item;
    }
    int at(const QPoint& point) const override { return m_chart.barAt(point); }
    int focused() const override { return m_chart.focusedBar(); }
    void focus(int number) override { m_chart.setFocusedBar(number); }
    void press(int) override {}

  private:
    StatisticsChart& m_chart;
};

}  // namespace

StatisticsChart::StatisticsChart(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    installCanvasAccessibility<StatisticsChart, BarItems>();
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setProperty("movesByArrows", true);
    connect(&theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StatisticsChart::setData(StatisticsChartData data) {
    m_data = std::move(data);
    setAccessibleName(m_data.name);
    setAccessibleDescription(m_data.empty.isEmpty() ? m_data.valueTitle : m_data.empty);
    m_hover = -1;
    m_focus = std::min(m_focus, barCount() - 1);
    updateGeometry();
    update();
}

StatisticsChartLayout StatisticsChart::layoutNow() const {
    return layoutStatisticsChart(m_data, size(), m_theme.theme());
}

int StatisticsChart::barCount() const {
    return m_data.empty.isEmpty() ? int(m_data.bars.size()) : 0;
}

QString StatisticsChart::words(int bar) const {
    return bar >= 0 && bar < barCount() ? m_data.bars[std::size_t(bar)].words : QString();
}

int StatisticsChart::barAt(const QPointF& point) const {
    if (barCount() == 0) return -1;
    const std::vector<QRectF> places = layoutNow().slots;
    const auto found = std::find_if(places.begin(), places.end(), [&](const QRectF& r) { return r.contains(point); });
    return found == places.end() ? -1 : int(found - places.begin());
}

void StatisticsChart::setFocusedBar(int bar) {
    m_focus = std::clamp(bar, -1, barCount() - 1);
    m_hover = -1;
    update();
    if (m_focus >= 0) announceCanvasItem(*this, m_focus);
}

QSize StatisticsChart::minimumSizeHint() const {
    return leastChartSize(m_data, m_theme.theme());
}

QSize StatisticsChart::sizeHint() const {
    return minimumSizeHint() + QSize(60, 0);
}

bool StatisticsChart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = words(barAt(help->pos()));
        // Elsewhere the tool tip of the card explains.
        if (text.isEmpty()) return QWidget::event(event);
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

void StatisticsChart::mouseMoveEvent(QMouseEvent* event) {
    const int bar = barAt(event->position());
    if (bar == m_hover) return;
    m_hover = bar;
    update();
}

void StatisticsChart::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    m_hover = -1;
    update();
}

void StatisticsChart::keyPressEvent(QKeyEvent* event) {
    const int last = barCount() - 1;
    switch (event->key()) {
        case Qt::Key_Right:
        case Qt::Key_Down:
            return setFocusedBar(std::min(m_focus + 1, last));
        case Qt::Key_Left:
        case Qt::Key_Up:
            return setFocusedBar(std::max(m_focus - 1, std::min(0, last)));
        case Qt::Key_Home:
            return setFocusedBar(std::min(0, last));
        case Qt::Key_End:
            return setFocusedBar(last);
        default:
            QWidget::keyPressEvent(event);
    }
}

void StatisticsChart::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (m_focus < 0 && barCount() > 0) m_focus = 0;
    update();
}

void StatisticsChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void StatisticsChart::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool paper = m_theme.isOnPaper();
    const bool ring = !paper && showsFocusRing(this);
    const int marked = paper ? -1 : m_hover >= 0 ? m_hover : ring ? m_focus : -1;
    paintStatisticsChart(painter, m_data, layoutNow(), theme, marked);
    if (!ring) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, theme.stroke(2)));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme.controlRadius, theme.controlRadius);
}

}  // namespace glassbox
