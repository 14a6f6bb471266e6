#pragma once

#include <QFrame>

#include <optional>

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
    QString title() const;
    /// The quiet text at the right of the head; `brief` takes its place where there is no room for it, an empty one
    /// leaves the place empty.
    void setNote(const QString& note, const std::optional<QString>& brief = {});
    /// For more controls in the head: between title and note.
    QHBoxLayout* head() const { return m_head; }
    /// A widget at the very end of the head; null takes it away again. It stays its owner's.
    void setCorner(QWidget* corner);
    QVBoxLayout* body() const { return m_body; }

    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fitNote();

    QString m_noteText;
    std::optional<QString> m_briefNote;
    QLabel* m_title;
    QLabel* m_note;
    QHBoxLayout *m_row, *m_head;
    QWidget* m_corner = nullptr;
    QVBoxLayout* m_body;
};

}  // namespace glassbox
