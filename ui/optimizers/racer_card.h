#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/race_model.h"
#include "ui/shell/card.h"
#include "ui/shell/theme.h"

namespace glassbox {

class FormulaLabel;
class RacerBars;

/// What the selected racer does at the step: its rule, a sentence, and the numbers that it keeps.
class RacerCard : public Card {
    Q_OBJECT

  public:
    RacerCard(RaceModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    QString sentence() const;

  private:
    void refresh();

    RaceModel& m_model;
    FormulaLabel* m_rule;
    QLabel* m_sentence;
    RacerBars* m_bars;
};

}  // namespace glassbox
