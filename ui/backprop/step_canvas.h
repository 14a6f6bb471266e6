#pragma once

#include "ui/backprop/step_painter.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace glassbox {

class ThemeSource;

/// The network as the walk through a training step sees it: values in the units, weights and gradients on the links,
/// and the gradient on its way back. Every unit, link and bias can be pointed at and chosen.
class StepCanvas : public QWidget {
    Q_OBJECT

  public:
    StepCanvas(WalkModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    /// What stands here while there is no walk.
    void setEmptyText(const QString& text);

    const StepScene& scene() const { return m_scene; }
    const WalkModel& model() const { return m_model; }
    /// Units and the loss from left to right, as screen readers and the arrow keys meet them.
    const std::vector<StepItem>& items() const { return m_items; }
    StepItem focusItem() const { return m_focus; }
    void setFocusItem(const StepItem& item);
    /// What Enter or a click does: goes to the arithmetic of the item's number.
    void choose(const StepItem& item);
    /// "output of unit 2 of layer 1: 0.742"
    QString wordsFor(const StepItem& item) const;

    QSize sizeHint() const override { return {780, 520}; }
    QSize minimumSizeHint() const override { return {420, 260}; }

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void rebuild(bool all);
    void light();
    void march();
    StepItem itemUnder(const QPointF& point) const;
    std::optional<StepItem> moved(const QKeyEvent& event) const;
    void paintBubble(QPainter& painter) const;

    WalkModel& m_model;
    ThemeSource& m_theme;
    StepPainter m_painter;
    StepScene m_scene;
    std::vector<StepItem> m_items;
    QString m_emptyText;
    StepItem m_lit;    ///< what any view points at
    StepItem m_under;  ///< what the mouse points at here
    StepItem m_focus;
    QPointF m_pointer;
    QTimer m_frames;  ///< while the gradient is seen to flow
    QElapsedTimer m_flowing;
};

}  // namespace glassbox
