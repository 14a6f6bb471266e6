#pragma once

#include "engine/formats/data_table.h"
#include "ui/models/race_model.h"

#include <QAbstractTableModel>

namespace glassbox {

class ThemeSource;

/// How the racers did, a row each.
class RaceTable : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Name, Now, Best, Arrived, Distance, Evaluations, ColumnCount };

    RaceTable(RaceModel& model, ThemeSource& theme, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// All of it, with full precision: what a spreadsheet takes.
    DataTable table() const;

  private:
    void refresh();
    QString text(int row, Column column) const;
    QString help(int row, Column column) const;

    RaceModel& m_model;
    ThemeSource& m_theme;
    std::vector<RaceSummary> m_rows;
};

/// Every step of every racer, a line each: step, racer, x, y, f, gradient, memory, learning rate.
DataTable raceSteps(const RaceResult& result);

}  // namespace glassbox
