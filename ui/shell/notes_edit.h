#pragma once

#include <QPlainTextEdit>

namespace glassbox {

/// Plain text that keeps no history of its own: undo and redo are the document's.
class NotesEdit : public QPlainTextEdit {
    Q_OBJECT

  public:
    explicit NotesEdit(QWidget* parent = nullptr);

    /// Shows a text that came from elsewhere; the cursor stays where it can.
    void showText(const QString& text);

  Q_SIGNALS:
    void typed(const QString& text);
    /// The field was left, so that what is typed next is another edit.
    void left();

  protected:
    bool event(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    bool m_showing = false;
};

}  // namespace glassbox
