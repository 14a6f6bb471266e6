#pragma once

#include "ui/models/experiment_document.h"
#include "ui/shell/card.h"

#include <QTimer>

class QAction;
class QCheckBox;
class QStackedWidget;

namespace glassbox {

class CostChart;
class OutputLegend;
class ThemeSource;

/// The history of the run: cost of both parts by epoch, with accuracy and learning rate below it where there is room or
/// the user asks for them.
class CostPanel : public Card {
    Q_OBJECT

  public:
    CostPanel(ExperimentDocument& document, ThemeSource& theme, QWidget* parent = nullptr);

    CostChart& chart() const { return *m_chart; }
    OutputLegend* legend() const { return m_legend; }
    /// What the chart can't show, in a sentence; empty if it shows everything.
    QString remark() const;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void buildHead();
    void connectSession();
    void takeHistory();
    void refreshOptions();
    void refreshLegend();
    void refreshBest(bool fromStart);
    void refreshKept();

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    OutputLegend* m_legend = nullptr;
    QCheckBox* m_log = nullptr;
    QAction *m_accuracy = nullptr, *m_learningRate = nullptr, *m_keptRuns = nullptr;
    QStackedWidget* m_stack = nullptr;
    CostChart* m_chart = nullptr;
    QLabel *m_empty = nullptr, *m_remark = nullptr;
    QTimer m_refresh;  // history may grow far more often than eyes can see
    bool m_fromStart = true;
    // The lowest cost that early stopping watches, so far.
    std::size_t m_bestSeen = 0;
    std::optional<std::size_t> m_bestRow;
    double m_bestCost = 0;
    Spec m_keptLoss;  // of the kept runs that are drawn
};

}  // namespace glassbox
