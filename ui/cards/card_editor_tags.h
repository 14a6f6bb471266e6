#pragma once

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace glassbox {

/// Tags split by commas; while one is typed, those that are known and begin so are offered. A blank within a tag is a
/// hyphen, as decks write it.
class CardEditorTags : public QLineEdit {
    Q_OBJECT

  public:
    explicit CardEditorTags(QWidget* parent = nullptr);

    void setKnown(const QStringList& tags);
    void setTags(const QStringList& tags);
    /// Each once, in the order in which they were typed.
    QStringList tags() const;
    /// A clause of what is wrong with one; empty: all are well.
    QString mistake() const;

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void offer();
    void take(const QString& tag);
    /// Where the tag under the cursor begins.
    qsizetype begin() const;

    QStringListModel* m_known;
    QCompleter* m_completer;
};

}  // namespace glassbox
