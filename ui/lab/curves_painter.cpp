#include "ui/lab/curves_canvas.h"
#include "ui/plots/color_map.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace glassbox {

namespace {

QColor faint(QColor color, double alpha) {
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

}  // namespace

void CurvesCanvas::paintEvent(QPaintEvent* event) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setFont(theme.font(12));
    if (!hasValues()) {
        painter.setPen(theme.mute);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("No layer of this network has an activation function that bends anything: choose one, such "
                            "as tanh or ReLU, for a layer."));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF visible(event->rect());
    for (const CurvePanel& panel : m_layout.panels)
        if (panel.titleRect.united(panel.sentenceRect).intersects(visible)) paintPanel(painter, panel);
}

void CurvesCanvas::paintPanel(QPainter& painter, const CurvePanel& panel) const {
    const Theme& theme = m_theme.theme();
    const QFontMetricsF metrics(painter.font());
    const double indent = panel.bars.empty() ? panel.plot.left() - panel.titleRect.left() : 0;
    painter.setPen(theme.mute);
    painter.drawText(panel.titleRect.adjusted(indent, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(panel.title, Qt::ElideRight, panel.titleRect.width() - indent));
    painter.setPen(panel.saturated > 0 ? theme.ink : theme.mute);
    const double room = panel.sentenceRect.width();
    const bool fits = metrics.horizontalAdvance(panel.sentence) <= room;
    painter.drawText(panel.sentenceRect, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(fits ? panel.sentence : panel.shortSentence, Qt::ElideRight, room));
    if (!panel.bars.empty()) return paintBars(painter, panel);
    paintAxes(painter, panel);
    painter.save();
    painter.setClipRect(panel.plot.adjusted(-1, -1, 1, 1));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(faint(theme.mute, 0.9), 1));
    painter.drawPolyline(panel.slope);
    painter.setPen(QPen(theme.ink, 1.8));
    painter.drawPolyline(panel.curve);
    painter.restore();
    paintMarks(painter, panel);
}

void CurvesCanvas::paintAxes(QPainter& painter, const CurvePanel& panel) const {
    const Theme& theme = m_theme.theme();
    const double line = painter.fontMetrics().height();
    painter.fillRect(panel.plot, theme.panel);
    for (const auto& [left, right] : panel.flat)
        painter.fillRect(QRectF(left, panel.plot.top(), right - left, panel.plot.height()), faint(theme.warn, 0.13));
    painter.setPen(QPen(theme.grid, 1));
    painter.setBrush(Qt::NoBrush);
    const double zeroX = panel.xOf(0), zeroY = panel.yOf(0);
    painter.drawRect(panel.plot);
    painter.setPen(QPen(faint(theme.mute, 0.5), 1));
    painter.drawLine(QPointF(zeroX, panel.plot.top()), QPointF(zeroX, panel.plot.bottom()));
    painter.drawLine(QPointF(panel.plot.left(), zeroY), QPointF(panel.plot.right(), zeroY));
    painter.setPen(theme.mute);
    for (const Tick& tick : panel.a.ticks) {
        const double y = panel.yOf(tick.position);
        painter.drawText(QRectF(panel.plot.left() - 60, y - line / 2, 56, line), Qt::AlignRight | Qt::AlignVCenter,
                         tick.label);
    }
    double free = panel.plot.left() - 30;
    for (const Tick& tick : panel.z.ticks) {
        const double width = painter.fontMetrics().horizontalAdvance(tick.label);
        const double x =
            std::clamp(panel.xOf(tick.position) - width / 2, panel.plot.left() - 8, panel.plot.right() - width + 4);
        if (x < free) continue;
        painter.drawText(QRectF(x, panel.band.bottom(), width + 2, line), Qt::AlignLeft | Qt::AlignVCenter, tick.label);
        free = x + width + 8;
    }
    const ColorMap map = ColorMap::density(theme);
    float most = 0;
    for (const float share : panel.bandShares) most = std::max(most, share);
    const double width = panel.band.width() / static_cast<double>(std::max<std::size_t>(1, panel.bandShares.size()));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(panel.band, theme.sunk);
    for (std::size_t i = 0; i < panel.bandShares.size(); ++i) {
        if (panel.bandShares[i] <= 0) continue;
        const double share = static_cast<double>(panel.bandShares[i]) / static_cast<double>(most);
        const double left = panel.band.left() + static_cast<double>(i) * width;
        painter.fillRect(QRectF(left, panel.band.top(), width + 0.5, panel.band.height()).intersected(panel.band),
                         QColor(map.at(0.15 + 0.85 * share)));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
}

void CurvesCanvas::paintMarks(QPainter& painter, const CurvePanel& panel) const {
    const Theme& theme = m_theme.theme();
    const auto shown = m_selection.shownUnit();
    const auto has = [&panel](const CurveMark& mark, const std::optional<UnitRef>& unit) {
        return unit && unit->layer == panel.layer &&
               std::find(mark.units.begin(), mark.units.end(), unit->unit) != mark.units.end();
    };
    const auto draw = [&](const CurveMark& mark, bool chosen) {
        painter.setPen(QPen(theme.panel, 1.5));
        painter.setBrush(chosen ? theme.accent : faint(theme.accent, mark.isGroup() ? 0.75 : 0.6));
        if (mark.beyond) {  // its z lies further out
            const double way = mark.centre.x() < panel.plot.center().x() ? -1 : 1;
            const QPointF tip = mark.centre + QPointF(way * 4, 0);
            painter.drawPolygon(QPolygonF{tip, tip + QPointF(-way * 8, -5), tip + QPointF(-way * 8, 5)});
        } else {
            painter.drawEllipse(chosen ? mark.rect.adjusted(-1, -1, 1, 1) : mark.rect);
        }
        if (mark.isGroup() && mark.rect.width() >= 13 && !mark.beyond) {
            painter.setPen(theme.accentInk);
            QFont small = m_theme.theme().font(10);
            painter.save();
            painter.setFont(small);
            painter.drawText(mark.rect.adjusted(-4, -2, 4, 2), Qt::AlignCenter, QString::number(mark.units.size()));
            painter.restore();
        }
    };
    for (const CurveMark& mark : panel.marks)
        if (!has(mark, shown)) draw(mark, false);
    for (const CurveMark& mark : panel.marks)
        if (has(mark, shown)) draw(mark, true);
    const auto ring = [&](const CurveMark& mark, const QColor& color) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.panel, 4));
        painter.drawEllipse(mark.rect.adjusted(-3, -3, 3, 3));
        painter.setPen(QPen(color, 2));
        painter.drawEllipse(mark.rect.adjusted(-3, -3, 3, 3));
    };
    for (const CurveMark& mark : panel.marks) {
        if (has(mark, m_hovered) && !m_theme.isOnPaper()) ring(mark, theme.ink);
        if (hasFocus() && !m_theme.isOnPaper() && has(mark, m_focused)) ring(mark, theme.accent);
    }
}

