#include "ui/cards/card_picture_sketch.h"
#include "ui/plots/heat_map.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <cmath>

namespace glassbox {

namespace {

constexpr double usualWidth = 320;
constexpr double largestCell = 48;
constexpr double leastSign = 8;  // a cell smaller than this has no room for a minus

QString tr(const char* text) {
    return QCoreApplication::translate("CardPicture", text);
}

/// Relative luminance (WCAG 2).
double luminance(const QColor& color) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QColor readableOn(const QColor& ground, const Theme& theme) {
    const auto contrast = [&](const QColor& ink) {
        const double a = luminance(ink), b = luminance(ground);
        return (qMax(a, b) + 0.05) / (qMin(a, b) + 0.05);
    };
    return contrast(theme.ink) >= contrast(theme.panel) ? theme.ink : theme.panel;
}

/// The largest text size in which all numbers fit into the cells, or none.
std::optional<QFont> numbersFont(const std::vector<float>& values, const QSizeF& cell, const Theme& theme) {
    for (const int pixels : {13, 12, 11, 10}) {
        const QFont font = theme.font(pixels);
        const QFontMetricsF metrics(font);
        double widest = 0;
        for (const float value : values)
            widest = qMax(widest, metrics.horizontalAdvance(sketchNumber(static_cast<double>(value))));
        if (widest + 8 <= cell.width() && metrics.height() + 2 <= cell.height()) return font;
    }
    return {};
}

QString say(const GridPicture& picture) {
    const auto rows = picture.rows.size(), cols = picture.rows.front().size();
    QString words = tr("Grid of %1 rows and %2 columns").arg(rows).arg(cols);
    if (rows * cols > 64) return words + '.';
    QStringList lines;
    for (const std::vector<double>& row : picture.rows) {
        QStringList numbers;
        for (const double value : row) numbers += sketchNumber(value);
        lines += numbers.join(QStringLiteral(", "));
    }
    return words + QStringLiteral(": ") + lines.join(QStringLiteral("; ")) + '.';
}

}  // namespace

CardSketch sketchGrid(const GridPicture& picture, const Theme& theme, double width) {
    std::vector<float> values;
    for (const std::vector<double>& row : picture.rows)
        for (const double value : row) values.push_back(static_cast<float>(value));
    const double scale = theme.font(13).pixelSize() / 13.0;
    const auto rows = static_cast<Index>(picture.rows.size()), cols = static_cast<Index>(picture.rows.front().size());
    HeatMap map(rows, cols, {qMin(width, usualWidth * scale) - 2, 10'000}, largestCell * scale, 1.4);
    map.moveTo({1, 1});
    const ValueRange range = ValueRange::around(values.data(), static_cast<Index>(values.size()));
    const ColorMap colors = ColorMap::diverging(theme);
    const QSizeF cell = map.cellRect({0, 0}).size();
    const double gap = cell.width() > 14 ? 1 : 0.5;
    const std::optional<QFont> font = numbersFont(values, cell, theme);

    CardSketch sketch;
    sketch.size = map.rect().size() + QSizeF(2, 2);
    for (Index row = 0; row < rows; ++row) {
        for (Index col = 0; col < cols; ++col) {
            const double value = static_cast<double>(values[static_cast<std::size_t>(row * cols + col)]);
            const QRectF rect = map.cellRect({row, col}).adjusted(gap, gap, -gap, -gap);
            const QColor ground(colors.color(value, range));
            QPainterPath path;
            path.addRoundedRect(rect, gap * 2, gap * 2);
            sketch.shapes.push_back({.path = path, .pen = QPen(theme.line, theme.stroke(gap)), .brush = ground});
            if (font) {
                sketch.labels.push_back({rect, sketchNumber(value), *font, readableOn(ground, theme)});
            } else if (value < 0 && cell.width() >= leastSign) {
                const double reach = cell.width() * 0.2;
                sketch.line(rect.center() - QPointF(reach, 0), rect.center() + QPointF(reach, 0),
                            QPen(readableOn(ground, theme), theme.stroke(1.2)));
            }
        }
    }
    sketch.words = say(picture);
    return sketch;
}

}  // namespace glassbox
