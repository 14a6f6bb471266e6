#include "engine/data/data_notices.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <fstream>

using namespace glassbox;

/// What the Data workspace says of columns, pairs, classes and rows: against NumPy, and against numbers made by hand.
class TestColumnSummary : public GlassboxTest {
    Q_OBJECT

    static Column numbers(const std::string& name, const std::vector<double>& values) {
        Column column;
        column.name = name;
        column.numbers = values;
        column.missing.assign(values.size(), false);
        return column;
    }

    static bool near(double value, double expected) {
        return std::abs(value - expected) <= 1e-9 * std::max(1.0, std::abs(expected));
    }

    QString write(const char* text) {
        const QString path = m_folder.filePath(QStringLiteral("t%1.csv").arg(++m_files));
        std::ofstream(path.toStdString()) << text;
        return path;
    }

    Dataset table(const char* text, Options options = {}) {
        options.set("path", write(text).toStdString());
        return makeDataset({"csv", options}, {}, 1);
    }

    static std::string sentences(const Dataset& data, DataNotice::Kind kind, bool normalised = true) {
        const SampleTable samples = samplesAsGiven(data);
        std::string all;
        for (const DataNotice& notice : noticesOf(samples, factsOf(samples), normalised))
            if (notice.kind == kind) all += notice.sentence + "\n";
        return all;
    }

    QTemporaryDir m_folder;
    int m_files = 0;

  private Q_SLOTS:
    void agreesWithNumPy() {
        const QString python = QStringLiteral("/usr/bin/python3");
        QProcess probe;
        probe.start(python, {QStringLiteral("-c"), QStringLiteral("import numpy")});
        if (!probe.waitForFinished() || probe.exitCode() != 0) QSKIP("Debian's python3 with numpy is not installed");
        Random random(7);
        std::vector<double> a, b, c;
        for (int i = 0; i < 501; ++i) {
            a.push_back(random.normal() * 3 + 100);
            b.push_back(std::exp(random.normal()));
            c.push_back(a.back() * 0.5 + random.normal());
        }
        QJsonArray columns;
        for (const auto* values : {&a, &b, &c}) {
            QJsonArray list;
            for (const double value : *values) list.append(value);
            columns.append(list);
        }
        const QString script = QStringLiteral(
            "import sys, json, numpy as np\n"
            "d = [np.array(c) for c in json.load(sys.stdin)]\n"
            "out = []\n"
            "for x in d:\n"
            "    q = np.percentile(x, [0, 25, 50, 75, 100]); iqr = q[3] - q[1]\n"
            "    far = np.nonzero((x < q[1] - 1.5 * iqr) | (x > q[3] + 1.5 * iqr))[0]\n"
            "    n = min(40, len(np.histogram_bin_edges(x, bins='fd')) - 1)\n"
            "    out.append(dict(mean=x.mean(), sd=x.std(), q=q.tolist(), far=far.tolist(), "
            "hist=np.histogram(x, bins=n)[0].tolist()))\n"
            "json.dump(dict(columns=out, r=np.corrcoef(d).tolist()), sys.stdout)\n");
        QProcess numpy;
        numpy.start(python, {QStringLiteral("-c"), script});
        numpy.write(QJsonDocument(columns).toJson());
        numpy.closeWriteChannel();
        QVERIFY(numpy.waitForFinished());
        const QJsonObject answer = QJsonDocument::fromJson(numpy.readAllStandardOutput()).object();
        SampleTable samples;
        samples.columns = {numbers("a", a), numbers("b", b), numbers("c", c)};
        samples.parts.assign(a.size(), SamplePart::Training);
        const DataFacts facts = factsOf(samples);
        for (int i = 0; i < 3; ++i) {
            const QJsonObject expected = answer["columns"].toArray()[i].toObject();
            const ColumnSummary& found = facts.summaries[static_cast<std::size_t>(i)];
            QVERIFY(near(found.mean, expected["mean"].toDouble()));
            QVERIFY(near(found.deviation, expected["sd"].toDouble()));
            const double quartiles[] = {found.minimum, found.lowerQuartile, found.median, found.upperQuartile,
                                        found.maximum};
            for (int k = 0; k < 5; ++k) QVERIFY(near(quartiles[k], expected["q"].toArray()[k].toDouble()));
            QCOMPARE(found.distinct, Index{501});
            QJsonArray far, bins;
            for (const Index row : found.outliers) far.append(static_cast<double>(row));
            for (const Index met : found.histogram.counts) bins.append(static_cast<double>(met));
            QCOMPARE(far, expected["far"].toArray());
            QCOMPARE(bins, expected["hist"].toArray());
            for (int k = 0; k < 3; ++k) {
                const double r = answer["r"].toArray()[i].toArray()[k].toDouble();
                QVERIFY(std::abs(static_cast<double>(facts.correlations.at(i, k)) - r) < 1e-6);
            }
        }
    }

