#include "ui/plots/paint_target.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace glassbox {

void StepCurves::paintGround(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(11));
    const double line = painter.fontMetrics().height();
    for (const Tick& tick : m_layout.y.ticks) {
        const double share = (tick.position - m_layout.y.low) / (m_layout.y.high - m_layout.y.low);
        const double y = m_layout.plot.bottom() - share * m_layout.plot.height();
        painter.setPen(QPen(theme.grid, theme.stroke(1)));
        painter.drawLine(QPointF(m_layout.plot.left(), y), QPointF(m_layout.plot.right(), y));
        painter.setPen(theme.mute);
        painter.drawText(QRectF(0, y - line / 2, m_layout.plot.left() - 8, line), Qt::AlignRight | Qt::AlignVCenter,
                         tick.label);
    }
    for (const Tick& tick : m_layout.x.ticks)
        painter.drawText(QRectF(m_layout.xAt(tick.position) - 60, m_layout.plot.bottom() + 3, 120, line),
                         Qt::AlignHCenter | Qt::AlignTop, tick.label);
    for (const bool selected : {false, true})
        for (const StepCurve& curve : m_curves)
            if (curve.selected == selected) paintCurve(painter, curve);
    painter.setFont(theme.font(12));
    for (std::size_t i = 0; i < m_layout.legend.size(); ++i) {
        const QRectF& entry = m_layout.legend[i];
        if (entry.isEmpty()) continue;
        const StepCurve& curve = m_curves[i];
        painter.setPen(QPen(curve.color, theme.stroke(curve.selected ? 4 : 3),
                            curve.dashed ? Qt::DotLine : Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(entry.left() + 2, entry.center().y()), QPointF(entry.left() + 14, entry.center().y()));
        painter.setFont(theme.font(12, curve.selected ? QFont::DemiBold : QFont::Normal));
        painter.setPen(curve.selected ? theme.ink : theme.mute);
        painter.drawText(entry.adjusted(20, 0, 20, 0), Qt::AlignLeft | Qt::AlignVCenter, curve.name);
    }
}

void StepCurves::paintCurve(QPainter& painter, const StepCurve& curve) const {
    const Theme& theme = m_theme.theme();
    painter.save();
    painter.setClipRect(m_layout.plot.adjusted(-1, -2, 1, 2));
    painter.setPen(QPen(curve.color, theme.stroke(curve.selected ? 2.6 : 1.6),
                        curve.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap,
                        Qt::BevelJoin));  // round joins of thousands of points are slow, and not seen
    for (const QPolygonF& piece : curveLines(curve, m_layout)) {
        if (piece.size() == 1)
            painter.drawPoint(piece.front());
        else
            painter.drawPolyline(piece);
    }
    painter.restore();
}

void StepCurves::paintStep(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    const double x = m_layout.xAt(std::min(m_step, last()));
    painter.setPen(QPen(theme.mute, theme.stroke(1), Qt::DashLine));
    painter.drawLine(QPointF(x, m_layout.plot.top()), QPointF(x, m_layout.plot.bottom()));
    painter.save();
    painter.setClipRect(m_layout.plot.adjusted(-6, -6, 6, 6));
    for (const StepCurve& curve : m_curves) {
        const auto value = curve.at(m_step);
        if (!value || !std::isfinite(*value)) continue;
        painter.setPen(QPen(theme.panel, theme.stroke(1.5)));
        painter.setBrush(curve.color);
        const double radius = curve.selected ? 5 : 4;
        painter.drawEllipse(QPointF(x, m_layout.yAt(*value)), radius, radius);
    }
    painter.restore();
}

void StepCurves::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = m_theme.theme();
    if (m_curves.empty()) {
        painter.setFont(theme.font(13));
        painter.setPen(theme.mute);
        painter.drawText(rect().adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const double ratio = devicePixelRatioF();
    if (paintsScreen(painter, m_theme, ratio)) {
        if (m_ground.isNull() || m_ground.devicePixelRatio() != ratio) {
            m_ground = QPixmap(size() * ratio);
            m_ground.setDevicePixelRatio(ratio);
            m_ground.fill(Qt::transparent);
            QPainter ground(&m_ground);
            paintGround(ground);
        }
        painter.drawPixmap(0, 0, m_ground);
    } else {
        paintGround(painter);  // files get lines and text
    }
    painter.setRenderHint(QPainter::Antialiasing);
    paintStep(painter);
    if (m_theme.isOnPaper() || !showsFocusRing(this)) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, theme.stroke(2)));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme.controlRadius, theme.controlRadius);
}

}  // namespace glassbox
