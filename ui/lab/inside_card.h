#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/plots/picture_menu.h"
#include "ui/shell/card.h"

#include <QElapsedTimer>

class QComboBox;
class QStackedWidget;
class QTabBar;

namespace glassbox {

class ConfusionView;
class ExperimentDocument;
class LabSelection;
class CurvesView;
class LossesView;
class MatricesView;
class NormsView;
class ThemeSource;

/// What is inside the network, on tabs: weights, activations, gradients, the optimizer's memory (each as a map or over
/// time), lengths of weights and updates, activation functions, which classes are confused, and the samples with the
/// largest loss. Only the tab in front is painted, and only what it shows or records is computed.
class InsideCard : public Card {
    Q_OBJECT

  public:
    enum Tab { Weights, Activations, Gradients, Optimizer, Norms, Curves, Confusion, Losses };
    Q_ENUM(Tab)

    InsideCard(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    /// Adds what the tab in front needs, and what is recorded behind it.
    void addTo(ViewRequest& request) const;
    void setSnapshot(const SnapshotPtr& snapshot);
    Tab tab() const;
    /// What the tab in front has to give away.
    PictureContent content() const;
    void setTab(Tab tab);
    /// Shows the numbers of one of the first four tabs over time, or as a map.
    void setOverTime(Tab tab, bool overTime);

  Q_SIGNALS:
    /// Another tab is in front: addTo() would ask for something else.
    void requestChanged();

  private:
    void buildHead();
    void addMatrices(MatricesView* view, const QString& title, const QString& tip);
    void tabChanged();
    void refreshStates();
    void fitData();
    void pass();
    void record();
    void clearRecords();
    bool isRecordDue();
    bool isMatrices(Tab tab) const { return tab <= Optimizer; }

    ExperimentDocument& m_document;
    SnapshotPtr m_snapshot;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    QComboBox* m_state;
    std::vector<MatricesView*> m_matrices;
    NormsView* m_norms;
    CurvesView* m_curves;
    ConfusionView* m_confusion;
    LossesView* m_losses;
    QElapsedTimer m_sinceRecord;
};

}  // namespace glassbox
