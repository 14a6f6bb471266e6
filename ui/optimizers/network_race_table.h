#pragma once

#include "ui/models/network_race_model.h"

#include <QAbstractTableModel>

namespace glassbox {

class ThemeSource;

/// The racers at the step that is looked at, a row each: cost, what the landscape shows below it, and how much of its
/// movement the landscape's plane leaves out.
class NetworkRaceTable : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Name, Cost, Validation, Shown, Outside, Samples, ColumnCount };

    NetworkRaceTable(NetworkRaceModel& model, ThemeSource& theme, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString text(int row, Column column) const;
    QString help(int row) const;
    const ProjectedPath* projected(int row, const RaceLandscape** landscape = nullptr) const;

    NetworkRaceModel& m_model;
    ThemeSource& m_theme;
    NetworkRacePtr m_race;  // of the rows
};

}  // namespace glassbox
