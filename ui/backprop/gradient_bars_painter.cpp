#include "engine/explain/number_words.h"
#include "ui/backprop/gradient_bars.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace glassbox {

namespace {

QString powerOfTen(int power) {
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    if (power == 0) return QStringLiteral("1");
    if (power == 1) return QStringLiteral("10");
    QString text = QStringLiteral("10");
    if (power < 0) text += QChar(0x207B);
    for (const QChar digit : QString::number(std::abs(power))) text += digits[digit.digitValue()];
    return text;
}

}  // namespace

void GradientBars::paintAxis(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    painter.setFont(theme.font(11));
    const double line = painter.fontMetrics().height();
    // As many powers of ten as can be told apart.
    const int count = m_axis.high - m_axis.low;
    const int step =
        std::max(1, static_cast<int>(std::ceil(count * (line + 2) / std::max(1.0, m_layout.plot.height()))));
    for (int power = m_axis.low; power <= m_axis.high; power += step) {
        const double y = m_layout.plot.bottom() - m_layout.plot.height() * (power - m_axis.low) / std::max(1, count);
        painter.setPen(QPen(power == m_axis.low ? theme.mute : theme.grid, theme.stroke(1)));
        painter.drawLine(QPointF(m_layout.plot.left(), y), QPointF(m_layout.plot.right(), y));
        painter.setPen(theme.mute);
        painter.drawText(QRectF(m_layout.axis.left(), y - line / 2, m_layout.axis.width() - 4, line),
                         Qt::AlignRight | Qt::AlignVCenter, powerOfTen(power));
    }
}

void GradientBars::paintBar(QPainter& painter, Index layer) const {
    const Theme& theme = m_theme.theme();
    const GradientSize& size = m_sizes[static_cast<std::size_t>(layer)];
    const GradientBarPlace& place = m_layout.bars[static_cast<std::size_t>(layer)];
    const auto& hovered = m_model.hovered();
    const bool lit = hovered && hovered->tensor.layer == layer;
    const bool present = m_model.arithmetic().place.tensor == size.tensor;
    if (lit) painter.fillRect(place.band, theme.accentSoft);
    painter.setFont(theme.font(11, present || lit ? QFont::DemiBold : QFont::Normal));
    painter.setPen(present || lit ? theme.ink : theme.mute);
    const bool roomy = place.label.width() >= painter.fontMetrics().horizontalAdvance(tr("layer %1").arg(88)) + 6;
    painter.drawText(place.label, Qt::AlignCenter, roomy ? tr("layer %1").arg(layer + 1) : QString::number(layer + 1));
    painter.setPen(Qt::NoPen);
    double top = m_layout.plot.bottom();
    if (areWeightsKnown(layer) && size.weights) {
        QColor color = theme.mute;
        color.setAlphaF(0.75F);
        const QRectF thin = place.thinBar(m_layout.plot, m_axis.share(*size.weights));
        painter.fillRect(thin, color);
        top = thin.top();
    }
    if (!isKnown(layer)) return;
    const QRectF bar = place.bar(m_layout.plot, m_axis.share(size.error));
    painter.fillRect(bar, theme.accent);
    const QString number = QString::fromStdString(numberWords(size.error));
    if (painter.fontMetrics().horizontalAdvance(number) > place.band.width() - 2) return;
    painter.setPen(theme.accent);  // the bar's own colour: it is not the thin one's
    const double line = painter.fontMetrics().height();
    painter.drawText(QRectF(place.band.left(), std::min(top, bar.top()) - line - 1, place.band.width(), line),
                     Qt::AlignCenter, number);
}

void GradientBars::paintLegend(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    painter.setFont(theme.font(11));
    double x = m_layout.plot.left();
    const double y = m_layout.legend.center().y();
    const auto entry = [&](const QColor& color, double width, const QString& words) {
        painter.fillRect(QRectF(x, y - 5, width, 10), color);
        painter.setPen(theme.mute);
        painter.drawText(
            QRectF(x + width + 5, m_layout.legend.top(), m_layout.legend.right() - x, m_layout.legend.height()),
            Qt::AlignLeft | Qt::AlignVCenter, words);
        x += width + 5 + painter.fontMetrics().horizontalAdvance(words) + 14;
    };
    QColor thin = theme.mute;
    thin.setAlphaF(0.75F);
    const bool roomy =
        m_layout.legend.width() >
        painter.fontMetrics().horizontalAdvance(tr("error δ (root mean square)") + tr("weights' gradient (length)")) +
            70;
    entry(theme.accent, 10, roomy ? tr("error δ (root mean square)") : tr("error δ, rms"));
    entry(thin, 4, roomy ? tr("weights' gradient (length)") : tr("‖∂W‖"));
}

void GradientBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = m_theme.theme();
    if (!m_theme.isOnPaper()) painter.fillRect(rect(), theme.panel);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_sizes.empty()) {
        painter.setFont(theme.font(13));
        painter.setPen(theme.mute);
        painter.drawText(rect().adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    painter.setFont(theme.font(12));
    painter.setPen(theme.ink);
    painter.drawText(m_layout.sentence, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, m_sentence);
    paintAxis(painter);
    for (Index layer = 0; layer < static_cast<Index>(m_sizes.size()); ++layer) paintBar(painter, layer);
    paintLegend(painter);
    if (m_focus < 0 || !showsFocusRing(this)) return;
    painter.setPen(QPen(theme.accent, theme.stroke(1.5)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(barRect(m_focus).adjusted(1, -2, -1, 1), 5, 5);
}

}  // namespace glassbox
