#pragma once

#include "engine/formats/model.h"
#include "ui/plots/picture_file.h"

namespace glassbox {

/// A network for paper, from left to right: units as circles, weights as links, blue and solid where positive, orange
/// and dashed where negative, the wider the larger within their layer. Of layers with more than 12 units the first and
/// last are drawn and the others counted. On no ground. Needs a QGuiApplication.
Drawing networkDrawing(const Model& model);

/// "Dense, tanh", "Dropout", "Batch norm": layer `index` in words.
QString layerWords(const Network& network, Index index);

}  // namespace glassbox
