#include "ui/shell/notes_edit.h"

#include <QKeyEvent>
#include <QTextCursor>

namespace glassbox {

NotesEdit::NotesEdit(QWidget* parent) : QPlainTextEdit(parent) {
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    document()->setDocumentMargin(10);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing) Q_EMIT typed(toPlainText());
    });
}

void NotesEdit::showText(const QString& text) {
    if (text == toPlainText()) return;
    m_showing = true;
    const int place = textCursor().position();
    setPlainText(text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(qMin(place, static_cast<int>(text.size())));
    setTextCursor(cursor);
    m_showing = false;
}

bool NotesEdit::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        if (key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QPlainTextEdit::event(event);
}

void NotesEdit::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT left();
}

}  // namespace glassbox
