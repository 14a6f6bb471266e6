#include "ui/plots/contour_painter.h"
#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {
constexpr double bar = 12;          // width of the legend's bar
constexpr double gap = 6;           // between a number and what it belongs to
constexpr double leastWidth = 340;  // narrower canvases have no legend
constexpr double leastHeight = 150;

double widest(const QFontMetricsF& metrics, const std::vector<Tick>& ticks) {
    double width = 0;
    for (const Tick& tick : ticks) width = std::max(width, metrics.horizontalAdvance(tick.label));
    return width;
}
}  // namespace

ContourLayout contourLayout(const ContourRange& range, const QSizeF& size, const QFont& font, const QStringList& levels,
                            bool axes, bool legend) {
    ContourLayout layout;
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    double right = 0, left = 0, bottom = 0, top = 0;
    if (legend && size.width() >= leastWidth && size.height() >= leastHeight) {
        double text = metrics.horizontalAdvance(QStringLiteral("0.000"));
        for (const QString& level : levels) text = std::max(text, metrics.horizontalAdvance(level));
        const double width = bar + gap + std::ceil(text);
        right = width + 2 * gap;
        layout.legend = QRectF(size.width() - width - 1, 0, width, 0);
    }
    if (axes) {
        bottom = line + 5;
        top = line / 2;
        const double height = size.height() - top - bottom;
        layout.yTicks = ticksWithin(range.yLow, range.yHigh, std::max(2, static_cast<int>(height / (line * 3))));
        // As wide as numbers get while the view is dragged, so that the plot rests.
        left = std::max(std::ceil(widest(metrics, layout.yTicks)), metrics.horizontalAdvance(QStringLiteral("−0.00"))) +
               gap + 2;
        // The last number may reach over the plot's corner.
        right = std::max(right, metrics.horizontalAdvance(QStringLiteral("0.0")));
    }
    const QRectF plot(left, top, size.width() - left - right, size.height() - top - bottom);
    layout.frame = {range, plot.width() > 10 && plot.height() > 10 ? plot : QRectF()};
    if (axes) {
        double wide = 24;
        for (int count = 12; count >= 2; --count) {
            layout.xTicks = ticksWithin(range.xLow, range.xHigh, count);
            wide = widest(metrics, layout.xTicks) + 22;
            if (wide * static_cast<double>(layout.xTicks.size()) <= plot.width()) break;
        }
    }
    if (!layout.legend.isEmpty() || layout.legend.width() > 0) {
        layout.legend.setTop(plot.top() + line + 4);
        layout.legend.setBottom(plot.bottom());
        if (layout.frame.plot.isEmpty()) layout.legend = {};
    }
    return layout;
}

void paintContourAxes(QPainter& painter, const ContourLayout& layout, const ContourSurface& surface,
                      const Theme& theme) {
    const QRectF& plot = layout.frame.plot;
    const QFont font = contourFont(theme);
    const QFontMetricsF metrics(font);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    const QPen lines(theme.line, theme.stroke(1)), words(theme.mute, 1);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(lines);
    painter.drawRect(plot);
    const double line = metrics.height();
    // The names stand where the last number would; numbers give way.
    const double xName = metrics.horizontalAdvance(surface.xName);
    for (const Tick& tick : layout.xTicks) {
        const double x = layout.frame.place({tick.position, layout.frame.range.yLow}).x();
        painter.setPen(lines);
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4));
        const double width = metrics.horizontalAdvance(tick.label);
        if (x + width / 2 > plot.right() - xName - 8) continue;
        painter.setPen(words);
        painter.drawText(QPointF(x - width / 2, plot.bottom() + 4 + metrics.ascent()), tick.label);
    }
    for (const Tick& tick : layout.yTicks) {
        const double y = layout.frame.place({layout.frame.range.xLow, tick.position}).y();
        painter.setPen(lines);
        painter.drawLine(QPointF(plot.left() - 4, y), QPointF(plot.left(), y));
        if (y - line / 2 < plot.top() + line * 0.7) continue;
        painter.setPen(words);
        painter.drawText(QRectF(0, y - line / 2, plot.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    painter.setPen(theme.ink);
    painter.drawText(QPointF(plot.right() - xName, plot.bottom() + 4 + metrics.ascent()), surface.xName);
    painter.drawText(QRectF(0, plot.top() - 2, plot.left() - 6, line), Qt::AlignRight | Qt::AlignTop, surface.yName);
}

void paintContourLegend(QPainter& painter, const QRectF& rect, const ContourPicture& picture, const ContourDress& dress,
                        const QString& caption, const Theme& theme) {
    const QFont font = contourFont(theme);
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    painter.setFont(font);
    painter.setPen(theme.ink);
    painter.drawText(QPointF(rect.left(), rect.top() - 4 - metrics.descent()), caption);
    QRectF column(rect.left(), rect.top(), bar, rect.height());
    const auto end = [&](double top, QRgb color, const QString& text) {
        const QRectF box(column.left(), top, bar, line);
        painter.setPen(QPen(theme.line, theme.stroke(1)));
        painter.setBrush(QColor(color));
        painter.drawRect(box);
        painter.setPen(theme.mute);
        painter.drawText(QPointF(column.right() + gap, top + metrics.ascent()), text);
    };
    if (picture.hasPlusInfinity) {
        end(column.top(), dress.plusInfinity, plotNumber(INFINITY));
        column.setTop(column.top() + line + gap);
    }
    if (picture.hasMinusInfinity) {
        column.setBottom(column.bottom() - line - gap);
        end(column.bottom() + gap, dress.minusInfinity, plotNumber(-INFINITY));
    }
    const auto bands = static_cast<double>(dress.colors.size());
    const auto y = [&](double edge) { return column.bottom() - edge / bands * column.height(); };
    painter.setPen(Qt::NoPen);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i < dress.colors.size(); ++i) {
        const auto edge = static_cast<double>(i);
        painter.fillRect(QRectF(QPointF(column.left(), y(edge + 1)), QPointF(column.right(), y(edge))),
                         QColor(dress.colors[i]));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(column);
    // As many numbers as there is room for, the same distance apart.
    const double each = column.height() / bands;
    const int stride = std::max(1, static_cast<int>(std::ceil(line / each)));
    for (qsizetype i = 0; i < dress.texts.size(); ++i) {
        const double at = y(static_cast<double>(i + 1));
        painter.setPen(QPen(theme.mute, theme.stroke(0.8)));
        if (i % stride != 0 || at - line / 2 < column.top() - 2) continue;
        painter.drawLine(QPointF(column.right(), at), QPointF(column.right() + 3, at));
        painter.drawText(QPointF(column.right() + gap, at - line / 2 + metrics.ascent()), dress.texts[i]);
    }
}

}  // namespace glassbox
