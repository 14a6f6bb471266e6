#include "engine/experiment/kinds.h"
#include "engine/formats/experiment_json.h"
#include "engine/nn/error.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace glassbox;

namespace {

const QByteArray start = R"({"glassbox": 1, "data": {"kind": "xor"}, "network": [{"layer": "dense", "units": 1}])";

QString refusal(const QByteArray& json) {
    try {
        experimentFromJson(json);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return "(read without complaint)";
}

/// A valid value for an option, drawn at random.
OptionValue randomValue(const OptionInfo& option, Random& random) {
    switch (option.type) {
        case OptionType::Flag:
            return random.below(2) == 1;
        case OptionType::Integer:
            return static_cast<std::int64_t>(random.uniform(option.minimum, option.maximum + 1));
        case OptionType::Real:
            return option.minimum + (option.maximum - option.minimum) * (1 - random.uniform());
        case OptionType::Choice:
            return option.choices[static_cast<std::size_t>(random.below(static_cast<Index>(option.choices.size())))];
        case OptionType::Text:
            return std::string("säulen \"1\"\n\\");
        case OptionType::List: {
            Numbers rows;
            const bool points = option.name.ends_with("points");  // on the plane, of class 0 or 1
            for (Index row = 1 + random.below(5); row > 0; --row)
                for (std::size_t column = 1; column <= option.columns; ++column)
                    rows.push_back(points && column < option.columns ? random.uniform(-6, 6)
                                                                     : static_cast<double>(random.below(2)));
            return rows;
        }
    }
    return false;
}

Spec randomSpec(SpecRole role, Random& random) {
    const std::vector<const KindInfo*> kinds = kindsFor(role);
    const KindInfo& info = *kinds[static_cast<std::size_t>(random.below(static_cast<Index>(kinds.size())))];
    Spec spec{info.kind};
    for (const OptionInfo& option : info.options)
        if (random.below(2) == 1 || option.name == "path" ||
            (option.type == OptionType::List && option.name == "points"))
            spec.options.set(option.name, randomValue(option, random));
    return spec;
}

Experiment randomExperiment(Random& random) {
    Experiment experiment;
    experiment.seed = random.next();
    experiment.data = randomSpec(SpecRole::Data, random);
    if (experiment.data.kind == "csv") experiment.features = {{"größe", "x"}};
    for (Index layers = 1 + random.below(5); layers > 0; --layers)
        experiment.network.push_back(randomSpec(SpecRole::Layer, random));
    TrainingSpec& training = experiment.training;
    training.loss = randomSpec(SpecRole::Loss, random);
    training.optimizer = randomSpec(SpecRole::Optimizer, random);
    training.schedule = randomSpec(SpecRole::Schedule, random);
    training.batch = random.below(1000);
    training.epochs = 1 + random.below(10'000'000);
    training.shuffle = random.below(2) == 1;
    training.weightDecay = random.uniform();
    training.l1 = random.uniform();
    if (random.below(2) == 1) training.clipNorm = random.uniform();
    if (random.below(2) == 1) training.clipValue = random.uniform();
    if (random.below(2) == 1) training.earlyStopping = {random.below(100), random.uniform()};
    return experiment;
}

}  // namespace

class TestExperimentJson : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theStandardExperimentReadsBackEqual() {
        const Experiment experiment = standardExperiment();
        QVERIFY(experimentFromJson(experimentToJson(experiment)) == experiment);
    }

    void anyExperimentReadsBackEqual() {
        Random random(7);
        for (int i = 0; i < 2000; ++i) {
            const Experiment experiment = randomExperiment(random);
            const QByteArray json = experimentToJson(experiment);
            try {
                QVERIFY2(experimentFromJson(json) == experiment, json.constData());
            } catch (const Error& error) {
                QFAIL((QByteArray(error.what()) + "\n" + json).constData());
            }
        }
    }

