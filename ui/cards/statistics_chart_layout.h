#pragma once

#include "engine/formats/data_table.h"
#include "lessons/study/review_statistics.h"
#include "ui/plots/scale.h"

#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace glassbox {

struct Theme;

/// One place along a chart of statistics.
struct StatisticsBar {
    QString label;              ///< on the axis
    QString sub;                ///< below it, quieter
    QString words;              ///< read when it is pointed at: "Tomorrow, 22 November: 14 cards are due"
    std::vector<double> parts;  ///< stacked from the axis on
    std::optional<Recall> recall;
    bool soft = false;  ///< drawn lighter than the others
    QString key;        ///< in tables: "2026-11-22"
};

/// What a chart of statistics shows. A plain value.
struct StatisticsChartData {
    enum class Kind {
        Columns,  ///< bars that stand side by side
        Rows,     ///< bars that lie one below the other, with their numbers
        Points,   ///< shares of reviews: a dot with its interval, and a mark of what was expected
    };
    Kind kind = Kind::Columns;
    QString name;        ///< for screen readers
    QString valueTitle;  ///< what the bars measure, with its unit; gives way to the bar pointed at
    QString placeTitle;  ///< what stands along the axis, with its unit
    std::vector<StatisticsBar> bars;
    QStringList partNames;       ///< of stacked bars
    bool ordered = false;        ///< parts are the answers 1..5
    std::optional<double> goal;  ///< a line across, 0..1
    bool markExpected = false;   ///< of points, what the model expected
    bool compact = false;        ///< without value axis and titles of axes
    QString empty;               ///< told in place of the bars, if not empty
    QString keyName, valueName;  ///< of the columns of tables
};

struct StatisticsLegendEntry {
    QRectF rect;
    int part = 0;
    enum class Mark { Square, Dot, Expected, Goal } mark = Mark::Square;
    QString text;
};

/// Where everything of a chart stands, in pixels.
struct StatisticsChartLayout {
    QRectF head, plot;
    double labelTop = 0, subTop = 0, placeTitleTop = 0;
    double line = 0;                 ///< height of a line of text
    double labels = 0, numbers = 0;  ///< of rows: width of the names on the left and the numbers on the right
    Scale values;
    std::vector<QRectF> slots;  ///< of each bar: what is pointed at
    int labelStep = 1;          ///< every so many labels find room
    std::vector<StatisticsLegendEntry> legend;

    double valueAt(double value) const;  ///< x of rows, otherwise y
};

StatisticsChartLayout layoutStatisticsChart(const StatisticsChartData& data, const QSizeF& size, const Theme& theme);
QSize leastChartSize(const StatisticsChartData& data, const Theme& theme);
/// The bars in numbers; empty while there is nothing to show.
DataTable statisticsTable(const StatisticsChartData& data);

}  // namespace glassbox
