#include "ui/shell/key_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextEdit>

namespace glassbox {

namespace {

template <typename... Kinds>
bool isOneOf(const QWidget* widget) {
    return (... || (qobject_cast<const Kinds*>(widget) != nullptr));
}

}  // namespace

KeyGuard::KeyGuard(QObject* parent) : QObject(parent) {
    qApp->installEventFilter(this);
}

bool KeyGuard::needs(const QWidget* widget, const QKeyEvent& key) const {
    if (key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return false;
    if (isOneOf<QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit>(widget))
        return key.key() < Qt::Key_F1 || key.key() > Qt::Key_F35;
    const bool arrow = key.key() >= Qt::Key_Left && key.key() <= Qt::Key_Down;
    const bool space = key.key() == Qt::Key_Space;
    const bool list = isOneOf<QComboBox, QAbstractItemView>(widget);
    if (arrow) {
        return list || isOneOf<QAbstractSlider, QTabBar>(widget) || widget->property("wantsArrows").toBool();
    }
    if (space) {
        return widget->property("wantsSpace").toBool() || isOneOf<QAbstractItemView>(widget) ||
               (m_focusByKeyboard && isOneOf<QAbstractButton, QComboBox>(widget));
    }
    // Typing a letter goes to the entry that starts with it.
    return list && !key.text().isEmpty() && key.text().front().isPrint();
}

bool KeyGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason) {
            m_focusByKeyboard = true;
        } else if (reason == Qt::MouseFocusReason) {
            m_focusByKeyboard = false;
        }
    }
    if (event->type() == QEvent::ShortcutOverride && watched->isWidgetType()) {
        const auto* widget = static_cast<const QWidget*>(watched);
        if (widget == QApplication::focusWidget() && needs(widget, *static_cast<QKeyEvent*>(event))) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace glassbox
