#pragma once

#include "ui/optimizers/knob_setting.h"

#include <QString>

namespace glassbox {

/// "oscillating"
QString regionName(MomentumRegion region);
/// One line on what the distance to the minimum does in a region.
QString regionHelp(MomentumRegion region);

/// The eigenvalues of the companion matrix of an axis: the two roots of z^2 - (1 + mu - eta c) z + mu.
struct AxisRoots {
    bool complex = false;
    double first = 0,
           second = 0;  ///< the roots, larger in size first; complex: real part and size of the imaginary one
    double size = 0;    ///< of the larger one
};
AxisRoots axisRoots(double curvature, double learningRate, double momentum);

/// Why a setting does what it does, by the eigenvalues of both axes. A few sentences.
QString whyWords(const KnobSetting& setting);
/// "22", "1.5", "never"
QString stepsWords(double steps);

}  // namespace glassbox
