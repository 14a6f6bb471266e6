#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace glassbox {

/// A panel with round corners: title on the left of its head, a quiet note on the right, the content below.
class Card : public QFrame {
    Q_OBJECT

  public:
    explicit Card(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// The quiet text at the right of the head; `brief` takes its place where there is no room for it.
    void setNote(const QString& note, const QString& brief = {});
    /// For more controls in the head: between title and note.
    QHBoxLayout* head() const { return m_head; }
    QVBoxLayout* body() const { return m_body; }

    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fitNote();

    QString m_noteText, m_briefNote;
    QLabel* m_title;
    QLabel* m_note;
    QHBoxLayout* m_head;
    QVBoxLayout* m_body;
};

}  // namespace glassbox
