#pragma once

#include "ui/cards/statistics_chart_layout.h"

#include <QColor>

class QPainter;

namespace glassbox {

/// `marked`: the bar pointed at, which is read out in the head; -1: none.
void paintStatisticsChart(QPainter& painter, const StatisticsChartData& data, const StatisticsChartLayout& layout,
                          const Theme& theme, int marked);

/// Of the answers 1..5 to "how well did you know this?": from orange over grey to blue, lighter towards the middle.
QColor answerColor(const Theme& theme, int known);

}  // namespace glassbox
