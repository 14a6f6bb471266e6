#include "ui/lab/chip.h"

#include "ui/shell/key_guard.h"

#include <QPainter>

namespace glassbox {

Chip::Chip(const QString& text, ThemeSource& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme) {
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    connect(&theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QFont Chip::textFont() const {
    QFont font = this->font();
    font.setPixelSize(qMax(9, QFontInfo(font).pixelSize() - 1));
    font.setWeight(QFont::Medium);
    return font;
}

QSize Chip::sizeHint() const {
    const QFontMetrics metrics(textFont());
    return {qMax(34, metrics.horizontalAdvance(text()) + 22), metrics.height() + 9};
}

void Chip::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    const double radius = area.height() / 2;
    const bool on = isChecked();
    painter.setBrush(on ? theme.accentSoft : theme.panel);
    painter.setPen(QPen(on ? theme.accent : (underMouse() ? theme.mute : theme.line), theme.stroke(on ? 1.5 : 1)));
    painter.drawRoundedRect(area, radius, radius);
    painter.setFont(textFont());
    painter.setPen(on ? theme.accent : theme.mute);
    painter.drawText(area, Qt::AlignCenter, text());
    if (showsFocusRing(this)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.ink, theme.stroke(1.5), Qt::DotLine));
        painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), radius - 2, radius - 2);
    }
}

}  // namespace glassbox
