#include "engine/formats/race_preset.h"

#include "engine/experiment/kinds.h"
#include "engine/experiment/names.h"
#include "engine/formats/json_options.h"
#include "engine/formats/race_object.h"
#include "engine/nn/error.h"

namespace glassbox {

RacePreset racePresetFromJson(const std::string& name, const QByteArray& json) {
    const Json root = parseJson(json);
    requireFormat(root, "glassbox-race-preset", "a preset of a race");
    RacePreset preset;
    preset.name = name;
    for (const auto& [key, value] : root.items()) {
        if (key == "format" || key == "version") continue;
        if (key == "title")
            preset.title = requireText(value, key, "a text");
        else if (key == "note")
            preset.note = requireText(value, key, "a text");
        else if (key == "race")
            preset.race =
                raceFromObject(requireObject(value, key, R"({"surface": {"kind": "bowl"}, ...})"), "race.", false);
        else
            throw Error(keyInPath(key) + ": unknown key" + suggestion(key, {"title", "note", "race"}));
    }
    for (const char* key : {"title", "note", "race"})
        if (!root.contains(key)) throw Error(std::string(key) + ": the key is missing; add it.");
    return preset;
}

}  // namespace glassbox
