#pragma once

#include "ui/backprop/walk_player.h"
#include "ui/formula/math_font.h"
#include "ui/shell/card.h"

class QComboBox;
class QPushButton;

namespace glassbox {

class StripCanvas;
class ThemeSource;

/// All operations of the walk in a strip, how fine it goes, and how fast it plays.
class StepsCard : public Card {
    Q_OBJECT

  public:
    StepsCard(WalkModel& model, WalkPlayer& player, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    QPushButton* worksheetButton() const { return m_worksheet; }

  private:
    void buildHead();
    void showPlace();

    WalkModel& m_model;
    WalkPlayer& m_player;
    StripCanvas* m_strip;
    QComboBox *m_grain, *m_pace;
    QPushButton* m_worksheet;
};

}  // namespace glassbox
