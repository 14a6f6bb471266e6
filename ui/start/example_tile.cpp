#include "ui/start/example_tile.h"

#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace glassbox {

namespace {

constexpr int tileWidth = 216;
constexpr int pictureHeight = 120;
constexpr int margin = 12;
constexpr int lines = 5;  // of the sentence

}  // namespace

ExampleTile::ExampleTile(const QString& title, const QString& look, ThemeSource& theme, QWidget* parent)
    : QAbstractButton(parent), m_look(look), m_theme(theme) {
    setObjectName(QStringLiteral("exampleTile"));
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(look);
    setToolTip(look);
    setFocusPolicy(Qt::TabFocus);
    setProperty("wantsSpace", true);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &ThemeSource::changed, this, &QWidget::updateGeometry);
}

QSize ExampleTile::sizeHint() const {
    const Theme& theme = m_theme.theme();
    const QFontMetrics title(theme.font(13, QFont::DemiBold)), text(theme.font(12));
    const int width = qRound(tileWidth * m_theme.textScale());
    return {width, pictureHeight + 2 * margin + title.height() + 4 + lines * text.lineSpacing()};
}

QSize ExampleTile::pictureSize() const {
    return {sizeHint().width() - 2, pictureHeight};
}

void ExampleTile::setPicture(const QPixmap& picture) {
    m_picture = picture;
    update();
}

void ExampleTile::setNew(bool isNew) {
    if (m_new == isNew) return;
    m_new = isNew;
    setAccessibleName(isNew ? tr("%1, new to try").arg(text()) : text());
    update();
}

void ExampleTile::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QAbstractButton::keyPressEvent(event);
}

void ExampleTile::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(1, 1, -1, -1);
    QPainterPath shape;
    shape.addRoundedRect(card, theme.radius, theme.radius);
    painter.fillPath(shape, isDown() ? theme.sunk : theme.panel);
    painter.save();
    painter.setClipPath(shape);
    const QRectF place(card.left(), card.top(), card.width(), pictureHeight);
    if (m_picture.isNull()) {
        painter.fillRect(place, theme.sunk);
        painter.setPen(theme.mute);
        painter.setFont(theme.font(12));
        painter.drawText(place, Qt::AlignCenter, tr("training …"));
    } else {
        painter.drawPixmap(place.topLeft(), m_picture);
    }
    painter.restore();
    const QFontMetricsF title(theme.font(13, QFont::DemiBold));
    const QRectF inner = card.adjusted(margin, pictureHeight + margin - 2, -margin, -4);
    painter.setPen(theme.ink);
    painter.setFont(theme.font(13, QFont::DemiBold));
    painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), title.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     title.elidedText(text(), Qt::ElideRight, inner.width()));
    painter.setPen(theme.mute);
    painter.setFont(theme.font(12));
    painter.drawText(inner.adjusted(0, title.height() + 4, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     m_look);
    if (m_new) {
        painter.setFont(theme.font(11, QFont::DemiBold));
        const QString word = tr("try next");
        const QFontMetricsF metrics(painter.font());
        const QRectF chip(card.left() + 8, card.top() + 8, metrics.horizontalAdvance(word) + 14, metrics.height() + 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
        painter.setPen(theme.accentInk);
        painter.drawText(chip, Qt::AlignCenter, word);
    }
    const bool lit = hasFocus() || underMouse();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(lit ? theme.accent : theme.line, theme.stroke(hasFocus() ? 2 : 1)));
    painter.drawPath(shape);
}

}  // namespace glassbox
