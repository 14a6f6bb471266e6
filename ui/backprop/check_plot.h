#pragma once

#include "engine/explain/tensor_check.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// The error of central differences against their step size, both logarithmic. The present step size is marked and can
/// be dragged; keys move it by the slider beside.
class CheckPlot : public QWidget {
    Q_OBJECT

  public:
    explicit CheckPlot(ThemeSource& theme, QWidget* parent = nullptr);

    void setErrors(const std::vector<StepSizeError>& errors);
    const std::vector<StepSizeError>& errors() const { return m_errors; }
    void setStep(double h);
    /// Where the mark of a step size stands.
    QPointF placeOf(double h) const;

    QSize sizeHint() const override { return {320, 170}; }
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// One of stepSizes(), while dragging.
    void stepDragged(double h);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

  private:
    QRectF plotRect() const;
    double x(double h) const;
    double y(double error) const;
    void drag(double x);
    void paintAxes(QPainter& painter) const;
    void paintLine(QPainter& painter, double StepSizeError::*error, const QPen& pen) const;

    ThemeSource& m_theme;
    std::vector<StepSizeError> m_errors;
    double m_step = 1e-2;
    double m_low = -6;  // log10 of the lower end
};

}  // namespace glassbox