    void drawnPointsAreWrittenARowALine() {
        Experiment experiment = standardExperiment();
        experiment.data = {"drawn_classes",
                           {{"points", Numbers{1.5, -2, 0, 0.25, 1e-7, 1}}, {"validation_points", Numbers{-6, 6, 1}}}};
        experiment.network[0].kind = "dense";
        const QByteArray json = experimentToJson(experiment);
        QVERIFY2(json.contains("[1.5, -2, 0],\n"), json.constData());
        QVERIFY2(json.contains("[0.25, 1e-07, 1]\n"), json.constData());
        QVERIFY2(json.contains("[-6, 6, 1]\n"), json.constData());
        QVERIFY(experimentFromJson(json) == experiment);
    }

    void textsThatLookLikeRowsStayAsTheyAre() {
        Experiment experiment = standardExperiment();
        experiment.data = {"csv", {{"path", std::string("[1,\n2] \"[3,  4]\\\" [ 5]\\")}}};
        experiment.features.reset();
        QVERIFY(experimentFromJson(experimentToJson(experiment)) == experiment);
    }

    void twentyThousandPointsReadBackEqual() {
        Experiment experiment = standardExperiment();
        Random random(3);
        Numbers rows;
        for (int i = 0; i < 20000; ++i)
            for (const double number : {random.uniform(-6, 6), random.uniform(-6, 6), double(i % 2)})
                rows.push_back(number);
        experiment.data = {"drawn_classes", {{"points", rows}}};
        QVERIFY(experimentFromJson(experimentToJson(experiment)) == experiment);
    }

