#pragma once

#include "ui/optimizers/knob_setting.h"
#include "ui/plots/contour_overlay.h"
#include "ui/plots/contour_picture.h"

namespace glassbox {

struct Theme;

/// Where the rates of a map come from.
enum class KnobSource { Formula, Running };

/// The steps to a tenth of the distance over the pad of a bowl, for a contour canvas: learning rate to the right,
/// momentum upwards; infinite where it does not converge.
ContourSurface knobSurface(KnobSource source, double condition);

/// The borders of the regions with their names, the optimum as a star, and the setting as the point that can be moved.
ContourOverlay knobOverlay(const KnobSetting& setting, const Theme& theme);

/// How far two maps of the same pad are apart.
struct KnobDifference {
    double rate = 0;       ///< the largest, where both converge
    QPointF at;            ///< where that is: learning rate, momentum
    double onOneSide = 0;  ///< share of the pad where only one of them converges
};
/// None unless both are of the same range and grid.
std::optional<KnobDifference> knobDifference(const ContourPicture& formula, const ContourPicture& running);

}  // namespace glassbox
