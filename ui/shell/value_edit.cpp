#include "ui/shell/value_edit.h"

#include "ui/shell/key_guard.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QKeyEvent>
#include <QSignalBlocker>

namespace glassbox {

namespace {

class WheelGuard : public QObject {
  public:
    using QObject::QObject;
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::Wheel) return false;
        event->ignore();  // on to the scroll area
        return true;
    }
};

}  // namespace

void ignoreWheel(QWidget* widget) {
    widget->installEventFilter(new WheelGuard(widget));
}

ValueEdit::ValueEdit(QWidget* parent) : QLineEdit(parent) {
    connect(this, &QLineEdit::textEdited, this, &ValueEdit::check);
}

void ValueEdit::setShown(const QString& text) {
    if (text == m_shown && hasFocus()) return;
    m_shown = text;
    setText(text);
    setCursorPosition(0);
    Q_EMIT checked({});
}

void ValueEdit::check() {
    Q_EMIT checked(m_check ? m_check(text()) : QString());
}

void ValueEdit::stepBy(int steps) {
    if (!m_step) return;
    const QString next = m_step(m_shown, steps);
    if (next.isEmpty() || next == m_shown) return;
    Q_EMIT committed(next, true);
    setText(m_shown);
    Q_EMIT checked({});
}

void ValueEdit::commit() {
    if (text() == m_shown || (m_check && !m_check(text()).isEmpty())) return;
    Q_EMIT committed(text(), false);
    setText(m_shown);  // whoever listens has set what is in force now, or refused
    Q_EMIT checked({});
}

void ValueEdit::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Up:
            return stepBy(1);
        case Qt::Key_Down:
            return stepBy(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            commit();
            if (text() == m_shown) leaveField(this);
            return;
        case Qt::Key_Escape:
            if (text() == m_shown) return event->ignore();
            setText(m_shown);
            Q_EMIT checked({});
            return;
        default:
            QLineEdit::keyPressEvent(event);
    }
}

void ValueEdit::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason) return;
    commit();
    if (text() == m_shown) return;
    setText(m_shown);
    Q_EMIT checked({});
}

ValueCombo::ValueCombo(const QStringList& values, QWidget* parent) : QComboBox(parent), m_edit(new ValueEdit) {
    setEditable(true);
    setLineEdit(m_edit);
    setCompleter(nullptr);
    setInsertPolicy(NoInsert);
    addItems(values);
    setCurrentIndex(-1);
    connect(this, &QComboBox::textActivated, m_edit, [this] {
        m_edit->commit();
        leaveField(this);
    });
}

void ValueCombo::setShown(const QString& text) {
    if (text == m_edit->shown() && m_edit->text() != text && hasFocus()) return;
    const QSignalBlocker blocker(this);
    const QString typed = m_edit->text();
    setCurrentIndex(findText(text));
    m_edit->setText(typed);
    m_edit->setShown(text);
    if (m_edit->text() != text) m_edit->setText(text);
}

void ValueCombo::keyPressEvent(QKeyEvent* event) {
    const bool opens = event->modifiers() & Qt::AltModifier;
    switch (event->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
            if (opens) return showPopup();
            return m_edit->stepBy(event->key() == Qt::Key_Up ? 1 : -1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            m_edit->commit();
            if (m_edit->text() == m_edit->shown()) leaveField(this);
            return;
        case Qt::Key_Escape:
            if (m_edit->text() == m_edit->shown()) return event->ignore();
            m_edit->setText(m_edit->shown());
            Q_EMIT m_edit->checked({});
            return;
        default:
            QComboBox::keyPressEvent(event);
    }
}

}  // namespace glassbox
