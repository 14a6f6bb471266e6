#pragma once

#include "ui/models/study_figures.h"

#include <QWidget>

class QLabel;

namespace glassbox {

class ExperimentDocument;
class FileCommands;
class HardestCards;
class StatisticsCard;
class StatisticsGrid;
class StreakCard;
class ThemeSource;

/// How studying goes, of one deck or of all: what comes, what was done, what is remembered and how well that is known.
class StatisticsView : public QWidget {
    Q_OBJECT

  public:
    explicit StatisticsView(ThemeSource& theme, QWidget* parent = nullptr);

    /// `deckName` is told with pictures: "All decks".
    void setFigures(const StudyFigures& figures, const QString& deckName);
    /// Pictures and numbers can be copied and saved.
    void addMenus(ExperimentDocument& document, FileCommands& files);

  Q_SIGNALS:
    void cardWanted(qint64 card);

  private:
    StatisticsCard* addChart(const char* name, const QString& title, int columns, const QString& help);
    QString caption() const;

    ThemeSource& m_theme;
    StudyFigures m_figures;
    QString m_deckName;
    QLabel *m_title, *m_note;
    StatisticsGrid* m_grid;
    StatisticsCard *m_forecast, *m_retention, *m_calibration, *m_states, *m_answers, *m_stability, *m_difficulty;
    StreakCard* m_streak;
    HardestCards* m_hardest;
};

}  // namespace glassbox
