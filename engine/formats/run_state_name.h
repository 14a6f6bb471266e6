#pragma once

#include "engine/experiment/run_state.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace glassbox {

inline constexpr std::array<std::pair<RunState, const char*>, 7> runStateNames{
    {{RunState::Ready, "ready"},
     {RunState::Running, "running"},
     {RunState::Paused, "paused"},
     {RunState::Finished, "finished"},
     {RunState::Converged, "converged"},
     {RunState::Diverged, "diverged"},
     {RunState::EarlyStopped, "early_stopping"}}};

/// What a run is doing, as files name it.
inline const char* runStateName(RunState state) {
    for (const auto& [known, name] : runStateNames)
        if (known == state) return name;
    return "ready";
}

inline std::optional<RunState> runStateNamed(std::string_view name) {
    for (const auto& [state, known] : runStateNames)
        if (name == known) return state;
    return {};
}

}  // namespace glassbox
