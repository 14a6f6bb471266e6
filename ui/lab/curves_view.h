#pragma once

#include "engine/data/dataset.h"
#include "engine/runtime/snapshot.h"
#include "ui/models/lab_selection.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace glassbox {

class CurvesCanvas;
class ThemeSource;

/// The activation function of every layer, with each unit's z of the chosen sample on it and the distribution of z over
/// the batch below.
class CurvesView : public QWidget {
    Q_OBJECT

  public:
    CurvesView(LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot, const std::shared_ptr<const Dataset>& dataset);
    CurvesCanvas& canvas() const { return *m_canvas; }
    /// The unit pointed at, or what is shown, in words.
    QString readout() const;
    /// What an exported picture shows; null while there is nothing.
    QWidget* picture() const;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void refreshWords();

    LabSelection& m_selection;
    SnapshotPtr m_snapshot;
    CurvesCanvas* m_canvas;
    QScrollArea* m_scroll;
    QLabel* m_readout;
};

}  // namespace glassbox
