#include "ui/optimizers/racer_bars.h"

#include "ui/plots/plot_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glassbox {

RacerBars::RacerBars(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("racerBars"));
    setAccessibleName(tr("What the step is made of"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void RacerBars::setPath(const RacerPath* path, Index step) {
    const std::size_t former = m_rows.size();
    m_rows.clear();
    const RacerKind* kind = path ? findRacerKind(path->racer.optimizer.kind) : nullptr;
    const auto last = path ? static_cast<Index>(path->steps.size()) - 1 : -1;
    if (kind && step >= 1 && step <= last) {
        const auto at = static_cast<std::size_t>(step);
        const auto add = [&](const QString& name, const QString& help, const auto& value) {
            Row row{name, help, value(at)};
            for (std::size_t i = 1; i < path->steps.size(); ++i)
                row.most = std::max(row.most, value(i).cwiseAbs().maxCoeff());
            m_rows.push_back(row);
        };
        const auto& steps = path->steps;
        add(tr("gradient"), tr("The slope of f along each axis where the step began, with its noise."),
            [&](std::size_t i) { return steps[i].gradient; });
        for (std::size_t m = 0; m < kind->memoryNames.size(); ++m)
            add(QString::fromStdString(kind->memoryNames[m]), tr("What the optimizer remembers, after this step."),
                [&, m](std::size_t i) { return steps[i].memory[m]; });
        add(tr("effective step"),
            tr("What each part of the gradient was multiplied by: the learning rate that each axis really has."),
            [&](std::size_t i) { return steps[i].effectiveRate; });
        add(tr("move"), tr("How far the racer moved along each axis."),
            [&](std::size_t i) { return Eigen::Vector2d(steps[i].position - steps[i - 1].position); });
    }
    setAccessibleDescription(words().join(QStringLiteral("; ")));
    if (former != m_rows.size()) updateGeometry();
    update();
}

QStringList RacerBars::words() const {
    QStringList words;
    for (const Row& row : m_rows)
        words << tr("%1: x %2, y %3").arg(row.name, signedNumber(row.values.x()), signedNumber(row.values.y()));
    return words;
}

int RacerBars::rowHeight() const {
    return QFontMetrics(m_theme.theme().font(12)).height() + 5;
}

QSize RacerBars::sizeHint() const {
    return {260, static_cast<int>(m_rows.size()) * rowHeight()};
}

QSize RacerBars::minimumSizeHint() const {
    return {180, sizeHint().height()};
}

bool RacerBars::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto row = static_cast<std::size_t>(std::max(0, help->pos().y()) / rowHeight());
        QToolTip::showText(help->globalPos(), row < m_rows.size() ? m_rows[row].help : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void RacerBars::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(12));
    const QFontMetricsF metrics = painter.fontMetrics();
    double names = 0, numbers = 0;
    for (const Row& row : m_rows) {
        names = std::max(names, metrics.horizontalAdvance(row.name) + 14);
        for (const double value : {row.values.x(), row.values.y()})
            numbers = std::max(numbers, metrics.horizontalAdvance(plotNumber(value, 3)) + 4);
    }
    numbers = std::max(numbers, metrics.horizontalAdvance(QStringLiteral("−0.0000")));
    const double line = rowHeight();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const double top = static_cast<double>(i) * line;
        painter.setPen(theme.mute);
        painter.drawText(QRectF(0, top, names, line), Qt::AlignLeft | Qt::AlignVCenter, row.name);
        const double half = (width() - names) / 2;
        for (int axis = 0; axis < 2; ++axis) {
            const double left = names + axis * half;
            const QRectF bar(left + 14, top + 3, std::max(12.0, half - 14 - numbers - 8), line - 6);
            painter.setPen(theme.mute);
            painter.drawText(QRectF(left, top, 14, line), Qt::AlignLeft | Qt::AlignVCenter,
                             axis == 0 ? QStringLiteral("x") : QStringLiteral("y"));
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.sunk);
            painter.drawRoundedRect(bar, 3, 3);
            const double value = row.values[axis];
            const double share = row.most > 0 ? std::clamp(value / row.most, -1.0, 1.0) : 0;
            const double middle = bar.center().x();
            painter.setBrush(value < 0 ? theme.negative : theme.positive);
            painter.drawRect(
                QRectF(QPointF(middle, bar.top() + 2), QPointF(middle + share * bar.width() / 2, bar.bottom() - 2))
                    .normalized());
            painter.setPen(QPen(theme.mute, theme.stroke(1)));
            painter.drawLine(QPointF(middle, bar.top()), QPointF(middle, bar.bottom()));
            painter.setPen(theme.ink);
            painter.drawText(QRectF(bar.right() + 4, top, numbers, line), Qt::AlignRight | Qt::AlignVCenter,
                             plotNumber(value, 3));
        }
    }
}

}  // namespace glassbox
