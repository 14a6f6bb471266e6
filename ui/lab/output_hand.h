#pragma once

#include "ui/lab/output_overlay.h"
#include "ui/lab/point_editor.h"

#include <QObject>
#include <QPointF>

#include <optional>

class QKeyEvent;
class QMouseEvent;

namespace glassbox {

class OutputCanvas;

/// Uses the tools for points on the output's canvas: mouse and keys. With the tool Look everything is the canvas's own,
/// but for the keys that choose a tool.
class OutputHand : public QObject {
    Q_OBJECT

  public:
    OutputHand(OutputCanvas& canvas, PointEditor& editor);

    bool eventFilter(QObject* watched, QEvent* event) override;
    /// The cross-hair that the arrow keys move, on the axes; absent while the mouse is used.
    std::optional<QPointF> cross() const { return m_cross; }
    /// Colour of what would be drawn.
    void setColor(const QColor& color);
    /// How a place reads ("x1 = 2, x2 = 1: class 1 97 %").
    void setDescriber(std::function<QString(const QPointF&)> describe) { m_describe = std::move(describe); }

  Q_SIGNALS:
    void crossMoved(std::optional<QPointF> place);

  private:
    bool canPlace() const;
    QString whyNotHere() const;
    bool press(const QMouseEvent& event);
    void drag(const QPointF& place);
    void spray(const QPointF& to);
    void drawAt(const QPointF& axes);
    void eraseAt(const QPointF& place);
    void pickAt(const QPointF& place);
    bool key(const QKeyEvent& event);
    bool letter(const QKeyEvent& event);
    bool wants(const QKeyEvent& event) const;
    void moveCross(int columns, int rows, bool fine);
    void jumpToPoint(bool forward);
    void act();
    void eraseUnderCross();
    bool back();
    void say(const QString& sentence);
    void refresh();
    void tellTool();
    void announce();
    QPointF axesAt(const QPointF& place) const;
    QPointF placeOf(const QPointF& axes) const;

    OutputCanvas& m_canvas;
    PointEditor& m_editor;
    std::function<QString(const QPointF&)> m_describe;
    std::optional<QPointF> m_cross;
    std::optional<QPointF> m_pointer;  // in pixels, over the picture
    QPointF m_lastPut;                 // in pixels
    bool m_pressed = false;
    bool m_carrying = false;  // a point that was picked up by key
    QColor m_color;
};

}  // namespace glassbox
