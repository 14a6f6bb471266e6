#pragma once

#include "ui/models/data_model.h"

#include <QAbstractTableModel>
#include <QColor>

namespace glassbox {

/// All samples of the data, to be scrolled, sorted and chosen from: only what is on screen is ever made into text.
/// Missing values and those far outside the others carry a word or an arrow besides their colour.
class SampleTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Fixed { RowColumn, PartColumn, FixedColumns };

    using QAbstractTableModel::QAbstractTableModel;

    void setLook(const DataLookPtr& look);
    void setColors(const QColor& quiet, const QColor& warning);
    /// Row of the data at a place of the table, and the other way round.
    Index rowAt(int place) const { return m_order[static_cast<std::size_t>(place)]; }
    int placeOf(Index row) const { return m_places[static_cast<std::size_t>(row)]; }
    /// Column of the data; -1 for row and part.
    static Index dataColumn(int column) { return Index{column} - FixedColumns; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Missing values stand last in either order. -1: as the data are.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    static QString partText(SamplePart part);

  private:
    QString text(Index row, int column) const;
    QString help(Index row, int column) const;
    void arrange();

    DataLookPtr m_look;
    std::vector<Index> m_order;
    std::vector<int> m_places;
    int m_sorted = -1;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
    QColor m_quiet, m_warning;
};

}  // namespace glassbox
