#pragma once

#include "engine/explain/race.h"

#include <QByteArray>

#include <string>

namespace glassbox {

/// A race made to show something, with what to see and try. Files: resources/races/NN-name.json with "format":
/// "glassbox-race-preset", "version": 1, "title", "note" and "race", which holds the keys of a race (race_json.h).
struct RacePreset {
    std::string name;   ///< of its file, without folder and ending: "03-rate-too-large"
    std::string title;  ///< a few words
    std::string note;   ///< one or two sentences: what to see, what to try
    RaceSpec race;
};

/// Throws Error as raceFromJson() does.
RacePreset racePresetFromJson(const std::string& name, const QByteArray& json);

}  // namespace glassbox
