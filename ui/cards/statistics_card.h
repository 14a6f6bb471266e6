#pragma once

#include "ui/cards/statistics_charts.h"
#include "ui/shell/card.h"

class QLabel;

namespace glassbox {

class StatisticsChart;
class ThemeSource;

/// A chart of statistics with its title and the sentence that says what to read from it.
class StatisticsCard : public Card {
    Q_OBJECT

  public:
    /// `name` for files and tests: "forecast".
    StatisticsCard(const char* name, const QString& title, ThemeSource& theme, QWidget* parent = nullptr);

    void setTold(ToldChart told);
    StatisticsChart& chart() const { return *m_chart; }
    QString sentence() const;

  private:
    StatisticsChart* m_chart;
    QLabel* m_sentence;
};

}  // namespace glassbox
