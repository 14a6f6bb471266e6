#pragma once

#include "ui/models/network_race_model.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace glassbox {

class NetworkRacerList;
class OptionEditor;
class ThemeSource;

/// What is raced: network, comparison, racers, steps, seed, plane; below, the button that runs it and how far it is.
class NetworkRaceSide : public QFrame {
    Q_OBJECT

  public:
    NetworkRaceSide(NetworkRaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    void addRacer();

  private:
    void addNetwork(QVBoxLayout& layout);
    void addRacers(QVBoxLayout& layout);
    void addLimits(QVBoxLayout& layout);
    QWidget* makeFoot();
    void refresh();
    void refreshState();

    NetworkRaceModel& m_model;
    ThemeSource& m_theme;
    QLabel *m_title, *m_newer, *m_status;
    QComboBox *m_network, *m_comparison;
    QPushButton *m_take, *m_run;
    QProgressBar* m_progress;
    NetworkRacerList* m_racers;
    OptionEditor *m_steps, *m_seed;
};

}  // namespace glassbox
