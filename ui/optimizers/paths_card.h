#pragma once

#include "ui/models/race_model.h"
#include "ui/shell/card.h"
#include "ui/shell/theme.h"

class QStackedWidget;
class QTabBar;

namespace glassbox {

class ContourPlot;
class SurfaceCanvas;

/// The surface with the racers' paths, from above or in space.
class PathsCard : public Card {
    Q_OBJECT

  public:
    PathsCard(RaceModel& model, ThemeSource& theme, QWidget* parent = nullptr);

    ContourPlot& plot() const { return *m_plot; }
    SurfaceCanvas& space() const { return *m_space; }
    bool isInSpace() const;
    void setInSpace(bool space);
    /// The picture that is seen now.
    QWidget* picture() const;

  private:
    void showSurface();
    void showPaths();

    RaceModel& m_model;
    ThemeSource& m_theme;
    QTabBar* m_tabs;
    QStackedWidget* m_pictures;
    ContourPlot* m_plot;
    SurfaceCanvas* m_space;
    int m_gesture = 0;
};

}  // namespace glassbox
