#include "ui/plots/color_map.h"
#include "ui/plots/contour_overlay_painter.h"
#include "ui/plots/contour_painter.h"
#include "ui/plots/paint_target.h"
#include "ui/plots/surface_canvas.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {
// So many pixels keep the window waiting for a frame while the view moves, and for a blink when it rests.
constexpr double mostMoving = 7e5, mostResting = 5e6;
}  // namespace

void SurfaceCanvas::makeGround(double perPixel) {
    const Theme& theme = m_theme.theme();
    SurfaceColors colors;
    colors.bands = bandColors(m_picture->levels.size() + 1, ColorMap::landscape(theme));
    colors.line = theme.mute.rgb();
    m_raster = rasterise(m_relief, m_projection, size(), perPixel, colors);
    findItems();
}

void SurfaceCanvas::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_surface.function || (m_picture && m_picture->isBare())) {
        painter.setPen(theme.mute);
        painter.setFont(theme.font(13));
        painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                         m_surface.function ? remark() : m_emptyText);
        return;
    }
    if (m_relief.isEmpty()) return;
    const double ratio = devicePixelRatioF();
    const bool screen = paintsScreen(painter, m_theme, ratio);
    // Four pixels for one of the screen make smooth edges.
    const double pixels = width() * height() * ratio * ratio;
    const double perPixel = !screen || (!m_rest.isActive() && 4 * pixels <= mostResting) ? 2 * ratio
                            : m_rest.isActive() ? ratio * std::min(1.0, std::sqrt(mostMoving / pixels))
                                                : ratio;
    if (m_raster.image.isNull() || perPixel != m_raster.perPixel) {
        makeGround(perPixel);
        m_ground = {};
    }
    const auto paintGround = [&](QPainter& on) {
        paintSurfaceBox(on, m_relief, m_projection, m_surface, theme);
        on.setRenderHint(QPainter::SmoothPixmapTransform);
        on.drawImage(QRectF(QPointF(), QSizeF(m_raster.image.size()) / m_raster.perPixel), m_raster.image);
    };
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
    SurfaceScene all = scene(screen);
    if (!ring) all.focused = -1;
    paintSurfaceOverlay(painter, all, theme);
    if (!screen) return;
    if (ring) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
    const int named = m_hoveredItem >= 0 ? m_hoveredItem : all.focused;
    if (named < 0 || m_turning) return;
    const ContourItem& item = m_items[static_cast<std::size_t>(named)];
    paintBubble(painter, wordsOf(item), item.place, QRectF(rect()), theme);
}

}  // namespace glassbox
