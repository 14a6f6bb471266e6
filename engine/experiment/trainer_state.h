#pragma once

#include "engine/experiment/run_state.h"
#include "engine/nn/optimizer.h"
#include "engine/nn/random.h"
#include "engine/nn/schedule.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace glassbox {

/// All that training has come to, apart from the experiment and its data: what a Trainer needs to go on as if it had
/// never been stopped, bit for bit on the same build (and with the same number of threads). Buffers lie as
/// Network::parameters() and Network::statistics() do. A value; what it holds is checked when a Trainer takes it.
struct TrainerState {
    /// The best weights so far, while early stopping watches.
    struct Best {
        Buffer parameters, statistics;
        double cost = 0;
        Index epoch = 0;
        Index watchedSince = 0;  ///< epoch from which patience counts
        friend bool operator==(const Best&, const Best&) = default;
    };

    Buffer parameters, statistics;
    Buffer startParameters, startStatistics;  ///< what Rewind goes back to
    Buffer epochParameters;                   ///< as they were when the running epoch began
    OptimizerState optimizer;
    ScheduleState schedule;
    std::optional<Best> best;
    std::vector<Index> order;  ///< of the training samples, as this epoch goes through them
    Index position = 0;        ///< in `order`: the sample that comes next
    Index epoch = 0;           ///< epochs done
    Index steps = 0;           ///< updates done
    double learningRate = 0;   ///< of the next step
    std::uint64_t seed = 0;    ///< of starting weights, order and dropout
    bool importedStart = false;
    Random::State orderRandom, dropoutRandom;
    std::vector<HistoryRow> history;
    bool changedSinceRow = false;
    RunState state = RunState::Ready;
    std::optional<Divergence> divergence;

    friend bool operator==(const TrainerState&, const TrainerState&) = default;
};

}  // namespace glassbox
