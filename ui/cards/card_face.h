#pragma once

#include "lessons/study/deck.h"
#include "ui/formula/math_font.h"
#include "ui/shell/page_scroll.h"

class QFrame;
class QLabel;
class QPushButton;

namespace glassbox {

class CardFaceBox;
class CardText;
class ThemeSource;

/// A flashcard to be learned: what deck it is of, the question, and once it is revealed the answer, its picture and the
/// way to the live state. Scrolls by the arrows up and down, Page up and down, Home and End.
class CardFace : public PageScroll {
    Q_OBJECT

  public:
    CardFace(ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    /// Shows its question, from the top; the answer is hidden.
    void setCard(const Flashcard& card, const QString& deckName);
    /// Changes what is shown without hiding the answer and without scrolling: the card was edited.
    void updateCard(const Flashcard& card, const QString& deckName);
    /// No card: a sentence in its place.
    void clear(const QString& sentence);
    const Flashcard& card() const { return m_card; }

    /// `scroll`: the answer is brought into view.
    void setRevealed(bool revealed, bool scroll = true);
    bool isRevealed() const { return m_revealed; }
    /// The cards' text size, 1 being the design's.
    void setScale(double scale);
    double scale() const { return m_scale; }
    /// Whether "Space shows the answer" stands below the question.
    void setHintShown(bool shown);
    /// Whether the card has a live state that can be read.
    bool canSeeLive() const;

    /// The button can be seen but not pressed where the card is only looked at.
    void setSeeLiveEnabled(bool enabled);

    CardText* question() const { return m_question; }
    CardText* answer() const { return m_answer; }

  Q_SIGNALS:
    /// The button to the live state was pressed. The key L is the page's.
    void seeLiveWanted();
    /// The words "Space shows the answer" were clicked.
    void revealWanted();

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void fill(const Flashcard& card, const QString& deckName);
    void showParts();
    void applyTheme();
    void showAnswerInView();

    ThemeSource& m_theme;
    Flashcard m_card;
    bool m_hasCard = false;
    bool m_revealed = false;
    bool m_hintShown = true;
    double m_scale = 1;
    QWidget* m_column;
    QLabel *m_chip, *m_empty;
    CardText *m_question, *m_answer;
    QFrame* m_line;
    CardFaceBox* m_box;
    QPushButton* m_hint;
};

}  // namespace glassbox
