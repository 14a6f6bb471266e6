#pragma once

#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QAction;
class QSplitter;

namespace glassbox {

class CostPanel;
class DataPanel;
class FileCommands;
class InsideCard;
class LabStage;
class LayerInspector;
class NetworkView;
class OutputView;
class TrainingPanel;

/// The Lab: data and training settings on the left, the network and its weights in the middle, output and cost on the
/// right. Composes the views, tells the session what they want to see, and hands them each snapshot.
class LabPage : public QWidget {
    Q_OBJECT

  public:
    LabPage(ExperimentDocument& document, ThemeSource& theme, QWidget* parent = nullptr);

    /// Sizes of the panels.
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

    /// Gives every card with a picture, and the settings, their context menus.
    void addMenus(FileCommands& files, QAction* chooseParts);
    /// What is chosen; other workspaces may follow it.
    LabSelection& selection() const { return *m_selection; }
    /// What is inside the network, on tabs.
    InsideCard& inside() const { return *m_inside; }
    /// Which panels are seen.
    LabStage& stage() const { return *m_stage; }
    /// One level back: what is chosen, then a panel that stands alone. False if there is nothing to go back from.
    bool back();

  public Q_SLOTS:
    void setSnapshot(const glassbox::SnapshotPtr& snapshot);
    /// Shows the dialog that reads a table and makes it the data.
    void openTable(const QString& path);

  Q_SIGNALS:
    /// Somebody wants to look at the data closely.
    void dataWanted();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* makeSide();
    QWidget* makeMiddle();
    QWidget* makeRight();
    QWidget* makeInspector();
    QWidget* makeNothing();
    QWidget* makeEdge();
    void makeStage();
    void requestViews();
    void keepSelectionInside();

    ExperimentDocument& m_document;
    ThemeSource& m_theme;
    LabSelection* m_selection;
    DataPanel* m_data;
    TrainingPanel* m_training;
    LayerInspector* m_inspector;
    NetworkView* m_network;
    InsideCard* m_inside;
    OutputView* m_output;
    CostPanel* m_cost;
    LabStage* m_stage = nullptr;
    QWidget *m_side, *m_layerCard, *m_below, *m_nothing, *m_edge;
    QSplitter* m_columns;
    QSplitter* m_middle;
    QSplitter* m_right;
    std::optional<PlaneChoice> m_plane;
    std::optional<ViewRequest> m_request;
    DatasetPtr m_dataset;  ///< that the chosen sample is of
};

}  // namespace glassbox
