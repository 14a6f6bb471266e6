#pragma once

#include "engine/explain/race_landscape.h"
#include "ui/plots/scale.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// The cost on the straight line between two networks' weights: training and validation, with both ends marked. The
/// pointer, or the arrow keys, read off values.
class NetworkLinePlot : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrows to it when it was reached by the keyboard.
    Q_PROPERTY(bool movesByArrows READ movesByArrows CONSTANT)

  public:
    explicit NetworkLinePlot(ThemeSource& theme, QWidget* parent = nullptr);

    bool movesByArrows() const { return true; }
    /// Empty: shows the words instead.
    void setLine(const WeightInterpolation& line, const QString& from, const QString& to);
    const WeightInterpolation& line() const { return m_line; }
    void setEmptyText(const QString& text);
    void setLogarithmic(bool logarithmic);
    /// "t = 0.25: training cost 0.31, validation cost 0.35"; of the place that is read off.
    QString words() const;

    QSize sizeHint() const override { return {360, 170}; }
    QSize minimumSizeHint() const override { return {160, 90}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void relayout();
    QPointF place(double t, double cost) const;
    void paintCurve(QPainter& painter, const std::vector<double>& costs, const QColor& color) const;
    void paintLegend(QPainter& painter) const;
    void readOff(int number);

    ThemeSource& m_theme;
    WeightInterpolation m_line;
    QString m_from, m_to, m_emptyText;
    bool m_logarithmic = false;
    Scale m_y;
    QRectF m_plot;
    int m_number = -1;  // of the place that is read off
};

/// One sentence on what lies between the ends: whether the cost rises above both, and where.
QString lineSentence(const WeightInterpolation& line);

}  // namespace glassbox
