#pragma once

#include "engine/explain/contour_levels.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QPushButton;

namespace glassbox {

class ContourCanvas;
class ThemeSource;

/// How contours are drawn and which part is seen, for several canvases at once.
class NetworkLandscapeControls : public QWidget {
    Q_OBJECT

  public:
    NetworkLandscapeControls(std::vector<ContourCanvas*> canvases, ThemeSource& theme, QWidget* parent = nullptr);

    LevelSpacing spacing() const;
    void setSpacing(LevelSpacing spacing);
    /// Whether there is anything to control.
    void setUsable(bool usable);

  private:
    QPushButton* makeButton(const char* objectName, const QString& name, const QString& tip,
                            void (ContourCanvas::*act)());
    void setIcons();
    void refresh();

    std::vector<ContourCanvas*> m_canvases;
    ThemeSource& m_theme;
    QComboBox* m_spacing;
    QCheckBox* m_field;
    QPushButton *m_zoomOut, *m_zoomIn, *m_home;
    bool m_usable = false;
};

}  // namespace glassbox
