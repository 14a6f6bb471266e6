#include "engine/formats/experiment_json.h"
#include "engine/nn/error.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

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

}  // namespace

/// What is no experiment is refused with one sentence that names the place, and nothing that is typed does harm.
class TestExperimentRefusals : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(TestExperimentRefusals)
#include "test_experiment_refusals.moc"
