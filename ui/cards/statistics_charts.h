#pragma once

#include "ui/cards/statistics_chart_layout.h"
#include "ui/models/study_figures.h"

namespace glassbox {

/// How figures are drawn and told: each chart with a plain sentence on what it says.
struct ToldChart {
    StatisticsChartData chart;
    QString sentence;
};

ToldChart forecastChart(const StudyFigures& figures);
/// For the side of the page: two weeks without axes.
StatisticsChartData nextTwoWeeksChart(const StudyFigures& figures);
ToldChart retentionChart(const StudyFigures& figures);
ToldChart calibrationChart(const StudyFigures& figures);
ToldChart answersChart(const StudyFigures& figures);
ToldChart statesChart(const StudyFigures& figures);
ToldChart stabilityChart(const StudyFigures& figures);
ToldChart difficultyChart(const StudyFigures& figures);

/// What a row of study days is worth saying; never a reproach.
QString streakSentence(const StudyFigures& figures);
/// "14 min on 32 cards today, 26 s a card."
QString timeSentence(const StudyFigures& figures);

}  // namespace glassbox
