#pragma once

#include "ui/lab/output_scene.h"

#include <QPointF>
#include <QRectF>

class QPainter;

namespace glassbox {

/// Where the output's picture lies on its canvas, and the way from its axes to the screen and back.
struct OutputFrame {
    QRectF rect;
    double xMin = 0, xMax = 1, yMin = 0, yMax = 1;
    Scale values;  ///< curves: labels of the value axis

    bool isEmpty() const { return rect.width() < 8 || rect.height() < 8; }
    QPointF place(double x, double y) const {
        return {rect.left() + (x - xMin) / (xMax - xMin) * rect.width(),
                rect.bottom() - (y - yMin) / (yMax - yMin) * rect.height()};
    }
    double xAt(const QPointF& place) const { return xMin + (place.x() - rect.left()) / rect.width() * (xMax - xMin); }
    double yAt(const QPointF& place) const {
        return yMin + (rect.bottom() - place.y()) / rect.height() * (yMax - yMin);
    }
};

/// The largest picture that fits a canvas with its axis labels: square for surfaces.
OutputFrame makeOutputFrame(const OutputScene& scene, const QSizeF& canvas, const QFont& labels);
/// Names and ends of the axes around the picture, and the grid of curves below them.
void paintOutputAxes(QPainter& painter, const OutputScene& scene, const OutputFrame& frame, const Theme& theme,
                     const QFont& labels);
/// The lines of a scene of curves.
void paintOutputCurves(QPainter& painter, const OutputScene& scene, const OutputFrame& frame, const Theme& theme);
/// Covers the corners so that the picture looks round, and draws its outline.
void roundOutputCorners(QPainter& painter, const OutputFrame& frame, const Theme& theme);

}  // namespace glassbox
