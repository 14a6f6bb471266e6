#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace glassbox {

/// How fast training goes: a slider from one step a second to as fast as it goes, in stops of 1, 2 and 5.
class SpeedControl : public QWidget {
    Q_OBJECT

  public:
    explicit SpeedControl(QWidget* parent = nullptr);

    /// Steps a second; infinity: as fast as it goes.
    double speed() const;
    /// Goes to the nearest stop.
    void setSpeed(double stepsPerSecond);
    /// The slider with its stops moved by `stops`.
    void move(int stops);

    static constexpr double standardSpeed = 1000;

  Q_SIGNALS:
    void speedChanged(double stepsPerSecond);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void showSpeed();
    void fit();

    QLabel* m_label;
    QSlider* m_slider;
};

}  // namespace glassbox
