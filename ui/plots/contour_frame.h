#pragma once

#include "ui/plots/scale.h"

#include <QPointF>
#include <QRectF>

#include <vector>

namespace glassbox {

/// The part of the plane that is seen.
struct ContourRange {
    double xLow = -1, xHigh = 1;
    double yLow = -1, yHigh = 1;

    double width() const { return xHigh - xLow; }
    double height() const { return yHigh - yLow; }
    QPointF centre() const { return {(xLow + xHigh) / 2, (yLow + yHigh) / 2}; }
    bool contains(const QPointF& point) const;
    /// Finite, with some extent that numbers can still tell apart.
    bool isValid() const;
    friend bool operator==(const ContourRange&, const ContourRange&) = default;
};

/// `factor` above 1 shows less; `about` stays where it is. A range that would be too small or too large to draw is left
/// as it was.
ContourRange zoomed(const ContourRange& range, const QPointF& about, double factor);
ContourRange moved(const ContourRange& range, double dx, double dy);

/// Where a range of the plane lies on a canvas.
struct ContourFrame {
    ContourRange range;
    QRectF plot;

    QPointF place(const QPointF& point) const;
    QPointF at(const QPointF& place) const;
    /// Pixels of a vector of the plane: y turned down.
    QPointF pixels(const QPointF& vector) const;
    QRectF placeOf(const ContourRange& part) const;
    friend bool operator==(const ContourFrame&, const ContourFrame&) = default;
};

/// Round positions within low..high.
std::vector<Tick> ticksWithin(double low, double high, int maximumTicks);

}  // namespace glassbox
