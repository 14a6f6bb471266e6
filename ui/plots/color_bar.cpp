#include "ui/plots/color_bar.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QPainter>

#include <algorithm>

namespace glassbox {

ColorBar::ColorBar(ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName("colorBar");
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setScale(ColorMap::diverging(theme.theme()), {});
}

void ColorBar::setScale(const ColorMap& map, const ValueRange& range, const QString& unit, bool andMore) {
    if (map == m_map && range == m_range && unit == m_unit && andMore == m_andMore) return;
    const bool resized = range != m_range || unit != m_unit || andMore != m_andMore;
    m_unit = unit;
    m_andMore = andMore;
    m_map = map;
    m_range = range;
    setAccessibleName(tr("Colour scale from %1 to %2").arg(lowText(), highText()));
    if (resized) updateGeometry();
    update();
}

// Where zero is the middle, both ends carry their sign, so that the sides can be told apart without colour.
QString ColorBar::lowText() const {
    return axisNumber(m_range.low) + m_unit;
}
QString ColorBar::highText() const {
    const QString before = m_andMore                             ? QStringLiteral("≥ ")
                           : m_range.low < 0 && m_range.high > 0 ? QStringLiteral("+")
                                                                 : QString();
    return before + axisNumber(m_range.high) + m_unit;
}

QFont ColorBar::textFont() const {
    return m_theme.theme().font(12);
}

int ColorBar::textWidth() const {
    const QFontMetrics metrics(textFont());
    return std::max({metrics.horizontalAdvance(lowText()), metrics.horizontalAdvance(highText()),
                     metrics.horizontalAdvance(QStringLiteral("+0.00"))});
}

QRectF ColorBar::barRect() const {
    const double text = textWidth() + 6;
    return {text, height() / 2.0 - 4.5, std::max(10.0, width() - 2 * text), 9};
}

QSize ColorBar::sizeHint() const {
    return {110 + 2 * (textWidth() + 6), std::max(16, QFontMetrics(textFont()).height())};
}
QSize ColorBar::minimumSizeHint() const {
    return {40 + 2 * (textWidth() + 6), sizeHint().height()};
}

void ColorBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRectF bar = barRect();
    QImage image(ColorMap::size, 1, QImage::Format_RGB32);
    for (int i = 0; i < ColorMap::size; ++i) image.setPixel(i, 0, m_map.entry(i));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(bar, image);
    painter.setPen(m_theme.theme().mute);
    painter.setFont(textFont());
    const QRectF left(0, 0, bar.left() - 6, height());
    const QRectF right(bar.right() + 6, 0, width() - bar.right() - 6, height());
    painter.drawText(left, Qt::AlignRight | Qt::AlignVCenter, lowText());
    painter.drawText(right, Qt::AlignLeft | Qt::AlignVCenter, highText());
}

}  // namespace glassbox
