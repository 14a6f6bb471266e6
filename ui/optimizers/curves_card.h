#pragma once

#include "ui/models/race_model.h"
#include "ui/shell/card.h"
#include "ui/shell/theme.h"

class QCheckBox;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace glassbox {

class RaceTable;
class StepCurves;
class ValueEdit;

/// How the race went: f against the step, and a table of the results.
class CurvesCard : public Card {
    Q_OBJECT

  public:
    CurvesCard(RaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    StepCurves& curves() const { return *m_curves; }
    const RaceTable& table() const { return *m_table; }
    bool isTableShown() const;
    void setTableShown(bool shown);
    bool isLogarithmic() const;
    void setLogarithmic(bool logarithmic);

  private:
    QWidget* makeTable();
    void showCurves();

    RaceModel& m_model;
    ThemeSource& m_theme;
    QTabBar* m_tabs;
    QCheckBox* m_log;
    QStackedWidget* m_pages;
    StepCurves* m_curves;
    RaceTable* m_table;
    QTableView* m_view;
    ValueEdit* m_tolerance;
};

}  // namespace glassbox
