#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/lab/history_layout.h"
#include "ui/lab/matrix_source.h"
#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"

#include <QWidget>

class QAction;
class QActionGroup;
class QCheckBox;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace glassbox {

class ColorBar;
class HistoryCanvas;
class ThemeSource;
class MatricesCanvas;

/// A matrix of every layer as a heat map, or how its numbers were distributed over time, with the scale and the value
/// under the pointer.
class MatricesView : public QWidget {
    Q_OBJECT

  public:
    MatricesView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, MatrixSource source,
                 QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    /// Takes this moment into the record, if it `records` and the snapshot has such numbers; else there is a gap.
    void record(const Snapshot& snapshot, bool records);
    /// Draws what was recorded, if that is in front.
    void refreshHistory();
    /// What was recorded belongs to another run.
    void clearRecord();
    const DistributionRecord& history() const { return m_record; }
    bool isOverTime() const { return m_overTime; }
    void setOverTime(bool overTime);
    HistoryCanvas& historyCanvas() const { return *m_history; }
    /// Which of the numbers are drawn over time where there are several ("m", "v").
    void setSeries(const std::string& series);
    /// Each layer with a colour scale of its own.
    void setPerLayer(bool perLayer);
    /// What explains its colours.
    QList<QWidget*> legend() const;
    /// Over time, each layer with an axis of its own.
    void setOwnAxes(bool own);
    /// Puts one more control beside the scale.
    void addControl(QWidget* control);
    MatricesCanvas& canvas() const { return *m_canvas; }
    /// What is under the pointer or the keys, in words.
    QString readout() const;
    QSize sizeHint() const override { return {440, 170}; }
    QSize minimumSizeHint() const override { return {160, 70}; }

  Q_SIGNALS:
    void overTimeChanged();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* makeSwitch();
    QToolButton* makeMenu();
    void connectCanvases();
    void refreshMenu();
    void refreshScale();
    void refreshWords();
    void refreshHistoryWords();
    int roomForWords() const;
    void showWords(const QString& words, const QString& tip, int room);
    void setHistoryOptions(const HistoryOptions& options);

    ThemeSource& m_theme;
    SnapshotPtr m_snapshot;
    DistributionRecord m_record;
    bool m_overTime = false;
    QStackedWidget* m_stack;
    QScrollArea* m_scroll;
    MatricesCanvas* m_canvas;
    QScrollArea* m_historyScroll;
    HistoryCanvas* m_history;
    QToolButton *m_mapButton = nullptr, *m_timeButton = nullptr, *m_menuButton = nullptr;
    QWidget* m_switch = nullptr;
    QActionGroup *m_names = nullptr, *m_axes = nullptr;
    QAction* m_ownAxes = nullptr;
    QLabel* m_readout;
    ColorBar* m_bar;
    QCheckBox* m_perLayer;
    QHBoxLayout* m_controls;
};

}  // namespace glassbox
