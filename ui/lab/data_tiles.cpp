#include "ui/lab/data_tiles.h"

#include "engine/data/drawn_data.h"
#include "ui/shell/tips.h"

#include <QPainter>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int columnsOfTiles = 4;
constexpr std::string_view ownPoints = "drawn_classes";

}  // namespace

DataTile::DataTile(const DataInfo& info, ThemeSource& theme, QWidget* parent)
    : PictureTile(QString::fromStdString(info.title), QString::fromStdString(info.help), tip(info), theme, parent),
      m_info(info) {
    setObjectName(QStringLiteral("tile_") + QString::fromStdString(info.kind));
}

void DataTile::setPoints(ThumbnailData points) {
    m_data = std::move(points);
    m_picture = {};
    update();
}

void DataTile::paintPicture(QPainter& painter, const QRectF& area) {
    if (m_info.inputs == 0) {
        QFont font = painter.font();
        font.setPixelSize(std::max(9, qRound(area.width() / 3.3)));
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(theme().mute);
        painter.drawText(area, Qt::AlignCenter, tr("CSV…"));
        return;
    }
    if (isDrawn(m_info.kind) && m_data.inputs.cols() == 0) {
        const int size = std::max(12, qRound(area.width() / 2.4));
        const QPointF corner = area.center() - QPointF(size, size) / 2;
        themedIcon(QStringLiteral("tool-draw"), theme().mute, size)
            .paint(&painter, QRectF(corner, QSizeF(size, size)).toAlignedRect());
        return;
    }
    const int side = std::max(8, qRound(area.width() * devicePixelRatioF()));
    if (m_picture.width() != side) m_picture = drawThumbnail(m_data, theme(), side);
    painter.drawImage(area, m_picture);
}

DataTiles::DataTiles(ThemeSource& theme, QWidget* parent) : TileGrid(columnsOfTiles, 1, parent) {
    setObjectName(QStringLiteral("dataTiles"));
    setAccessibleName(tr("Kinds of data"));
    for (const DataInfo& info : dataInfos()) {
        if (isDrawn(info.kind) && info.kind != ownPoints) continue;  // one tile for all of them
        addTile(new DataTile(info, theme, this));
    }
    connect(this, &TileGrid::chosen, this, [this](int place) {
        Q_EMIT kindChosen(QString::fromStdString(tileAt(static_cast<std::size_t>(place))->info().kind));
    });
}

void DataTiles::setCurrent(const std::string& kind) {
    int current = -1;
    for (std::size_t i = 0; i < tiles().size(); ++i)
        if (tileAt(i)->info().kind == (isDrawn(kind) ? ownPoints : std::string_view(kind)))
            current = static_cast<int>(i);
    TileGrid::setCurrent(current);
}

void DataTiles::setSeed(std::uint64_t seed) {
    if (m_seed == seed) return;
    m_seed = seed;
    for (std::size_t i = 0; i < tiles().size(); ++i) {
        const DataInfo& info = tileAt(i)->info();
        if (info.inputs > 0 && !isDrawn(info.kind)) tileAt(i)->setPoints(makeThumbnailData(info, seed));
    }
}

void DataTiles::setOwnPoints(const Spec& drawn) {
    for (std::size_t i = 0; i < tiles().size(); ++i)
        if (isDrawn(tileAt(i)->info().kind))
            tileAt(i)->setPoints(isDrawn(drawn.kind) ? makeThumbnailData(drawn) : ThumbnailData());
}

}  // namespace glassbox
