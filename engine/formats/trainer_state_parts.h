#pragma once

#include "engine/experiment/trainer_state.h"
#include "engine/formats/archive.h"

#include <functional>
#include <type_traits>

namespace glassbox {

/// A trained state as the parts of a document: state.json and flat NumPy arrays in `folder` ("training"). Arrays
/// without numbers are left out.
std::vector<ArchivePart> partsOfTrainerState(const TrainerState& state, const QString& folder);

/// Gives a part by its name, or nothing if the document does not have it.
using PartSource = std::function<std::optional<QByteArray>(const QString& name)>;
/// Puts the state together again. Throws Error for a part that is missing or not as it should be. Whether the numbers
/// fit an experiment is for Trainer::restore() to say.
TrainerState trainerStateFromParts(const PartSource& part, const QString& folder);

/// The buffers of a state with their names, in the order of the file. Those of the best weights only if there are any.
template <typename State>
auto trainerBuffers(State& state) {
    using Values = std::conditional_t<std::is_const_v<State>, const Buffer, Buffer>;
    std::vector<std::pair<const char*, Values*>> buffers{{"parameters", &state.parameters},
                                                         {"statistics", &state.statistics},
                                                         {"start_parameters", &state.startParameters},
                                                         {"start_statistics", &state.startStatistics},
                                                         {"epoch_parameters", &state.epochParameters},
                                                         {"optimizer_1", &state.optimizer.values[0]},
                                                         {"optimizer_2", &state.optimizer.values[1]}};
    if (state.best) {
        buffers.push_back({"best_parameters", &state.best->parameters});
        buffers.push_back({"best_statistics", &state.best->statistics});
    }
    return buffers;
}

}  // namespace glassbox
