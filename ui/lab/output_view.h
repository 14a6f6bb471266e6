#pragma once

#include "ui/lab/output_points.h"
#include "ui/lab/output_predictor.h"
#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"
#include "ui/shell/card.h"

class QCheckBox;
class QStackedLayout;

namespace glassbox {

class ColorBar;
class OutputAxes;
class OutputCanvas;
class OutputChecker;
class OutputHand;
class OutputLegend;
class PointChoice;
class PointEditor;
class ThemeSource;

/// What the network says everywhere in the input plane, with the data over it; or the picture of the unit that is
/// pointed at.
class OutputView : public Card {
    Q_OBJECT

  public:
    OutputView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    /// Side of the output picture that it wants to be given.
    Index wantedPicture() const;
    /// The caption below the picture, or what is under the pointer.
    QString readout() const;
    OutputCanvas& canvas() const { return *m_canvas; }
    /// What explains its colours and marks.
    QList<QWidget*> legend() const;

  Q_SIGNALS:
    /// Absent: the data's standard plane.
    void planeChosen(const std::optional<glassbox::PlaneChoice>& plane);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void build();
    void connectCanvas();
    void connectTools();
    void toolChanged();
    void refreshBrush();
    void takeDataset();
    void takeExperiment();
    void refreshScene();
    void refreshPoints();
    void refreshLegend();
    void refreshWords();
    QString emptyText() const;
    QString describe(const OutputPoint& point);

    ExperimentDocument& m_document;
    LabSelection& m_selection;
    ThemeSource& m_theme;
    OutputPredictor m_predictor;
    OutputAxes* m_axes = nullptr;
    OutputCanvas* m_canvas = nullptr;
    OutputLegend *m_classes = nullptr, *m_marks = nullptr;
    ColorBar* m_bar = nullptr;
    QCheckBox* m_validation = nullptr;
    QLabel* m_readout = nullptr;
    OutputChecker* m_checker = nullptr;
    PointEditor* m_editor = nullptr;
    PointChoice* m_choice = nullptr;
    OutputHand* m_hand = nullptr;
    QStackedLayout* m_rows = nullptr;  ///< below the picture: the legend, or what the tool draws
    SnapshotPtr m_snapshot;
    DatasetPtr m_data;
    bool m_margins = false;
    // What the points were made for.
    std::shared_ptr<const Plane> m_pointsPlane;
    DatasetPtr m_pointsData;
    OutputScene::Kind m_pointsKind = OutputScene::Kind::Empty;
    bool m_pointsOfUnit = false;
    std::optional<QPointF> m_place;  // under the pointer
};

}  // namespace glassbox
