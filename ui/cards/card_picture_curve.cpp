#include "ui/cards/card_picture_curve_values.h"
#include "ui/cards/card_picture_sketch.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/scale.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <cmath>

namespace glassbox {

namespace {

constexpr double usualWidth = 320;
constexpr double plotHeight = 128;
constexpr double margin = 4;
constexpr double swatch = 22;

QString tr(const char* text) {
    return QCoreApplication::translate("CardPicture", text);
}

/// Blue first; curves differ by their strokes too.
QPen penOf(std::size_t curve, const Theme& theme) {
    static const std::array<Qt::PenStyle, 4> styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    static const std::array<qsizetype, 4> colors{1, 0, 2, 3};
    return {theme.classes[colors[curve % 4]], theme.stroke(2), styles[curve % 4], Qt::FlatCap, Qt::RoundJoin};
}

/// As it is written on paper: "−x³" stays "−x^3", but products and minus signs are real ones.
QString written(QString expression) {
    return expression.replace('*', QChar(0x00B7)).replace('-', QChar(0x2212));
}

class Figure {
  public:
    Figure(const CurvePicture& picture, const Theme& theme, double width)
        : m_picture(picture), m_theme(theme), m_font(theme.font(11)), m_metrics(m_font) {
        m_sketch.size.setWidth(qMin(width, usualWidth * scale()));
    }

    CardSketch draw() {
        m_set = curveValues(m_picture, 321);
        double low = m_set.low, high = m_set.high;
        if (low > 0 && low < 0.6 * high) low = 0;
        if (high < 0 && high > 0.6 * low) high = 0;
        if (!(high - low > 1e-9 * std::max(std::abs(low), std::abs(high)))) {  // a constant
            low -= 1;
            high += 1;
        }
        m_y = linearScale(low, high, 5);
        m_x = linearScale(m_picture.low, m_picture.high, 6);
        placePlot();
        axes();
        curves();
        legend();
        say();
        return std::move(m_sketch);
    }

  private:
    /// How much larger text is than in the design.
    double scale() const { return m_font.pixelSize() / 11.0; }

    void placePlot() {
        double labels = 0;
        for (const Tick& tick : m_y.ticks) labels = qMax(labels, m_metrics.horizontalAdvance(tick.label));
        // The first and last labels below may reach over the plot's corners.
        const double half = m_metrics.horizontalAdvance(m_x.ticks.empty() ? QString() : m_x.ticks.back().label) / 2;
        const double left = margin + labels + 6, top = margin + m_metrics.height() / 2;
        m_plot = QRectF(left, top, qMax(40.0, m_sketch.size.width() - left - margin - half), plotHeight * scale());
        m_sketch.size.setHeight(m_plot.bottom() + 4 + m_metrics.height() + margin);
    }

    QPointF place(double x, double y) const {
        return {m_plot.left() + (x - m_picture.low) / (m_picture.high - m_picture.low) * m_plot.width(),
                m_plot.bottom() - (y - m_y.low) / (m_y.high - m_y.low) * m_plot.height()};
    }

    void axes() {
        const QPen grid(m_theme.grid, m_theme.stroke(1)), axis(m_theme.mute, m_theme.stroke(1));
        const double high = m_metrics.height();
        for (const Tick& tick : m_y.ticks) {
            const double y = place(0, tick.position).y();
            m_sketch.line({m_plot.left(), y}, {m_plot.right(), y}, tick.position == 0 ? axis : grid);
            m_sketch.labels.push_back({{0, y - high / 2, m_plot.left() - 6, high},
                                       tick.label,
                                       m_font,
                                       m_theme.mute,
                                       Qt::AlignRight | Qt::AlignVCenter});
        }
        double taken = -1e9;
        for (const Tick& tick : m_x.ticks) {
            if (tick.position < m_picture.low || tick.position > m_picture.high) continue;
            const double x = place(tick.position, 0).x();
            m_sketch.line({x, m_plot.top()}, {x, m_plot.bottom()}, tick.position == 0 ? axis : grid);
            const double wide = m_metrics.horizontalAdvance(tick.label) + 2;
            if (x - wide / 2 < taken + 6 || x - wide / 2 < 0) continue;
            taken = x + wide / 2;
            m_sketch.labels.push_back(
                {{x - wide / 2, m_plot.bottom() + 4, wide, high}, tick.label, m_font, m_theme.mute});
        }
    }

    void curves() {
        for (std::size_t i = m_set.curves.size(); i-- > 0;) {  // the first lies on top
            QPainterPath path;
            for (const QPolygonF& piece : m_set.curves[i].pieces) {
                path.moveTo(place(piece[0].x(), piece[0].y()));
                for (const QPointF& point : piece) path.lineTo(place(point.x(), point.y()));
            }
            m_sketch.shapes.push_back({.path = path, .pen = penOf(i, m_theme), .clip = m_plot.adjusted(-1, -2, 1, 2)});
        }
    }

    /// Below the plot, side by side where there is room.
    void legend() {
        double x = m_plot.left(), y = m_sketch.size.height() + 4;
        double bottom = m_sketch.size.height();
        for (std::size_t i = 0; i < m_set.curves.size(); ++i) {
            const QString name = m_set.curves.size() == 1 ? tr("y = %1").arg(written(m_set.curves[i].expression))
                                                          : written(m_set.curves[i].expression);
            const double wide = std::ceil(m_metrics.horizontalAdvance(name)) + 2;
            // Long expressions begin at the picture's edge, and go over several lines if they have to.
            const double right = m_sketch.size.width() - margin;
            if (x > m_plot.left() && x + swatch + 6 + wide > right) {
                x = m_plot.left();
                y = bottom + 2;
            }
            if (x + swatch + 6 + wide > right) x = margin;
            const QRectF room(x + swatch + 6, y, right - x - swatch - 6, 1000);
            const double high =
                std::ceil(m_metrics.boundingRect(room, Qt::AlignLeft | Qt::TextWrapAnywhere, name).height());
            const double lineY = y + m_metrics.height() / 2;
            m_sketch.line({x, lineY}, {x + swatch, lineY}, penOf(i, m_theme));
            m_sketch.labels.push_back({{room.left(), y, qMin(wide, room.width()), high},
                                       name,
                                       m_font,
                                       m_theme.ink,
                                       Qt::AlignLeft | Qt::AlignTop});
            bottom = qMax(bottom, y + high);
            x += swatch + 6 + wide + 16;
        }
        m_sketch.size.setHeight(bottom + margin);
    }

    void say() {
        QStringList parts;
        for (const CurveValues& curve : m_set.curves)
            parts += tr("%1, which begins at %2 and ends at %3")
                         .arg(written(curve.expression), plotNumber(curve.first), plotNumber(curve.last));
        m_sketch.words =
            tr("Plot for x from %1 to %2: %3.")
                .arg(sketchNumber(m_picture.low), sketchNumber(m_picture.high), parts.join(QStringLiteral("; ")));
    }

    const CurvePicture& m_picture;
    const Theme& m_theme;
    QFont m_font;
    QFontMetricsF m_metrics;
    CurveSet m_set;
    Scale m_x, m_y;
    QRectF m_plot;
    CardSketch m_sketch;
};

}  // namespace

CardSketch sketchCurves(const CurvePicture& picture, const Theme& theme, double width) {
    return Figure(picture, theme, width).draw();
}

}  // namespace glassbox
