#pragma once

#include "ui/backprop/predict_score.h"
#include "ui/formula/formula_label.h"
#include "ui/models/walk_model.h"

#include <set>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace glassbox {

/// Predict, then reveal: the learner types the number that is told next before it is shown, and is told what was
/// missed. Keeps the score by kind of step.
class PredictBar : public QWidget {
    Q_OBJECT

  public:
    PredictBar(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    const PredictScore& score() const { return m_score; }
    /// Puts the keyboard into the field, if a number is asked for.
    void focusField();
    /// From where it was stored; gives no signal.
    void setScore(const PredictScore& score);

  Q_SIGNALS:
    /// By the learner's doing: to be stored.
    void scoreChanged();

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void build();
    void refresh();
    void enter();
    void judgeTyped(const TypedNumber& typed);
    void showIt();
    void say(const QString& sentence, const char* tone);
    void count(bool right);
    void showScore();
    void openScore();
    void clearScore();

    WalkModel& m_model;
    ThemeSource& m_theme;
    MathFontPtr m_font;
    QCheckBox* m_switch;
    QToolButton* m_scoreButton;
    QWidget *m_question, *m_answer, *m_cleared;
    FormulaLabel* m_symbol;
    QLineEdit* m_field;
    QPushButton *m_check, *m_show;
    QLabel* m_sentence;
    FormulaLabel* m_line;
    PredictScore m_score, m_before;  // m_before: what clearing took away
    std::set<Place> m_counted;       // of this walk
    bool m_answered = false;         // m_asked was seen
    std::optional<Place> m_asked;    // what the field is about
};

}  // namespace glassbox
