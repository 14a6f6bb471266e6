#pragma once

#include "engine/explain/race.h"
#include "engine/formats/json_text.h"

namespace glassbox {

/// Throws Error unless the document's first keys are this "format" and "version": 1. `what` names it: "a race".
void requireFormat(const Json& root, const char* format, const char* what);

/// The keys of a race without those of its document; see race_json.h.
Json raceToObject(const RaceSpec& race);
/// `path` is empty or ends with a point: "race.". Keys of the document itself ("format", "version") are passed over
/// where `isDocument`.
RaceSpec raceFromObject(const Json& object, const std::string& path, bool isDocument);

}  // namespace glassbox
