#include "ui/lab/network_canvas.h"
#include "ui/lab/network_marks.h"
#include "ui/lab/network_words.h"
#include "ui/lab/weight_editor.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QWheelEvent>

namespace glassbox {

void NetworkCanvas::setHover(const QPointF& point) {
    const NetworkItem before = m_scene.hovered;
    const auto linkBefore = m_scene.hoveredLink;
    const auto biasBefore = m_scene.hoveredBias;
    const Index columnBefore = m_hoverColumn;
    m_scene.pointer = point;
    m_scene.hoveredBias = biasAt(m_scene, point);
    m_scene.hovered = m_scene.hoveredBias ? NetworkItem{} : m_scene.layout.itemAt(point);
    m_scene.hoveredLink = m_scene.hovered || m_scene.hoveredBias ? std::nullopt : NetworkLinks::linkAt(m_scene, point);
    m_hoverColumn = m_scene.layout.columnAt(point.x());
    const bool onUnit = m_scene.hovered.kind == NetworkItemKind::Unit;
    const bool clickable =
        m_scene.hovered && (m_scene.hovered.kind != NetworkItemKind::Head || m_scene.hovered.column > 0);
    const bool number = m_scene.hoveredLink || m_scene.hoveredBias;
    setCursor(clickable || (number && m_scene.editable) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    m_selection.setHoveredUnit(onUnit ? std::optional(UnitRef{m_scene.hovered.column - 1, m_scene.hovered.unit})
                                      : std::nullopt);
    if (m_scene.hovered != before || m_scene.hoveredLink != linkBefore || m_scene.hoveredBias != biasBefore ||
        m_hoverColumn != columnBefore) {
        selectionChanged();
    } else if (onUnit || number) {
        update();  // the label follows the pointer
    }
}

void NetworkCanvas::clearHover() {
    m_scene.hovered = {};
    m_scene.hoveredLink.reset();
    m_scene.hoveredBias.reset();
    m_hoverColumn = -1;
    m_selection.setHoveredUnit({});
    selectionChanged();
}

void NetworkCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton) || !m_isPressed) {
        setHover(event->position());
        return;
    }
    m_scene.pointer = event->position();
    if (dragParameter(event->position(), event->modifiers())) return;
    const bool far = (event->position() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!m_scene.draggedLayer && far && m_acts->mayEdit() && m_pressed.kind == NetworkItemKind::Head &&
        m_pressed.column > 0) {
        m_scene.draggedLayer = m_pressed.column - 1;
        setCursor(Qt::ClosedHandCursor);
        m_selection.setHoveredUnit({});
    }
    if (!m_scene.draggedLayer) return;
    m_scene.dropPlace = m_scene.layout.placeAt(event->position().x());
    selectionChanged();
}

void NetworkCanvas::mousePressEvent(QMouseEvent* event) {
    setKeyboardUse(false);
    if (event->button() != Qt::LeftButton) return;
    m_isPressed = true;
    m_pressedAt = event->position();
    m_pressedParameter.reset();
    if (const auto place = parameterAt(event->position())) m_pressedParameter = {*place, {}, event->position().y()};
    m_pressed = m_pressedParameter ? NetworkItem{} : m_scene.layout.itemAt(event->position());
}

void NetworkCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_isPressed) return;
    m_isPressed = false;
    if (m_scene.draggedLayer) {
        dropLayer();
        setHover(event->position());
        return;
    }
    if (m_pressedParameter) {
        const bool dragged = m_pressedParameter->startValue.has_value();
        const ParameterRef place = m_pressedParameter->place;
        m_pressedParameter.reset();
        m_weightEditor->endGesture();
        if (!dragged && parameterAt(event->position()) == place) openParameter(place, event->position());
        return setHover(event->position());
    }
    const NetworkItem item = m_scene.layout.itemAt(event->position());
    if (item != m_pressed) return;
    if (item) {
        m_focus = item;
        activate(item);
    } else if (rect().contains(event->position().toPoint())) {
        m_selection.back();
    }
}

