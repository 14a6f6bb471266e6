#pragma once

#include "engine/data/table.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace glassbox {

using TablePtr = std::shared_ptr<const Table>;

/// The first rows of a table as they were understood, each column with its type in its head.
class TablePreviewModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    static constexpr int rowsShown = 200;

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(TablePtr table);
    /// The column to predict, and those that are inputs; the others are shown greyed.
    void setRoles(Index target, std::vector<bool> used);
    /// Colour of what is not used.
    void setQuietColor(const QColor& color);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// "number", "4 categories".
    static QString typeText(const Column& column);

  private:
    QString headText(int section) const;
    QString cellText(const Column& column, int row) const;

    TablePtr m_table;
    Index m_target = -1;
    std::vector<bool> m_used;
    QVariant m_quiet;
};

}  // namespace glassbox
