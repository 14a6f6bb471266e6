#pragma once

#include "engine/data/dataset.h"
#include "engine/runtime/training_session.h"

#include <QAbstractTableModel>

namespace glassbox {

/// A cell of a confusion matrix: samples of class `actual` that the network takes for class `said`.
struct ConfusionCell {
    Index actual = 0, said = 0;
    friend bool operator==(const ConfusionCell&, const ConfusionCell&) = default;
};

/// How many samples of each class are taken for which.
class ConfusionCounts {
  public:
    ConfusionCounts() = default;
    ConfusionCounts(const SampleResults& results, const DataPart& part, Index classes);

    Index classes() const { return m_classes; }
    Index at(const ConfusionCell& cell) const {
        return m_counts[static_cast<std::size_t>(cell.actual * m_classes + cell.said)];
    }
    Index ofClass(Index actual) const;
    Index total() const;
    friend bool operator==(const ConfusionCounts&, const ConfusionCounts&) = default;

  private:
    Index m_classes = 0;
    std::vector<Index> m_counts;
};

/// One sample as the list shows it.
struct SampleRow {
    Index sample = 0;  ///< column of its part
    bool validation = false;
    float loss = 0;
    Index actual = -1, said = -1;   ///< classification
    double target = 0, output = 0;  ///< regression
    friend bool operator==(const SampleRow&, const SampleRow&) = default;
};

/// The samples with the largest losses, worst first (losses that are no number before all others); at most `most` of
/// them. Samples without their label or target in `data` are left out.
std::vector<SampleRow> worstSamples(const Snapshot& snapshot, const Dataset& data,
                                    const std::optional<ConfusionCell>& only, std::size_t most);

/// A list of samples with what the network says of each.
class SampleListModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Sample, Part, Actual, Said, Loss, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const DatasetPtr& data, std::vector<SampleRow> rows);
    /// The sample of the training part that is followed through the network.
    void setChosen(std::optional<Index> sample);
    const std::vector<SampleRow>& rows() const { return m_rows; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString text(const SampleRow& row, int column) const;
    bool isClassification() const { return m_data && m_data->task == Task::Classification; }

    DatasetPtr m_data;
    std::vector<SampleRow> m_rows;
    std::optional<Index> m_chosen;
};

}  // namespace glassbox
