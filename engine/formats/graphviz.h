#pragma once

#include "engine/formats/model.h"

#include <QByteArray>

namespace glassbox {

/// The network as a drawing for Graphviz (dot). Where every layer has at most 12 units, units and weights are drawn:
/// solid for positive ones and dashed for negative ones, wider for larger; else a box for each layer.
QByteArray graphvizDrawing(const Model& model);

}  // namespace glassbox
