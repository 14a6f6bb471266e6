#pragma once

#include "engine/data/column_summary.h"

namespace glassbox {

/// Pearson's correlation of every pair of columns.
struct Correlations {
    std::vector<Index> columns;  ///< of the table: numbers, and a target of two classes as 0 and 1
    std::vector<float> values;   ///< row by row, -1 to 1; NaN where one of both is constant (nothing varies together)
    Index columnsLeftOut = 0;    ///< columns beyond `most`

    Index count() const { return static_cast<Index>(columns.size()); }
    float at(Index row, Index col) const { return values[static_cast<std::size_t>(row * count() + col)]; }
};

/// A pair takes the rows in which both have a value. At most `most` columns, the target among them. Throws Cancelled.
GLASSBOX_EXPORT Correlations correlate(const SampleTable& table, Index most = 100, const Progress& progress = {});

}  // namespace glassbox
