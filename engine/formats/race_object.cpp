#include "engine/formats/race_object.h"

#include "engine/experiment/kinds.h"
#include "engine/experiment/names.h"
#include "engine/formats/formula_surface.h"
#include "engine/formats/json_options.h"
#include "engine/formats/race_json.h"
#include "engine/nn/error.h"
#include "engine/nn/schedule.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

constexpr std::size_t longestName = 100;

template <typename Infos>
std::vector<std::string> kindsOf(const Infos& infos) {
    std::vector<std::string> kinds;
    for (const auto& info : infos) kinds.push_back(info.kind);
    return kinds;
}

/// {"kind": ..., option: value, ...} of a kind that `find` knows.
template <typename Find>
Spec readKind(const Json& value, const std::string& path, const char* example, const Find& find,
              const std::vector<std::string>& kinds) {
    requireObject(value, path, example);
    const auto kind = value.find("kind");
    if (kind == value.end())
        throw Error(path + ".kind: the key is missing; expected an object such as " + example + ".");
    Spec spec{requireText(*kind, path + ".kind", "a text")};
    const KindInfo* info = find(spec.kind);
    if (!info) throw Error(path + ".kind: there is no " + inQuotes(spec.kind) + suggestion(spec.kind, kinds));
    for (const auto& [key, option] : value.items())
        if (key != "kind") readOption(spec.options, *info, key, option, path, {"kind"});
    requireOptions(*info, spec.options, path);
    return spec;
}

Spec readSurface(const Json& value, const std::string& path) {
    return readKind(value, path, R"({"kind": "bowl", "condition": 10})", findTestSurface, kindsOf(testSurfaceInfos()));
}
Spec readOptimizer(const Json& value, const std::string& path) {
    return readKind(value, path, R"({"kind": "sgd", "learning_rate": 0.1})", findRacerKind, kindsOf(racerKinds()));
}
Spec readSchedule(const Json& value, const std::string& path) {
    return readKind(value, path, R"({"kind": "constant"})", findSchedule, kindsOf(scheduleInfos()));
}

std::string readFormula(const Json& value, const std::string& path) {
    const std::string& text = requireText(value, path, "a text such as \"x^2 + 10*y^2\"");
    try {
        if (!text.empty()) makeFormulaSurface(QString::fromStdString(text));
    } catch (const FormulaError& error) {
        throw Error(path + ": " + error.what());
    }
    return text;
}

double readBetween(const Json& value, const std::string& path, double lowest, double highest, const char* what) {
    const double number = requireNumber(value, path);
    if (!(number >= lowest && number <= highest)) expected(path, what, value);
    return number;
}

Eigen::Vector2d readStart(const Json& value, const std::string& path) {
    if (!value.is_array() || value.size() != 2) expected(path, "two numbers such as [-4, 2]", value);
    const auto coordinate = [&](std::size_t i) {
        return readBetween(value[i], path + "[" + std::to_string(i) + "]", -farthestRaceStart, farthestRaceStart,
                           "a number from -1000000 to 1000000");
    };
    return {coordinate(0), coordinate(1)};
}

Index readSteps(const Json& value, const std::string& path) {
    const bool whole = value.is_number_unsigned() && value.get<std::uint64_t>() >= 1 &&
                       value.get<std::uint64_t>() <= static_cast<std::uint64_t>(mostRaceSteps);
    if (!whole) expected(path, "a whole number from 1 to " + std::to_string(mostRaceSteps), value);
    return value.get<Index>();
}

std::uint64_t readSeed(const Json& value, const std::string& path) {
    if (!value.is_number_unsigned()) expected(path, "a whole number from 0 to 18446744073709551615", value);
    return value.get<std::uint64_t>();
}

std::string readColor(const Json& value, const std::string& path) {
    const std::string& text = requireText(value, path, "a colour such as \"#3355dd\"");
    const auto isDigit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (text.size() != 7 || text[0] != '#' || !std::all_of(text.begin() + 1, text.end(), isDigit))
        expected(path, "a colour such as \"#3355dd\"", value);
    return text;
}

