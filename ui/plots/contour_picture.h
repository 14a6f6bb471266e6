#pragma once

#include "ui/plots/contour_surface.h"

#include <QPolygonF>
#include <QSize>

#include <memory>

namespace glassbox {

/// What a picture of a surface is to show.
struct ContourRequest {
    ContourRange range;
    QSize grid{400, 260};  ///< crossings at which the function is computed
    QSize pixels;          ///< of the bands' image
    LevelSpacing spacing = LevelSpacing::Logarithmic;
    int levelCount = 16;
    /// Levels in use, so that colours stay while the view moves. Given up where they tell too little of the view.
    std::vector<double> keptLevels;
    /// Columns of the gradient field; 0: none.
    int fieldColumns = 0;
};

struct FieldArrow {
    QPointF at;
    QPointF gradient;
};

/// A finished picture, without colours. Never changes, so that threads may share it.
struct ContourPicture {
    ContourRange range;
    ValueGrid grid;
    std::vector<double> levels;
    std::vector<ContourLine> lines;
    /// The lines in coordinates of the plane; closed ones end where they begin.
    std::vector<QPolygonF> polylines;
    QSize pixels;
    std::vector<Band> bands;  ///< of the pixels, lower left first
    std::vector<FieldArrow> field;
    double least = 0, greatest = 0;  ///< of the finite values
    bool hasHoles = false, hasPlusInfinity = false, hasMinusInfinity = false;
    bool fine = false;  ///< as fine as was asked for
    /// No value of the view is finite.
    bool isBare() const { return !(least <= greatest); }
};
using ContourPicturePtr = std::shared_ptr<const ContourPicture>;

/// Computes the function at the crossings of a grid and what follows from that. `share` of the request's crossings
/// along each side. Null if `cancelled` became true.
ContourPicturePtr makeContourPicture(const ContourSurface& surface, const ContourRequest& request, double share,
                                     const std::function<bool()>& cancelled);

}  // namespace glassbox
