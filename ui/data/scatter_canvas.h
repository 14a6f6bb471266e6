#pragma once

#include "ui/data/scatter_layout.h"

#include <QPixmap>
#include <QWidget>

namespace glassbox {

class ThemeSource;

/// One column against another: a disc for each training sample, a ring for validation, a cross for rows left out; the
/// colour is the class, or the value to be predicted. A click chooses the nearest sample; arrows walk from left to
/// right over the samples.
class ScatterCanvas : public QWidget {
    Q_OBJECT

  public:
    ScatterCanvas(DataModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    DataModel& model() const { return m_model; }
    const ScatterLayout& plot() const { return m_layout; }
    /// "row 12: sepal length 5.1, sepal width 3.5, setosa, training".
    QString words(Index row) const;
    QColor colorOf(Index row) const;
    /// Said when not all samples are drawn.
    QString note() const;

    QSize sizeHint() const override { return {420, 320}; }
    QSize minimumSizeHint() const override { return {220, 180}; }

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void arrange();
    void paintAxes(QPainter& painter) const;
    void paintPoints(QPainter& painter) const;
    void paintPoint(QPainter& painter, const QPointF& at, Index row, double radius) const;
    void paintLegend(QPainter& painter) const;
    void paintChosen(QPainter& painter) const;
    double radius() const;
    void walk(int by);

    DataModel& m_model;
    ThemeSource& m_theme;
    ScatterLayout m_layout;
};

}  // namespace glassbox
