#include "ui/lab/norms_chart.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

double NormsPlot::xOf(double step) const {
    return plot.left() + (step - steps.low) / (steps.high - steps.low) * plot.width();
}

double NormsPlot::yOf(double value) const {
    return plot.bottom() - (std::log10(value) - values.low) / (values.high - values.low) * plot.height();
}

double NormsPlot::stepAt(double x) const {
    return steps.low + (x - plot.left()) / plot.width() * (steps.high - steps.low);
}

NormsPlot layOutNorms(const NormsRecord& record, NormQuantity quantity, const QRectF& area, double lineHeight,
                      double digitWidth) {
    NormsPlot result;
    double low = INFINITY, high = 0;
    for (const auto& moment : record.all())
        for (const LayerNorms& norms : moment.content) {
            const double value = normValue(norms, quantity).value_or(0);
            if (!(value > 0) || !std::isfinite(value)) continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    if (high == 0) return result;
    if (quantity == NormQuantity::Ratio) {
        low = std::min(low, usualRatioLow);
        high = std::max(high, usualRatioHigh);
    }
    const double inner = area.height() - 1.5 * lineHeight - 4;
    result.values = logScale(low, high, std::max(2, static_cast<int>(inner / (1.5 * lineHeight))));
    double labels = 0;
    for (const Tick& tick : result.values.ticks)
        labels = std::max(labels, digitWidth * static_cast<double>(tick.label.size()));
    result.plot = area.adjusted(labels + 6, lineHeight * 0.5, -2 * digitWidth - 4, -lineHeight - 3);
    result.steps =
        epochScale(static_cast<double>(record.all().front().step), static_cast<double>(record.all().back().step),
                   std::max(3, static_cast<int>(result.plot.width() / (9 * digitWidth))));
    return result;
}

NormsChart::NormsChart(const NormsRecord& record, ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_record(record), m_theme(theme) {
    setObjectName(QStringLiteral("normsChart"));
    setAccessibleName(tr("Norms of all layers over the steps"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    connect(&theme, &ThemeSource::changed, this, &NormsChart::refresh);
}

void NormsChart::refresh() {
    const QFontMetricsF metrics(m_theme.theme().font(12));
    m_plot = layOutNorms(m_record, m_quantity, QRectF(rect()), metrics.height(), metrics.horizontalAdvance(u'0'));
    if (m_cursor && *m_cursor >= m_record.all().size()) m_cursor.reset();
    update();
    Q_EMIT currentChanged();
}

void NormsChart::setQuantity(NormQuantity quantity) {
    m_quantity = quantity;
    refresh();
}

void NormsChart::setChosen(int row) {
    m_chosen = row;
    update();
}

/// Layers have no sign and no class: their lines keep away from the colours of those.
QList<QColor> NormsChart::lineColors(int count) const {
    const Theme& theme = m_theme.theme();
    const QList<QColor> all{theme.classes[2], theme.classes[3], theme.accent,     theme.classes[6],
                            theme.classes[4], theme.classes[7], theme.validation, theme.classes[5]};
    QList<QColor> colors;
    for (int i = 0; i < count; ++i) colors << all[i % all.size()];
    return colors;
}

QString NormsChart::words() const {
    if (!m_cursor || m_plot.isEmpty()) return {};
    const auto& moment = m_record.all()[*m_cursor];
    QString text = tr("step %1").arg(countText(moment.step));
    for (std::size_t i = 0; i < moment.content.size(); ++i) {
        const auto value = normValue(moment.content[i], m_quantity);
        if (m_chosen >= 0 && static_cast<int>(i) != m_chosen && moment.content.size() > 4) continue;
        text += QStringLiteral(" · %1 %2")
                    .arg(m_names.value(static_cast<int>(i)),
                         value ? QString::number(*value, 'g', 3).replace(u'-', QChar(0x2212)) : QStringLiteral("–"));
    }
    return text;
}

void NormsChart::setCursorMoment(std::optional<std::size_t> moment) {
    if (moment == m_cursor) return;
    m_cursor = moment;
    update();
    Q_EMIT currentChanged();
}

void NormsChart::mouseMoveEvent(QMouseEvent* event) {
    if (m_plot.isEmpty() || !m_plot.plot.adjusted(-4, 0, 4, 0).contains(event->position())) return setCursorMoment({});
    setCursorMoment(m_record.nearest(m_plot.stepAt(event->position().x())));
}

void NormsChart::leaveEvent(QEvent*) {
    setCursorMoment({});
}

void NormsChart::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!m_plot.isEmpty()) setCursorMoment(m_record.all().size() - 1);
    update();
}

void NormsChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    setCursorMoment({});
    update();
}

void NormsChart::keyPressEvent(QKeyEvent* event) {
    if (m_plot.isEmpty()) return QWidget::keyPressEvent(event);
    const std::size_t last = m_record.all().size() - 1, at = m_cursor.value_or(last);
    switch (event->key()) {
        case Qt::Key_Left:
            return setCursorMoment(at > 0 ? at - 1 : 0);
        case Qt::Key_Right:
            return setCursorMoment(std::min(last, at + 1));
        case Qt::Key_Home:
            return setCursorMoment(0);
        case Qt::Key_End:
            return setCursorMoment(last);
        default:
            QWidget::keyPressEvent(event);
    }
}

void NormsChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refresh();
}

