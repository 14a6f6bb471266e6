#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/plots/picture_menu.h"
#include "ui/shell/card.h"

class QComboBox;
class QStackedWidget;
class QTabBar;

namespace glassbox {

class ConfusionView;
class ExperimentDocument;
class LabSelection;
class LossesView;
class MatricesView;
class ThemeSource;

/// What is inside the network, on tabs: weights, activations, gradients, the optimizer's memory, which classes are
/// confused, and the samples with the largest loss. Only the tab in front is computed and painted.
class InsideCard : public Card {
    Q_OBJECT

  public:
    enum Tab { Weights, Activations, Gradients, Optimizer, Confusion, Losses };
    Q_ENUM(Tab)

    InsideCard(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    /// Adds what the tab in front needs.
    void addTo(ViewRequest& request) const;
    void setSnapshot(const SnapshotPtr& snapshot);
    Tab tab() const;
    /// What the tab in front has to give away.
    PictureContent content() const;
    void setTab(Tab tab);

  Q_SIGNALS:
    /// Another tab is in front: addTo() would ask for something else.
    void requestChanged();

  private:
    void addMatrices(MatricesView* view, const QString& title, const QString& tip);
    void tabChanged();
    void refreshStates();
    void fitData();
    void pass();

    ExperimentDocument& m_document;
    SnapshotPtr m_snapshot;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    QComboBox* m_state;
    std::vector<MatricesView*> m_matrices;
    ConfusionView* m_confusion;
    LossesView* m_losses;
};

}  // namespace glassbox
