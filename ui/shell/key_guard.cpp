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
#include <QStyle>
#include <QTabBar>
#include <QTextEdit>

namespace glassbox {

namespace {

template <typename... Kinds>
bool isOneOf(const QWidget* widget) {
    return (... || (qobject_cast<const Kinds*>(widget) != nullptr));
}

bool isText(const QWidget* widget) {
    if (const auto* combo = qobject_cast<const QComboBox*>(widget)) return combo->isEditable();
    return isOneOf<QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit>(widget);
}

bool isReachedByKeyboard(const QWidget* widget) {
    return widget->property("reachedByKeyboard").toBool();
}

void setReached(QWidget* widget, bool byKeyboard) {
    widget->setProperty("reachedByKeyboard", byKeyboard);
    const bool ring = byKeyboard || isText(widget);
    if (widget->property("focusRing").toBool() == ring) return;
    widget->setProperty("focusRing", ring);
    widget->style()->unpolish(widget);  // rules with properties are looked up anew
    widget->style()->polish(widget);
    widget->update();
}

template <typename Widget>
Widget* keyHomeOf(Widget* widget) {
    for (; widget && !widget->isWindow(); widget = widget->parentWidget()) {
        if (widget->property("keyHome").toBool()) return widget;
    }
    return nullptr;
}

}  // namespace

bool showsFocusRing(const QWidget* widget) {
    return widget->hasFocus() && widget->property("focusRing").toBool();
}

void setKeyHome(QWidget* page) {
    page->setProperty("keyHome", true);
}

void leaveField(QWidget* field) {
    if (isReachedByKeyboard(field)) return;
    if (QWidget* home = keyHomeOf(field)) home->setFocus(Qt::OtherFocusReason);
}

KeyGuard::KeyGuard(QObject* parent) : QObject(parent) {
    qApp->installEventFilter(this);
}

bool KeyGuard::needs(const QWidget* widget, const QKeyEvent& key) const {
    if (key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return false;
    if (isText(widget)) return key.key() < Qt::Key_F1 || key.key() > Qt::Key_F35;
    const bool arrow = key.key() >= Qt::Key_Left && key.key() <= Qt::Key_Down;
    const bool space = key.key() == Qt::Key_Space;
    const bool byKeyboard = isReachedByKeyboard(widget);
    // Open lists and those of dialogs have no page whose keys they could take away.
    const bool list = (isOneOf<QAbstractItemView>(widget) && (byKeyboard || !keyHomeOf(widget))) ||
                      (byKeyboard && isOneOf<QComboBox>(widget));
    if (arrow) {
        return list || widget->property("wantsArrows").toBool() ||
               (byKeyboard &&
                (isOneOf<QAbstractSlider, QTabBar>(widget) || widget->property("movesByArrows").toBool()));
    }
    if (space)
        return list || widget->property("wantsSpace").toBool() || (byKeyboard && isOneOf<QAbstractButton>(widget));
    // Typing a letter goes to the entry that starts with it.
    return list && !key.text().isEmpty() && key.text().front().isPrint();
}

void KeyGuard::focusCame(QWidget* widget, const QEvent& event) {
    switch (static_cast<const QFocusEvent&>(event).reason()) {
        case Qt::TabFocusReason:
        case Qt::BacktabFocusReason:
        case Qt::ShortcutFocusReason:
            return setReached(widget, true);
        case Qt::MouseFocusReason:
            return setReached(widget, false);
        case Qt::ActiveWindowFocusReason:
            // The first in a window that opens has come by no click.
            if (!widget->property("reachedByKeyboard").isValid()) setReached(widget, true);
            return;
        case Qt::PopupFocusReason:
        case Qt::MenuBarFocusReason:
            return;  // back from elsewhere: as it was
        default:
            return setReached(widget, m_byKeyboard);
    }
}

void KeyGuard::mousePressed(QWidget* widget) {
    m_byKeyboard = false;
    QWidget* focus = QApplication::focusWidget();
    if (!focus || focus->window() != widget->window()) return;
    if (focus == widget) return setReached(focus, false);
    if (!isText(focus) || focus->isAncestorOf(widget)) return;
    for (const QWidget* at = widget; at && !at->isWindow(); at = at->parentWidget()) {
        if (at->focusPolicy() & Qt::ClickFocus) return;  // it takes the focus itself
    }
    if (QWidget* home = keyHomeOf(focus)) home->setFocus(Qt::OtherFocusReason);
}

bool KeyGuard::eventFilter(QObject* watched, QEvent* event) {
    if (!watched->isWidgetType()) return false;
    auto* widget = static_cast<QWidget*>(watched);
    switch (event->type()) {
        case QEvent::FocusIn:
            focusCame(widget, *event);
            break;
        case QEvent::MouseButtonPress:
            mousePressed(widget);
            break;
        case QEvent::KeyPress:
            if (const int key = static_cast<QKeyEvent*>(event)->key(); key == Qt::Key_Tab || key == Qt::Key_Backtab)
                m_byKeyboard = true;
            break;
        case QEvent::ShortcutOverride:
            if (widget != QApplication::focusWidget() || !needs(widget, *static_cast<QKeyEvent*>(event))) break;
            event->accept();
            return true;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace glassbox
