#pragma once

#include "engine/explain/contour_levels.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace glassbox {

class ContourCanvas;
class ThemeSource;

/// A contour canvas with its controls below: how the levels are spaced, the gradient field, zoom, and a line of words
/// on what is seen.
class ContourPlot : public QWidget {
    Q_OBJECT

  public:
    explicit ContourPlot(ThemeSource& theme, QWidget* parent = nullptr);

    /// Surface, overlay and all signals are the canvas's.
    ContourCanvas& canvas() const { return *m_canvas; }
    LevelSpacing spacing() const;
    void setSpacing(LevelSpacing spacing);
    void setFieldShown(bool shown);

  Q_SIGNALS:
    /// Chosen by the user or set.
    void spacingChanged(glassbox::LevelSpacing spacing);
    void fieldShownChanged(bool shown);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void makeControls();
    void setIcons();
    void refreshWords();

    ThemeSource& m_theme;
    ContourCanvas* m_canvas;
    QComboBox* m_spacing;
    QCheckBox* m_field;
    QPushButton *m_zoomIn, *m_zoomOut, *m_home;
    QLabel* m_words;
};

}  // namespace glassbox
