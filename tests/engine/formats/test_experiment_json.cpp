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

/// Experiments as text: what is written reads back as the same, and files are never left half written.
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
