#pragma once

#include "lessons/study/deck.h"
#include "ui/formula/math_font.h"

#include <QWidget>

#include <utility>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace glassbox {

class CardEditorTags;
class ThemeSource;

/// The fields of a card that is written: deck, question, answer, tags, live state and picture. Tab goes from one to the
/// next.
class CardEditorFields : public QWidget {
    Q_OBJECT

  public:
    CardEditorFields(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    void setDecks(const std::vector<std::pair<qint64, QString>>& decks, qint64 current);
    qint64 deck() const;
    QString deckName() const;
    void setKnownTags(const QStringList& tags);
    void setCard(const Flashcard& card);
    Flashcard card() const;

    /// Sentences of what is wrong, each with its field and line.
    QStringList mistakes() const;
    /// Why it can't be saved; empty: it can.
    QString hindrance() const;
    /// Puts the keyboard into the first field that hinders, or into the question.
    void goToHindrance();
    void showMistakes();

    QPlainTextEdit* question() const { return m_question; }
    QPlainTextEdit* answer() const { return m_answer; }

  public Q_SLOTS:
    /// Puts marks of a formula around what is selected in the question or the answer, or around the cursor.
    void markFormula();
    void markDisplay();

  Q_SIGNALS:
    void changed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* makeHead();
    QPlainTextEdit* makeText(const QString& name, const QString& words, const QString& tip, int lines);
    QLineEdit* makeLine(QLineEdit* line, const QString& name, const QString& words, const QString& example,
                        const QString& tip);

    ThemeSource& m_theme;
    MathFontPtr m_font;
    Flashcard m_card;
    std::vector<std::pair<qint64, QString>> m_decks;
    qint64 m_deck = 0;
    QVBoxLayout* m_column;
    QWidget* m_deckRow;
    QComboBox* m_deckBox;
    QPlainTextEdit *m_question, *m_answer;
    QPlainTextEdit* m_last;  ///< of the two, the one that had the keyboard last
    CardEditorTags* m_tags;
    QLineEdit *m_see, *m_picture;
    QLabel* m_mistakes;
};

/// Wraps the selection in `mark`; without one the cursor stands between the marks. `alone`: on lines of its own.
void insertFormulaMarks(QPlainTextEdit& text, const QString& mark, bool alone);

}  // namespace glassbox
