#include "ui/optimizers/surface_tiles.h"

#include "ui/optimizers/race_surface.h"
#include "ui/plots/contour_painter.h"
#include "ui/shell/tips.h"

#include <QPainter>

namespace glassbox {

namespace {

constexpr int columnsOfTiles = 4;
constexpr double aspectOfTiles = 0.75;
constexpr int bandsOfTiles = 9;

}  // namespace

SurfaceTile::SurfaceTile(const SurfaceInfo& info, ThemeSource& theme, QWidget* parent)
    : PictureTile(QString::fromStdString(info.title), QString::fromStdString(info.help), tip(info), theme, parent),
      m_info(info) {
    setObjectName(QStringLiteral("surface_") + QString::fromStdString(info.kind));
}

void SurfaceTile::paintPicture(QPainter& painter, const QRectF& area) {
    const QSize pixels = (area.size() * devicePixelRatioF()).toSize();
    if (m_picture.size() != pixels) {
        const ContourSurface surface =
            contourSurface(makeTestSurface({m_info.kind}), QString::fromStdString(m_info.title));
        ContourRequest request;
        request.range = surface.home;
        request.grid = pixels.expandedTo({2, 2});
        request.pixels = pixels;
        request.levelCount = bandsOfTiles;
        const auto picture = makeContourPicture(surface, request, 1, [] { return false; });
        m_picture = dressed(*picture, theme(), area.size()).image;
    }
    painter.drawImage(area, m_picture);
}

SurfaceTiles::SurfaceTiles(ThemeSource& theme, QWidget* parent) : TileGrid(columnsOfTiles, aspectOfTiles, parent) {
    setObjectName(QStringLiteral("surfaceTiles"));
    setAccessibleName(tr("Test surfaces"));
    for (const SurfaceInfo& info : testSurfaceInfos()) addTile(new SurfaceTile(info, theme, this));
    connect(this, &TileGrid::chosen, this, [this](int place) {
        const auto* tile = static_cast<SurfaceTile*>(tiles()[static_cast<std::size_t>(place)]);
        Q_EMIT surfaceChosen(QString::fromStdString(tile->info().kind));
    });
}

void SurfaceTiles::setCurrent(const SurfaceInfo* info) {
    int current = -1;
    for (std::size_t i = 0; i < tiles().size(); ++i)
        if (&static_cast<SurfaceTile*>(tiles()[i])->info() == info) current = static_cast<int>(i);
    TileGrid::setCurrent(current);
}

}  // namespace glassbox
