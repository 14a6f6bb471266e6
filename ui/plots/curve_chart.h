#pragma once

#include "ui/plots/scale.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <vector>

class QCategoryAxis;
class QChart;
class QGraphicsScene;
class QGraphicsSimpleTextItem;
class QLineSeries;

namespace glassbox {

struct Theme;

/// One Qt chart with a few curves over an epoch axis, dressed by the theme. Lives in a scene, which must outlive it.
class CurveChart {
  public:
    /// `curves` is how many lines it can draw, `behind` how many thin ones behind them.
    CurveChart(QGraphicsScene& scene, int curves, int behind = 0);
    ~CurveChart();
    CurveChart(const CurveChart&) = delete;
    CurveChart& operator=(const CurveChart&) = delete;

    void setVisible(bool visible);
    void setTheme(const Theme& theme, const QList<QColor>& colors, const QFont& font);
    /// Axis titles; empty ones take no place. `above` stands over the plot's upper left corner.
    void setTitles(const QString& x, const QString& y, const QString& above);
    /// `plot` is where the curves go; labels and titles stand outside of it.
    void setPlotArea(const QRectF& plot, bool epochLabels);
    void setScales(const Scale& x, const Scale& y);
    void setPoints(int curve, const QList<QPointF>& points);
    QList<QPointF> points(int curve) const;
    void setPointsBehind(int curve, const QList<QPointF>& points);

    const QRectF& plotArea() const { return m_plot; }
    const Scale& xScale() const { return m_x; }
    const Scale& yScale() const { return m_y; }
    /// Place in the scene of a position on the axes.
    QPointF place(double x, double y) const;

  private:
    void placeTitles();

    QChart* m_chart;
    QCategoryAxis* m_xAxis;
    QCategoryAxis* m_yAxis;
    std::vector<QLineSeries*> m_series, m_behind;
    QGraphicsSimpleTextItem *m_xTitle, *m_yTitle, *m_above;
    QRectF m_plot;
    Scale m_x, m_y;
    double m_yLabelWidth = 0;
    QFont m_font;
};

}  // namespace glassbox
