#pragma once

#include "ui/models/race_model.h"
#include "ui/shell/option_form.h"

class QPushButton;

namespace glassbox {

class ValueEdit;

/// The settings of one racer: name and colour, optimizer, learning-rate schedule, gradient noise.
class RacerEditor : public QWidget {
    Q_OBJECT

  public:
    RacerEditor(RaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    void setRacer(int racer);

  private:
    void build();
    void refresh();
    void change(const QString& text, const QString& gesture, const std::function<void(RacerSpec&)>& edit);
    void chooseColor();
    void tuneRate();
    const RacerSpec* racer() const;

    RaceModel& m_model;
    ThemeSource& m_theme;
    int m_racer = -1;
    ValueEdit* m_name;
    QPushButton *m_color, *m_tune;
    OptionEditor *m_kind, *m_schedule, *m_noise;
    OptionForm *m_options, *m_scheduleOptions;
};

}  // namespace glassbox