void CurvesCanvas::paintBars(QPainter& painter, const CurvePanel& panel) const {
    const Theme& theme = m_theme.theme();
    const QFontMetricsF metrics(painter.font());
    const auto shown = m_selection.shownUnit();
    const double line = metrics.height();
    const double indent = panel.bars.front().outBar.left();
    painter.setPen(theme.mute);
    painter.drawText(QRectF(panel.plot.left(), panel.plot.top() - line - 1, indent - panel.plot.left(), line),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("unit, z"));
    painter.drawText(QRectF(indent, panel.plot.top() - line - 1, panel.plot.right() - indent, line),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("probability"));
    for (const SoftmaxBar& bar : panel.bars) {
        const UnitRef unit{panel.layer, bar.unit};
        const bool chosen = shown == unit;
        if (chosen) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accentSoft);
            painter.drawRoundedRect(bar.row, 3, 3);
        }
        painter.setPen(chosen ? theme.accent : theme.ink);
        const double names = std::max(20.0, panel.plot.width() * 0.35);
        painter.drawText(QRectF(bar.row.left() + 2, bar.row.top(), names, bar.row.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(bar.name, Qt::ElideRight, names));
        painter.fillRect(bar.zBar, bar.z < 0 ? theme.negative : theme.positive);
        painter.fillRect(bar.outBar, faint(theme.ink, 0.55));
        painter.setPen(theme.mute);
        const double number = metrics.horizontalAdvance(QStringLiteral("−00.0")) + 4;
        painter.drawText(QRectF(indent - number - 4, bar.row.top(), number, bar.row.height()),
                         Qt::AlignRight | Qt::AlignVCenter, plotNumber(bar.z, 2));
        painter.drawText(QRectF(panel.plot.right() - number, bar.row.top(), number, bar.row.height()),
                         Qt::AlignRight | Qt::AlignVCenter, plotNumber(bar.out, 2));
        const bool hovered = m_hovered == unit, focused = hasFocus() && m_focused == unit;
        if (!hovered && !focused) continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(focused && !hovered ? theme.accent : theme.ink, 2));
        painter.drawRoundedRect(bar.row.adjusted(1, 1, -1, -1), 3, 3);
    }
}

}  // namespace glassbox
