#pragma once

#include "lessons/study/card_view.h"

#include <QPolygonF>

#include <vector>

namespace glassbox {

/// A curve's values over the picture's range.
struct CurveValues {
    QString expression;
    std::vector<QPolygonF> pieces = {};  ///< apart where the curve has no value or a pole
    double first = 0, last = 0;          ///< its first and last values
};

struct CurveSet {
    std::vector<CurveValues> curves;
    double low = 0, high = 1;  ///< of the values that are shown: what shoots up to a pole is cut
};

/// Evaluates the expressions at `samples` places. Throws StudyError (a clause) for one that can't be read, that is not
/// of x alone, or that has no value in the range.
CurveSet curveValues(const CurvePicture& picture, int samples);

}  // namespace glassbox
