#include "engine/formats/formula_surface.h"
#include "engine/formats/race_json.h"
#include "engine/formats/race_preset.h"
#include "engine/nn/error.h"
#include "engine/nn/random.h"
#include "engine/nn/schedule.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>

using namespace glassbox;

namespace {

const QByteArray head = R"({"format": "glassbox-race", "version": 1)";

QByteArray withKey(const QByteArray& key, const QByteArray& value) {
    return head + R"(, "surface": {"kind": "bowl"}, ")" + key + "\": " + value + "}";
}
QByteArray withRacer(const QByteArray& racer) {
    return withKey("racers", R"([{"optimizer": {"kind": "sgd"}}, )" + racer + "]");
}

QString refusal(const QByteArray& json) {
    try {
        raceFromJson(json);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("(read without complaint)");
}

/// Some settings within their range, of every type.
Options someOptions(const KindInfo& info, Random& random) {
    Options options;
    for (const OptionInfo& option : info.options) {
        if (random.below(3) == 0) continue;
        switch (option.type) {
            case OptionType::Flag:
                options.set(option.name, random.below(2) == 0);
                break;
            case OptionType::Integer:
                options.set(option.name,
                            static_cast<std::int64_t>(option.minimum) +
                                random.below(static_cast<Index>(std::min(option.maximum - option.minimum, 1e6)) + 1));
                break;
            case OptionType::Real:
                options.set(option.name, random.uniform(option.minimum, option.maximum));
                break;
            default:
                break;
        }
    }
    return options;
}

template <typename Infos>
Spec someSpec(const Infos& infos, Random& random) {
    const auto& info = infos[static_cast<std::size_t>(random.below(static_cast<Index>(infos.size())))];
    return {info.kind, someOptions(info, random)};
}

RaceSpec someRace(Random& random) {
    RaceSpec race;
    race.surface = someSpec(testSurfaceInfos(), random);
    race.formula = random.below(2) == 0 ? "" : "x² + 10·y^2 − π*exp(-x)";
    race.start = {random.uniform(-9, 9), random.uniform(-9, 9)};
    race.steps = 1 + random.below(mostRaceSteps);
    race.seed = std::numeric_limits<std::uint64_t>::max() - static_cast<std::uint64_t>(random.below(1000));
    for (Index i = random.below(12); i > 0; --i) {
        RacerSpec racer{"Größe \"" + std::to_string(i) + "\" \\ 😀\n", someSpec(racerKinds(), random)};
        if (random.below(2) == 0) racer.schedule = someSpec(scheduleInfos(), random);
        if (random.below(2) == 0) racer.gradientNoise = random.uniform(0, 5);
        race.racers.push_back(racer);
    }
    return race;
}

/// As it is meant to be read, on one line.
const QByteArray document =
    R"_({ "format": "glassbox-race", "version": 1, "surface": { "kind": "bowl", "condition": 10.0 }, )_"
    R"_("formula": "x^2", )_"
    R"_("start": [ -4.0, 2.0 ], "steps": 400, "seed": 1, )_"
    R"_("racers": [ { "name": "SGD", "optimizer": { "kind": "sgd", "learning_rate": 0.2 } }, )_"
    R"_({ "name": "Slow", "optimizer": { "kind": "adam" }, "schedule": { "kind": "exponential", "gamma": 0.5 }, "gradient_noise": 0.25 } ] })_";

}  // namespace

