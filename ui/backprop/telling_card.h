#pragma once

#include "ui/formula/math_font.h"
#include "ui/models/walk_model.h"
#include "ui/shell/card.h"

class QStackedWidget;
class QTabBar;

namespace glassbox {

class CheckPanel;
class FormulaPanel;
class MatrixPanel;
class PredictBar;
class ThemeSource;

/// What the present operation does, on tabs: as formula, as matrices, and checked against finite differences. Numbers
/// can be predicted before they are shown.
class TellingCard : public Card {
    Q_OBJECT

  public:
    enum Tab { FormulaTab, MatrixTab, CheckTab };

    TellingCard(WalkModel& model, ThemeSource& theme, MathFontPtr font, QWidget* parent = nullptr);

    Tab tab() const;
    void setTab(Tab tab);
    QWidget* panel() const;
    const CheckPanel& check() const { return *m_check; }
    PredictBar& prediction() const { return *m_prediction; }

  private:
    WalkModel& m_model;
    QTabBar* m_tabs;
    QStackedWidget* m_panels;
    CheckPanel* m_check;
    PredictBar* m_prediction;
};

}  // namespace glassbox
