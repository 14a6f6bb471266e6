#pragma once

#include "engine/formats/data_table.h"

namespace glassbox {

class ContourCanvas;
class StepCurves;

/// The values of the surface at the crossings of the picture's grid, a row each: its two coordinates and its value,
/// under the surface's names; no value where it is not finite.
DataTable contourTable(const ContourCanvas& canvas);
/// step and a column for each curve: a row for every step at which one of them has a value.
DataTable stepCurvesTable(const StepCurves& curves);

}  // namespace glassbox