    void gapsDoNotCount() {
        const SampleTable samples = samplesAsGiven(
            table("a,b,y\n1,2,0\n,4,1\n3,,0\n5,1,1\n7,3,1\n9,5,0\n", {{"missing", std::string("mean")}}));
        const DataFacts facts = factsOf(samples);
        QCOMPARE(facts.summaries[0].count, Index{5});
        QCOMPARE(facts.summaries[0].missing, Index{1});
        QCOMPARE(facts.summaries[0].mean, 5.0);
        QCOMPARE(facts.summaries[1].mean, 3.0);
        // The pair takes rows 1, 4, 5 and 6: (1,2) (5,1) (7,3) (9,5).
        const double r = 12.5 / std::sqrt(35 * 8.75);
        QVERIFY(std::abs(static_cast<double>(facts.correlations.at(0, 1)) - r) < 1e-6);
    }

    void aConstantColumnHasNoCorrelation() {
        const Dataset data = table("a,b,y\n1,7,1.5\n2,7,2.5\n3,7,3.1\n4,7,9.5\n5,7,1.1\n");
        const DataFacts facts = factsOf(samplesAsGiven(data));
        QVERIFY(facts.summaries[1].isConstant());
        QVERIFY(std::isnan(facts.correlations.at(0, 1)));
        QVERIFY(std::isnan(facts.correlations.at(1, 1)));
        QCOMPARE(facts.summaries[1].histogram.counts, (std::vector<Index>{5}));
        QVERIFY(sentences(data, DataNotice::Kind::Constant).find("“b” has the same value in every row") !=
                    std::string::npos ||
                sentences(data, DataNotice::Kind::Constant).find("\"b\" has the same value in every row") !=
                    std::string::npos);
    }

    void wholeNumbersOverAShortRangeHaveABinEach() {
        const Histogram histogram = histogramOf({1, 1, 2, 4, 4, 4});
        QCOMPARE(histogram.counts, (std::vector<Index>{2, 1, 0, 3}));
        QCOMPARE(histogram.low, 0.5);
        QCOMPARE(histogram.high, 4.5);
    }

