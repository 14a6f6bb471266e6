#include "ui/backprop/step_accessible.h"
#include "ui/backprop/step_canvas.h"

#include <QKeyEvent>

#include <algorithm>

namespace glassbox {

namespace {

bool isMove(const QKeyEvent& event) {
    const bool plain = !(event.modifiers() & ~(Qt::KeypadModifier | Qt::ControlModifier));
    switch (event.key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
            return plain;
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
        case Qt::Key_Home:
        case Qt::Key_End:
            return !(event.modifiers() & ~Qt::KeypadModifier);
        default:
            return false;
    }
}

}  // namespace

// Up and Down move within a column, PageUp and PageDown between columns, Home and End to the first and last unit. With
// Ctrl, Up and Down go through what feeds the unit: its links and its bias. Left and Right stay the walk's.
std::optional<StepItem> StepCanvas::moved(const QKeyEvent& event) const {
    if (!isMove(event) || m_items.empty()) return {};
    const StepLayout& layout = m_scene.layout;
    if (!m_focus) return m_items.front();
    const auto unitIn = [&](Index column, Index unit) -> StepItem {
        const Index last = layout.column(column).count() - 1;
        const bool loss = column + 1 == layout.count();
        return {loss ? StepItemKind::Loss : StepItemKind::Unit, column, std::clamp<Index>(unit, 0, last)};
    };
    const Index way = event.key() == Qt::Key_Up || event.key() == Qt::Key_PageUp ? -1 : 1;
    const Index column = m_focus.column, unit = m_focus.unit;
    const StepColumn& own = m_scene.columns[static_cast<std::size_t>(column)];
    if (event.modifiers() & Qt::ControlModifier) {
        const Index inputs = own.links == StepLinks::Full ? m_scene.columns[static_cast<std::size_t>(column - 1)].units
                             : own.links == StepLinks::Single ? 1
                                                              : 0;
        const Index count = inputs + (own.hasBias ? 1 : 0);
        if (count == 0) return m_focus;
        Index at = way > 0 ? -1 : count;
        if (m_focus.kind == StepItemKind::Link) at = own.links == StepLinks::Full ? m_focus.input : 0;
        if (m_focus.kind == StepItemKind::Bias) at = inputs;
        at = std::clamp<Index>(at + way, 0, count - 1);
        if (at == inputs) return StepItem{StepItemKind::Bias, column, unit};
        return StepItem{StepItemKind::Link, column, unit, own.links == StepLinks::Full ? at : unit};
    }
    switch (event.key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
            return unitIn(column,
                          m_focus.kind == StepItemKind::Unit || m_focus.kind == StepItemKind::Loss ? unit + way : unit);
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            return unitIn(std::clamp<Index>(column + way, 0, layout.count() - 1), unit);
        case Qt::Key_Home:
            return unitIn(column, 0);
        default:
            return unitIn(column, layout.column(column).count() - 1);
    }
}

void StepCanvas::setFocusItem(const StepItem& item) {
    if (!m_scene.layout.has(item)) return;
    m_focus = item;
    m_model.setHovered(placeOf(m_model, m_scene.columns, item));
    light();
    announceStepFocus(*this);
}

void StepCanvas::keyPressEvent(QKeyEvent* event) {
    if (const auto item = moved(*event)) return setFocusItem(*item);
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_focus) return choose(m_focus);
    QWidget::keyPressEvent(event);
}

// The arrows up and down are the canvas's own, whatever shortcuts they may be elsewhere.
bool StepCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isMove(static_cast<QKeyEvent&>(*event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void StepCanvas::focusInEvent(QFocusEvent* event) {
    const bool byTab = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byTab && !m_items.empty()) {
        setFocusItem(m_focus ? m_focus : m_items.front());
    } else {
        announceStepFocus(*this);
    }
    update();
}

void StepCanvas::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason && !m_under) m_model.setHovered({});
    update();
}

}  // namespace glassbox
