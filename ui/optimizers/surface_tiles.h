#pragma once

#include "engine/explain/test_surface.h"
#include "ui/shell/tile_grid.h"

#include <QImage>

namespace glassbox {

/// One test surface: a button with its contours.
class SurfaceTile : public PictureTile {
    Q_OBJECT

  public:
    SurfaceTile(const SurfaceInfo& info, ThemeSource& theme, QWidget* parent);

    const SurfaceInfo& info() const { return m_info; }

  protected:
    void forgetPicture() override { m_picture = {}; }
    void paintPicture(QPainter& painter, const QRectF& area) override;

  private:
    const SurfaceInfo& m_info;
    QImage m_picture;
};

/// All test surfaces.
class SurfaceTiles : public TileGrid {
    Q_OBJECT

  public:
    explicit SurfaceTiles(ThemeSource& theme, QWidget* parent = nullptr);

    /// Null: none of them, a formula.
    void setCurrent(const SurfaceInfo* info);

  Q_SIGNALS:
    void surfaceChosen(const QString& kind);
};

}  // namespace glassbox
