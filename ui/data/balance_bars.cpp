#include "ui/data/balance_bars.h"

#include "ui/plots/plot_text.h"
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

class ClassItems : public CanvasItems {
  public:
    explicit ClassItems(BalanceBars& bars) : m_bars(bars) {}
    int count() const override { return m_bars.classCount(); }
    CanvasItem item(int number) const override {
        CanvasItem item{m_bars.words(number), {}, m_bars.rowRect(number)};
        item.selectable = false;
        return item;
    }
    int at(const QPoint& point) const override {
        for (int i = 0; i < count(); ++i)
            if (m_bars.rowRect(i).contains(point)) return i;
        return -1;
    }
    int focused() const override { return m_bars.focusedClass(); }
    void focus(int number) override { m_bars.setFocusedClass(number); }
    void press(int) override {}

  private:
    BalanceBars& m_bars;
};

}  // namespace

BalanceBars::BalanceBars(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("balanceBars"));
    setAccessibleName(tr("Samples of each class"));
    installCanvasAccessibility<BalanceBars, ClassItems>();
    setFocusPolicy(Qt::TabFocus);
    setProperty("movesByArrows", true);
    connect(&theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void BalanceBars::setLook(const DataLookPtr& look) {
    m_look = look;
    m_focus = std::min(m_focus, classCount() - 1);
    updateGeometry();
    update();
}

int BalanceBars::classCount() const {
    return m_look ? static_cast<int>(m_look->facts.balance.size()) : 0;
}

double BalanceBars::rowHeight() const {
    return QFontMetricsF(m_theme.theme().font(11)).height() * 2 + 6;
}

QSize BalanceBars::minimumSizeHint() const {
    const double line = QFontMetricsF(m_theme.theme().font(11)).height();
    return {140, static_cast<int>(rowHeight() * std::max(1, classCount()) + line + 8)};
}

QRect BalanceBars::rowRect(int number) const {
    return QRectF(0, number * rowHeight(), width(), rowHeight()).toAlignedRect();
}

QString BalanceBars::words(int number) const {
    if (number < 0 || number >= classCount()) return {};
    const ClassCount& count = m_look->facts.balance[static_cast<std::size_t>(number)];
    Index total = 0;
    for (const ClassCount& other : m_look->facts.balance) total += other.total();
    return tr("%1: %2 of %3 samples (%4), %5 training, %6 validation")
        .arg(QString::fromStdString(count.name))
        .arg(count.total())
        .arg(total)
        .arg(percentText(static_cast<double>(count.total()) / static_cast<double>(std::max<Index>(1, total))))
        .arg(count.training)
        .arg(count.validation);
}

DataTable BalanceBars::table() const {
    DataTable table({"class", "training", "validation"});
    if (classCount() == 0) return table;
    for (const ClassCount& count : m_look->facts.balance) table << count.name << count.training << count.validation;
    return table;
}

void BalanceBars::setFocusedClass(int number) {
    m_focus = std::clamp(number, -1, classCount() - 1);
    update();
    if (m_focus >= 0) announceCanvasItem(*this, m_focus);
}

void BalanceBars::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (m_focus < 0 && classCount() > 0) m_focus = 0;
    update();
}

bool BalanceBars::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QString text;
        for (int i = 0; i < classCount(); ++i)
            if (rowRect(i).contains(help->pos())) text = words(i);
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

void BalanceBars::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        return setFocusedClass(std::clamp(m_focus + (event->key() == Qt::Key_Down ? 1 : -1), 0, classCount() - 1));
    QWidget::keyPressEvent(event);
}

void BalanceBars::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = theme.font(11);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    Index most = 1, total = 0;
    for (int i = 0; i < classCount(); ++i) {
        const Index count = m_look->facts.balance[static_cast<std::size_t>(i)].total();
        most = std::max(most, count);
        total += count;
    }
    for (int i = 0; i < classCount(); ++i) {
        const ClassCount& count = m_look->facts.balance[static_cast<std::size_t>(i)];
        const QRectF row = QRectF(rowRect(i)).adjusted(4, 2, -4, -2);
        const QString share = QStringLiteral("%1 · %2").arg(
            countText(count.total()),
            percentText(static_cast<double>(count.total()) / static_cast<double>(std::max<Index>(1, total))));
        const double shareWidth = metrics.horizontalAdvance(share);
        painter.setPen(theme.ink);
        painter.drawText(
            QRectF(row.left(), row.top(), row.width(), metrics.height()), Qt::AlignLeft,
            metrics.elidedText(QString::fromStdString(count.name), Qt::ElideRight, row.width() - shareWidth - 8));
        painter.setPen(theme.mute);
        painter.drawText(QRectF(row.left(), row.top(), row.width(), metrics.height()), Qt::AlignRight, share);
        const QColor color = theme.classColor(i, classCount());
        const double scale = row.width() / static_cast<double>(most);
        QRectF bar(row.left(), row.top() + metrics.height() + 1, static_cast<double>(count.training) * scale,
                   row.height() - metrics.height() - 3);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRect(bar);
        bar = QRectF(bar.right(), bar.top(), static_cast<double>(count.validation) * scale, bar.height());
        painter.setPen(QPen(color, theme.stroke(1.5)));
        painter.setBrush(Qt::NoBrush);
        if (bar.width() > 2) painter.drawRect(bar.adjusted(0.75, 0.75, -0.75, -0.75));
        if (i == m_focus && showsFocusRing(this)) {
            painter.setPen(QPen(theme.accent, theme.stroke(2)));
            painter.drawRoundedRect(QRectF(rowRect(i)).adjusted(1, 0, -1, 0), 4, 4);
        }
    }
    painter.setPen(theme.mute);
    painter.drawText(QRectF(4, classCount() * rowHeight() + 4, width() - 8, metrics.height()), Qt::AlignLeft,
                     metrics.elidedText(tr("filled: training, outlined: validation"), Qt::ElideRight, width() - 8));
}

}  // namespace glassbox
