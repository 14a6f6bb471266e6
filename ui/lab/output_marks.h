#pragma once

#include "ui/lab/output_frame.h"
#include "ui/lab/output_points.h"

#include <QPixmap>

namespace glassbox {

/// How a sample is drawn: training samples are filled discs, validation samples rings, wrong ones carry a cross.
namespace mark {
void paintTraining(QPainter& painter, const QPointF& at, double radius, const QColor& color, const QColor& outline);
void paintValidation(QPainter& painter, const QPointF& at, double radius, const QColor& color, const QColor& outline,
                     const Theme& theme);
void paintWrong(QPainter& painter, const QPointF& at, double radius, const Theme& theme);
}  // namespace mark

/// Smaller where there are many, larger on a large picture.
double markRadius(const OutputFrame& frame, std::size_t points);

/// All points, painted one by one.
void paintPoints(QPainter& painter, const OutputScene& scene, const OutputFrame& frame, const OutputPoints& points,
                 bool validation, const Theme& theme);
/// The crosses over the wrong ones, painted one by one.
void paintWrongMarks(QPainter& painter, const OutputFrame& frame, const OutputPoints& points,
                     const std::vector<bool>& wrong, bool validation, const Theme& theme);
/// All points as one layer to lay over the picture. `ratio` is the screen's pixel ratio.
QPixmap pointsLayer(const OutputScene& scene, const OutputFrame& frame, const OutputPoints& points, bool validation,
                    const Theme& theme, const QSize& canvas, double ratio);
/// The crosses over the wrong ones.
QPixmap wrongLayer(const OutputFrame& frame, const OutputPoints& points, const std::vector<bool>& wrong,
                   bool validation, const Theme& theme, const QSize& canvas, double ratio);

}  // namespace glassbox
