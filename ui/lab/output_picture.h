#pragma once

#include "ui/lab/output_scene.h"

#include <QPixmap>

namespace glassbox {

/// What a network says, with some of its samples: the output card's picture without axes, for lists. Empty while there
/// is nothing to show. `ratio` is the screen's pixel ratio.
QPixmap outputPicture(const SnapshotPtr& snapshot, const DatasetPtr& data, const QSize& size, double ratio,
                      const Theme& theme);

}  // namespace glassbox
