#pragma once

#include "ui/models/network_race_model.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;

namespace glassbox {

class NetworkWeightPicker;

/// Which plane of the weights the landscape shows.
class NetworkPlaneForm : public QWidget {
    Q_OBJECT

  public:
    explicit NetworkPlaneForm(NetworkRaceModel& model, QWidget* parent = nullptr);

  private:
    void refresh();
    void take(const std::function<void(LandscapeChoice&)>& change);
    void fillEnds(QComboBox* combo, int current);
    QWidget* labelled(const QString& text, QWidget* field);

    NetworkRaceModel& m_model;
    QComboBox *m_kind, *m_of, *m_through, *m_firstEnd, *m_secondEnd;
    NetworkWeightPicker *m_first, *m_second;
    QSpinBox* m_seed;
    QLabel* m_help;
    QWidget *m_ofRow, *m_throughRow, *m_seedRow, *m_weightRows, *m_endRows;
};

}  // namespace glassbox
