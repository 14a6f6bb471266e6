#include "ui/plots/contour_canvas.h"
#include "ui/plots/contour_overlay_painter.h"
#include "ui/plots/paint_target.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QPainter>

#include <cmath>

namespace glassbox {

void ContourCanvas::paintGround(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    if (m_picture) {
        // Where the picture under way has not been yet, the ground is quiet.
        painter.fillRect(m_layout.frame.plot, theme.sunk);
        paintContours(painter, *m_picture, m_dress, m_layout.frame, theme);
        if (m_fieldShown) paintGradientField(painter, m_picture->field, m_layout.frame, theme);
        if (!m_layout.legend.isEmpty())
            paintContourLegend(painter, m_layout.legend, *m_picture, m_dress, m_surface.valueName, theme);
    } else {
        painter.fillRect(m_layout.frame.plot, theme.sunk);
    }
    if (m_axesShown) paintContourAxes(painter, m_layout, m_surface, theme);
    if (m_picture && m_picture->isBare()) {
        painter.setFont(theme.font(13));
        painter.setPen(theme.ink);
        painter.drawText(m_layout.frame.plot.adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, remark());
    }
}

void ContourCanvas::paintPointer(QPainter& painter) const {
    const Theme& theme = m_theme.theme();
    if (m_drag == Drag::View) return;
    const int named = m_hoveredItem >= 0 ? m_hoveredItem : showsFocusRing(this) ? m_focusedItem : -1;
    const QRectF room = QRectF(rect());
    if (named >= 0 && m_drag != Drag::Start) {
        const ContourItem& item = m_items[static_cast<std::size_t>(named)];
        return paintBubble(painter, wordsOf(item), item.place, room, theme);
    }
    if (!m_pointer || !m_layout.frame.plot.contains(*m_pointer)) return;
    const QPointF at = m_layout.frame.at(*m_pointer);
    if (m_surface.words) return paintBubble(painter, wordsAt(at), *m_pointer, room, theme);
    const QPointF gradient = gradientAt(m_surface, at), way = m_layout.frame.pixels(gradient);
    const double length = std::hypot(way.x(), way.y());
    // The direction is as on the picture; the bubble has the size.
    if (std::isfinite(length) && length > 0 && m_drag != Drag::Start)
        paintArrow(painter, *m_pointer, *m_pointer + way / length * 44, theme.stroke(2), theme.ink);
    // Beside the arrow, not on it.
    const double below = way.y() > 0 && way.x() > 0 && length > 0 ? 40 : 0;
    paintBubble(painter, wordsAt(at), *m_pointer + QPointF(0, below), room, theme);
}

void ContourCanvas::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double ratio = devicePixelRatioF();
    const bool screen = paintsScreen(painter, m_theme, ratio);
    if (!m_surface.function) {
        painter.setPen(theme.mute);
        painter.setFont(theme.font(13));
        painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    if (m_layout.frame.plot.isEmpty()) return;
    if (screen) {
        if (m_ground.isNull()) {
            m_ground = QPixmap((QSizeF(size()) * ratio).toSize());
            m_ground.setDevicePixelRatio(ratio);
            m_ground.fill(Qt::transparent);
            QPainter ground(&m_ground);
            paintGround(ground);
        }
        painter.drawPixmap(0, 0, m_ground);
    } else {
        paintGround(painter);
    }
    const bool ring = screen && showsFocusRing(this);
    paintContourOverlay(
        painter,
        {m_surface, m_overlay, m_items, m_layout.frame, screen ? m_hoveredItem : -1, ring ? m_focusedItem : -1}, theme);
    if (!screen) return;
    if (m_maker.isBusy() && m_picture && !m_picture->fine && m_drag == Drag::None) {
        painter.setFont(theme.font(11));
        painter.setPen(theme.mute);
        painter.drawText(m_layout.frame.plot.adjusted(0, 0, -8, -6), Qt::AlignRight | Qt::AlignBottom,
                         tr("getting finer…"));
    }
    if (ring) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        painter.drawRoundedRect(m_layout.frame.plot.adjusted(1, 1, -1, -1), 4, 4);
    }
    paintPointer(painter);
}

}  // namespace glassbox
