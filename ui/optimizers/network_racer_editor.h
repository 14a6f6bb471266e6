#pragma once

#include "engine/experiment/experiment.h"
#include "engine/explain/network_race.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace glassbox {

class OptionEditor;
class OptionForm;
class ThemeSource;

/// The settings of one racer: name, optimizer, schedule, batch size, inputs.
class NetworkRacerEditor : public QWidget {
    Q_OBJECT

  public:
    explicit NetworkRacerEditor(ThemeSource& theme, QWidget* parent = nullptr);

    void showRacer(const NetworkRacer& racer);
    const NetworkRacer& racer() const { return m_racer; }
    /// The last racer stays.
    void setRemovable(bool removable);

  Q_SIGNALS:
    /// By the user.
    void edited(const glassbox::NetworkRacer& racer);

    void removeWanted();

  private:
    void take(NetworkRacer racer);

    NetworkRacer m_racer;
    QLineEdit* m_name;
    OptionEditor *m_optimizer, *m_schedule, *m_batch, *m_normalise;
    QPushButton* m_remove;
    OptionForm *m_optimizerOptions, *m_scheduleOptions;
};

}  // namespace glassbox
