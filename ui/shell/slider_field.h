#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QSlider;

namespace glassbox {

/// A number set by a slider: its name on the left, the value on the right, the slider below. A double click on the
/// value types it. Signals come from the user only, never from setValue.
class SliderField : public QWidget {
    Q_OBJECT

  public:
    /// From `minimum` to `maximum` in steps of `step`.
    SliderField(const QString& label, double minimum, double maximum, double step, QWidget* parent = nullptr);

    double value() const;
    /// Kept within the range; a value between two steps goes to the nearest.
    void setValue(double value);
    void setRange(double minimum, double maximum, double step);
    /// How the value reads ("3 %"); numbers as they are otherwise.
    void setFormat(std::function<QString(double)> format);
    /// Reads what the user typed; by default the first number in it, divided by 100 if `percent`.
    void setPercent(bool percent = true);
    /// The slider itself, for object name, tool tip and focus.
    QSlider* slider() const { return m_slider; }

  Q_SIGNALS:
    void valueChanged(double value);
    /// The slider was let go, or a key or a typed value was taken.
    void editingFinished();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void showValue();
    void startTyping();
    void endTyping(bool accept);

    double m_minimum = 0, m_step = 1;
    bool m_percent = false;
    std::function<QString(double)> m_format;
    QLabel* m_label;
    QLabel* m_value;
    QSlider* m_slider;
    QLineEdit* m_typed = nullptr;
};

}  // namespace glassbox
