#pragma once

#include "ui/plots/step_curves_layout.h"

#include <QPixmap>
#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Values of several runs against the step, with their names, a movable line at the present step, and the values under
/// the pointer. Click or drag chooses a step, a click on a name chooses its curve. Keys, with the focus: arrows (Shift:
/// ten steps), Home, End move the line.
class StepCurves : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrows to it when it was reached by the keyboard.
    Q_PROPERTY(bool movesByArrows READ movesByArrows CONSTANT)

  public:
    explicit StepCurves(ThemeSource& theme, QWidget* parent = nullptr);

    bool movesByArrows() const { return true; }
    void setCurves(std::vector<StepCurve> curves);
    const std::vector<StepCurve>& curves() const { return m_curves; }
    /// What the values are ("f"), and what is said where there is nothing to show.
    void setWords(const QString& valueName, const QString& emptyText);
    /// Last step of the axis; by default that of the longest curve.
    void setLast(std::optional<int> last);
    int last() const;
    int step() const { return m_step; }
    void setStep(int step);
    bool isLogarithmic() const { return m_wish.logarithmic; }
    /// Values of zero and below can't be shown then; they lie on the lower edge.
    void setLogarithmic(bool logarithmic);

    /// The curve whose name or line is here; -1: none.
    int curveAt(const QPointF& place) const;
    /// "Step 120", then a line for each curve.
    QStringList wordsAt(int step) const;
    const StepCurvesLayout& placing() const { return m_layout; }

    QSize sizeHint() const override { return {480, 190}; }
    QSize minimumSizeHint() const override { return {200, 110}; }

  Q_SIGNALS:
    /// By the user.
    void stepChosen(int step);
    void curveClicked(int curve);
    /// -1: none.
    void curveHovered(int curve);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void relayout();
    void choose(int step);
    void hover(const QPointF& place);
    void tellStep();
    // step_curves_painter.cpp
    void paintGround(QPainter& painter) const;
    void paintCurve(QPainter& painter, const StepCurve& curve) const;
    void paintStep(QPainter& painter) const;

    ThemeSource& m_theme;
    std::vector<StepCurve> m_curves;
    StepCurvesWish m_wish;
    StepCurvesLayout m_layout;
    QPixmap m_ground;  // all but the line at the step
    QString m_valueName, m_emptyText;
    std::optional<int> m_last;
    int m_step = 0, m_hovered = -1;
    bool m_dragging = false;
};

}  // namespace glassbox
