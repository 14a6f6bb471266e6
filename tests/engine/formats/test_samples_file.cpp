#include "engine/data/drawn_data.h"
#include "engine/formats/files.h"
#include "engine/formats/npz.h"
#include "engine/formats/npz_table.h"
#include "engine/formats/samples_file.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

using namespace glassbox;

/// Data that leave as a file and come back are the same data.
class TestSamplesFile : public GlassboxTest {
    Q_OBJECT

    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

    Spec write(const QByteArray& text, Options options = {}) const {
        writeFile(path("source.csv"), text);
        options.set("path", path("source.csv").toStdString());
        return {"csv", options};
    }

    /// As the table that was saved from it.
    Dataset readBack(const Dataset& data, const QString& file) const {
        Options options{{"path", file.toStdString()},
                        {"target", data.targetName},
                        {"task", std::string(data.task == Task::Classification ? "classification" : "regression")},
                        {"part", std::string("part")},
                        {"normalise", data.featureMap.normalises()}};
        if (const OptionValue* missing = data.spec.options.find("missing")) options.set("missing", *missing);
        return makeDataset({"csv", options}, {}, 77);
    }

    static bool same(const DataPart& a, const DataPart& b) {
        return a.inputs == b.inputs && a.features == b.features && a.values == b.values && a.labels == b.labels;
    }

    QTemporaryDir m_folder;

  private Q_SLOTS:
    void csvGivesTheSameDataAgain_data() {
        QTest::addColumn<int>("which");
        for (int i = 0; i < static_cast<int>(specs().size()); ++i)
            QTest::addRow("%d %s", i, specs()[static_cast<std::size_t>(i)].kind.c_str()) << i;
    }

    std::vector<Spec> specs() const {
        std::vector<Spec> all;
        for (const DataInfo& info : dataInfos())
            if (info.inputs > 0 && !isDrawn(info.kind)) all.push_back({info.kind});
        all.push_back(drawnCopy({"moons"}, 4).data);
        all.push_back({"blobs", {{"classes", std::int64_t{5}}, {"normalise", true}}});
        return all;
    }

    void csvGivesTheSameDataAgain() {
        QFETCH(int, which);
        const Dataset data = makeDataset(specs()[static_cast<std::size_t>(which)], {}, 5);
        writeSamples(path("out.csv"), data);
        const Dataset again = readBack(data, path("out.csv"));
        QVERIFY(same(data.training, again.training));
        QVERIFY(same(data.validation, again.validation));
        QCOMPARE(again.classNames, data.classNames);
        QCOMPARE(again.inputNames, data.inputNames);
    }

    void tablesWithGapsTextsAndQuotesComeBack() {
        QByteArray text = "size,\"a, \"\"b\"\"\",colour,kind\n";
        for (int i = 0; i < 60; ++i) {
            text += (i % 7 ? QByteArray::number(i * 0.37) : QByteArray()) + ',' + QByteArray::number(1e6 / (i + 1)) +
                    ',' + (i % 3 ? "red" : "\"dark, blue\"") + ',' +
                    (i % 11 == 3 ? ""
                     : i % 2     ? "u"
                                 : "v") +
                    '\n';
        }
        for (const char* missing : {"drop", "mean"}) {
            const Dataset data =
                makeDataset(write(text, {{"target", std::string("kind")}, {"missing", std::string(missing)}}), {}, 9);
            writeSamples(path("out.csv"), data);
            const Dataset again = readBack(data, path("out.csv"));
            QVERIFY(same(data.training, again.training));
            QVERIFY(same(data.validation, again.validation));
            QCOMPARE(again.inputNames, data.inputNames);
            QCOMPARE(samplesToCsv(samplesAsGiven(again)), samplesToCsv(samplesAsGiven(data)));
        }
    }

    void aPartColumnThatDoesNotSayThePartIsRefused() {
        const auto refusal = [&](const QByteArray& text, const std::string& part) {
            try {
                makeDataset(write(text, {{"part", part}}), {}, 1);
                return std::string("read");
            } catch (const Error& error) {
                return std::string(error.what());
            }
        };
        QVERIFY(refusal("a,part,y\n1,training,u\n2,test,v\n3,training,v\n", "part").find("does not say the part") !=
                std::string::npos);
        QVERIFY(refusal("a,y\n1,u\n2,v\n", "part").find("has no column") != std::string::npos);
        QVERIFY(refusal("a,part\n1,training\n2,validation\n3,training\n", "part").find("part") != std::string::npos);
    }

    void npzHoldsWhatTheNetworkIsGiven() {
        const Dataset data = makeDataset({"blobs", {{"classes", std::int64_t{3}}}}, {}, 5);
        writeSamples(path("out.npz"), data);
        const std::vector<NamedTensor> arrays = readNpz(path("out.npz"));
        QCOMPARE(arrays.size(), std::size_t{3});
        const auto choice = guessNpzData(arrays);
        QVERIFY(choice);
        QCOMPARE(choice->part, std::string("part"));
        writeFile(path("again.csv"), npzToCsv(arrays, *choice));
        Options options{{"path", path("again.csv").toStdString()},
                        {"target", std::string("y")},
                        {"task", std::string("classification")},
                        {"part", std::string("part")},
                        {"normalise", false}};
        const Dataset again = makeDataset({"csv", options}, {}, 1);
        QCOMPARE(again.training.labels, data.training.labels);
        QVERIFY(again.training.inputs == data.training.inputs);
        QVERIFY(again.validation.inputs == data.validation.inputs);
    }

    void arraysThatDoNotFitAreRefused() {
        const auto refusal = [](const std::vector<NamedTensor>& arrays) {
            try {
                const auto choice = guessNpzData(arrays);
                if (!choice) return std::string("no data");
                return npzToCsv(arrays, *choice).toStdString();
            } catch (const Error& error) {
                return std::string(error.what());
            }
        };
        QCOMPARE(refusal({{"0.weight", {1}, {1}}}), std::string("no data"));
        QCOMPARE(refusal({{"x", {2}, {1, 2}}, {"y", {2, 1}, {3, 4}}}), std::string("x1,y\n1,3\n2,4\n"));
        QVERIFY(refusal({{"X", {2, 1}, {1, 2}}, {"y", {3}, {1, 2, 3}}}).find("2 samples need one number each") !=
                std::string::npos);
        QVERIFY(refusal({{"X", {1, 1, 1}, {1}}, {"y", {1}, {1}}}).find("1 x 1 x 1") != std::string::npos);
        QVERIFY(refusal({{"X", {0, 4}, {}}, {"y", {0}, {}}}).find("no sample") != std::string::npos);
        QVERIFY(refusal({{"X", {}, {1}}, {"y", {1}, {1}}}).find("one number") != std::string::npos);
        // Whatever the shapes: a table or a sentence.
        Random random(3);
        for (int i = 0; i < 2000; ++i) {
            const auto size = [&] { return static_cast<Index>(random.uniform() * 4); };
            const auto make = [&](const char* name) {
                NamedTensor array{name, {}, {}};
                Index count = 1;
                for (Index k = 0; k < size(); ++k) {
                    array.shape.push_back(size());
                    count *= array.shape.back();
                }
                array.values.assign(static_cast<std::size_t>(count), 1.5F);
                return array;
            };
            QVERIFY(!refusal({make("X"), make("y"), make("part")}).empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestSamplesFile)
#include "test_samples_file.moc"
