#include "ui/lab/data_tiles.h"

#include "engine/data/drawn_data.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/tips.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int columnsOfTiles = 4;
constexpr int gapOfTiles = 6;
constexpr int margin = DataTiles::margin;
constexpr std::string_view ownPoints = "drawn_classes";

}  // namespace

DataTile::DataTile(const DataInfo& info, ThemeSource& theme, QWidget* parent)
    : QAbstractButton(parent), m_info(info), m_theme(theme) {
    setCheckable(true);
    setObjectName(QStringLiteral("tile_") + QString::fromStdString(info.kind));
    setAccessibleName(QString::fromStdString(info.title));
    setAccessibleDescription(QString::fromStdString(info.help));
    setToolTip(tip(info));
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::ClickFocus);
    setProperty("movesByArrows", true);
    connect(&theme, &ThemeSource::changed, this, [this] {
        m_picture = {};
        update();
    });
}

void DataTile::setPoints(ThumbnailData points) {
    m_data = std::move(points);
    m_picture = {};
    update();
}

void DataTile::paintPicture(QPainter& painter, const QRectF& area) {
    const Theme& theme = m_theme.theme();
    if (m_info.inputs == 0) {
        QFont font = painter.font();
        font.setPixelSize(std::max(9, qRound(area.width() / 3.3)));
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(theme.mute);
        painter.drawText(area, Qt::AlignCenter, tr("CSV…"));
        return;
    }
    if (isDrawn(m_info.kind) && m_data.inputs.cols() == 0) {
        const int size = std::max(12, qRound(area.width() / 2.4));
        const QPointF corner = area.center() - QPointF(size, size) / 2;
        themedIcon(QStringLiteral("tool-draw"), theme.mute, size)
            .paint(&painter, QRectF(corner, QSizeF(size, size)).toAlignedRect());
        return;
    }
    const int side = std::max(8, qRound(area.width() * devicePixelRatioF()));
    if (m_picture.width() != side) m_picture = drawThumbnail(m_data, theme, side);
    painter.drawImage(area, m_picture);
}

void DataTile::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    QPainterPath shape;
    shape.addRoundedRect(area, 6, 6);
    painter.fillPath(shape, theme.panel);
    painter.save();
    painter.setClipPath(shape);
    paintPicture(painter, area);
    painter.restore();
    const bool hovered = underMouse() && isEnabled();
    painter.setPen(QPen(hovered ? theme.mute : theme.line, theme.stroke(1)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (isChecked()) {
        painter.setPen(QPen(theme.accent, theme.stroke(2)));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    }
    if (showsFocusRing(this)) {
        painter.setPen(QPen(theme.ink, theme.stroke(1.5), Qt::DotLine));
        painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), 4, 4);
    }
}

void DataTile::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            Q_EMIT moved(-1, 0);
            return;
        case Qt::Key_Right:
            Q_EMIT moved(1, 0);
            return;
        case Qt::Key_Up:
            Q_EMIT moved(0, -1);
            return;
        case Qt::Key_Down:
            Q_EMIT moved(0, 1);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            click();
            return;
        default:
            QAbstractButton::keyPressEvent(event);
    }
}

DataTiles::DataTiles(ThemeSource& theme, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("dataTiles"));
    setAccessibleName(tr("Kinds of data"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (const DataInfo& info : dataInfos()) {
        if (isDrawn(info.kind) && info.kind != ownPoints) continue;  // one tile for all of them
        auto* tile = new DataTile(info, theme, this);
        const std::size_t place = m_tiles.size();
        m_tiles.push_back(tile);
        connect(tile, &DataTile::moved, this,
                [this, place](int columns, int rows) { moveFocus(place, columns, rows); });
        connect(tile, &QAbstractButton::clicked, this, [this, tile] {
            // A click only asks; what is current the experiment says.
            tile->setChecked(!tile->isChecked());
            Q_EMIT chosen(QString::fromStdString(tile->info().kind));
        });
    }
}

void DataTiles::setCurrent(const std::string& kind) {
    bool any = false;
    for (DataTile* tile : m_tiles) {
        const bool current = tile->info().kind == (isDrawn(kind) ? ownPoints : std::string_view(kind));
        any = any || current;
        tile->setChecked(current);
        tile->setFocusPolicy(current ? Qt::StrongFocus : Qt::ClickFocus);
    }
    if (!any && !m_tiles.empty()) m_tiles.front()->setFocusPolicy(Qt::StrongFocus);
}

void DataTiles::setSeed(std::uint64_t seed) {
    if (m_seed == seed) return;
    m_seed = seed;
    for (DataTile* tile : m_tiles)
        if (tile->info().inputs > 0 && !isDrawn(tile->info().kind))
            tile->setPoints(makeThumbnailData(tile->info(), seed));
}

void DataTiles::setOwnPoints(const Spec& drawn) {
    for (DataTile* tile : m_tiles)
        if (isDrawn(tile->info().kind))
            tile->setPoints(isDrawn(drawn.kind) ? makeThumbnailData(drawn) : ThumbnailData());
}

int DataTiles::tileSide(int width) const {
    return std::clamp((width - (columnsOfTiles - 1) * (gapOfTiles - 2 * margin)) / columnsOfTiles, 24, 96);
}

int DataTiles::heightForWidth(int width) const {
    const int rows = (static_cast<int>(m_tiles.size()) + columnsOfTiles - 1) / columnsOfTiles;
    const int side = tileSide(width);
    return rows * side + (rows - 1) * (gapOfTiles - 2 * margin);
}

QSize DataTiles::sizeHint() const {
    return {232, heightForWidth(232)};
}

QSize DataTiles::minimumSizeHint() const {
    return {120, heightForWidth(120)};
}

void DataTiles::resizeEvent(QResizeEvent*) {
    setMinimumHeight(heightForWidth(width()));  // a scroll area asks nobody's height for width
    const int side = tileSide(width());
    const int pitch = side + gapOfTiles - 2 * margin;
    const int across = std::min(width(), columnsOfTiles * (pitch + 1));
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const int column = static_cast<int>(i) % columnsOfTiles, row = static_cast<int>(i) / columnsOfTiles;
        m_tiles[i]->setGeometry(column * (across - side) / (columnsOfTiles - 1), row * pitch, side, side);
    }
}

void DataTiles::moveFocus(std::size_t from, int columns, int rows) {
    const auto next = static_cast<std::ptrdiff_t>(from) + columns + rows * columnsOfTiles;
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(m_tiles.size())) return;
    m_tiles[static_cast<std::size_t>(next)]->setFocus(Qt::OtherFocusReason);
}

}  // namespace glassbox
