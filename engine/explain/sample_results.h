#pragma once

#include "engine/data/dataset.h"
#include "engine/nn/loss.h"
#include "engine/nn/network.h"

namespace glassbox {

/// What a network answers to some samples of one part of the data, and how wrong that is.
struct SampleResults {
    std::vector<Index> samples;  ///< columns of the part, ascending
    std::vector<float> losses;   ///< of each of them
    std::vector<Index> said;     ///< classification: the class that the network says
    std::vector<float> outputs;  ///< regression: the predicted value
    Index total = 0;             ///< samples in the part: more than were looked at where it is large
};

/// `limit` of the numbers 0 .. count - 1, spread evenly; all of them where they are not more.
GLASSBOX_EXPORT std::vector<Index> spreadEvenly(Index count, Index limit);

/// Copies these columns of `from`.
GLASSBOX_EXPORT void gatherColumns(const Matrix& from, const std::vector<Index>& columns, Tensor& to);

/// In evaluation mode, over at most `limit` samples. `trace` is only room to work in.
GLASSBOX_EXPORT SampleResults examineSamples(const Network& network, const Loss& loss, const Dataset& data,
                                             const DataPart& part, Index limit, Trace& trace);

}  // namespace glassbox