RacerSpec readRacer(const Json& value, const std::string& path) {
    requireObject(value, path, R"({"name": "SGD", "optimizer": {"kind": "sgd"}})");
    RacerSpec racer;
    for (const auto& [key, item] : value.items()) {
        const std::string place = path + "." + key;
        if (key == "name") {
            racer.name = requireText(item, place, "a text");
            if (racer.name.size() > longestName)
                throw Error(place + ": the name is too long; at most " + std::to_string(longestName) +
                            " characters are kept.");
        } else if (key == "optimizer") {
            racer.optimizer = readOptimizer(item, place);
        } else if (key == "schedule") {
            racer.schedule = readSchedule(item, place);
        } else if (key == "gradient_noise") {
            racer.gradientNoise =
                readBetween(item, place, 0, 1e6, "a standard deviation, which is a number from 0 to 1000000");
        } else if (key == "color") {
            racer.color = readColor(item, place);
        } else {
            throw Error(path + "." + keyInPath(key) + ": unknown key" +
                        suggestion(key, {"name", "optimizer", "schedule", "gradient_noise", "color"}));
        }
    }
    if (!value.contains("optimizer")) throw Error(path + ".optimizer: the key is missing; add it.");
    return racer;
}

std::vector<RacerSpec> readRacers(const Json& value, const std::string& path) {
    if (!value.is_array())
        expected(path, R"(a list of racers such as [{"name": "SGD", "optimizer": {"kind": "sgd"}}])", value);
    if (value.size() > mostRacers)
        throw Error(path + ": there are " + std::to_string(value.size()) + " racers; at most " +
                    std::to_string(mostRacers) + " can race.");
    std::vector<RacerSpec> racers;
    for (const Json& item : value) racers.push_back(readRacer(item, path + "[" + std::to_string(racers.size()) + "]"));
    return racers;
}

Json specToObject(const KindInfo* info, const Spec& spec, const std::string& path) {
    Json object = {{"kind", spec.kind}};
    addOptions(object, info, spec.options, path);
    return object;
}

Json racerToObject(const RacerSpec& racer, const std::string& path) {
    const RacerSpec usual;
    Json object = {
        {"name", racer.name},
        {"optimizer", specToObject(findRacerKind(racer.optimizer.kind), racer.optimizer, path + ".optimizer")}};
    if (racer.schedule != usual.schedule)
        object["schedule"] = specToObject(findSchedule(racer.schedule.kind), racer.schedule, path + ".schedule");
    if (racer.gradientNoise != usual.gradientNoise)
        object["gradient_noise"] = requireFinite(racer.gradientNoise, path + ".gradient_noise");
    if (!racer.color.empty()) object["color"] = racer.color;
    return object;
}

}  // namespace

void requireFormat(const Json& root, const char* format, const char* what) {
    const std::string usual = std::string("{\"format\": \"") + format + "\", \"version\": 1, ...}";
    requireObject(root, "the whole file", usual.c_str());
    const auto kind = root.find("format");
    if (kind == root.end() || *kind != format)
        throw Error(std::string("format: this is not ") + what + "; " + what + " has \"format\": \"" + format + "\".");
    const auto version = root.find("version");
    if (version == root.end()) throw Error("version: the key is missing; add \"version\": 1.");
    if (version->is_number_unsigned() && version->get<std::uint64_t>() > 1)
        throw Error("version: version " + version->dump() + " was made by a newer Glassbox; this one reads version 1.");
    if (!version->is_number_unsigned() || version->get<std::uint64_t>() != 1) expected("version", "1", *version);
}

Json raceToObject(const RaceSpec& race) {
    Json object = Json::object();
    object["surface"] = specToObject(findTestSurface(race.surface.kind), race.surface, "surface");
    if (!race.formula.empty()) object["formula"] = race.formula;
    object["start"] = {requireFinite(race.start.x(), "start[0]"), requireFinite(race.start.y(), "start[1]")};
    object["steps"] = race.steps;
    object["seed"] = race.seed;
    Json& racers = object["racers"] = Json::array();
    for (const RacerSpec& racer : race.racers)
        racers.push_back(racerToObject(racer, "racers[" + std::to_string(racers.size()) + "]"));
    return object;
}

RaceSpec raceFromObject(const Json& object, const std::string& path, bool isDocument) {
    RaceSpec race;
    for (const auto& [key, value] : object.items()) {
        const std::string place = path + key;
        if (isDocument && (key == "format" || key == "version")) continue;
        if (key == "surface")
            race.surface = readSurface(value, place);
        else if (key == "formula")
            race.formula = readFormula(value, place);
        else if (key == "start")
            race.start = readStart(value, place);
        else if (key == "steps")
            race.steps = readSteps(value, place);
        else if (key == "seed")
            race.seed = readSeed(value, place);
        else if (key == "racers")
            race.racers = readRacers(value, place);
        else
            throw Error(path + keyInPath(key) + ": unknown key" +
                        suggestion(key, {"surface", "formula", "start", "steps", "seed", "racers"}));
    }
    if (!object.contains("surface") && race.formula.empty())
        throw Error(path + "surface: the key is missing; add it or a formula.");
    return race;
}

}  // namespace glassbox
