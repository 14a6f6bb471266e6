#pragma once

#include "ui/optimizers/knob_setting.h"

#include <QWidget>

class QComboBox;

namespace glassbox {

class SliderField;

/// The knobs as sliders, the best settings and some telling ones. Signals come from the user only.
class KnobControls : public QWidget {
    Q_OBJECT

  public:
    explicit KnobControls(QWidget* parent = nullptr);

    void setSetting(const KnobSetting& setting);

  Q_SIGNALS:
    void chosen(const glassbox::KnobSetting& setting);

  private:
    void makeSliders();
    QWidget* makeButtons();

    KnobSetting m_setting;
    SliderField *m_learningRate, *m_momentum, *m_condition;
    QComboBox* m_examples;
};

}  // namespace glassbox
