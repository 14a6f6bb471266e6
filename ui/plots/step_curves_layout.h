#pragma once

#include "ui/plots/scale.h"

#include <QColor>
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace glassbox {

struct Theme;

/// One value for each step, from step 0 on; values that are not finite leave a gap.
struct StepCurve {
    QString name;
    QColor color;
    std::vector<double> values;
    int stride = 1;         ///< steps from one value to the next
    bool selected = false;  ///< drawn stronger and on top
    bool dashed = false;

    int last() const { return values.empty() ? 0 : static_cast<int>(values.size() - 1) * stride; }
    /// Of this step, or of the last one before it that was kept; none behind the end.
    std::optional<double> at(int step) const;
    friend bool operator==(const StepCurve&, const StepCurve&) = default;
};

/// Where the curves, their axes and their names stand.
struct StepCurvesLayout {
    QRectF plot;
    Scale x, y;                  ///< positions on y are powers of ten if it is logarithmic
    std::vector<QRectF> legend;  ///< an entry for each curve; empty ones found no room
    bool logarithmic = false;

    double xAt(double step) const;
    /// Values beyond the scale go on beyond the plot, at most by its height.
    double yAt(double value) const;
    int stepAt(double x) const;
};

struct StepCurvesWish {
    QSizeF size;
    int last = 0;
    bool logarithmic = false;
};

StepCurvesLayout layoutStepCurves(const std::vector<StepCurve>& curves, const StepCurvesWish& wish, const Theme& theme);

/// The curve on the screen, a few points for each column of pixels, in pieces where values are missing.
std::vector<QPolygonF> curveLines(const StepCurve& curve, const StepCurvesLayout& layout);

}  // namespace glassbox
