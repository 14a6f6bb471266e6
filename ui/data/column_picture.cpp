#include "ui/data/column_picture.h"

#include "engine/data/cell_value.h"
#include "ui/data/histogram_painter.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/canvas_accessible.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace glassbox {

namespace {

constexpr double boxHeight = 16;

class BarItems : public CanvasItems {
  public:
    explicit BarItems(ColumnPicture& picture) : m_picture(picture) {}
    int count() const override { return m_picture.barCount(); }
    CanvasItem item(int number) const override {
        CanvasItem item{m_picture.words(number), {}, m_picture.barRect(number)};
        item.selectable = false;
        return item;
    }
    int at(const QPoint& point) const override { return m_picture.barUnder(point); }
    int focused() const override { return m_picture.bar(); }
    void focus(int number) override { m_picture.setBar(number); }
    void press(int number) override { m_picture.setBar(number); }

  private:
    ColumnPicture& m_picture;
};

}  // namespace

ColumnPicture::ColumnPicture(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setAccessibleName(tr("Histogram"));
    installCanvasAccessibility<ColumnPicture, BarItems>();
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setProperty("movesByArrows", true);
    connect(&theme, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void ColumnPicture::setColumn(const DataLookPtr& look, Index column) {
    m_look = look;
    m_column = look && column < look->columnCount() ? column : -1;
    m_bar = -1;
    if (const ColumnSummary* now = summary())
        setAccessibleName(tr("Histogram of %1").arg(QString::fromStdString(now->name)));
    update();
}

const ColumnSummary* ColumnPicture::summary() const {
    return m_look && m_column >= 0 ? &m_look->summary(m_column) : nullptr;
}

int ColumnPicture::barCount() const {
    return summary() ? static_cast<int>(barCounts(*summary()).size()) : 0;
}

QRectF ColumnPicture::bars() const {
    const double line = QFontMetricsF(m_theme.theme().font(11)).height();
    const bool box = summary() && summary()->type == ColumnType::Number;
    return QRectF(rect()).adjusted(4, line + 4, -4, -(line + 6 + (box ? boxHeight + 4 : 0)));
}

QRect ColumnPicture::barRect(int bar) const {
    const QRectF area = bars();
    const double width = area.width() / std::max(1, barCount());
    return QRectF(area.left() + bar * width, area.top(), width, area.height()).toAlignedRect();
}

int ColumnPicture::barUnder(const QPointF& at) const {
    return summary() && rect().contains(at.toPoint()) ? barAt(bars(), *summary(), at.x()) : -1;
}

QString ColumnPicture::words(int bar) const {
    const ColumnSummary* now = summary();
    if (!now || bar < 0 || bar >= barCount()) return {};
    const Index count = barCounts(*now)[static_cast<std::size_t>(bar)];
    if (now->type == ColumnType::Category) {
        const auto& names = m_look->column(m_column).categories;
        return tr("%1: %2 of %3")
            .arg(QString::fromStdString(names[static_cast<std::size_t>(bar)]))
            .arg(count)
            .arg(now->count);
    }
    const double from = now->histogram.low + bar * now->histogram.width();
    if (now->histogram.width() == 1 && from + 0.5 == std::round(from + 0.5))
        return tr("%1: %2 of %3").arg(plotNumber(from + 0.5, 4)).arg(count).arg(now->count);
    return tr("%1 to %2: %3 of %4")
        .arg(plotNumber(from, 3), plotNumber(from + now->histogram.width(), 3))
        .arg(count)
        .arg(now->count);
}

DataTable ColumnPicture::table() const {
    const ColumnSummary* now = summary();
    if (!now || barCount() == 0) return {};
    const bool numbers = now->type == ColumnType::Number;
    DataTable table(numbers ? QStringList{"from", "to", "count"} : QStringList{"category", "count"});
    const std::vector<Index> counts = barCounts(*now);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (numbers) {
            const double from = now->histogram.low + static_cast<double>(i) * now->histogram.width();
            table << from << from + now->histogram.width();
        } else {
            table << m_look->column(m_column).categories[i];
        }
        table << counts[i];
    }
    return table;
}

void ColumnPicture::setBar(int bar) {
    if (bar == m_bar) return;
    m_bar = bar < barCount() ? bar : -1;
    update();
    if (m_bar >= 0 && hasFocus()) announceCanvasItem(*this, m_bar);
}

void ColumnPicture::mouseMoveEvent(QMouseEvent* event) {
    setBar(barUnder(event->position()));
}

void ColumnPicture::leaveEvent(QEvent*) {
    setBar(-1);
}

void ColumnPicture::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    setBar(-1);
}

