#pragma once

#include <QPixmap>
#include <QWidget>

namespace glassbox {

/// Dims a window but for a circle with a soft edge around the pointer, so that a class looks where the presenter
/// points. Lets everything through: the window below works as ever. Ctrl+wheel changes the size of the circle.
class Spotlight : public QWidget {
    Q_OBJECT

  public:
    /// Lies over `window`; off at first.
    explicit Spotlight(QWidget* window);

    bool isOn() const { return m_on; }
    void setOn(bool on);
    /// Radius of what is fully lit, in pixels.
    int radius() const { return m_radius; }
    void setRadius(int radius);
    /// By steps of a quarter of its size.
    void grow(int steps);
    /// Where the light is, in the window.
    QPoint place() const { return m_place; }

    static constexpr int smallest = 40, largest = 600;

  Q_SIGNALS:
    void switched(bool on);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void moveTo(const QPoint& place);
    void makeHole();
    QRect hole() const;

    bool m_on = false;
    int m_radius = 130;
    int m_wheel = 0;
    QPoint m_place;
    QPixmap m_hole;  // the dark with its soft round gap
};

}  // namespace glassbox
