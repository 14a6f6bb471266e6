#include "ui/plots/surface_accessible.h"
#include "ui/plots/surface_canvas.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>
#include <utility>

namespace glassbox {

namespace {
constexpr double degreesOfPixel = 0.5;
constexpr double keyStep = 5;  // degrees
constexpr double zoomOfNotch = 1.15;
}  // namespace

void SurfaceCanvas::setHovered(int item) {
    if (item == m_hoveredItem) return;
    m_hoveredItem = item;
    update();
    const bool head = item >= 0 && m_items[static_cast<std::size_t>(item)].kind == ContourItem::Kind::Head;
    Q_EMIT pathHovered(head ? static_cast<int>(m_items[static_cast<std::size_t>(item)].index) : -1);
}

void SurfaceCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_surface.function) return QWidget::mousePressEvent(event);
    m_pressed = event->position();
    m_pressedPose = m_pose;
    m_pressedItem = hit(m_pressed);
    m_held = true;
}

void SurfaceCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF way = event->position() - m_pressed;
    if (m_held && !m_turning && way.manhattanLength() >= QApplication::startDragDistance()) {
        m_turning = true;
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_turning) {
        setPose({m_pressedPose.turn + way.x() * degreesOfPixel, m_pressedPose.tilt + way.y() * degreesOfPixel,
                 m_pose.zoom});
        return;
    }
    setHovered(hit(event->position()));
    setCursor(m_hoveredItem >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void SurfaceCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
    const bool click = std::exchange(m_held, false) && !std::exchange(m_turning, false);
    unsetCursor();
    if (click && m_pressedItem >= 0) pressItem(m_pressedItem);
}

void SurfaceCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && hit(event->position()) < 0) {
        showHome();
    } else {
        mousePressEvent(event);
    }
}

void SurfaceCanvas::wheelEvent(QWheelEvent* event) {
    const int turned = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if (!m_surface.function || turned == 0) return QWidget::wheelEvent(event);
    setPose({m_pose.turn, m_pose.tilt, m_pose.zoom * std::pow(zoomOfNotch, turned / 120.0)});
    event->accept();
}

void SurfaceCanvas::leaveEvent(QEvent*) {
    setHovered(-1);
}

bool SurfaceCanvas::turnByKey(const QKeyEvent& key) {
    const double step = key.modifiers() & Qt::ShiftModifier ? 1 : keyStep;
    SurfacePose pose = m_pose;
    switch (key.key()) {
        case Qt::Key_Left:
            pose.turn -= step;
            break;
        case Qt::Key_Right:
            pose.turn += step;
            break;
        case Qt::Key_Up:
            pose.tilt += step;
            break;
        case Qt::Key_Down:
            pose.tilt -= step;
            break;
        default:
            return false;
    }
    setPose(pose);
    return true;
}

bool SurfaceCanvas::zoomByKey(const QKeyEvent& key) {
    if (!(key.modifiers() & Qt::ControlModifier)) return false;
    switch (key.key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomIn();
            return true;
        case Qt::Key_Minus:
            zoomOut();
            return true;
        case Qt::Key_0:
            showHome();
            return true;
        default:
            return false;
    }
}

void SurfaceCanvas::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(m_items.size());
    if (!m_surface.function) return QWidget::keyPressEvent(event);
    if (zoomByKey(*event) || turnByKey(*event)) return;
    switch (event->key()) {
        case Qt::Key_PageDown:
            if (count > 0) focusItem((m_focusedItem + 1) % count);
            return;
        case Qt::Key_PageUp:
            if (count > 0) focusItem(m_focusedItem <= 0 ? count - 1 : m_focusedItem - 1);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_focusedItem < 0) break;
            return pressItem(m_focusedItem);
        case Qt::Key_Escape:
            if (m_focusedItem < 0) break;
            return focusItem(-1);
        default:
            break;
    }
    QWidget::keyPressEvent(event);
}

void SurfaceCanvas::focusItem(int number) {
    m_focusedItem = number < static_cast<int>(m_items.size()) ? number : -1;
    announceCanvasItem(*this, m_focusedItem);
    update();
}

void SurfaceCanvas::pressItem(int number) {
    if (number < 0 || number >= static_cast<int>(m_items.size())) return;
    const ContourItem& item = m_items[static_cast<std::size_t>(number)];
    if (item.kind == ContourItem::Kind::Head) Q_EMIT pathClicked(static_cast<int>(item.index));
}

void SurfaceCanvas::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void SurfaceCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

// A control key of ours must not also be a shortcut of the window.
bool SurfaceCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        const bool zoom = key.key() == Qt::Key_Plus || key.key() == Qt::Key_Equal || key.key() == Qt::Key_Minus ||
                          key.key() == Qt::Key_0;
        if (zoom && key.modifiers() & Qt::ControlModifier) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

}  // namespace glassbox
