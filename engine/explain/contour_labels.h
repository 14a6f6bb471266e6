#pragma once

#include "engine/explain/contours.h"

namespace glassbox {

/// Where the value of a contour line is written on it.
struct ContourLabel {
    std::size_t line = 0;  ///< index into the lines
    int level = 0;
    GridPoint place;   ///< of the text's middle
    double angle = 0;  ///< against the x axis on the picture (y up), radians, -pi/2 < angle <= pi/2: never upside down
};

/// The picture that labels are placed on, in pixels.
struct LabelRoom {
    double xScale = 1;           ///< pixels between two columns of the grid
    double yScale = 1;           ///< pixels between two rows
    std::vector<double> widths;  ///< of the text of each level
    double height = 12;          ///< of the text
    double border = 6;           ///< free room to the edge of the picture
    double apart = 90;           ///< least distance of two labels' middles
};

/// Places on long, straight parts of the lines, away from other lines, from each other and from the border; a line
/// without such a place has no label. Most on the longest lines; long lines have several.
GLASSBOX_EXPORT std::vector<ContourLabel> contourLabels(const std::vector<ContourLine>& lines, const ValueGrid& grid,
                                                        const LabelRoom& room);

}  // namespace glassbox
