#pragma once

#include "ui/cards/statistics_chart_layout.h"

class QPainter;

namespace glassbox {

/// `marked`: the bar pointed at, which is read out in the head; -1: none.
void paintStatisticsChart(QPainter& painter, const StatisticsChartData& data, const StatisticsChartLayout& layout,
                          const Theme& theme, int marked);

}  // namespace glassbox
