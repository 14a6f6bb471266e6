#pragma once

#include "ui/models/study_figures.h"
#include "ui/shell/card.h"

class QLabel;

namespace glassbox {

class ThemeSource;

/// Days of study in a row, and the time spent today.
class StreakCard : public Card {
    Q_OBJECT

  public:
    explicit StreakCard(ThemeSource& theme, QWidget* parent = nullptr);

    void setFigures(const StudyFigures& figures);

  private:
    void dress();

    ThemeSource& m_theme;
    QLabel *m_days, *m_unit, *m_sentence, *m_done, *m_time;
};

}  // namespace glassbox
