#pragma once

#include "ui/models/race_model.h"
#include "ui/shell/theme.h"

#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace glassbox {

class RacerEditor;
class RacerRow;

/// All racers of the race; the settings of the selected one stand below its row.
class RacerList : public QWidget {
    Q_OBJECT

  public:
    RacerList(RaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

  private:
    void refresh();
    RacerRow* makeRow(int racer);

    RaceModel& m_model;
    ThemeSource& m_theme;
    QVBoxLayout* m_rows;
    std::vector<RacerRow*> m_list;
    RacerEditor* m_editor;
    QToolButton* m_add;
    QLabel* m_empty;
};

}  // namespace glassbox
