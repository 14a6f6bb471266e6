#include "ui/plots/contour_accessible.h"
#include "ui/plots/contour_canvas.h"

#include <QKeyEvent>

namespace glassbox {

namespace {
constexpr double startStep = 0.01;  // of the view
constexpr double viewStep = 0.1;

/// One step in the direction of an arrow key; y up. Zero for other keys.
QPointF directionOf(int key) {
    switch (key) {
        case Qt::Key_Left:
            return {-1, 0};
        case Qt::Key_Right:
            return {1, 0};
        case Qt::Key_Up:
            return {0, 1};
        case Qt::Key_Down:
            return {0, -1};
        default:
            return {};
    }
}
}  // namespace

bool ContourCanvas::zoomByKey(const QKeyEvent& key) {
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

bool ContourCanvas::moveByKey(const QKeyEvent& key) {
    const QPointF direction = directionOf(key.key());
    if (direction.isNull()) return false;
    const bool start = m_focusedItem >= 0 && m_focusedItem == startItem() && m_overlay.startMovable &&
                       !(key.modifiers() & Qt::ControlModifier);
    const double step = (start ? startStep : viewStep) * (key.modifiers() & Qt::ShiftModifier ? 0.1 : 1);
    const QPointF by(direction.x() * step * range().width(), direction.y() * step * range().height());
    if (start) {
        m_startMovedByKey = true;
        moveStart(*m_overlay.start + by);
    } else {
        moveView(by.x(), by.y());
    }
    return true;
}

void ContourCanvas::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(m_items.size());
    if (!m_surface.function) return QWidget::keyPressEvent(event);
    if (zoomByKey(*event) || moveByKey(*event)) return;
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

void ContourCanvas::keyReleaseEvent(QKeyEvent* event) {
    if (m_startMovedByKey && !event->isAutoRepeat() && !directionOf(event->key()).isNull() && m_overlay.start) {
        m_startMovedByKey = false;
        Q_EMIT startDropped(m_overlay.start->x(), m_overlay.start->y());
        return;
    }
    QWidget::keyReleaseEvent(event);
}

void ContourCanvas::focusItem(int number) {
    m_focusedItem = number < static_cast<int>(m_items.size()) ? number : -1;
    announceCanvasItem(*this, m_focusedItem);
    update();
}

void ContourCanvas::focusInEvent(QFocusEvent* event) {
    // By Tab one comes to what can be moved.
    const bool byTab = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byTab && m_focusedItem < 0) focusItem(startItem());
    QWidget::focusInEvent(event);
    update();
}

void ContourCanvas::focusOutEvent(QFocusEvent* event) {
    if (m_startMovedByKey && m_overlay.start) {
        m_startMovedByKey = false;
        Q_EMIT startDropped(m_overlay.start->x(), m_overlay.start->y());
    }
    QWidget::focusOutEvent(event);
    update();
}

// A control key of ours must not also be a shortcut of the window.
bool ContourCanvas::event(QEvent* event) {
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
