#pragma once

#include "engine/data/dataset.h"
#include "engine/explain/activation_shape.h"
#include "engine/explain/distribution.h"
#include "engine/runtime/snapshot.h"
#include "ui/models/lab_selection.h"
#include "ui/plots/scale.h"

#include <QFont>
#include <QPolygonF>
#include <QRectF>

#include <optional>

namespace glassbox {

/// One unit's place on its curve, or that of several units close together.
struct CurveMark {
    std::vector<Index> units;  ///< ascending by z
    std::vector<double> zs;    ///< of each of them
    QPointF centre;
    QRectF rect;          ///< where it can be hit
    bool beyond = false;  ///< z lies outside of the drawn range: the mark stands at its end
    bool isGroup() const { return units.size() > 1; }
};

/// One unit of a softmax: its z and the probability that comes of it.
struct SoftmaxBar {
    Index unit = 0;
    QString name;
    double z = 0, out = 0;
    QRectF row, zBar, outBar;
};

/// The activation function of a layer with its units on it.
struct CurvePanel {
    Index layer = 0;
    QString title;     ///< "Layer 1 · tanh"
    QString sentence;  ///< "3 of 8 units are saturated"
    QString shortSentence;
    QRectF titleRect, plot, band, sentenceRect;
    Scale z, a;
    QPolygonF curve, slope;
    std::vector<std::pair<double, double>> flat;  ///< x ranges where it is saturated
    std::vector<CurveMark> marks;                 ///< from left to right
    std::vector<float> bandShares;                ///< share of the batch's z in each bin of the band
    std::vector<SoftmaxBar> bars;                 ///< softmax: instead of all the above
    Index units = 0;
    Index saturated = 0;   ///< on the sample
    Index alwaysFlat = 0;  ///< on every sample of the batch
    bool grouped = false;  ///< marks stand for several units

    double xOf(double value) const { return plot.left() + (value - z.low) / (z.high - z.low) * plot.width(); }
    double yOf(double value) const { return plot.bottom() - (value - a.low) / (a.high - a.low) * plot.height(); }
    double zAt(double x) const { return z.low + (x - plot.left()) / plot.width() * (z.high - z.low); }
};

struct CurvesLayout {
    std::vector<CurvePanel> panels;
    QSizeF size;

    /// The unit under the pointer: of a group the one whose z is nearest.
    std::optional<UnitRef> hit(const QPointF& position) const;
    const CurvePanel* panelOf(Index layer) const;
    /// The mark that this unit belongs to.
    const CurveMark* markOf(const UnitRef& unit) const;
};

/// `shapes` are those of the snapshot's layers, in their order. `alone` is a unit that is never drawn in a group.
CurvesLayout layOutCurves(const Snapshot& snapshot, const std::vector<ActivationShape>& shapes, const Dataset* data,
                          const std::optional<UnitRef>& alone, const QSizeF& strip, const QFont& font);

}  // namespace glassbox
