#include "ui/lab/output_frame.h"

#include "ui/plots/plot_text.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr double corner = 8;
constexpr double labelGap = 4;

bool isCurves(const OutputScene& scene) {
    return scene.kind == OutputScene::Kind::Curves;
}

QString elided(const QFontMetricsF& metrics, const std::string& name, double width) {
    return metrics.elidedText(screenName(name), Qt::ElideRight, std::max(20.0, width));
}

/// low - name - high along one side of length `length`, starting at (0, 0) with the text's top there.
void paintSide(QPainter& painter, const QFontMetricsF& metrics, double length, double low, double high,
               const std::string& name) {
    const QString first = axisNumber(low), last = axisNumber(high);
    const double ends = 2 * std::max(metrics.horizontalAdvance(first), metrics.horizontalAdvance(last)) + 12;
    const QRectF row(0, 0, length, metrics.height());
    painter.drawText(row, Qt::AlignLeft | Qt::AlignTop, first);
    painter.drawText(row, Qt::AlignRight | Qt::AlignTop, last);
    painter.drawText(row, Qt::AlignHCenter | Qt::AlignTop, elided(metrics, name, length - ends));
}

}  // namespace

OutputFrame makeOutputFrame(const OutputScene& scene, const QSizeF& canvas, const QFont& labels) {
    OutputFrame frame;
    if (scene.kind == OutputScene::Kind::Empty) return frame;
    const Plane& plane = *scene.snapshot->plane;
    frame.xMin = plane.xMin();
    frame.xMax = plane.xMax();
    frame.yMin = plane.yMin();
    frame.yMax = plane.yMax();
    const QFontMetricsF metrics(labels);
    double left = metrics.height() + labelGap;
    const double below = metrics.height() + labelGap;
    if (isCurves(scene)) {
        frame.yMin = scene.range.low;
        frame.yMax = scene.range.high;
        frame.values = linearScale(frame.yMin, frame.yMax, 6);
        double widest = 0;
        for (const Tick& tick : frame.values.ticks) widest = std::max(widest, metrics.horizontalAdvance(tick.label));
        left = widest + 2 * labelGap;
    }
    const double side = std::min(canvas.width() - left - 1, canvas.height() - below - 1);
    const double width = isCurves(scene) ? canvas.width() - left - 1 : side;
    // The canvas is as wide as its card; a picture that is narrower stands in the middle.
    frame.rect = QRectF(left + std::max(0.0, (canvas.width() - left - 1 - width) / 2), 0.5, width, side);
    return frame;
}

void paintOutputAxes(QPainter& painter, const OutputScene& scene, const OutputFrame& frame, const Theme& theme,
                     const QFont& labels) {
    const Plane& plane = *scene.snapshot->plane;
    const QFontMetricsF metrics(labels);
    painter.setFont(labels);
    if (isCurves(scene)) {
        for (const Tick& tick : frame.values.ticks) {
            if (tick.position < frame.yMin || tick.position > frame.yMax) continue;
            const double y = frame.place(0, tick.position).y();
            painter.setPen(QPen(std::abs(tick.position) < 1e-12 ? theme.line : theme.grid, theme.stroke(1)));
            painter.drawLine(QPointF(frame.rect.left(), y), QPointF(frame.rect.right(), y));
            painter.setPen(theme.mute);
            const double top = std::clamp(y - metrics.height() / 2, 0.0, frame.rect.bottom() - metrics.height());
            painter.drawText(QRectF(0, top, frame.rect.left() - labelGap, metrics.height()),
                             Qt::AlignRight | Qt::AlignVCenter, tick.label);
        }
    }
    painter.setPen(theme.mute);
    painter.save();
    painter.translate(frame.rect.left(), frame.rect.bottom() + labelGap);
    paintSide(painter, metrics, frame.rect.width(), frame.xMin, frame.xMax, plane.xLabel());
    painter.restore();
    if (isCurves(scene)) {
        const QString name = scene.unit                  ? QCoreApplication::translate("OutputView", "output")
                             : !scene.isClassification() ? screenName(plane.yLabel())
                             : scene.margins             ? QCoreApplication::translate("OutputView", "margin")
                                                         : QCoreApplication::translate("OutputView", "probability");
        painter.drawText(frame.rect.adjusted(7, 4, -7, -4), Qt::AlignLeft | Qt::AlignTop, name);
        return;
    }
    painter.save();
    painter.translate(frame.rect.left() - labelGap - metrics.height(), frame.rect.bottom());
    painter.rotate(-90);
    paintSide(painter, metrics, frame.rect.height(), frame.yMin, frame.yMax, plane.yLabel());
    painter.restore();
}

void paintOutputCurves(QPainter& painter, const OutputScene& scene, const OutputFrame& frame, const Theme& theme) {
    const Picture& source = *scene.picture;
    painter.save();
    painter.setClipRect(frame.rect);
    painter.setBrush(Qt::NoBrush);
    const Index last = source.width - 1;
    for (Index k = 0; k < scene.planeCount; ++k) {
        const float* values = source.plane(scene.firstPlane + k);
        QPolygonF line;
        for (Index i = 0; i <= last; ++i) {
            const auto value = static_cast<double>(values[i]);
            if (!std::isfinite(value)) continue;
            const double x = frame.xMin + (frame.xMax - frame.xMin) * static_cast<double>(i) /
                                              static_cast<double>(std::max<Index>(1, last));
            // Far outside is outside: huge coordinates would only cost time.
            line << frame.place(x, std::clamp(value, 2 * frame.yMin - frame.yMax, 2 * frame.yMax - frame.yMin));
        }
        const bool classes = scene.isClassification() && !scene.unit && scene.planeCount > 1;
        painter.setPen(QPen(classes ? theme.classColor(k, scene.planeCount) : theme.accent, theme.stroke(2.2),
                            Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
    }
    painter.restore();
}

void roundOutputCorners(QPainter& painter, const OutputFrame& frame, const Theme& theme) {
    QPainterPath corners;
    corners.addRect(frame.rect.adjusted(-1, -1, 1, 1));
    corners.addRoundedRect(frame.rect, corner, corner);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.panel);
    painter.drawPath(corners);
    painter.setPen(QPen(theme.line, theme.stroke(1)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame.rect, corner, corner);
}

}  // namespace glassbox
