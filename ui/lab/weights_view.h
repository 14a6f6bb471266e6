#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace glassbox {

class ColorBar;
class ThemeSource;
class WeightsCanvas;

/// The parameters of all layers as heat maps with one colour scale, and the value under the pointer.
class WeightsView : public QWidget {
    Q_OBJECT

  public:
    WeightsView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    const WeightsCanvas& canvas() const { return *m_canvas; }
    /// What is under the pointer or the keys, in words.
    QString readout() const;
    QSize sizeHint() const override { return {440, 170}; }
    QSize minimumSizeHint() const override { return {160, 70}; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void refreshWords();

    ThemeSource& m_theme;
    QScrollArea* m_scroll;
    WeightsCanvas* m_canvas;
    QLabel* m_readout;
    ColorBar* m_bar;
};

}  // namespace glassbox