/// A race survives its document, and what is no race is refused with one sentence that names the place.
class TestRaceJson : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void whatIsWrittenIsRead() {
        Random random(31);
        for (int i = 0; i < 300; ++i) {
            const RaceSpec race = someRace(random);
            const QByteArray json = raceToJson(race);
            const RaceSpec read = raceFromJson(json);
            QVERIFY2(read == race, json.constData());
            QCOMPARE(raceToJson(read), json);
        }
    }

    void theDocumentReadsAsItIsMeant() {
        RaceSpec race;
        race.surface = {"bowl", {{"condition", 10.0}}};
        race.formula = "x^2";
        race.racers = {{"SGD", {"sgd", {{"learning_rate", 0.2}}}},
                       {"Slow", {"adam"}, {"exponential", {{"gamma", 0.5}}}, 0.25}};
        QCOMPARE(raceToJson(race).simplified(), document);
    }

    void littleIsEnough() {
        QVERIFY(raceFromJson(head + R"(, "surface": {"kind": "bowl"}})") == RaceSpec{});
        const RaceSpec race = raceFromJson(head + R"(, "formula": "x*y", "racers": [{"optimizer": {"kind": "sgd"}}]})");
        QCOMPARE(race.formula, std::string("x*y"));
        QCOMPARE(race.racers.size(), std::size_t{1});
        QCOMPARE(race.racers[0], (RacerSpec{"", {"sgd"}}));
        // Numbers are numbers, however they are written.
        QCOMPARE(raceFromJson(withKey("start", "[1, 2e0]")).start, Eigen::Vector2d(1, 2));
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QByteArray& json, const char* says) {
            QTest::newRow(name) << json << QString::fromUtf8(says);
        };
        row("empty", "", "line 1, column 1: this is no JSON: the file is empty");
        row("cut off", head, "this is no JSON");
        row("list", "[]", "the whole file: expected an object such as {\"format\": \"glassbox-race\"");
        row("experiment", R"({"glassbox": 1})",
            "format: this is not a race; a race has \"format\": \"glassbox-race\".");
        row("other format", R"({"format": 3, "version": 1})", "format: this is not a race");
        row("no version", R"({"format": "glassbox-race"})", "version: the key is missing");
        row("newer", R"({"format": "glassbox-race", "version": 2})",
            "made by a newer Glassbox; this one reads version 1");
        row("odd version", R"({"format": "glassbox-race", "version": "1"})", "version: expected 1, got \"1\".");
        row("nothing", head + "}", "surface: the key is missing; add it or a formula.");
        row("empty formula", head + R"(, "formula": ""})", "surface: the key is missing");
        row("twice", withKey("surface", "{}"), "surface: the key appears twice");
        row("unknown", withKey("racer", "[]"), "racer: unknown key; did you mean \"racers\"?");
        row("surface", head + R"(, "surface": {"kind": "bowel"}})",
            "surface.kind: there is no \"bowel\"; did you mean \"bowl\"?");
        row("surface text", head + R"(, "surface": "bowl"})",
            "surface: expected an object such as {\"kind\": \"bowl\"");
        row("surface option", head + R"(, "surface": {"kind": "bowl", "conditon": 3}})",
            "surface.conditon: unknown key; did you mean \"condition\"?");
        row("surface range", head + R"(, "surface": {"kind": "bowl", "condition": 0.5}})",
            "surface.condition: expected");
        row("formula", withKey("formula", R"x("x + sinn(y)")x"),
            "formula: At 5: there is no function called sinn; did you mean sin?");
        row("formula number", withKey("formula", "7"), "formula: expected a text");
        row("start", withKey("start", "[1, 2, 3]"), "start: expected two numbers such as [-4, 2], got a list.");
        row("start text", withKey("start", R"([1, "2"])"), "start[1]: expected a number, got \"2\".");
        row("start far", withKey("start", "[1, 2e6]"), "start[1]: expected a number from -1000000 to 1000000");
        row("start null", withKey("start", "[null, 0]"), "start[0]: expected a number, got null.");
        row("steps", withKey("steps", "0"), "steps: expected a whole number from 1 to 5000, got 0.");
        row("half steps", withKey("steps", "1.5"), "steps: expected a whole number");
        row("many steps", withKey("steps", "5001"), "steps: expected a whole number from 1 to 5000, got 5001.");
        row("huge steps", withKey("steps", "18446744073709551615"), "steps: expected");
        row("seed", withKey("seed", "-1"), "seed: expected a whole number from 0 to 18446744073709551615, got -1.");
        row("racers", withKey("racers", "{}"), "racers: expected a list of racers");
        QByteArray crowd = "[";
        for (int i = 0; i < 31; ++i) crowd += R"({"optimizer": {"kind": "sgd"}},)";
        row("crowd", withKey("racers", crowd.chopped(1) + "]"), "racers: there are 31 racers; at most 30 can race.");
        row("racer", withRacer("7"), "racers[1]: expected an object such as {\"name\"");
        row("no optimizer", withRacer(R"({"name": "A"})"), "racers[1].optimizer: the key is missing");
        row("racer key", withRacer(R"({"optimizer": {"kind": "sgd"}, "noise": 1})"), "racers[1].noise: unknown key");
        row("name", withRacer(R"({"optimizer": {"kind": "sgd"}, "name": 3})"),
            "racers[1].name: expected a text, got 3.");
        row("long name",
            withRacer(R"({"optimizer": {"kind": "sgd"}, "name": "LONG"})").replace("LONG", QByteArray(101, 'a')),
            "racers[1].name: the name is too long");
        row("kind", withRacer(R"({"optimizer": {"kind": "adma"}})"),
            "racers[1].optimizer.kind: there is no \"adma\"; did you mean \"adam\"?");
        row("no kind", withRacer(R"({"optimizer": {}})"), "racers[1].optimizer.kind: the key is missing");
        row("rate", withRacer(R"({"optimizer": {"kind": "sgd", "learning_rate": -1}})"),
            "racers[1].optimizer.learning_rate: expected a number above 0");
        row("rate text", withRacer(R"({"optimizer": {"kind": "sgd", "learning_rate": "fast"}})"),
            "racers[1].optimizer.learning_rate: expected");
        row("option of another", withRacer(R"({"optimizer": {"kind": "newton", "learning_rate": 1}})"),
            "racers[1].optimizer.learning_rate: unknown key");
        row("population", withRacer(R"({"optimizer": {"kind": "genetic", "population": 4000000}})"),
            "racers[1].optimizer.population: expected");
        row("schedule", withRacer(R"({"optimizer": {"kind": "sgd"}, "schedule": {"kind": "steps"}})"),
            "racers[1].schedule.kind: there is no \"steps\"; did you mean \"step\"?");
        row("schedule range",
            withRacer(R"({"optimizer": {"kind": "sgd"}, "schedule": {"kind": "step", "step_size": 0}})"),
            "racers[1].schedule.step_size: expected");
        row("noise", withRacer(R"({"optimizer": {"kind": "sgd"}, "gradient_noise": -1})"),
            "racers[1].gradient_noise: expected a standard deviation");
    }

    void refusals() {
        QFETCH(QByteArray, json);
        QFETCH(QString, says);
        const QString told = refusal(json);
        QVERIFY2(told.contains(says), qPrintable(told));
        QVERIFY2(told.endsWith(u'.') || told.endsWith(u'?'), qPrintable(told));
    }

    void whatCannotBeWrittenIsSaid() {
        RaceSpec race;
        race.start.x() = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_EXCEPTION_THROWN(raceToJson(race), Error);
        race = {};
        race.racers = {{"A", {"sgd", {{"learning_rate", std::numeric_limits<double>::infinity()}}}}};
        QVERIFY_EXCEPTION_THROWN(raceToJson(race), Error);
    }

    void presets() {
        const QByteArray race = R"({"surface": {"kind": "bowl"}, "racers": []})";
        const auto preset = [](const QByteArray& keys) {
            return R"({"format": "glassbox-race-preset", "version": 1)" + keys + "}";
        };
        const RacePreset read = racePresetFromJson("03-x", preset(R"(, "title": "T", "note": "N.", "race": )" + race));
        QCOMPARE(read.name, std::string("03-x"));
        QCOMPARE(read.title, std::string("T"));
        QCOMPARE(read.note, std::string("N."));
        QVERIFY(read.race == RaceSpec{});
        const auto says = [&](const QByteArray& keys, const char* part) {
            try {
                racePresetFromJson("x", preset(keys));
            } catch (const Error& error) {
                return std::string(error.what()).find(part) != std::string::npos;
            }
            return false;
        };
        QVERIFY(says(R"(, "title": "T", "note": "N.")", "race: the key is missing"));
        QVERIFY(says(R"(, "title": "T", "notes": "N.")", "notes: unknown key; did you mean \"note\"?"));
        QVERIFY(says(R"(, "race": {"surface": {"kind": "bowl"}, "steps": 0})", "race.steps: expected"));
        QVERIFY(says(R"(, "race": {"format": "glassbox-race"})", "race.format: unknown key"));
        QVERIFY_EXCEPTION_THROWN(racePresetFromJson("x", raceToJson({})), Error);
    }

    /// Whatever happens to a file: it is a race that runs, or there is one sentence.
    void damagedDocumentsAreSurvived() {
        Random random(5);
        const char* pieces[] = {"{",       "}",     "[",    "]",       ",",      ":",
                                "\"",      "1e999", "-1",   "null",    "true",   "0.5",
                                "\\u0000", "\xff",  "kind", "\"sgd\"", "1e-320", "99999999999999999999"};
        int read = 0, refused = 0;
        for (int i = 0; i < 4000; ++i) {
            RaceSpec race = someRace(random);
            if (race.racers.size() > 3) race.racers.resize(3);
            QByteArray json = raceToJson(race);
            for (Index change = random.below(3); change >= 0; --change) {
                const auto at = static_cast<qsizetype>(random.below(json.size()));
                if (random.below(2) == 0)
                    json.remove(at, 1 + random.below(6));
                else
                    json.insert(at, pieces[random.below(static_cast<Index>(std::size(pieces)))]);
            }
            try {
                RaceSpec damaged = raceFromJson(json);
                damaged.steps = std::min<Index>(damaged.steps, 5);
                const auto surface = damaged.formula.empty()
                                         ? makeTestSurface(damaged.surface)
                                         : makeFormulaSurface(QString::fromStdString(damaged.formula));
                for (const RacerSpec& racer : damaged.racers)
                    runRacer(*surface, racer, damaged.start, damaged.steps, damaged.seed);
                ++read;
            } catch (const Error& error) {
                const std::string sentence = error.what();
                QVERIFY2(sentence.size() > 10 && sentence.size() < 800 && sentence.find('\n') == std::string::npos,
                         sentence.c_str());
                ++refused;
            }
        }
        QVERIFY2(read > 100 && refused > 1000, (std::to_string(read) + " " + std::to_string(refused)).c_str());
    }
};

QTEST_GUILESS_MAIN(TestRaceJson)
#include "test_race_json.moc"
