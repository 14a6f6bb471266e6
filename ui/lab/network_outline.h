#pragma once

#include "engine/data/dataset.h"
#include "engine/experiment/experiment.h"
#include "engine/runtime/snapshot.h"
#include "ui/models/freezing.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace glassbox {

/// One column of the network's picture in words: the input or a layer.
struct OutlineColumn {
    QString title;       ///< "Dense 8"
    QString subtitle;    ///< "tanh"
    QStringList labels;  ///< of single units; only the input has them
    std::string kind;
    std::string activation;
    Index units = 0;
    bool frozen = false;
    FrozenParts frozenParts;
    bool live = false;  ///< pictures and weights of the snapshot belong to this column
};

/// What there is to draw. Column 0 is the input, column i + 1 is layer i.
struct NetworkOutline {
    std::vector<OutlineColumn> columns;

    Index layerCount() const { return static_cast<Index>(columns.size()) - 1; }
    const OutlineColumn& layer(Index i) const { return columns[static_cast<std::size_t>(i + 1)]; }
    bool isEmpty() const { return columns.empty(); }
};

/// True if the summary is of this experiment's network: same layers with the same numbers of units.
bool isOutlineOf(const NetworkSummary& summary, const Experiment& experiment);

/// Normally the network as the snapshot has it, so that structure and numbers always belong together. If the session
/// could not go over to the experiment (`refused`), or while there is no snapshot yet, the experiment's own layers;
/// those at the front that are the same still show the snapshot's numbers. Empty as long as the inputs are unknown.
NetworkOutline makeOutline(const Snapshot* snapshot, const Experiment& experiment, const Dataset* data, bool refused);

}  // namespace glassbox
