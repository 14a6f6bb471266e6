#pragma once

#include "ui/backprop/check_runner.h"
#include "ui/models/walk_model.h"

#include <QWidget>

#include <map>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSlider;
class QStackedLayout;
class QStandardItemModel;
class QTableView;
class QTimer;

namespace glassbox {

class CheckMap;
class CheckPlot;
class ThemeSource;

/// Compares a whole gradient with central differences: where they disagree, by how much, and how the step size decides
/// it. Follows the walk; the work is done in a thread of its own, and only while the panel is seen.
class CheckPanel : public QWidget {
    Q_OBJECT

  public:
    CheckPanel(WalkModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    /// What is checked; absent where there is nothing to check.
    const std::optional<TensorRef>& tensor() const { return m_tensor; }
    /// Null until it is done.
    const std::shared_ptr<const TensorCheck>& check() const { return m_check; }

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    QWidget* buildContent(ThemeSource& theme);
    QWidget* buildStepRow();
    void connectParts();
    void takeWalk();
    void refresh();
    void setTensor(const std::optional<TensorRef>& tensor);
    void chooseStep(double h);
    void start();
    void cancel();
    void showCheck(const std::shared_ptr<const TensorCheck>& check);
    void showTable();
    void showMark();
    void showStep();
    void choose(Index row, Index col);

    WalkModel& m_model;
    CheckRunner* m_runner;
    QStackedLayout* m_stack;
    QLabel* m_nothing;
    QComboBox* m_tensors;
    QLabel *m_verdict, *m_step, *m_reason;
    QWidget* m_working;
    QProgressBar* m_progress;
    QTimer* m_workingTimer;  // quick checks show no progress
    CheckMap* m_map;
    QTableView* m_table;
    QStandardItemModel* m_rows;
    QSlider* m_slider;
    QPushButton* m_best;
    CheckPlot* m_plot;

    std::vector<TensorRef> m_all;
    std::optional<TensorRef> m_tensor;
    std::optional<double> m_h;                                // chosen by hand; else the best
    std::map<TensorRef, std::vector<StepSizeError>> m_plots;  // of this walk
    std::shared_ptr<const TensorCheck> m_check;
    bool m_cancelled = false;
    bool m_walkStale = true;
};

}  // namespace glassbox
