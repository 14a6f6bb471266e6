#pragma once

#include "ui/cards/statistics_chart_layout.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// A small painted chart. Pointing at a bar, or the arrow keys, read it out in the line above.
class StatisticsChart : public QWidget {
    Q_OBJECT

  public:
    explicit StatisticsChart(ThemeSource& theme, QWidget* parent = nullptr);

    void setData(StatisticsChartData data);
    const StatisticsChartData& data() const { return m_data; }
    StatisticsChartLayout layoutNow() const;

    /// Bars that can be pointed at: none while the chart is empty.
    int barCount() const;
    QString words(int bar) const;
    int focusedBar() const { return m_focus; }
    void setFocusedBar(int bar);
    /// -1: none.
    int barAt(const QPointF& point) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    ThemeSource& m_theme;
    StatisticsChartData m_data;
    int m_hover = -1, m_focus = -1;
};

}  // namespace glassbox
