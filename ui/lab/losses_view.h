#pragma once

#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"
#include "ui/models/sample_list.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QTableView;
class QToolButton;

namespace glassbox {

class ThemeSource;

/// The samples that the network gets most wrong, the worst first. Clicking one follows it through the network.
class LossesView : public QWidget {
    Q_OBJECT

  public:
    LossesView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    /// Only the samples of one cell of the confusion matrix.
    void setFilter(const std::optional<ConfusionCell>& cell);
    const SampleListModel& model() const { return *m_model; }
    QString note() const;

  private:
    void refresh();
    void choose(const QModelIndex& index);

    ExperimentDocument& m_document;
    LabSelection& m_selection;
    SnapshotPtr m_snapshot;
    std::optional<ConfusionCell> m_filter;
    SampleListModel* m_model;
    QTableView* m_table;
    QLabel* m_note;
    QToolButton* m_all;
    QTimer m_timer;
    QElapsedTimer m_sinceRefresh;
};

}  // namespace glassbox
