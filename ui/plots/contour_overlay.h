#pragma once

#include <QColor>
#include <QPointF>
#include <QPolygonF>
#include <QString>

#include <optional>
#include <vector>

namespace glassbox {

/// Everything here is in coordinates of the plane.

/// The way an optimizer went, with a dot at its head. Points that are not finite break it.
struct ContourPath {
    QPolygonF points;
    QColor color;
    QString name;
    double width = 2.4;
    /// Where it is now; its last point if not given. Outside of the view an arrow at the edge shows the direction.
    std::optional<QPointF> head{};
    bool selected = false;  ///< drawn stronger and on top
    QString note{};         ///< said with the name: "step 400, f = 0.0012"
    friend bool operator==(const ContourPath&, const ContourPath&) = default;
};

/// A minimum or another place worth a star.
struct ContourStar {
    QPointF at;
    QString name;
    friend bool operator==(const ContourStar&, const ContourStar&) = default;
};

/// A plain dot.
struct ContourMark {
    QPointF at;
    QColor color;
    QString name;
    friend bool operator==(const ContourMark&, const ContourMark&) = default;
};

/// A vector at a place: gradient, velocity, step.
struct ContourArrow {
    QPointF from;
    QPointF vector;
    QColor color;
    QString name;  ///< written at its tip
    /// Length on screen; 0: as long as the vector is. Longer than a third of the plot is cut, and shown to be.
    double pixels = 0;
    bool dashed = false;
    friend bool operator==(const ContourArrow&, const ContourArrow&) = default;
};

/// A line without a head, below all paths: a border, an axis.
struct ContourCurve {
    QPolygonF points;  ///< points that are not finite break it
    QColor color;
    double width = 1.6;
    bool dashed = false;
    friend bool operator==(const ContourCurve&, const ContourCurve&) = default;
};

/// Words about a part of the plane; not drawn where they do not fit into the plot.
struct ContourNote {
    QPointF at;  ///< of their middle
    QString text;
    friend bool operator==(const ContourNote&, const ContourNote&) = default;
};

/// What is drawn over the surface.
struct ContourOverlay {
    std::vector<ContourPath> paths;
    std::vector<ContourStar> stars;  ///< beside the surface's own minima
    std::vector<ContourMark> marks;
    std::vector<ContourArrow> arrows;
    std::vector<ContourCurve> curves;
    std::vector<ContourNote> notes;
    std::optional<QPointF> start;  ///< where all paths begin; can be dragged
    QString startName;             ///< "start" if empty
    bool startMovable = true;
    friend bool operator==(const ContourOverlay&, const ContourOverlay&) = default;
};

}  // namespace glassbox
