#pragma once

#include "engine/explain/race.h"

#include <QByteArray>

namespace glassbox {

// A race as a document: "format": "glassbox-race", "version": 1, then
//   "surface": {"kind": "bowl", "condition": 10},   or/and
//   "formula": "x^2 + 10*y^2",                      raced on instead of the surface
//   "start": [-4, 2], "steps": 400, "seed": 1,
//   "racers": [{"name": "SGD", "optimizer": {"kind": "sgd", "learning_rate": 0.2},
//               "schedule": {"kind": "constant"}, "gradient_noise": 0, "color": "#3355dd"}, ...].
// Only a surface or a formula is required; what is left out is as in RaceSpec. The file's name ends with .race.json.

/// What a document may ask for; far more than a picture can show, and what memory holds in any case.
inline constexpr Index mostRaceSteps = 5000;
inline constexpr std::size_t mostRacers = 30;
inline constexpr double farthestRaceStart = 1e6;  ///< size of either coordinate

/// Keys in the order above, two spaces of indent; what is as usual is left out of racers.
QByteArray raceToJson(const RaceSpec& race);

/// Throws Error: for text that is no JSON with line and column, else with the path of the first key that is unknown, of
/// a wrong type or out of range ("racers[1].optimizer.learning_rate: expected ..."). A race that was read can be run.
RaceSpec raceFromJson(const QByteArray& json);

}  // namespace glassbox
