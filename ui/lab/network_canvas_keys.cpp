#include "ui/lab/network_accessible.h"
#include "ui/lab/network_canvas.h"

#include <QKeyEvent>

#include <optional>

namespace glassbox {

namespace {

std::optional<NetworkMove> moveOf(const QKeyEvent& event) {
    if (event.modifiers() & ~Qt::KeypadModifier) return {};
    switch (event.key()) {
        case Qt::Key_Left:
            return NetworkMove::Left;
        case Qt::Key_Right:
            return NetworkMove::Right;
        case Qt::Key_Up:
            return NetworkMove::Up;
        case Qt::Key_Down:
            return NetworkMove::Down;
        case Qt::Key_Home:
            return NetworkMove::First;
        case Qt::Key_End:
            return NetworkMove::Last;
        default:
            return {};
    }
}

}  // namespace

// Reached by Tab, the picture takes the arrow keys; after a click they go on stepping the training.
void NetworkCanvas::setKeyboardUse(bool on) {
    m_keyboardUse = on;
    setProperty("wantsArrows", on);
    if (on && !m_scene.layout.has(m_focus)) m_focus = m_scene.layout.next({}, NetworkMove::First);
    selectionChanged();
}

void NetworkCanvas::focusInEvent(QFocusEvent* event) {
    const Qt::FocusReason reason = event->reason();
    if (reason == Qt::MouseFocusReason) {
        setKeyboardUse(false);
    } else if (reason == Qt::PopupFocusReason || reason == Qt::ActiveWindowFocusReason) {
        selectionChanged();
    } else {
        setKeyboardUse(true);
        announceNetworkFocus(*this);
    }
}

void NetworkCanvas::focusOutEvent(QFocusEvent*) {
    if (m_keyboardUse) m_selection.setHoveredUnit({});
    selectionChanged();
}

void NetworkCanvas::setFocusItem(const NetworkItem& item) {
    if (!m_scene.layout.has(item)) return;
    m_focus = item;
    if (item.kind == NetworkItemKind::Unit) {
        const Index first = windowShowing(m_scene.place(item.column), item.unit);
        scrollColumn(item.column, first - m_scene.place(item.column).firstUnit);
        m_selection.setHoveredUnit(UnitRef{item.column - 1, item.unit});  // as the pointer does
    } else {
        m_selection.setHoveredUnit({});
    }
    selectionChanged();
    Q_EMIT revealed(m_scene.layout.rect(item).toAlignedRect().adjusted(-8, -8, 8, 8));
    announceNetworkFocus(*this);
}

bool NetworkCanvas::moveFocus(const QKeyEvent& event) {
    const auto move = moveOf(event);
    if (!move || !m_keyboardUse) return false;
    setFocusItem(m_scene.layout.next(m_focus, *move));
    return true;
}

// The layer that the focus is in, else the selected one.
std::optional<Index> NetworkCanvas::layerForKeys() const {
    const bool inColumn = m_focus.kind == NetworkItemKind::Head || m_focus.kind == NetworkItemKind::Unit;
    if (m_keyboardUse && inColumn && m_focus.column > 0) return m_focus.column - 1;
    return m_keyboardUse && m_focus ? std::nullopt : m_selection.layer();
}

bool NetworkCanvas::editByKey(const QKeyEvent& event) {
    const auto layer = layerForKeys();
    if (!layer) return false;
    const bool control = event.modifiers() & Qt::ControlModifier;
    const auto follow = [this](Index to) {
        if (m_keyboardUse && to >= 0 && to < m_acts->layerCount()) m_focus = {NetworkItemKind::Head, to + 1, 0};
    };
    if (control && event.key() == Qt::Key_D) {
        m_acts->copy(*layer);
    } else if (control && (event.key() == Qt::Key_Left || event.key() == Qt::Key_Right)) {
        const Index to = *layer + (event.key() == Qt::Key_Left ? -1 : 1);
        m_acts->move(*layer, to);
        follow(to);
    } else if (control) {
        return false;
    } else if (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace) {
        m_acts->remove(*layer);
        if (m_keyboardUse) follow(std::min(*layer, m_acts->layerCount() - 1));
    } else if (event.key() == Qt::Key_Plus || event.key() == Qt::Key_Equal) {
        m_acts->changeUnits(*layer, 1);
    } else if (event.key() == Qt::Key_Minus) {
        m_acts->changeUnits(*layer, -1);
    } else {
        return false;
    }
    selectionChanged();
    return true;
}

void NetworkCanvas::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        if (m_scene.draggedLayer) {
            m_scene.draggedLayer.reset();
            m_isPressed = false;
            setCursor(Qt::ArrowCursor);
            selectionChanged();
        } else if (!m_selection.back()) {
            event->ignore();
        }
        return;
    }
    if (editByKey(*event) || editParameterByKey(*event) || moveFocus(*event)) return;
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_keyboardUse && m_focus) {
        activate(m_focus);
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace glassbox
