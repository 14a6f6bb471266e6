#include "ui/plots/contour_canvas.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace glassbox {

namespace {
constexpr double zoomOfNotch = 1.25;
}

void ContourCanvas::setHovered(int item) {
    if (item == m_hoveredItem) return;
    const auto path = [this](int number) {
        if (number < 0) return -1;
        const ContourItem& of = m_items[static_cast<std::size_t>(number)];
        return of.kind == ContourItem::Kind::Head ? static_cast<int>(of.index) : -1;
    };
    const int before = path(m_hoveredItem), now = path(item);
    m_hoveredItem = item;
    update();
    if (before != now) Q_EMIT pathHovered(now);
}

void ContourCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_surface.function || m_layout.frame.plot.isEmpty())
        return QWidget::mousePressEvent(event);
    m_pressed = event->position();
    m_pressedRange = range();
    m_pressedItem = hit(m_pressed);
    if (m_pressedItem < 0 && !m_layout.frame.plot.contains(m_pressed)) return;
    m_drag = Drag::Waiting;
    if (m_pressedItem < 0 || m_pressedItem != startItem() || !m_overlay.startMovable) return;
    // Taken where it is, not where the pointer is; of one outside the arrow at the edge brings it back in.
    const ContourItem& start = m_items[static_cast<std::size_t>(m_pressedItem)];
    m_grip = start.inside ? start.place - m_pressed : QPointF();
    m_drag = Drag::Start;
    setCursor(Qt::ClosedHandCursor);
}

void ContourCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF place = event->position();
    m_pointer = place;
    const bool far = (place - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_drag == Drag::Waiting && far && m_pressedItem < 0) {
        m_drag = Drag::View;
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_drag == Drag::View) {
        const ContourFrame pressed{m_pressedRange, m_layout.frame.plot};
        const QPointF away = pressed.at(m_pressed) - pressed.at(place);
        setRange(moved(m_pressedRange, away.x(), away.y()));
    } else if (m_drag == Drag::Start) {
        // It stays in what is seen.
        const QRectF& plot = m_layout.frame.plot;
        const QPointF to = place + m_grip;
        moveStart(m_layout.frame.at(
            {std::clamp(to.x(), plot.left(), plot.right()), std::clamp(to.y(), plot.top(), plot.bottom())}));
    } else {
        setHovered(hit(place));
        const bool takes = m_hoveredItem >= 0 && m_hoveredItem == startItem() && m_overlay.startMovable;
        setCursor(takes ? Qt::OpenHandCursor : m_hoveredItem >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
    std::optional<QPointF> at;
    if (m_layout.frame.plot.contains(place)) at = m_layout.frame.at(place);
    Q_EMIT placeHovered(at);
    update();
}

void ContourCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
    const Drag drag = std::exchange(m_drag, Drag::None);
    unsetCursor();
    update();
    if (drag == Drag::Start && m_overlay.start) {
        Q_EMIT startDropped(m_overlay.start->x(), m_overlay.start->y());
    } else if (drag == Drag::Waiting) {
        if (m_pressedItem >= 0) return pressItem(m_pressedItem);
        const QPointF at = m_layout.frame.at(m_pressed);
        Q_EMIT placeClicked(at.x(), at.y());
    }
}

void ContourCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && hit(event->position()) < 0) {
        showHome();
    } else {
        mousePressEvent(event);
    }
}

void ContourCanvas::wheelEvent(QWheelEvent* event) {
    const int turned = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    // While something is held the ground stays.
    if (!m_surface.function || turned == 0 || m_drag != Drag::None || !m_layout.frame.plot.contains(event->position()))
        return QWidget::wheelEvent(event);
    m_pointer = event->position();
    zoomAbout(event->position(), std::pow(zoomOfNotch, turned / 120.0));
    setHovered(hit(event->position()));
    event->accept();
}

void ContourCanvas::leaveEvent(QEvent*) {
    m_pointer.reset();
    setHovered(-1);
    Q_EMIT placeHovered({});
    update();
}

void ContourCanvas::pressItem(int number) {
    if (number < 0 || number >= static_cast<int>(m_items.size())) return;
    const ContourItem& item = m_items[static_cast<std::size_t>(number)];
    if (item.kind == ContourItem::Kind::Head) {
        Q_EMIT pathClicked(static_cast<int>(item.index));
    } else {
        Q_EMIT placeClicked(item.at.x(), item.at.y());
    }
}

}  // namespace glassbox
