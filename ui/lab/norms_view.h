#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/models/lab_selection.h"
#include "ui/models/norms_model.h"

#include <QElapsedTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;

namespace glassbox {

class NormsChart;
class ThemeSource;

/// How long the weights, the gradient and the last update of every layer are, as a table and over the steps.
class NormsView : public QWidget {
    Q_OBJECT

  public:
    NormsView(LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    /// Takes this moment into the record, if the snapshot has norms; else there is a gap.
    void record(const Snapshot& snapshot);
    /// Draws what was recorded.
    void refresh();
    void clearRecord();
    /// True if norms are to be recorded while another tab is in front: once this one was seen, and where it costs next
    /// to nothing.
    bool recordsBehind() const;
    const NormsRecord& moments() const { return m_record; }
    const NormsModel& model() const { return *m_model; }
    NormsChart& chart() const { return *m_chart; }
    QString readout() const;
    /// What an exported picture shows; null while there is nothing.
    QWidget* picture();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void build();
    void refreshTable();
    void refreshWords();
    void followSelection();

    LabSelection& m_selection;
    ThemeSource& m_theme;
    SnapshotPtr m_snapshot;
    NormsRecord m_record;
    Index m_parameters = 0, m_recordedParameters = 0;  // of the network now, and of the record's
    NormsModel* m_model;
    NormsChart* m_chart = nullptr;
    QTableView* m_table = nullptr;
    QComboBox* m_quantity = nullptr;
    QLabel* m_readout = nullptr;
    QElapsedTimer m_sinceTable;
    bool m_seen = false;
};

}  // namespace glassbox
