#pragma once

#include "engine/runtime/training_session.h"
#include "ui/models/lab_selection.h"
#include "ui/plots/color_map.h"
#include "ui/plots/scale.h"

#include <QColor>
#include <QImage>

namespace glassbox {

struct Theme;

/// What the output card shows at one moment, worked out from snapshot, data and selection without any widget.
struct OutputScene {
    enum class Kind {
        Empty,        ///< nothing to show yet
        TwoClasses,   ///< a surface by probability, orange to blue
        ManyClasses,  ///< a surface in the classes' colours
        Values,       ///< a surface of one value: regression, or the output of a unit
        Curves        ///< over a line: the prediction, or the output of a unit
    };
    Kind kind = Kind::Empty;
    SnapshotPtr snapshot;
    DatasetPtr data;
    std::optional<UnitRef> unit;  ///< set if the picture is of this unit
    const Picture* picture = nullptr;
    Index firstPlane = 0;
    Index planeCount = 0;
    ValueRange range;       ///< what the colours stand for; for curves: the range of the value axis
    bool diverging = true;  ///< orange - zero - blue; else the sequential map
    bool margins = false;   ///< outputs are margins around 0 (hinge), not probabilities

    Index classCount() const { return data ? data->classCount() : 0; }
    bool isClassification() const { return data && data->task == Task::Classification; }
    /// Value of one plane at a position of the plane's axes, between its grid points.
    double valueAt(Index plane, double x, double y) const;
    /// Where a sample lies on the value axis of curves.
    double curveHeight(const DataPart& part, Index sample) const;
};

/// `unit` absent: the prediction. A unit without a picture gives the prediction too.
OutputScene makeOutputScene(const SnapshotPtr& snapshot, const DatasetPtr& data, std::optional<UnitRef> unit,
                            bool margins);

/// The picture of a surface (not for curves), y up; scaled up smoothly when painted.
QImage surfaceImage(const OutputScene& scene, const Theme& theme);
/// The map that the picture's colours come from.
ColorMap surfaceMap(const OutputScene& scene, const Theme& theme);
/// Colour of a sample: its class, or its target in the colours of the surface.
QColor sampleColor(const OutputScene& scene, const Theme& theme, const ColorMap& map, Index label, double target);

/// The name of an input or feature as on screen: "x₁" for "x1".
QString screenName(const std::string& name);

}  // namespace glassbox
