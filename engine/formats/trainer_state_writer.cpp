#include "engine/formats/flat_array.h"
#include "engine/formats/history_table.h"
#include "engine/formats/json_text.h"
#include "engine/formats/run_state_name.h"
#include "engine/formats/trainer_state_parts.h"
#include "engine/nn/error.h"

#include <cmath>

namespace glassbox {

namespace {

Json randomToJson(const Random::State& random) {
    return {{"words", random.words}, {"spare", random.spare}, {"has_spare", random.hasSpare}};
}

QByteArray countersToJson(const TrainerState& state) {
    Json root = {{"state", runStateName(state.state)},
                 {"epochs", state.epoch},
                 {"steps", state.steps},
                 {"position", state.position},
                 {"learning_rate", state.learningRate},
                 {"seed", state.seed},
                 {"imported_start", state.importedStart},
                 {"changed_since_row", state.changedSinceRow},
                 {"optimizer_steps", state.optimizer.step}};
    root["random"] = {{"order", randomToJson(state.orderRandom)}, {"dropout", randomToJson(state.dropoutRandom)}};
    const ScheduleState& schedule = state.schedule;
    root["schedule"] = {{"factor", schedule.factor},
                        {"best", schedule.best},
                        {"has_best", schedule.hasBest},
                        {"bad_epochs", schedule.badEpochs},
                        {"cooldown", schedule.cooldown}};
    if (state.best)
        root["best"] = {
            {"cost", state.best->cost}, {"epoch", state.best->epoch}, {"watched_since", state.best->watchedSince}};
    if (state.divergence)
        root["divergence"] = {{"step", state.divergence->step},
                              {"tensor", state.divergence->tensor},
                              {"sentence", state.divergence->sentence}};
    return QByteArray::fromStdString(root.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

}  // namespace

std::vector<ArchivePart> partsOfTrainerState(const TrainerState& state, const QString& folder) {
    std::vector<ArchivePart> parts{{folder + QStringLiteral("/state.json"), countersToJson(state)}};
    const auto add = [&](const char* name, const QByteArray& array, bool empty) {
        if (!empty) parts.push_back({QStringLiteral("%1/%2.npy").arg(folder, QLatin1String(name)), array, false});
    };
    for (const auto& [name, buffer] : trainerBuffers(state)) add(name, floatArray(*buffer), buffer->empty());
    add("order", indexArray(state.order), state.order.empty());
    add("history", historyToTable(state.history), state.history.empty());
    return parts;
}

}  // namespace glassbox
