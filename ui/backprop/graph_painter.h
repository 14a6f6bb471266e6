#pragma once

#include "ui/backprop/graph_scene.h"

class QPainter;

namespace glassbox {

/// Paints the computation graph; `lit` and `focus` are nodes, -1: none.
void paintGraph(QPainter& painter, const GraphScene& scene, const Theme& theme, FormulaStore& formulas, Index lit,
                Index focus);

}  // namespace glassbox
