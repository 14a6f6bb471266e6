#include "ui/lab/output_overlay.h"

#include "ui/lab/output_marks.h"
#include "ui/shell/theme.h"

#include <QPainter>

namespace glassbox {

namespace {

/// A dark line in a light one, to be seen on every colour.
template <typename Draw>
void twice(QPainter& painter, const Theme& theme, const QColor& color, double width, const Draw& draw) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.panel, width + 2.4));
    draw();
    painter.setPen(QPen(color, width));
    draw();
}

void paintGhost(QPainter& painter, const OutputOverlay& overlay, const QPointF& at, double radius, const Theme& theme) {
    painter.setOpacity(0.75);
    if (overlay.ring)
        mark::paintValidation(painter, at, radius * 0.85, overlay.color, theme.ink, theme);
    else
        mark::paintTraining(painter, at, radius, overlay.color, theme.ink);
    painter.setOpacity(1);
}

}  // namespace

void paintOutputOverlay(QPainter& painter, const OutputOverlay& overlay, const OutputFrame& frame, double radius,
                        const Theme& theme) {
    painter.save();
    painter.setClipRect(frame.rect);
    if (overlay.brush) paintGhost(painter, overlay, *overlay.brush, radius, theme);
    if (overlay.eraser) {
        twice(painter, theme, theme.ink, 1.4,
              [&] { painter.drawEllipse(*overlay.eraser, overlay.eraserRadius, overlay.eraserRadius); });
    }
    if (overlay.cross) {
        constexpr double gap = 7, arm = 20;
        const QPointF at = frame.place(overlay.cross->x(), overlay.cross->y());
        twice(painter, theme, theme.ink, 1.8, [&] {
            for (const QPointF& way : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)})
                painter.drawLine(at + gap * way, at + arm * way);
        });
        if (overlay.color.isValid()) paintGhost(painter, overlay, at, radius, theme);
        if (!overlay.color.isValid()) twice(painter, theme, theme.ink, 1.4, [&] { painter.drawEllipse(at, 2, 2); });
    }
    painter.restore();
}

}  // namespace glassbox
