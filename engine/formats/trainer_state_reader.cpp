#include "engine/experiment/names.h"
#include "engine/formats/flat_array.h"
#include "engine/formats/history_table.h"
#include "engine/formats/json_options.h"
#include "engine/formats/run_state_name.h"
#include "engine/formats/trainer_state_parts.h"
#include "engine/nn/error.h"

#include <algorithm>
#include <cmath>

namespace glassbox {

namespace {

/// One object of the file; every key must be there, and no other.
class Fields {
  public:
    Fields(const Json& object, std::string path) : m_object(object), m_path(std::move(path)) {
        if (!object.is_object()) expected(m_path.empty() ? "the whole file" : m_path, "an object", object);
    }

    const Json& value(const char* key) {
        const auto found = m_object.find(key);
        if (found == m_object.end()) throw Error(place(key) + ": the key is missing");
        ++m_read;
        return *found;
    }
    const Json* optional(const char* key) { return m_object.contains(key) ? &value(key) : nullptr; }
    Index count(const char* key) {
        const Json& json = value(key);
        constexpr std::uint64_t most = std::uint64_t{1} << 53U;
        if (!json.is_number_unsigned() || json.get<std::uint64_t>() > most)
            expected(place(key), "a whole number of at least 0", json);
        return json.get<Index>();
    }
    std::uint64_t bits(const char* key) {
        const Json& json = value(key);
        if (!json.is_number_unsigned()) expected(place(key), "a whole number of at least 0", json);
        return json.get<std::uint64_t>();
    }
    double number(const char* key) { return requireNumber(value(key), place(key)); }
    bool flag(const char* key) {
        const Json& json = value(key);
        if (!json.is_boolean()) expected(place(key), "true or false", json);
        return json.get<bool>();
    }
    std::string text(const char* key) { return requireText(value(key), place(key), "a text"); }
    std::string place(const char* key) const { return m_path.empty() ? key : m_path + "." + key; }
    /// To be called last.
    void end() const {
        if (m_object.size() != m_read)
            throw Error((m_path.empty() ? std::string("it") : m_path) + " has a key that does not belong there");
    }

  private:
    const Json& m_object;
    std::string m_path;
    std::size_t m_read = 0;
};

Random::State randomFrom(const Json& json, const std::string& path) {
    Fields fields(json, path);
    Random::State random;
    const Json& words = fields.value("words");
    const bool fits =
        words.is_array() && words.size() == random.words.size() &&
        std::all_of(words.begin(), words.end(), [](const Json& word) { return word.is_number_unsigned(); });
    if (!fits) expected(fields.place("words"), "four whole numbers", words);
    for (std::size_t i = 0; i < random.words.size(); ++i) random.words[i] = words[i].get<std::uint64_t>();
    random.spare = fields.number("spare");
    random.hasSpare = fields.flag("has_spare");
    fields.end();
    return random;
}

void readRandoms(TrainerState& state, const Json& json) {
    Fields fields(json, "random");
    state.orderRandom = randomFrom(fields.value("order"), "random.order");
    state.dropoutRandom = randomFrom(fields.value("dropout"), "random.dropout");
    fields.end();
}

void readSchedule(ScheduleState& schedule, const Json& json) {
    Fields fields(json, "schedule");
    schedule.factor = fields.number("factor");
    schedule.best = fields.number("best");
    schedule.hasBest = fields.flag("has_best");
    schedule.badEpochs = fields.count("bad_epochs");
    schedule.cooldown = fields.count("cooldown");
    fields.end();
}

void readBest(TrainerState& state, const Json* json) {
    if (!json) return;
    Fields fields(*json, "best");
    TrainerState::Best& best = state.best.emplace();
    best.cost = fields.number("cost");
    best.epoch = fields.count("epoch");
    best.watchedSince = fields.count("watched_since");
    fields.end();
}

void readDivergence(TrainerState& state, const Json* json) {
    if (!json) return;
    Fields fields(*json, "divergence");
    state.divergence = Divergence{fields.count("step"), fields.text("tensor"), fields.text("sentence")};
    fields.end();
}

void readCounters(TrainerState& state, const QByteArray& text) {
    const Json root = parseJson(text);
    Fields fields(root, "");
    const std::optional<RunState> named = runStateNamed(fields.text("state"));
    if (!named) expected("state", "the state of a run", fields.value("state"));
    state.state = *named;
    state.epoch = fields.count("epochs");
    state.steps = fields.count("steps");
    state.position = fields.count("position");
    state.learningRate = fields.number("learning_rate");
    state.seed = fields.bits("seed");
    state.importedStart = fields.flag("imported_start");
    state.changedSinceRow = fields.flag("changed_since_row");
    state.optimizer.step = fields.count("optimizer_steps");
    readRandoms(state, fields.value("random"));
    readSchedule(state.schedule, fields.value("schedule"));
    readBest(state, fields.optional("best"));
    readDivergence(state, fields.optional("divergence"));
    fields.end();
}

}  // namespace

TrainerState trainerStateFromParts(const PartSource& part, const QString& folder) {
    TrainerState state;
    QString name;
    const auto take = [&](const QString& next) {
        name = next;
        return part(next);
    };
    const auto array = [&](const char* next) {
        return take(QStringLiteral("%1/%2.npy").arg(folder, QLatin1String(next)));
    };
    const std::optional<QByteArray> counters = take(folder + QStringLiteral("/state.json"));
    if (!counters) throw Error("its part " + inQuotes(name.toStdString()) + " is missing");
    try {
        readCounters(state, *counters);
    } catch (const Error& error) {
        throw Error(name.toStdString() + ": " + error.what());
    }
    try {
        for (const auto& [key, buffer] : trainerBuffers(state))
            if (const auto bytes = array(key)) *buffer = floatsOf(*bytes);
        if (const auto bytes = array("order")) state.order = indicesOf(*bytes);
        if (const auto bytes = array("history")) state.history = historyFromTable(*bytes);
    } catch (const Error& error) {
        const std::string sentence = error.what();
        throw Error(sentence.starts_with("its ") ? sentence
                                                 : "its part " + inQuotes(name.toStdString()) + " " + sentence);
    }
    return state;
}

}  // namespace glassbox
