#include "engine/formats/race_json.h"

#include "engine/formats/json_options.h"
#include "engine/formats/race_object.h"

namespace glassbox {

namespace {

constexpr const char* format = "glassbox-race";

}  // namespace

QByteArray raceToJson(const RaceSpec& race) {
    Json root = {{"format", format}, {"version", 1}};
    root.update(raceToObject(race));
    return QByteArray::fromStdString(root.dump(2)) + '\n';
}

RaceSpec raceFromJson(const QByteArray& json) {
    const Json root = parseJson(json);
    requireFormat(root, format, "a race");
    return raceFromObject(root, {}, true);
}

}  // namespace glassbox
