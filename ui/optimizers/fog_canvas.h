#pragma once

#include "ui/models/guess_game.h"
#include "ui/plots/contour_frame.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// The plane in fog: only where the person has been anything is known, a value and the direction of the slope. The next
/// step is an arrow that is dragged by its tip. Keys, with the focus: Left and Right turn it, Up and Down make it
/// longer and shorter (Shift: finely), Enter goes.
class FogCanvas : public QWidget {
    Q_OBJECT

  public:
    FogCanvas(GuessGame& game, ThemeSource& theme, QWidget* parent = nullptr);

    /// Where the tip of the arrow is on the canvas.
    QPointF tip() const;
    const ContourFrame& frame() const { return m_frame; }

    QSize sizeHint() const override { return {640, 400}; }
    QSize minimumSizeHint() const override { return {180, 140}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void relayout();
    void describe();
    void aim(const QPointF& place);
    void paintKnown(QPainter& painter, std::size_t place) const;

    GuessGame& m_game;
    ThemeSource& m_theme;
    ContourFrame m_frame;
    bool m_dragging = false;
};

}  // namespace glassbox
