#include "ui/shell/tile_grid.h"

#include "ui/shell/key_guard.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace glassbox {

namespace {

constexpr int gapOfTiles = 6;
constexpr int margin = TileGrid::margin;

}  // namespace

PictureTile::PictureTile(const QString& name, const QString& description, const QString& tip, ThemeSource& theme,
                         QWidget* parent)
    : QAbstractButton(parent), m_theme(theme) {
    setCheckable(true);
    setAccessibleName(name);
    setAccessibleDescription(description);
    setToolTip(tip);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::ClickFocus);
    setProperty("movesByArrows", true);
    connect(&theme, &ThemeSource::changed, this, [this] {
        forgetPicture();
        update();
    });
}

void PictureTile::paintEvent(QPaintEvent*) {
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

void PictureTile::keyPressEvent(QKeyEvent* event) {
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

TileGrid::TileGrid(int columns, double aspect, QWidget* parent)
    : QWidget(parent), m_columns(columns), m_aspect(aspect) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TileGrid::addTile(PictureTile* tile) {
    tile->setParent(this);
    const auto place = static_cast<int>(m_tiles.size());
    m_tiles.push_back(tile);
    connect(tile, &PictureTile::moved, this, [this, place](int columns, int rows) { moveFocus(place, columns, rows); });
    connect(tile, &QAbstractButton::clicked, this, [this, tile, place] {
        // A click only asks; what is current is said by setCurrent.
        tile->setChecked(!tile->isChecked());
        Q_EMIT chosen(place);
    });
}

void TileGrid::setCurrent(int current) {
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const bool is = static_cast<int>(i) == current;
        m_tiles[i]->setChecked(is);
        m_tiles[i]->setFocusPolicy(is || (current < 0 && i == 0) ? Qt::StrongFocus : Qt::ClickFocus);
    }
}

QSize TileGrid::tileSize(int width) const {
    const int side = std::clamp((width - (m_columns - 1) * (gapOfTiles - 2 * margin)) / m_columns, 24, 96);
    return {side, qRound((side - 2 * margin) * m_aspect) + 2 * margin};
}

int TileGrid::heightForWidth(int width) const {
    const int rows = (static_cast<int>(m_tiles.size()) + m_columns - 1) / m_columns;
    return rows * tileSize(width).height() + (rows - 1) * (gapOfTiles - 2 * margin);
}

QSize TileGrid::sizeHint() const {
    return {232, heightForWidth(232)};
}

QSize TileGrid::minimumSizeHint() const {
    return {120, heightForWidth(120)};
}

void TileGrid::resizeEvent(QResizeEvent*) {
    setMinimumHeight(heightForWidth(width()));  // a scroll area asks nobody's height for width
    const QSize size = tileSize(width());
    constexpr int gap = gapOfTiles - 2 * margin;
    const int across = std::min(width(), m_columns * (size.width() + gap + 1));
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const int column = static_cast<int>(i) % m_columns, row = static_cast<int>(i) / m_columns;
        m_tiles[i]->setGeometry(QRect(
            QPoint(column * (across - size.width()) / std::max(1, m_columns - 1), row * (size.height() + gap)), size));
    }
}

void TileGrid::moveFocus(int from, int columns, int rows) {
    const int next = from + columns + rows * m_columns;
    if (next < 0 || next >= static_cast<int>(m_tiles.size())) return;
    m_tiles[static_cast<std::size_t>(next)]->setFocus(Qt::OtherFocusReason);
}

}  // namespace glassbox