    void pointsThatAreNoPointsAreRefusedWithTheirRow_data() {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QByteArray& data, const QString& says) {
            QTest::newRow(name) << data << says;
        };
        const QByteArray classes = R"({"kind": "drawn_classes", "points": [[1, 2, 0], [0, 0, 1], )";
        row("outside", classes + "[900, 0, 1]]}", "data.points[2]: x1 = 900 lies outside the plane from -6 to 6.");
        row("outside above", classes + "[0, 6.5, 1]]}", "data.points[2]: x2 = 6.5 lies outside the plane");
        row("huge", classes + "[0, -1e300, 1]]}", "data.points[2]: x2 = -1e+300 lies outside the plane");
        row("no class", classes + "[0, 0, 2]]}",
            "data.points[2]: class 2 does not exist, as there are 2 classes, 0 to 1");
        row("negative class", classes + "[0, 0, -1]]}", "data.points[2]: class -1 does not exist");
        row("half a class", classes + "[0, 0, 0.5]]}", "data.points[2]: the class 0.5 is no whole number");
        row("short row", classes + "[0, 0]]}", "data.points[2]: expected a list of 3 numbers, got one of 2.");
        row("no row", classes + "5]}", "data.points[2]: expected a list of 3 numbers, got 5.");
        row("null", classes + "[0, null, 1]]}", "data.points[2]: expected a number, got null.");
        row("text", R"({"kind": "drawn_classes", "points": "many"})",
            "data.points: expected a list of rows of 3 numbers, got \"many\".");
        row("none", R"({"kind": "drawn_classes", "points": []})", "data.points: there is no point to train on");
        row("left out", R"({"kind": "drawn_curve"})", "data.points: there is no point to train on; draw at least one");
        row("validation only", R"({"kind": "drawn_curve", "validation_points": [[0, 0]]})",
            "data.points: there is no point");
        row("validation outside", R"({"kind": "drawn_curve", "points": [[0, 0]], "validation_points": [[7, 0]]})",
            "data.validation_points[0]: x = 7 lies outside the line from -6 to 6.");
        row("value", R"({"kind": "drawn_values", "points": [[0, 0, 1e7]]})",
            "data.points[0]: the value 10000000 is too large");
        row("classes", R"({"kind": "drawn_classes", "classes": 11, "points": [[0, 0, 1]]})", "data.classes: ");
        row("noise", R"({"kind": "drawn_classes", "noise": 0.1, "points": [[0, 0, 1]]})", "data.noise: unknown key");
    }
    void pointsThatAreNoPointsAreRefusedWithTheirRow() {
        QFETCH(QByteArray, data);
        QFETCH(QString, says);
        const QString said =
            refusal(R"({"glassbox": 1, "network": [{"layer": "dense", "units": 1}], "data": )" + data + "}");
        QVERIFY2(said.contains(says), qPrintable(said));
    }

    void theTextIsReadableAndInTheOrderOfTheDesign() {
        Experiment experiment = standardExperiment();
        experiment.training.optimizer.options.set("epsilon", 1e-8);
        const QByteArray json = experimentToJson(experiment);
        int last = -1;
        for (const char* part : {"\"glassbox\": 1",
                                 "\"seed\": 42",
                                 "\"data\"",
                                 "\"points\": 500",
                                 "\"noise\": 0.05",
                                 "\"validation\": 0.3",
                                 "\"features\"",
                                 "\"network\"",
                                 "\"units\": 8",
                                 "\"activation\": \"tanh\"",
                                 "\"init\": \"xavier\"",
                                 "\"training\"",
                                 "\"loss\": \"binary_cross_entropy\"",
                                 "\"batch\": 32",
                                 "\"epochs\": 1000",
                                 "\"shuffle\": true",
                                 "\"optimizer\"",
                                 "\"kind\": \"adam\"",
                                 "\"learning_rate\": 0.01",
                                 "\"schedule\"",
                                 "\"kind\": \"constant\"",
                                 "\"weight_decay\": 0.0",
                                 "\"l1\": 0.0"}) {
            const auto place = static_cast<int>(json.indexOf(part, last + 1));
            QVERIFY2(place > last, (QByteArray(part) + " is not there, or not in its place, in\n" + json).constData());
            last = place;
        }
        for (const char* part : {"clip_norm", "clip_value", "early_stopping"}) QVERIFY2(!json.contains(part), part);
        QVERIFY(json.startsWith("{\n  \"glassbox\""));
        QVERIFY(json.endsWith("}\n"));
    }

    void aLossWithSettingsIsAnObject() {
        Experiment experiment = standardExperiment();
        experiment.training.loss = {"huber", {{"delta", 1.5}}};
        experiment.training.clipNorm = 2;
        experiment.training.earlyStopping = {20, 0.001};
        const QByteArray json = experimentToJson(experiment).simplified();
        QVERIFY2(json.contains(R"("loss": { "kind": "huber", "delta": 1.5 })"), json.constData());
        QVERIFY2(json.contains(R"("clip_norm": 2.0)"), json.constData());
        QVERIFY2(json.contains(R"("early_stopping": { "patience": 20, "min_delta": 0.001 })"), json.constData());
        QVERIFY(experimentFromJson(json) == experiment);
    }

    void listsAreWrittenAsRows() {
        Experiment experiment = standardExperiment();
        experiment.network[0].options.set("frozen_units", Numbers{1, 3});
        experiment.network[0].options.set("frozen_weights", Numbers{0, 1, 5, 0.5});
        experiment.network[1].options.set("frozen_units", Numbers{});
        const QByteArray json = experimentToJson(experiment).simplified();
        QVERIFY2(json.contains(R"("frozen_units": [1, 3], "frozen_weights": [ [0, 1], [5, 0.5] ])"), json.constData());
        QVERIFY(experimentFromJson(json) == experiment);
    }

    void readsTheExampleOfTheDesign() {
        const Experiment experiment = experimentFromJson(R"({ "glassbox": 1, "seed": 42,
  "data":    { "kind": "spiral", "points": 500, "noise": 0.05, "validation": 0.3, "normalise": false },
  "features": ["x1", "x2"],
  "network": [ { "layer": "dense", "units": 8, "activation": "tanh", "init": "xavier" },
               { "layer": "dense", "units": 1, "activation": "sigmoid" } ],
  "training": { "loss": "binary_cross_entropy", "batch": 32, "epochs": 300, "shuffle": true,
                "optimizer": { "kind": "adam", "learning_rate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8 },
                "schedule": { "kind": "constant" }, "weight_decay": 0.0, "l1": 0.0 } })");
        QCOMPARE(experiment.network.size(), std::size_t{2});
        QCOMPARE(experiment.training.epochs, std::int64_t{300});
        QCOMPARE(experiment.training.optimizer.options.real("epsilon"), 1e-8);
    }

    void readsTheTableOfTheDesign() {
        const Experiment experiment = experimentFromJson(R"({"glassbox": 1, "data": { "kind": "csv", "path": "iris.csv",
            "target": "species", "task": "classification", "separator": "auto", "header": true, "missing": "drop",
            "validation": 0.3, "normalise": true }, "network": [{"layer": "dense", "units": 3}]})");
        QCOMPARE(experiment.data.options.text("path"), std::string("iris.csv"));
        QVERIFY(!experiment.features);
    }

    void seedsAreExactToTheLastBit() {
        Experiment experiment = standardExperiment();
        experiment.seed = UINT64_MAX;
        QCOMPARE(experimentFromJson(experimentToJson(experiment)).seed, UINT64_MAX);
    }

    void aWholeNumberIsAReal() {
        const Experiment experiment =
            experimentFromJson(start + R"(, "training": {"optimizer": {"kind": "sgd", "learning_rate": 1}, "l1": 1}})");
        QVERIFY(experiment.training.optimizer == (Spec{"sgd", {{"learning_rate", 1.0}}}));
        QCOMPARE(experiment.training.l1, 1.0);
        QCOMPARE(experimentFromJson(start + R"(, "training": {"epochs": 1e3}})").training.epochs, std::int64_t{1000});
    }

    void refusesWithThePath_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QByteArray& json, const char* says) {
            QTest::newRow(name) << json << QString(says);
        };
        const auto training = [](const QByteArray& text) { return start + ", \"training\": {" + text + "}}"; };
        row("no version", R"({"data": {"kind": "xor"}, "network": []})", "glassbox: the key is missing");
        row("newer version", R"({"glassbox": 2, "new": 1})", "glassbox: version 2 was made by a newer Glassbox");
        row("huge version", R"({"glassbox": 18446744073709551615})", "made by a newer Glassbox");
        row("wrong version", R"({"glassbox": 0})", "glassbox: expected 1, got 0");
        row("text version", R"({"glassbox": "1"})", "glassbox: expected 1, got \"1\"");
        row("no data", R"({"glassbox": 1, "network": [{"layer": "flatten"}]})", "data: the key is missing");
        row("no network", R"({"glassbox": 1, "data": {"kind": "xor"}})", "network: the key is missing");
        row("empty network", R"({"glassbox": 1, "data": {"kind": "xor"}, "network": []})", "network: it is empty");
        row("unknown key", start + R"(, "trainig": {}})", "trainig: unknown key; did you mean \"training\"?");
        row("unknown key below", training(R"("optimiser": {})"),
            "training.optimiser: unknown key; did you mean \"optimizer\"?");
        row("unknown option", training(R"("optimizer": {"kind": "adam", "lr": 1})"),
            "training.optimizer.lr: unknown key");
        row("unknown layer", R"({"glassbox": 1, "data": {"kind": "xor"}, "network": [{"layer": "desne"}]})",
            "network[0].layer: there is no layer \"desne\"; did you mean \"dense\"?");
        row("kind missing", training(R"("optimizer": {"learning_rate": 1})"),
            "training.optimizer.kind: the key is missing");
        row("kind no text", training(R"("optimizer": {"kind": 1})"), "training.optimizer.kind: expected a text, got 1");
        row("optimizer as text", training(R"("optimizer": "adam")"), "training.optimizer: expected an object");
        row("loss as number", training(R"("loss": 1)"), "training.loss: expected an object");
        row("unknown loss", training(R"("loss": "mes")"),
            "training.loss: there is no loss \"mes\"; did you mean \"mse\"?");
        row("batch as text", training(R"("batch": "many")"), "training.batch: expected a whole number");
        row("batch as list", training(R"("batch": [1])"), "training.batch: expected a whole number, got a list");
        row("batch as null", training(R"("batch": null)"), "training.batch: expected a whole number, got null");
        row("half a batch", training(R"("batch": 1.5)"), "training.batch: expected a whole number");
        row("negative batch", training(R"("batch": -1)"), "training.batch: ");
        row("huge batch", training(R"("batch": 99999999999999999999999)"), "training.batch: ");
        row("shuffle as number", training(R"("shuffle": 1)"), "training.shuffle: expected true or false, got 1");
        row("patience", training(R"("early_stopping": {"patience": 1.5})"), "training.early_stopping.patience: ");
        row("patience key", training(R"("early_stopping": {"patients": 1})"), "did you mean \"patience\"?");
        row("twice", training(R"("batch": 1, "batch": 2)"), "training.batch: the key appears twice");
        row("twice in a layer",
            R"({"glassbox": 1, "network": [{"layer": "flatten"}, {"layer": "dense", "layer": "dense"}]})",
            "network[1].layer: the key appears twice");
        row("twice on top", start + R"(, "seed": 1, "seed": 1})", "seed: the key appears twice");
        row("negative seed", start + R"(, "seed": -1})",
            "seed: expected a whole number from 0 to 18446744073709551615, got -1");
        row("seed too large", start + R"(, "seed": 18446744073709551616})", "seed: expected a whole number");
        row("features no list", start + R"(, "features": "x1"})", "features: expected a list");
        row("feature no text", start + R"(, "features": ["x1", 2]})", "features[1]: expected a text, got 2");
        row("presentation no object", start + R"(, "presentation": []})", "presentation: expected an object such as");
        row("presentation key", start + R"(, "presentation": {"hide": []}})",
            "presentation.hide: unknown key; there are hidden, notes.");
        row("hidden no list", start + R"(, "presentation": {"hidden": "cost"}})",
            "presentation.hidden: expected a list such as [\"training\", \"data.noise\"], got \"cost\"");
        row("hidden no text", start + R"(, "presentation": {"hidden": ["cost", 1]}})",
            "presentation.hidden[1]: expected a text, got 1");
        row("unknown part", start + R"(, "presentation": {"hidden": ["cost", "data.nose"]}})",
            "presentation.hidden[1]: there is no part \"data.nose\"; did you mean \"data.noise\"?");
        row("part twice", start + R"(, "presentation": {"hidden": ["cost", "cost"]}})",
            "presentation.hidden[1]: \"cost\" appears twice.");
        row("notes no text", start + R"(, "presentation": {"notes": ["a"]}})",
            "presentation.notes: expected a text, got a list");
        const QByteArray longNotes(100001, 'x');
        row("notes too long", start + ", \"presentation\": {\"notes\": \"" + longNotes + "\"}}",
            "presentation.notes: expected at most 100000 bytes, got 100001.");
        row("no object", "[1, 2]", "expected an object such as");
        const auto frozen = [](const QByteArray& list) {
            return R"({"glassbox": 1, "data": {"kind": "xor"}, "network": [{"layer": "dense", "frozen_weights": )" +
                   list + "}]}";
        };
        row("list of numbers", frozen("[1, 2]"), "network[0].frozen_weights[0]: expected a list of 2 numbers, got 1");
        row("short row", frozen("[[1, 2], [1]]"), "frozen_weights[1]: expected a list of 2 numbers, got one of 1");
        row("text in a row", frozen("[[1, \"2\"]]"), "frozen_weights[0]: expected a number, got \"2\"");
        row("no list", frozen("true"),
            "frozen_weights: expected a list of rows of 2 numbers from 0 to 1000000, got true");
        row("negative in a row", frozen("[[1, -2]]"), "frozen_weights: expected a list of rows of 2 numbers");
        row("units out of range",
            R"({"glassbox": 1, "data": {"kind": "xor"}, "network": [{"layer": "dense", "units": 0}]})",
            "network[0].units: expected a whole number from 1 to 4096, got 0");
    }

    void refusesWithThePath() {
        QFETCH(QByteArray, json);
        QFETCH(QString, says);
        const QString sentence = refusal(json);
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
        QVERIFY2(!sentence.contains('\n') && sentence.size() < 400, qPrintable(sentence));
        QVERIFY2(sentence.endsWith('.') || sentence.endsWith('?'), qPrintable(sentence));
    }

    void limitsAreWrittenInFull() {
        const QString sentence = refusal(start + R"(, "training": {"batch": 1000001}})");
        QCOMPARE(sentence, QString("training.batch: expected a whole number from 0 to 1000000, got 1000001."));
    }

    void separatorsAreListedAsTheyAreWritten() {
        const QString sentence = refusal(R"({"glassbox": 1, "data": {"kind": "csv", "path": "t.csv", "separator": "::"},
            "network": [{"layer": "dense", "units": 1}]})");
        QVERIFY2(sentence.contains(R"("auto", ",", ";", "\t", "|", " ", got "::".)"), qPrintable(sentence));
    }

    void whatIsNoJsonIsRefusedWithLineAndColumn_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("nothing") << QByteArray() << "line 1, column 1: ";
        QTest::newRow("cut off") << QByteArray("{\n  \"glassbox\": 1,\n") << "line 3, column 1: ";
        QTest::newRow("comma") << QByteArray("{\"glassbox\": 1,\n  }") << "line 2, column 3: ";
        QTest::newRow("word") << QByteArray("{\"glassbox\": one}") << "line 1, column 14: ";
        QTest::newRow("too large a number") << QByteArray("{\"glassbox\": 1e999}") << "line 1, column ";
        QTest::newRow("not UTF-8") << QByteArray("{\"\xff\xfe\": 1}") << "line 1, column ";
        QTest::newRow("binary") << QByteArray(
                                       "\x7f"
                                       "ELF\0\1\2\3",
                                       8)
                                << "line 1, column 1: ";
        QTest::newRow("two values") << QByteArray("{} {}") << "line 1, column 4: ";
    }

    void whatIsNoJsonIsRefusedWithLineAndColumn() {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        const QString sentence = refusal(text);
        QVERIFY2(sentence.startsWith(place), qPrintable(sentence));
        QVERIFY2(!sentence.contains("json.exception") && sentence.endsWith('.'), qPrintable(sentence));
    }

    void depthAndSizeDoNotOverwhelm() {
        QVERIFY(refusal(QByteArray(10'000'000, '[')).contains("nested more than 32 deep"));
        QVERIFY(refusal(QByteArray("{\"a\":").repeated(1'000'000)).contains("nested more than 32 deep"));
        QByteArray keys = "{";
        for (int i = 0; i < 200'000; ++i) keys += "\"k" + QByteArray::number(i) + "\":1,";
        QVERIFY(refusal(keys + "\"z\":1}").contains("more than 1000 keys"));
        QVERIFY(refusal("{\"" + QByteArray(5'000'000, 'x') + "\": 1, \"glassbox\": 1}").size() < 400);
    }

    void whatIsHiddenAndTheNotesAreKept() {
        Experiment experiment = standardExperiment();
        QVERIFY(!experimentToJson(experiment).contains("presentation"));  // left out where there is none
        experiment.presentation.hidden = {"training", "data.noise"};
        experiment.presentation.notes = "First: why a spiral?\nThen „η“ – 0.01 → 1.";
        const QByteArray json = experimentToJson(experiment);
        QVERIFY(experimentFromJson(json) == experiment);
        QVERIFY(json.contains("\"hidden\": [") && json.contains("\"notes\": \"First"));
        experiment.presentation.hidden.clear();
        QVERIFY(!experimentToJson(experiment).contains("hidden"));
        QVERIFY(experimentFromJson(experimentToJson(experiment)) == experiment);
        for (const PartInfo& part : partInfos()) {
            experiment.presentation.hidden = {part.name};
            QVERIFY(experimentFromJson(experimentToJson(experiment)) == experiment);
        }
    }

    void anExperimentThatJsonCantSayIsNotWritten() {
        Experiment experiment = standardExperiment();
        experiment.training.l1 = std::numeric_limits<double>::infinity();
        QVERIFY_EXCEPTION_THROWN(experimentToJson(experiment), Error);
        experiment = standardExperiment();
        experiment.data = {"csv", {{"path", std::string("\xff.csv")}}};
        QVERIFY_EXCEPTION_THROWN(experimentToJson(experiment), Error);
    }

    void mutatedTextsAreReadOrRefused_data() {
        QTest::addColumn<bool>("drawn");
        QTest::newRow("standard") << false;
        QTest::newRow("drawn points") << true;
    }
    void mutatedTextsAreReadOrRefused() {
        QFETCH(bool, drawn);
        Random random(20);
        Experiment experiment = standardExperiment();
        experiment.presentation = {{"training", "data.noise", "network.edit"}, "say: \"why?\"\nthen wait"};
        if (drawn)
            experiment.data = {"drawn_classes",
                               {{"points", Numbers{1.5, -2, 0, 0.25, 1, 1}}, {"validation_points", Numbers{-6, 6, 1}}}};
        const QByteArray good = experimentToJson(experiment);
        const QByteArray alphabet = "{}[]\",:0123456789eE+-.truefalsn\\u \n\xff\x80\0";
        int read = 0;
        for (int i = 0; i < 20'000; ++i) {
            QByteArray text = good;
            for (Index changes = 1 + random.below(4); changes > 0; --changes) {
                const auto at = static_cast<qsizetype>(random.below(text.size()));
                const char c = alphabet.at(static_cast<qsizetype>(random.below(alphabet.size())));
                switch (random.below(4)) {
                    case 0:
                        text[at] = c;
                        break;
                    case 1:
                        text.insert(at, c);
                        break;
                    case 2:
                        text.remove(at, 1 + static_cast<qsizetype>(random.below(20)));
                        break;
                    default:
                        text.insert(at, good.mid(static_cast<qsizetype>(random.below(good.size())), random.below(60)));
                }
                if (text.isEmpty()) text = " ";
            }
            try {
                const Experiment got = experimentFromJson(text);
                QVERIFY(experimentFromJson(experimentToJson(got)) == got);
                ++read;
            } catch (const Error& error) {
                const QByteArray sentence = error.what();
                QVERIFY2(!sentence.isEmpty() && sentence.size() < 600 && !sentence.contains('\n'),
                         sentence.constData());
            }
        }
        QVERIFY(read > 100 && read < 19'000);
    }

    void filesAreNamedInErrors() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("mine.json");
        writeExperiment(path, standardExperiment());
        QVERIFY(readExperiment(path) == standardExperiment());
        const auto says = [](const QString& file, const QString& part) {
            try {
                readExperiment(file);
            } catch (const Error& error) {
                const QString sentence = QString::fromStdString(error.what());
                return sentence.contains(QFileInfo(file).fileName()) && sentence.contains(part);
            }
            return false;
        };
        QVERIFY(says(folder.filePath("none.json"), "there is no such file"));
        QVERIFY(says(folder.path(), "it is a folder"));
        QFile broken(folder.filePath("broken.json"));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{") == 1);
        broken.close();
        QVERIFY(says(broken.fileName(), ": line 1, column 2: "));
        QVERIFY(broken.resize(17 << 20));
        QVERIFY(says(broken.fileName(), "larger than the 16 MB"));
    }

    void aFileThatCantBeWrittenKeepsTheOldOne() {
        const QTemporaryDir folder;
        try {
            writeExperiment(folder.filePath("missing/mine.json"), standardExperiment());
            QFAIL("nothing was refused");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("mine.json"), error.what());
        }
        const QString path = folder.filePath("mine.json");
        writeExperiment(path, standardExperiment());
        Experiment bad = standardExperiment();
        bad.training.l1 = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_EXCEPTION_THROWN(writeExperiment(path, bad), Error);
        QVERIFY(readExperiment(path) == standardExperiment());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList("mine.json"));
    }
};

QTEST_GUILESS_MAIN(TestExperimentJson)
#include "test_experiment_json.moc"
