#pragma once

#include "ui/models/study_figures.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace glassbox {

class StatisticsChart;
class ThemeSource;

/// The side of the cards page: how far today is done, the next two weeks, what is remembered. Without a frame of its
/// own.
class TodayPanel : public QWidget {
    Q_OBJECT

  public:
    explicit TodayPanel(ThemeSource& theme, QWidget* parent = nullptr);

    void setFigures(const StudyFigures& figures);

  private:
    QWidget* makeToday();
    QWidget* makeRemembered();
    void dress();

    ThemeSource& m_theme;
    QLabel *m_done, *m_doneNote;
    QProgressBar* m_progress;
    StatisticsChart* m_weeks;
    QLabel *m_goal, *m_recall, *m_recallNote, *m_measured;
};

}  // namespace glassbox
