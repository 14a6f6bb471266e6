#include "ui/plots/contour_painter.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr int mostDigits = 7;

QString trimmed(QString text) {
    if (!text.contains(u'.') || text.contains(u'e')) return text;
    while (text.endsWith(u'0')) text.chop(1);
    if (text.endsWith(u'.')) text.chop(1);
    return text;
}

QImage bandImage(const ContourPicture& picture, const ContourDress& dress) {
    const int width = picture.pixels.width(), height = picture.pixels.height();
    if (picture.bands.empty()) return {};
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    const Band* band = picture.bands.data();
    for (int y = height - 1; y >= 0; --y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < width; ++x, ++band) {
            if (*band < dress.colors.size()) {
                line[x] = dress.colors[*band];
            } else if (*band == notANumberBand) {
                line[x] = 0;
            } else {
                line[x] = *band == plusInfinityBand ? dress.plusInfinity : dress.minusInfinity;
            }
        }
    }
    return image;
}

}  // namespace

std::vector<QRgb> bandColors(std::size_t bands, const ColorMap& map) {
    std::vector<QRgb> colors(bands);
    for (std::size_t i = 0; i < bands; ++i)
        colors[i] = map.at(bands > 1 ? static_cast<double>(i) / static_cast<double>(bands - 1) : 0.5);
    return colors;
}

QStringList levelTexts(const std::vector<double>& levels) {
    QStringList texts;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        QString text;
        for (int digits = 2; digits <= mostDigits; ++digits) {
            text = plotNumber(levels[i], digits);
            const bool asLower = i > 0 && text == plotNumber(levels[i - 1], digits);
            const bool asHigher = i + 1 < levels.size() && text == plotNumber(levels[i + 1], digits);
            // Also true to the level within a part of the gap: 0.25 is not 0.2.
            const double gap = std::min(i > 0 ? levels[i] - levels[i - 1] : INFINITY,
                                        i + 1 < levels.size() ? levels[i + 1] - levels[i] : INFINITY);
            QString plain = text;
            plain.replace(QChar(0x2212), u'-');
            if (!asLower && !asHigher && !(std::abs(plain.toDouble() - levels[i]) > 0.02 * gap)) break;
        }
        texts << trimmed(text);
    }
    return texts;
}

QFont contourFont(const Theme& theme) {
    return theme.font(11);
}

ContourDress dressed(const ContourPicture& picture, const Theme& theme, const QSizeF& plot) {
    ContourDress dress;
    dress.colors = bandColors(picture.levels.size() + 1, ColorMap::landscape(theme));
    // No colour of the map.
    dress.plusInfinity = mixed(theme.sunk.rgb(), theme.mute.rgb(), 0.45);
    dress.minusInfinity = mixed(dress.colors.front(), theme.accent.rgb(), 0.8);
    dress.texts = levelTexts(picture.levels);
    dress.image = bandImage(picture, dress);
    if (isTile(plot)) return dress;
    const QFontMetricsF metrics(contourFont(theme));
    LabelRoom room;
    room.xScale = plot.width() / static_cast<double>(std::max<Index>(1, picture.grid.width - 1));
    room.yScale = plot.height() / static_cast<double>(std::max<Index>(1, picture.grid.height - 1));
    room.height = metrics.height();
    room.apart = 6 * metrics.height();
    for (const QString& text : dress.texts) room.widths.push_back(metrics.horizontalAdvance(text) + 8);
    dress.labels = contourLabels(picture.lines, picture.grid, room);
    return dress;
}

}  // namespace glassbox
