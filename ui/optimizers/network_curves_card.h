#pragma once

#include "ui/models/network_race_model.h"
#include "ui/plots/step_curves.h"
#include "ui/shell/card.h"

class QCheckBox;
class QTabBar;

namespace glassbox {

class ThemeSource;

/// What the racers' costs and learning rates were, step by step.
class NetworkCurvesCard : public Card {
    Q_OBJECT

  public:
    enum What { Training, Validation, LearningRate };

    NetworkCurvesCard(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    StepCurves& curves() const { return *m_curves; }
    What what() const;
    void setWhat(What what);
    bool isLogarithmic() const;
    void setLogarithmic(bool logarithmic);
    void setSelected(int racer);

  Q_SIGNALS:
    void racerClicked(int racer);

  private:
    void refresh();

    NetworkRaceModel& m_model;
    ThemeSource& m_theme;
    QTabBar* m_tabs;
    QCheckBox* m_log;
    StepCurves* m_curves;
    int m_selected = -1;
};

}  // namespace glassbox
