#pragma once

#include "ui/plots/contour_maker.h"
#include "ui/plots/surface_painter.h"

#include <QPixmap>
#include <QTimer>
#include <QWidget>

namespace glassbox {

class ThemeSource;

/// A function of two variables as a landscape in space, with the same bands of colour as the contour plot of it, in a
/// box with axes; paths, stars and marks of the overlay lie on it. Drag or arrow keys turn and tilt it (Shift: less),
/// the wheel or Ctrl with + - zooms, a double click or Ctrl+0 goes back to the standard view; Page Up and Down go
/// through the things on it, Enter chooses, Escape leaves them.
///
/// Computes nothing while it is hidden. The ground is an image (with more pixels for its edges when it rests), all else
/// lines and text on any device.
class SurfaceCanvas : public QWidget {
    Q_OBJECT
    /// The window's shortcuts leave the arrows to it when it was reached by the keyboard.
    Q_PROPERTY(bool movesByArrows READ movesByArrows CONSTANT)

  public:
    explicit SurfaceCanvas(ThemeSource& theme, QWidget* parent = nullptr);
    ~SurfaceCanvas() override;

    bool movesByArrows() const { return true; }
    /// Shows its standard range. A surface without a function shows the empty text.
    void setSurface(const ContourSurface& surface);
    const ContourSurface& surface() const { return m_surface; }
    void setEmptyText(const QString& text);
    void setOverlay(const ContourOverlay& overlay);
    const ContourOverlay& overlay() const { return m_overlay; }

    const ContourRange& range() const { return m_range; }
    /// An invalid range changes nothing.
    void setRange(const ContourRange& range);
    /// Of colours and heights: logarithmic heights count from the lowest value (from zero to both sides where the
    /// function falls without end); with the others they are as the values are.
    LevelSpacing spacing() const { return m_spacing; }
    void setSpacing(LevelSpacing spacing);
    const SurfacePose& pose() const { return m_pose; }
    /// Kept within its limits.
    void setPose(const SurfacePose& pose);

    /// Of the newest picture; empty before the first.
    const SurfaceRelief& relief() const { return m_relief; }
    bool isRefining() const { return m_maker.isBusy(); }
    const std::vector<ContourItem>& items() const { return m_items; }
    QStringList wordsOf(const ContourItem& item) const;
    int focusedItem() const { return m_focusedItem; }
    void focusItem(int number);
    /// What Enter and a click do.
    void pressItem(int number);
    int hit(const QPointF& place) const;

    QSize sizeHint() const override { return {640, 400}; }
    QSize minimumSizeHint() const override { return {180, 140}; }

  public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void showHome();

  Q_SIGNALS:
    void poseChanged();
    /// A finer or another landscape is there.
    void pictureChanged();
    void pathClicked(int path);
    /// -1: none.
    void pathHovered(int path);

  protected:
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void requestPicture(bool chooseLevels);
    void takePicture(const ContourPicturePtr& picture);
    void makeRelief();
    /// The ground has to be painted anew; finely once it rests.
    void spoilGround();
    void findItems();
    void setHovered(int item);
    bool turnByKey(const QKeyEvent& key);
    bool zoomByKey(const QKeyEvent& key);
    SurfaceScene scene(bool screen) const;
    QRectF room() const;
    void makeGround(double perPixel);
    QString remark() const;

    ThemeSource& m_theme;
    ContourSurface m_surface;
    ContourOverlay m_overlay;
    ContourMaker m_maker;
    ContourPicturePtr m_picture;
    ContourRange m_range;
    SurfaceRelief m_relief;
    SurfacePose m_pose;
    SurfaceProjection m_projection;
    SurfaceRaster m_raster;
    QPixmap m_ground;  // box and surface
    QTimer m_rest;     // runs while the view moves
    std::vector<ContourItem> m_items;
    QString m_emptyText;
    LevelSpacing m_spacing = LevelSpacing::Logarithmic;
    QPointF m_pressed;
    SurfacePose m_pressedPose;
    /// What was asked for while nobody looked: whether levels are to be chosen anew.
    std::optional<bool> m_awaited;
    bool m_held = false, m_turning = false;
    int m_hoveredItem = -1, m_focusedItem = -1, m_pressedItem = -1;
};

}  // namespace glassbox
