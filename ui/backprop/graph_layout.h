#pragma once

#include "ui/backprop/graph_nodes.h"

#include <QPainterPath>
#include <QRectF>

namespace glassbox {

/// Sizes of what is drawn, in pixels.
struct GraphLayoutRequest {
    std::vector<QSizeF> nodes;   ///< as ComputationGraph::nodes
    std::vector<QSizeF> labels;  ///< as ComputationGraph::edges; empty ones take no room
    double noteHeight = 18;      ///< of the gradient's line at a node
    double noteWidth = 110;
    QSizeF least;  ///< the picture fills this at least and stands in its middle
};

struct GraphLayout {
    QSizeF size;
    std::vector<QRectF> nodes;
    std::vector<QRectF> notes;  ///< for the gradient: under a node of the row, over what stands above
    std::vector<QPainterPath> edges;
    std::vector<QRectF> labels;

    const QRectF& node(Index i) const { return nodes[static_cast<std::size_t>(i)]; }
    const QRectF& note(Index i) const { return notes[static_cast<std::size_t>(i)]; }
};

/// From left to right by depth; what is given stands above its reader; edges that skip a node run below the row.
GraphLayout layoutGraph(const ComputationGraph& graph, const GraphLayoutRequest& request);

}  // namespace glassbox
