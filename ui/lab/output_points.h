#pragma once

#include "ui/lab/output_scene.h"

#include <vector>

namespace glassbox {

/// A sample as a point of the picture.
struct OutputPoint {
    double x = 0, y = 0;  ///< on the axes of the picture
    Index sample = 0;     ///< in its part
    bool validation = false;
    Index label = -1;   ///< classification
    double target = 0;  ///< regression
};

/// The points of a data set in a picture; of large sets an even choice.
struct OutputPoints {
    static constexpr Index most = 4000;

    std::vector<OutputPoint> points;  ///< validation after training
    Index total = 0;

    bool isSampled() const { return static_cast<Index>(points.size()) < total; }
};

OutputPoints makeOutputPoints(const OutputScene& scene, Index limit = OutputPoints::most);

/// Marks of points, for another set of points: those in the same place keep theirs.
std::vector<bool> carriedMarks(const OutputPoints& before, const std::vector<bool>& marks, const OutputPoints& after);

/// The part that a point belongs to.
inline const DataPart& partOf(const Dataset& data, const OutputPoint& point) {
    return point.validation ? data.validation : data.training;
}

}  // namespace glassbox
