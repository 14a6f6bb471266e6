#include "ui/cards/card_picture_sketch.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <cmath>

namespace glassbox {

namespace {

constexpr double usualWidth = 340;
constexpr double rowHeight = 22;
constexpr double barHeight = 12;
constexpr double beside = 8;

QString tr(const char* text) {
    return QCoreApplication::translate("CardPicture", text);
}

QString say(const BarsPicture& picture) {
    QStringList parts;
    for (const auto& [name, value] : picture.bars) parts += tr("%1 %2").arg(name, sketchNumber(value));
    return tr("Bars: %1.").arg(parts.join(QStringLiteral(", ")));
}

}  // namespace

CardSketch sketchBars(const BarsPicture& picture, const Theme& theme, double width) {
    const QFont font = theme.font(12);
    const QFontMetricsF metrics(font);
    const double scale = font.pixelSize() / 12.0, row = rowHeight * scale;
    CardSketch sketch;
    sketch.size = {qMin(width, usualWidth * scale), row * static_cast<double>(picture.bars.size())};
    double names = 0, above = 0, below = 0, low = 0, high = 0;
    for (const auto& [name, value] : picture.bars) {
        names = qMax(names, std::ceil(metrics.horizontalAdvance(name)) + 1);
        double& room = value < 0 ? below : above;
        room = qMax(room, std::ceil(metrics.horizontalAdvance(sketchNumber(value))) + 1);
        low = qMin(low, value);
        high = qMax(high, value);
    }
    if (low == high) high = 1;
    names = qMin(names, sketch.size.width() * 0.5);
    // Numbers stand at the ends of the bars: within their side, or beyond the longest.
    const double left = names + beside + (below > 0 ? below + beside : 0);
    const double right = sketch.size.width() - (above > 0 ? above + beside : 0);
    const double unit = qMax(right - left, 20.0) / (high - low), zero = left - low * unit;
    double y = 0;
    for (const auto& [name, value] : picture.bars) {
        const double middle = y + row / 2, end = zero + value * unit;
        sketch.labels.push_back({{0, y, names, row},
                                 metrics.elidedText(name, Qt::ElideMiddle, names),
                                 font,
                                 theme.ink,
                                 Qt::AlignLeft | Qt::AlignVCenter});
        QRectF bar(QPointF(qMin(zero, end), middle - barHeight * scale / 2),
                   QPointF(qMax(zero, end), middle + barHeight * scale / 2));
        if (value != 0 && bar.width() < 1.5) bar.setWidth(1.5);
        QPainterPath path;
        path.addRoundedRect(bar, qMin(2.0, bar.width() / 2), 2);
        sketch.shapes.push_back({.path = path, .brush = value < 0 ? theme.negative : theme.positive});
        const QRectF number =
            value < 0 ? QRectF(end - beside / 2 - below, y, below, row) : QRectF(end + beside / 2 + 1, y, above, row);
        sketch.labels.push_back({number, sketchNumber(value), font, theme.mute,
                                 (value < 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter});
        y += row;
    }
    sketch.line({zero, 0}, {zero, sketch.size.height()}, QPen(theme.mute, theme.stroke(1)));
    sketch.words = say(picture);
    return sketch;
}

}  // namespace glassbox