void NormsChart::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setFont(theme.font(12));
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_plot.isEmpty()) {
        painter.setPen(theme.mute);
        painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Drawn over the steps as soon as there are some: press Run (Space) or Step (→)."));
    } else {
        paintAxes(painter);
        const std::size_t layers = m_record.all().back().content.size();
        for (std::size_t i = 0; i < layers; ++i)
            if (static_cast<int>(i) != m_chosen) paintLine(painter, i);
        if (m_chosen >= 0 && m_chosen < static_cast<int>(layers))
            paintLine(painter, static_cast<std::size_t>(m_chosen));
        paintNumbers(painter);
        if (m_cursor) {
            const double x = m_plot.xOf(static_cast<double>(m_record.all()[*m_cursor].step));
            painter.setPen(QPen(theme.mute, 1, Qt::DashLine));
            painter.drawLine(QPointF(x, m_plot.plot.top()), QPointF(x, m_plot.plot.bottom()));
        }
    }
    if (!hasFocus() || m_theme.isOnPaper()) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
}

void NormsChart::paintAxes(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const QRectF& plot = m_plot.plot;
    const double line = painter.fontMetrics().height();
    if (m_quantity == NormQuantity::Ratio) {
        QColor band = theme.ok;
        band.setAlphaF(0.16F);
        const double top = m_plot.yOf(usualRatioHigh), bottom = m_plot.yOf(usualRatioLow);
        painter.fillRect(QRectF(plot.left(), top, plot.width(), bottom - top), band);
    }
    for (const Tick& tick : m_plot.values.ticks) {
        const double y = plot.bottom() -
                         (tick.position - m_plot.values.low) / (m_plot.values.high - m_plot.values.low) * plot.height();
        painter.setPen(QPen(theme.grid, 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        const bool usual = m_quantity == NormQuantity::Ratio && std::abs(tick.position - std::log10(usualRatio)) < 1e-9;
        painter.setPen(usual ? theme.ok : theme.mute);
        painter.drawText(QRectF(0, y - line / 2, plot.left() - 4, line), Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    painter.setPen(theme.mute);
    double free = plot.left() - 20;
    for (const Tick& tick : m_plot.steps.ticks) {
        const QString text = &tick == &m_plot.steps.ticks.front() ? tr("step %1").arg(tick.label) : tick.label;
        const double width = painter.fontMetrics().horizontalAdvance(text);
        const double x = std::clamp(m_plot.xOf(tick.position) - width / 2, plot.left(), plot.right() - width);
        if (x < free) continue;
        painter.drawText(QRectF(x, plot.bottom() + 1, width + 2, line), Qt::AlignLeft | Qt::AlignVCenter, text);
        free = x + width + 10;
    }
}

void NormsChart::paintLine(QPainter& painter, std::size_t layer) const {
    const bool chosen = static_cast<int>(layer) == m_chosen;
    QColor color = lineColors(static_cast<int>(layer) + 1).back();
    const int round = static_cast<int>(layer) / 8;  // past the colours dashes tell the lines apart
    const Qt::PenStyle style = round == 0 ? Qt::SolidLine : round == 1 ? Qt::DashLine : Qt::DotLine;
    if (m_chosen >= 0 && !chosen) color.setAlphaF(0.5F);
    painter.setPen(QPen(color, chosen ? 3 : 1.5, style));
    painter.setBrush(Qt::NoBrush);
    QPolygonF points;
    const auto draw = [&] {
        if (points.size() == 1) points << points.front() + QPointF(2, 0);
        painter.drawPolyline(points);
        points.clear();
    };
    for (const auto& moment : m_record.all()) {
        const auto value = layer < moment.content.size() ? normValue(moment.content[layer], m_quantity) : std::nullopt;
        const bool drawable = value && *value > 0 && std::isfinite(*value);
        if (moment.gapBefore || !drawable) draw();
        if (!drawable) continue;
        points << QPointF(m_plot.xOf(static_cast<double>(moment.step)), m_plot.yOf(*value));
    }
    draw();
}

/// The layers' numbers at the ends of their lines, pushed apart where they would overlap.
void NormsChart::paintNumbers(QPainter& painter) const {
    struct Label {
        double y;
        std::size_t layer;
    };
    std::vector<Label> labels;
    const auto& last = m_record.all().back();
    for (std::size_t i = 0; i < last.content.size(); ++i) {
        const auto value = normValue(last.content[i], m_quantity);
        if (value && *value > 0 && std::isfinite(*value)) labels.push_back({m_plot.yOf(*value), i});
    }
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.y < b.y; });
    const double line = painter.fontMetrics().height(), apart = line * 0.85;
    for (std::size_t i = 1; i < labels.size(); ++i) labels[i].y = std::max(labels[i].y, labels[i - 1].y + apart);
    double below = m_plot.plot.bottom() + apart / 2;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        label->y = std::min(label->y, below - apart / 2);
        below = label->y - apart / 2;
    }
    const double x = m_plot.xOf(static_cast<double>(last.step)) + 4;
    const QList<QColor> colors = lineColors(static_cast<int>(last.content.size()));
    for (const Label& label : labels) {
        painter.setPen(colors[static_cast<qsizetype>(label.layer)]);
        painter.drawText(QRectF(x, label.y - line / 2, 30, line), Qt::AlignLeft | Qt::AlignVCenter,
                         QString::number(last.content[label.layer].layer + 1));
    }
}

}  // namespace glassbox