bool ColumnPicture::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        setToolTip(m_bar >= 0
                       ? words(m_bar)
                       : tr("How often values are met. Below: the box holds the middle half of the values, its line "
                            "is the median; values beyond the whiskers are outliers."));
    }
    return QWidget::event(event);
}

void ColumnPicture::keyPressEvent(QKeyEvent* event) {
    const int count = barCount();
    if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
        return setBar(std::clamp(m_bar + (event->key() == Qt::Key_Right ? 1 : -1), 0, count - 1));
    QWidget::keyPressEvent(event);
}

void ColumnPicture::paintBox(QPainter& painter, const QRectF& strip) const {
    const ColumnSummary& now = *summary();
    const Histogram& histogram = now.histogram;
    const auto place = [&](double value) {
        return strip.left() + (value - histogram.low) / (histogram.high - histogram.low) * strip.width();
    };
    const Theme& theme = m_theme.theme();
    const double middle = strip.center().y();
    painter.setPen(QPen(theme.mute, theme.stroke(1.2)));
    const double low = std::max(now.minimum, now.lowerFence), high = std::min(now.maximum, now.upperFence);
    painter.drawLine(QPointF(place(low), middle), QPointF(place(high), middle));
    for (const double end : {low, high})
        painter.drawLine(QPointF(place(end), middle - 4), QPointF(place(end), middle + 4));
    painter.setBrush(theme.accentSoft);
    painter.drawRect(QRectF(place(now.lowerQuartile), strip.top() + 2,
                            std::max(1.0, place(now.upperQuartile) - place(now.lowerQuartile)), strip.height() - 4));
    painter.setPen(QPen(theme.ink, theme.stroke(2)));
    painter.drawLine(QPointF(place(now.median), strip.top() + 1), QPointF(place(now.median), strip.bottom() - 1));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.warn);
    const Column& column = m_look->column(m_column);
    for (std::size_t i = 0; i < std::min<std::size_t>(now.outliers.size(), 500); ++i)
        painter.drawEllipse(QPointF(place(column.numbers[static_cast<std::size_t>(now.outliers[i])]), middle),
                            theme.stroke(2), theme.stroke(2));
}

void ColumnPicture::paintEvent(QPaintEvent*) {
    const ColumnSummary* now = summary();
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(11));
    painter.setPen(theme.mute);
    if (!now || barCount() == 0) {
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         now ? tr("This column has no values.") : tr("Choose a column."));
        return;
    }
    const QRectF area = bars();
    const QFontMetricsF metrics(theme.font(11));
    const QString top = m_bar >= 0 ? words(m_bar) : QString::fromStdString(now->name);
    painter.drawText(QRectF(4, 0, width() - 8, metrics.height()), Qt::AlignLeft,
                     metrics.elidedText(top, Qt::ElideRight, width() - 8));
    paintBars(painter, area, *now, theme, m_bar);
    const bool numbers = now->type == ColumnType::Number;
    if (numbers) paintBox(painter, QRectF(area.left(), area.bottom() + 4, area.width(), boxHeight));
    painter.setPen(theme.mute);
    const QRectF ends(area.left(), height() - metrics.height() - 1, area.width(), metrics.height());
    const auto& names = m_look->column(m_column).categories;
    const QString low = numbers ? axisNumber(now->minimum) : QString::fromStdString(names.front());
    const QString high = numbers ? axisNumber(now->maximum) : QString::fromStdString(names.back());
    painter.drawText(ends, Qt::AlignLeft, metrics.elidedText(low, Qt::ElideRight, ends.width() / 2 - 4));
    if (numbers ? now->maximum > now->minimum : names.size() > 1)
        painter.drawText(ends, Qt::AlignRight, metrics.elidedText(high, Qt::ElideRight, ends.width() / 2 - 4));
    if (showsFocusRing(this)) {
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
}

}  // namespace glassbox
