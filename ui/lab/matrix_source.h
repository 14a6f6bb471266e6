#pragma once

#include "engine/runtime/snapshot.h"
#include "ui/models/distribution_record.h"
#include "ui/plots/heat_map.h"

#include <QString>

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace glassbox {

struct Dataset;

/// Numbers of one layer that belong together, as a matrix with one row a unit.
struct MatrixBlock {
    Index layer = 0;   ///< -1: the input
    std::string name;  ///< "weight", "bias", "activation"
    Index rows = 0, cols = 0;
    Index offset = 0;  ///< of element (0, 0) in the source's values
    Index rowStride = 1, colStride = 0;
    friend bool operator==(const MatrixBlock&, const MatrixBlock&) = default;
};

/// What a view of matrices shows of a snapshot, and how it speaks of it.
struct MatrixSource {
    QString name;      ///< for the names of widgets: "weights"
    QString title;     ///< for screen readers: "Weights of all layers"
    QString caption;   ///< "rows: units · columns: inputs · apart: bias"
    QString scaleTip;  ///< what the colours stand for
    QString nothing;   ///< said while the snapshot has no such numbers, or the network can't have any
    std::function<std::vector<MatrixBlock>(const Snapshot& snapshot)> blocks;
    std::function<std::span<const float>(const Snapshot& snapshot)> values;
    /// "Layer 2, unit 3 ← unit 5"
    std::function<QString(const MatrixBlock& block, const HeatCell& cell, const Snapshot& snapshot,
                          const Dataset* data)>
        place;
    /// The weight or bias that a cell is, where it can be changed by hand; empty where nothing can.
    std::function<std::optional<ParameterRef>(const MatrixBlock& block, const HeatCell& cell)> parameter;
    /// What is recorded over time: all blocks; each kind of number of its own where there are several.
    std::function<std::vector<RecordPart>(const Snapshot& snapshot)> recorded;
    /// What such numbers are called: "weights", "m of biases".
    std::function<QString(const RecordKey& key)> noun;
};

MatrixSource weightsSource();
MatrixSource gradientsSource();
/// What the optimizer remembers; `state` tells which number it is to be ("m" is 0 and "v" 1 for Adam) and may change.
MatrixSource optimizerSource(std::function<std::size_t()> state);
MatrixSource activationsSource();

/// "Layer 2", "Output", "Input"
QString layerName(Index layer, const NetworkSummary& network);

}  // namespace glassbox
