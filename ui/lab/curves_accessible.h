#pragma once

namespace glassbox {

class CurvesCanvas;

/// Makes the units on the curves known to screen readers as children of the canvas. May be called more than once.
void installCurvesAccessibility();
/// Tells screen readers that another unit has the focus.
void announceCurvesFocus(CurvesCanvas& canvas);

}  // namespace glassbox
