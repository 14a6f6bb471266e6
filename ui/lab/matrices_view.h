#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/lab/matrix_source.h"
#include "ui/models/experiment_document.h"
#include "ui/models/lab_selection.h"

#include <QWidget>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QScrollArea;

namespace glassbox {

class ColorBar;
class ThemeSource;
class MatricesCanvas;

/// A matrix of every layer as a heat map, with the colour scale and the value under the pointer.
class MatricesView : public QWidget {
    Q_OBJECT

  public:
    MatricesView(ExperimentDocument& document, LabSelection& selection, ThemeSource& theme, MatrixSource source,
                 QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    /// Each layer with a colour scale of its own.
    void setPerLayer(bool perLayer);
    /// What explains its colours.
    QList<QWidget*> legend() const;
    /// Puts one more control beside the scale.
    void addControl(QWidget* control);
    MatricesCanvas& canvas() const { return *m_canvas; }
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
    MatricesCanvas* m_canvas;
    QLabel* m_readout;
    ColorBar* m_bar;
    QCheckBox* m_perLayer;
    QHBoxLayout* m_controls;
};

}  // namespace glassbox
