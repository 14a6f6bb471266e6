#include "ui/plots/plot_tables.h"

#include "ui/plots/contour_canvas.h"
#include "ui/plots/step_curves.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace glassbox {

namespace {

DataTable::Cell finite(double value) {
    return std::isfinite(value) ? DataTable::Cell(DataTable::Number{value, 0}) : DataTable::Cell();
}

}  // namespace

DataTable contourTable(const ContourCanvas& canvas) {
    const ContourPicturePtr picture = canvas.picture();
    if (!picture || picture->grid.isEmpty()) return {};
    const ContourSurface& surface = canvas.surface();
    DataTable table(QStringList{surface.xName, surface.yName, surface.valueName});
    const ValueGrid& grid = picture->grid;
    const ContourRange& range = picture->range;
    const auto at = [](double low, double high, Index i, Index count) {
        return low + (high - low) * static_cast<double>(i) / static_cast<double>(count - 1);
    };
    for (Index row = 0; row < grid.height; ++row)
        for (Index column = 0; column < grid.width; ++column)
            table << at(range.xLow, range.xHigh, column, grid.width) << at(range.yLow, range.yHigh, row, grid.height)
                  << finite(grid.at(column, row));
    return table;
}

DataTable stepCurvesTable(const StepCurves& curves) {
    QStringList names{QStringLiteral("step")};
    std::set<int> steps;
    for (const StepCurve& curve : curves.curves()) {
        names << curve.name;
        for (std::size_t i = 0; i < curve.values.size(); ++i) steps.insert(static_cast<int>(i) * curve.stride);
    }
    DataTable table(names);
    for (const int step : steps) {
        table << step;
        for (const StepCurve& curve : curves.curves()) {
            const bool kept = step % curve.stride == 0 && step <= curve.last() && !curve.values.empty();
            kept ? table << finite(curve.values[static_cast<std::size_t>(step / curve.stride)]) : table << std::nullopt;
        }
    }
    return table;
}

}  // namespace glassbox
