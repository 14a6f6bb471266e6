#pragma once

#include "engine/data/dataset.h"
#include "ui/shell/theme.h"

#include <QImage>

namespace glassbox {

/// What the little picture of a kind of data is drawn from: a few of its points, as its own generator makes them.
struct ThumbnailData {
    Task task = Task::Classification;
    Matrix inputs;               ///< 1 or 2 x points, from -6 to 6
    std::vector<double> values;  ///< regression
    std::vector<Index> labels;   ///< classification
    Index classes = 0;
};

/// About 90 points with the kind's default settings. Empty if they can't be made.
ThumbnailData makeThumbnailData(const DataInfo& info, std::uint64_t seed);

/// An even choice of the points of drawn data.
ThumbnailData makeThumbnailData(const Spec& drawn);

/// Points in class colours, a value surface, or a curve; `side` in device pixels.
QImage drawThumbnail(const ThumbnailData& data, const Theme& theme, int side);

}  // namespace glassbox
