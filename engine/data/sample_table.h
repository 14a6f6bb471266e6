#pragma once

#include "engine/data/table.h"

namespace glassbox {

/// Where a sample is used.
enum class SamplePart : unsigned char { Training, Validation, LeftOut };

/// All samples of a dataset with their columns, to be looked at: a row for each sample, in the order of the file or of
/// generation.
struct SampleTable {
    std::vector<Column> columns;       ///< in classification the target is a column of categories
    Index target = -1;                 ///< its column
    std::vector<bool> seen;            ///< by column: the network sees (a part of) it
    std::vector<SamplePart> parts;     ///< by row
    std::vector<Index> samples;        ///< by row: its column in the part; -1 if left out
    std::vector<Index> sourceRows;     ///< by row: row of the table or number of the point, from 0
    std::vector<Index> labels;         ///< by row: class, -1 if left out; empty for regression
    std::vector<std::string> classes;  ///< names
    Index columnsLeftOut = 0;          ///< columns beyond mostCells are not in `columns`
    bool complete = true;              ///< false: gaps and rows left out are not known, as the table was not kept

    static constexpr Index mostCells = 20'000'000;
    Index rowCount() const { return static_cast<Index>(parts.size()); }
    /// The row of a sample; absent if there is no such sample.
    GLASSBOX_EXPORT std::optional<Index> rowOf(SamplePart part, Index sample) const;
};

/// The data as they are: the columns of the table, or the inputs of the generator, and the target.
GLASSBOX_EXPORT SampleTable samplesAsGiven(const Dataset& data);
/// What the network gets: its features (after formulas and normalisation) and the target. Rows left out are missing.
GLASSBOX_EXPORT SampleTable samplesAsSeen(const Dataset& data);

}  // namespace glassbox
