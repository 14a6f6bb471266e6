#pragma once

#include "engine/explain/contour_levels.h"
#include "ui/plots/contour_overlay.h"
#include "ui/plots/contour_surface.h"

#include <QWidget>

namespace glassbox {

class ThemeSource;

/// Where the surface is looked at from.
struct SurfacePose {
    double turn = -35;  ///< degrees about the upright axis; 0: the x axis runs to the right
    double tilt = 32;   ///< degrees above the floor, 5 to 90
    double zoom = 1;    ///< 0.5 to 6
    friend bool operator==(const SurfacePose&, const SurfacePose&) = default;
};

/// A function of two variables as a landscape in space, with the same bands of colour as the contour plot of it, in a
/// box with axes; paths, stars and marks of the overlay lie on it. Drag or arrow keys turn and tilt it, the wheel or
/// Ctrl with + - zooms, a double click or Ctrl+0 goes back to the standard view.
class SurfaceCanvas : public QWidget {
    Q_OBJECT

  public:
    explicit SurfaceCanvas(ThemeSource& theme, QWidget* parent = nullptr);
    ~SurfaceCanvas() override;

    /// Shows its standard range. A surface without a function shows the empty text.
    void setSurface(const ContourSurface& surface);
    const ContourSurface& surface() const;
    void setEmptyText(const QString& text);
    void setOverlay(const ContourOverlay& overlay);
    const ContourOverlay& overlay() const;

    const ContourRange& range() const;
    /// An invalid range changes nothing.
    void setRange(const ContourRange& range);
    /// Heights and colours: logarithmic counts from the lowest value; equal area has heights as they are.
    LevelSpacing spacing() const;
    void setSpacing(LevelSpacing spacing);
    const SurfacePose& pose() const;
    void setPose(const SurfacePose& pose);

    QSize sizeHint() const override { return {640, 400}; }
    QSize minimumSizeHint() const override { return {180, 140}; }

  public Q_SLOTS:
    void showHome();

  Q_SIGNALS:
    void poseChanged();
    /// A finer or another landscape is on the screen.
    void pictureChanged();
};

}  // namespace glassbox