    void rareValuesOfAColumnThatHardlyVariesAreNoOutliers() {
        std::vector<double> values(100, 0.0);
        values[3] = 1;
        const ColumnSummary summary = summarise(numbers("flag", values));
        QCOMPARE(summary.outliers.size(), std::size_t{0});
        values.assign(100, 0.0);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i % 10);
        values[42] = 1000;
        QCOMPARE(summarise(numbers("slip", values)).outliers, (std::vector<Index>{42}));
    }

    void emptyColumnsAndCategoriesAreTold() {
        Column empty = numbers("gone", {0, 0});
        empty.missing.assign(2, true);
        const ColumnSummary none = summarise(empty);
        QCOMPARE(none.count, Index{0});
        QCOMPARE(none.missing, Index{2});
        QVERIFY(std::isnan(none.mean) && std::isnan(none.median));
        QVERIFY(none.histogram.counts.empty());
        const Dataset data = table("colour,size,y\nred,1,a\nblue,2,b\nred,3,a\nred,4,b\n");
        const SampleTable samples = samplesAsGiven(data);
        const ColumnSummary colour = summarise(samples.columns[0]);
        QCOMPARE(colour.distinct, Index{2});
        QCOMPARE(colour.categoryCounts, (std::vector<Index>{1, 3}));
    }

    void rowsKeepTheirPlaceAndPart() {
        const Dataset data = table("a,y\n1,0\n,1\n3,0\n4,1\n5,0\n6,1\n7,0\n8,1\n9,0\n10,1\n", {{"validation", 0.3}});
        const SampleTable samples = samplesAsGiven(data);
        QCOMPARE(samples.rowCount(), Index{10});
        QVERIFY(samples.parts[1] == SamplePart::LeftOut);
        QCOMPARE(samples.labels[1], Index{-1});
        Index training = 0;
        for (std::size_t i = 0; i < samples.parts.size(); ++i) {
            if (samples.parts[i] == SamplePart::LeftOut) continue;
            const DataPart& part = samples.parts[i] == SamplePart::Training ? data.training : data.validation;
            QCOMPARE(static_cast<double>(part.inputs(0, samples.samples[i])), samples.columns[0].numbers[i]);
            QCOMPARE(samples.rowOf(samples.parts[i], samples.samples[i]), std::optional(static_cast<Index>(i)));
            training += samples.parts[i] == SamplePart::Training ? 1 : 0;
        }
        QCOMPARE(training, data.training.count());
        const SampleTable seen = samplesAsSeen(data);
        QCOMPARE(seen.rowCount(), Index{9});
        QVERIFY(std::abs(summarise(seen.columns[0]).mean) < 1.0);
        QCOMPARE(seen.sourceRows[1], Index{2});
    }

    void everyKindOfDataCanBeLookedAt() {
        for (const DataInfo& info : dataInfos()) {
            if (info.inputs == 0) continue;
            const Spec spec = info.option("validation_points") ? drawn(info) : Spec{info.kind};
            const Dataset data = makeDataset(spec, {}, 3);
            for (const SampleTable& samples : {samplesAsGiven(data), samplesAsSeen(data)}) {
                QCOMPARE(samples.rowCount(), data.training.count() + data.validation.count());
                QCOMPARE(samples.columns.size(), static_cast<std::size_t>(info.inputs + 1));
                QCOMPARE(samples.target, info.inputs);
                QVERIFY(!noticesOf(samples, factsOf(samples), false).empty());
                Index all = 0;
                for (const ClassCount& count : classBalance(samples)) all += count.total();
                QCOMPARE(all, info.task == Task::Classification ? samples.rowCount() : Index{0});
            }
        }
    }

    static Spec drawn(const DataInfo& info) {
        return {info.kind, {{"points", info.inputs == 1 ? Numbers{1, 2, 3, 4} : Numbers{1, 2, 0, 3, 4, 1}}}};
    }

    void anUncommonClassIsToldInWords() {
        std::string text = "a,y\n";
        for (int i = 0; i < 150; ++i) text += std::to_string(i) + (i < 3 ? ",rare\n" : ",usual\n");
        const std::string told =
            sentences(table(text.c_str(), {{"target", std::string("y")}}), DataNotice::Kind::Imbalance);
        QVERIFY2(
            told.find("has 3 of 150 samples; a network that never says it is still right up to 98 % of the time") !=
                std::string::npos,
            told.c_str());
        QVERIFY(sentences(table("a,y\n1,a\n2,b\n3,a\n4,b\n"), DataNotice::Kind::Imbalance).empty());
    }

    void spreadsThatDifferAskForNormalising() {
        const char* text = "area,share,y\n1000,0.1,1.5\n1500,0.3,2.5\n900,0.2,0.5\n3000,0.9,3.5\n";
        const std::string off = sentences(table(text), DataNotice::Kind::Scales, false);
        QVERIFY2(off.find("Turn on Normalise") != std::string::npos, off.c_str());
        QVERIFY(sentences(table(text), DataNotice::Kind::Scales, true).find("Normalise is on") != std::string::npos);
    }

    void columnsThatGoTogetherAreTold() {
        const Dataset data = table("a,b,c,y\n1,2,9,5.5\n2,4,1,1.5\n3,6,5,2.5\n4,8,2,8.5\n5,10,7,0.5\n");
        const std::string told = sentences(data, DataNotice::Kind::Correlated);
        QVERIFY2(told.find("go together (correlation 1)") != std::string::npos, told.c_str());
        const std::string leak =
            sentences(table("a,y\n1,2.5\n2,4.5\n3,6.5\n4,8.5\n5,10.5\n"), DataNotice::Kind::Telling);
        QVERIFY2(leak.find("nearly tells the target by itself") != std::string::npos, leak.c_str());
    }

    void longWorkCanBeGivenUp() {
        const SampleTable samples = samplesAsGiven(makeDataset({"spiral"}, {}, 1));
        QVERIFY_THROWS_EXCEPTION(Cancelled, factsOf(samples, [](double) { return false; }));
    }
};

QTEST_GUILESS_MAIN(TestColumnSummary)
#include "test_column_summary.moc"
