#pragma once

#include "engine/data/correlation.h"

namespace glassbox {

/// Something about the data that is worth knowing before training.
struct DataNotice {
    enum class Kind { Fine, Missing, Outliers, Imbalance, Constant, Scales, Correlated, Telling, Few, NoValidation };

    Kind kind = Kind::Fine;
    std::string sentence;
    std::vector<Index> columns;  ///< of the table, to be looked at; of a pair both
    std::vector<Index> rows;     ///< to be looked at
};

/// What was computed of a table.
struct DataFacts {
    std::vector<ColumnSummary> summaries;  ///< by column
    Correlations correlations;
    std::vector<ClassCount> balance;  ///< classification
};

/// Throws Cancelled.
GLASSBOX_EXPORT DataFacts factsOf(const SampleTable& table, const Progress& progress = {});

/// In the order of what should be mended first; never empty. `normalised`: the network gets its inputs normalised.
GLASSBOX_EXPORT std::vector<DataNotice> noticesOf(const SampleTable& table, const DataFacts& facts, bool normalised);

}  // namespace glassbox
