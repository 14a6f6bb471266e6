#include "ui/shell/figure.h"

#include "ui/shell/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace glassbox {

Figure::Figure(ThemeSource& theme, Look look, const QString& caption, const QString& widest, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_look(look), m_caption(caption), m_widest(widest) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(caption);
    connect(&theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QFont Figure::valueFont() const {
    if (m_look == Look::Large) return m_theme.theme().font(24, QFont::DemiBold);
    return m_look == Look::Stacked ? m_theme.theme().font(15, QFont::DemiBold) : m_theme.theme().font(12);
}

QFont Figure::captionFont() const {
    return m_theme.theme().font(11);
}

void Figure::setValue(const QString& value) {
    if (value == m_value) return;
    m_value = value;
    setAccessibleName(m_caption.isEmpty() ? value : QStringLiteral("%1: %2").arg(m_caption, value));
    update();
}

void Figure::setWidest(const QString& widest) {
    if (widest == m_widest) return;
    m_widest = widest;
    updateGeometry();
}

QSize Figure::minimumSizeHint() const {
    const QFontMetrics value(valueFont());
    if (m_look == Look::Inline) return {value.horizontalAdvance(m_widest) + 2, value.height() + 2};
    const QFontMetrics caption(captionFont());
    return {qMax(value.horizontalAdvance(m_widest), caption.horizontalAdvance(m_caption)) + 2,
            value.height() + caption.height()};
}

void Figure::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = m_theme.theme();
    painter.setFont(valueFont());
    if (m_look == Look::Inline) {
        painter.setPen(theme.mute);
        const QString text = painter.fontMetrics().elidedText(m_value, Qt::ElideRight, width());
        painter.drawText(rect(), static_cast<int>(m_alignment | Qt::AlignVCenter), text);
        return;
    }
    const int top = (height() - minimumSizeHint().height()) / 2;
    const int line = painter.fontMetrics().height();
    painter.setPen(theme.ink);
    painter.drawText(QRect(0, top, width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_value, Qt::ElideRight, width()));
    painter.setFont(captionFont());
    painter.setPen(theme.mute);
    painter.drawText(QRect(0, top + line, width(), height() - line - top), Qt::AlignLeft | Qt::AlignTop, m_caption);
}

}  // namespace glassbox
