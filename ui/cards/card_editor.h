#pragma once

#include "lessons/study/deck.h"
#include "ui/formula/math_font.h"

#include <QDialog>
#include <QTimer>

#include <functional>
#include <utility>
#include <vector>

class QLabel;
class QPushButton;
class QSplitter;

namespace glassbox {

class CardEditorFields;
class CardFace;
class ThemeSource;

/// Writes a card: its fields on the left, on the right how it will look. Ctrl+Return saves, Escape leaves and asks
/// before what was written is lost. exec() or open() as any dialog; accepted() means that card() is to be saved.
class CardEditor : public QDialog {
    Q_OBJECT

  public:
    CardEditor(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    /// The decks to choose from, shown only if there is more than one.
    void setDecks(const std::vector<std::pair<qint64, QString>>& decks, qint64 current);
    qint64 deck() const;
    /// Tags that are offered while one is typed.
    void setTags(const QStringList& tags);
    /// What is written begins as this card. Its id, concepts and topics stay as they are.
    void setCard(const Flashcard& card);
    /// As written, without blanks around its texts.
    Flashcard card() const;
    bool isChanged() const;
    /// Sentences of what is wrong with what is written; only a tag that is too long keeps it from being saved.
    QStringList mistakes() const;

    /// Size and division of the window, for the next time it opens.
    QByteArray saveLayout() const;
    bool restoreLayout(const QByteArray& layout);

    /// Whether what was written may be lost; tests put their own answer here.
    std::function<bool(QWidget* parent)> mayDiscard;

    /// Saves if that is possible, else goes to the field that is missing.
    void accept() override;
    void reject() override;

  private:
    void fieldsChanged();
    void showPreview();

    CardEditorFields* m_fields;
    CardFace* m_preview;
    QSplitter* m_splitter;
    QLabel* m_why;
    QPushButton* m_save;
    QTimer m_pause;
    Flashcard m_before;
    qint64 m_deckBefore = 0;
};

}  // namespace glassbox
