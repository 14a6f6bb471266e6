#pragma once

#include "ui/models/data_model.h"

#include <QAbstractListModel>

namespace glassbox {

/// The columns of the data in a list; what a row says in words, for the delegate that paints it and for screen readers.
class ColumnListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    using QAbstractListModel::QAbstractListModel;

    void setLook(const DataLookPtr& look);
    const DataLookPtr& look() const { return m_look; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// "4.3 to 7.9, mean 5.84", "3 categories".
    static QString factsText(const ColumnSummary& summary);
    /// "2 missing · 4 outliers"; empty if there is nothing of the kind.
    static QString marksText(const ColumnSummary& summary);
    /// All numbers of a column, a line each, as name and value.
    static QList<std::pair<QString, QString>> figures(const ColumnSummary& summary);

  private:
    DataLookPtr m_look;
};

}  // namespace glassbox
