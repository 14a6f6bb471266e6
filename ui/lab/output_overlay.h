#pragma once

#include <QColor>
#include <QPointF>

#include <optional>

class QPainter;

namespace glassbox {

struct OutputFrame;
struct Theme;

/// What a tool shows on top of the picture.
struct OutputOverlay {
    std::optional<QPointF> cross;   ///< on the axes: the cross-hair of the keys
    std::optional<QPointF> brush;   ///< in pixels: the point that a click would draw
    std::optional<QPointF> eraser;  ///< in pixels
    double eraserRadius = 0;
    QColor color;       ///< of what would be drawn
    bool ring = false;  ///< it goes to the validation part
    friend bool operator==(const OutputOverlay&, const OutputOverlay&) = default;
};

void paintOutputOverlay(QPainter& painter, const OutputOverlay& overlay, const OutputFrame& frame, double radius,
                        const Theme& theme);

}  // namespace glassbox
