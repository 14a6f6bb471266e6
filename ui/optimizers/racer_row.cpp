#include "ui/optimizers/racer_row.h"

#include "ui/shell/key_guard.h"

#include <QKeyEvent>
#include <QPainter>

namespace glassbox {

namespace {

constexpr int pad = 7;

}  // namespace

RacerRow::RacerRow(ThemeSource& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme) {
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void RacerRow::show(const QColor& color, const QString& name, const QString& settings, const QString& help) {
    m_color = color;
    m_settings = settings;
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(settings);
    setToolTip(help);
    update();
}

void RacerRow::setCurrent(bool current) {
    setChecked(current);
    update();
}

QSize RacerRow::sizeHint() const {
    return {232, QFontMetrics(m_theme.theme().font(13)).height() + 2 * pad};
}

void RacerRow::paintEvent(QPaintEvent*) {
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? theme.accentSoft : theme.sunk);
        painter.drawRoundedRect(rect(), 6, 6);
    } else {
        painter.setPen(QPen(theme.line, theme.stroke(1)));
        painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_color);
    painter.drawRoundedRect(QRectF(4, height() / 2.0 - 6, 12, 12), 3, 3);
    const QRect words = rect().adjusted(26, 0, -6, 0);
    painter.setFont(theme.font(13, isChecked() ? QFont::DemiBold : QFont::Medium));
    painter.setPen(theme.ink);
    const int room = words.width();
    const int name = qMin(painter.fontMetrics().horizontalAdvance(text()), room * 6 / 10);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, qMax(name, room * 6 / 10)));
    painter.setFont(theme.font(12));
    painter.setPen(theme.mute);
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_settings, Qt::ElideRight, room - name - 10));
    if (!showsFocusRing(this)) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, theme.stroke(2)));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

void RacerRow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete)
        Q_EMIT removeWanted();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

}  // namespace glassbox
