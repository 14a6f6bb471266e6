#pragma once

#include "ui/backprop/step_columns.h"
#include "ui/plots/heat_map.h"

#include <QLineF>
#include <QRectF>

#include <vector>

namespace glassbox {

/// A thing in the picture of a step.
enum class StepItemKind { None, Unit, Link, Bias, Loss };

struct StepItem {
    StepItemKind kind = StepItemKind::None;
    Index column = 0;  ///< that the unit is in, or that the link leads to
    Index unit = 0;
    Index input = 0;  ///< of a link: the unit in the column before

    explicit operator bool() const { return kind != StepItemKind::None; }
    friend auto operator<=>(const StepItem&, const StepItem&) = default;
};

/// A column as far as its geometry goes.
struct StepColumnShape {
    Index units = 1;
    Index across = 0;  ///< see StepColumn
    StepLinks links = StepLinks::None;
    bool isLoss = false;
    bool hasBias = false;
    double footWidth = 0;      ///< of its words in one line
    double footPartWidth = 0;  ///< and in two
};

struct StepLayoutRequest {
    std::vector<StepColumnShape> columns;
    QSizeF size;
    double lineHeight = 15;  ///< of the small text
};

/// Many units drawn as small cells, row by row.
struct UnitBlock {
    QRectF rect;  ///< empty: there is none
    Index units = 0;
    Index across = 1;  ///< cells in a row
    double cellWidth = 0, cellHeight = 0;

    Index rows() const { return (units + across - 1) / across; }
    QRectF cell(Index unit) const;
    std::optional<Index> hit(const QPointF& point) const;
};

struct StepColumnPlace {
    double x = 0;
    QRectF foot;                ///< for the column's words
    std::vector<QRectF> units;  ///< empty if collapsed; the loss is one
    UnitBlock block;            ///< if collapsed
    QRectF matrix;              ///< of the weights that lead here, if they have no links of their own
    HeatMap weights;            ///< units x inputs, in `matrix`
    HeatMap biases;             ///< units x 1, beside `weights` and as high
    bool hasBiasMarks = false;

    bool isCollapsed() const { return units.empty(); }
    /// All that the column's units take.
    QRectF extent() const;
    QRectF unit(Index number) const { return isCollapsed() ? block.cell(number) : units[std::size_t(number)]; }
    Index count() const { return isCollapsed() ? block.units : Index(units.size()); }
};

/// Where everything in the picture of a step is. Plain geometry, tested by itself.
struct StepLayout {
    QSizeF size;
    QRectF lane;    ///< at the top, for what flows over the units
    QRectF body;    ///< for units and links
    QRectF legend;  ///< at the bottom
    double noteHeight = 0;
    std::vector<StepColumnPlace> columns;
    std::vector<StepLinks> links;  ///< into each column

    const StepColumnPlace& column(Index i) const { return columns[std::size_t(i)]; }
    Index count() const { return Index(columns.size()); }
    bool has(const StepItem& item) const;
    /// Links are drawn one by one into this column.
    bool hasLinks(Index column) const;
    QLineF link(Index column, Index unit, Index input) const;
    /// For the number under a unit; empty where the column is collapsed.
    QRectF note(Index column, Index unit) const;
    QRectF bias(Index column, Index unit) const;
    /// What is drawn for an item: the cell of a matrix, the line's extent ...
    QRectF rect(const StepItem& item) const;
    StepItem itemAt(const QPointF& point) const;
};

StepLayout layoutStep(const StepLayoutRequest& request);

}  // namespace glassbox