// Dropped before its own place or right behind it, a layer stays where it is.
void NetworkCanvas::dropLayer() {
    const Index from = *m_scene.draggedLayer;
    const Index place = m_scene.dropPlace;
    m_scene.draggedLayer.reset();
    setCursor(Qt::ArrowCursor);
    m_acts->move(from, place > from ? place - 1 : place);
    selectionChanged();
}

void NetworkCanvas::leaveEvent(QEvent*) {
    if (!m_scene.draggedLayer) clearHover();
}

void NetworkCanvas::scrollColumn(Index column, Index by) {
    if (column < 0 || column >= m_scene.columnCount()) return;
    const NetworkColumn& place = m_scene.place(column);
    const Index first = std::clamp<Index>(place.firstUnit + by, 0, std::max<Index>(place.units - place.shown(), 0));
    if (first == place.firstUnit) return;
    m_firstUnits[static_cast<std::size_t>(column)] = first;
    relayout();
}

void NetworkCanvas::wheelEvent(QWheelEvent* event) {
    const Index column = m_scene.layout.columnAt(event->position().x());
    const bool scrolls = column >= 0 && m_scene.place(column).shown() < m_scene.place(column).units;
    if (!scrolls || event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    m_wheel += event->angleDelta().y();
    const int notch = 40;  // three units a click of an ordinary wheel
    const int units = m_wheel / notch;
    m_wheel -= units * notch;
    scrollColumn(column, -units);
    setHover(event->position());
}

void NetworkCanvas::popUp(QMenu* menu, const QPointF& at) {
    connect(menu, &QMenu::aboutToHide, this, &NetworkCanvas::clearHover);
    menu->popup(mapToGlobal(at.toPoint()));
}

void NetworkCanvas::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const NetworkItem item = byKey ? m_focus : m_scene.layout.itemAt(event->pos());
    const QPointF at = byKey ? m_scene.layout.rect(item).center() : QPointF(event->pos());
    if (item.kind == NetworkItemKind::Plus) {
        popUp(m_acts->insertMenu(item.column, this), at);
        return;
    }
    if (const auto place = byKey || item ? std::nullopt : parameterAt(at)) {
        popUp(m_acts->parameterMenu(*place, this), at);
        return;
    }
    if (m_scene.editable && item.kind == NetworkItemKind::Unit && item.column > 0 &&
        item.column - 1 < m_acts->layerCount()) {
        popUp(m_acts->unitMenu({item.column - 1, item.unit}, this), at);
        return;
    }
    const Index column = item ? item.column : m_scene.layout.columnAt(at.x());
    if (column < 1 || column - 1 >= m_acts->layerCount() || !m_acts->mayEdit())
        return event->ignore();  // the card's menu
    m_selection.setLayer(column - 1);
    popUp(m_acts->layerMenu(column - 1, this), at);
}

void NetworkCanvas::activate(const NetworkItem& item) {
    if (!m_scene.layout.has(item)) return;
    const Index page = std::max<Index>(m_scene.layout.columns.empty() || item.kind == NetworkItemKind::Plus
                                           ? 1
                                           : m_scene.place(item.column).shown() - 1,
                                       1);
    switch (item.kind) {
        case NetworkItemKind::Head:
            if (item.column > 0 && item.column - 1 < m_acts->layerCount()) m_selection.setLayer(item.column - 1);
            break;
        case NetworkItemKind::Unit:
            // A second click lets go again.
            if (const UnitRef unit{item.column - 1, item.unit}; m_selection.unit() == unit) {
                m_selection.setUnit({});
            } else {
                m_selection.setUnit(unit);
            }
            break;
        case NetworkItemKind::Plus: {
            const QRectF plus = m_scene.layout.rect(item);
            popUp(m_acts->insertMenu(item.column, this), QPointF(plus.left(), plus.bottom() + 4));
            break;
        }
        case NetworkItemKind::Above:
            scrollColumn(item.column, -page);
            break;
        case NetworkItemKind::Below:
            scrollColumn(item.column, page);
            break;
        case NetworkItemKind::None:
            break;
    }
}

}  // namespace glassbox
