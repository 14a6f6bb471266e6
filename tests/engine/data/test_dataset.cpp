#include "engine/data/dataset.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cmath>
#include <set>

using namespace glassbox;

/// Tables of one's own, from the file to what the network sees.
class TestDataset : public GlassboxTest {
    Q_OBJECT

    QTemporaryDir m_folder;

    void write(const char* name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    Dataset load(Options options, const std::optional<std::vector<std::string>>& features = {},
                 std::uint64_t seed = 1) const {
        if (!options.has("path")) options.set("path", std::string("t.csv"));
        return makeDataset({"csv", std::move(options)}, features, seed, m_folder.path().toStdString());
    }

    std::string refusal(const Options& options, const std::optional<std::vector<std::string>>& features = {}) const {
        try {
            load(options, features);
        } catch (const Error& error) {
            return error.what();
        }
        return "read";
    }

    static bool has(const std::vector<std::string>& notes, const std::string& part) {
        return std::any_of(notes.begin(), notes.end(),
                           [&](const std::string& note) { return note.find(part) != std::string::npos; });
    }

    /// Three kinds of flowers, 20 of each, told apart by their petals.
    static QByteArray flowers() {
        QByteArray text = "sepal,petal,species\n";
        const char* names[] = {"virginica", "setosa", "versicolor"};
        for (int i = 0; i < 60; ++i) {
            const int kind = i % 3;
            text += QByteArray::number(5 + 0.1 * (i % 7)) + "," + QByteArray::number(kind * 2 + 0.05 * (i % 5)) + "," +
                    names[kind] + "\n";
        }
        return text;
    }

    static Options whole() { return {{"validation", 0.0}, {"normalise", false}}; }

  private Q_SLOTS:
    void flowersAreReadGuessedSplitAndNormalised() {
        write("t.csv", flowers());
        const Dataset data = load({});
        QCOMPARE(data.task, Task::Classification);
        QCOMPARE(data.targetName, std::string("species"));
        QCOMPARE(data.classNames, (std::vector<std::string>{"setosa", "versicolor", "virginica"}));
        QCOMPARE(data.inputNames, (std::vector<std::string>{"sepal", "petal"}));
        QCOMPARE(data.featureNames, data.inputNames);
        QVERIFY(!data.generated);
        QCOMPARE(data.training.count(), Index{42});
        QCOMPARE(data.validation.count(), Index{18});
        for (Index c = 0; c < 3; ++c) {
            QCOMPARE(std::count(data.training.labels.begin(), data.training.labels.end(), c), std::ptrdiff_t{14});
        }
        for (std::size_t i = 0; i < data.training.labels.size(); ++i) {
            const Index row = data.training.sourceRows[i];
            QCOMPARE(data.training.labels[i], (std::array<Index, 3>{2, 0, 1})[static_cast<std::size_t>(row % 3)]);
            QVERIFY(i == 0 || row > data.training.sourceRows[i - 1]);  // the order of the file is kept
            QVERIFY(std::abs(static_cast<double>(data.training.inputs(0, static_cast<Index>(i))) -
                             (5 + 0.1 * static_cast<double>(row % 7))) < 1e-5);
        }
        // Normalised by the training part alone.
        for (Index k = 0; k < 2; ++k) {
            const Eigen::ArrayXd seen = data.training.features.row(k).transpose().array().cast<double>();
            QVERIFY(std::abs(seen.mean()) < 1e-5);
            QVERIFY(std::abs(std::sqrt(seen.square().mean()) - 1) < 1e-4);
        }
        QCOMPARE(data.validation.features, data.featureMap.apply(data.validation.inputs));
        QVERIFY(has(data.notes, "species"));
        QVERIFY(has(data.notes, "classification (guessed)"));
    }

    void sameSeedSameSplit() {
        write("t.csv", flowers());
        QCOMPARE(load({}, {}, 5).training.sourceRows, load({}, {}, 5).training.sourceRows);
        QVERIFY(load({}, {}, 5).training.sourceRows != load({}, {}, 6).training.sourceRows);
    }

    void targetAndTaskCanBeChosen() {
        write("t.csv", flowers());
        Options options = whole();
        options.set("target", std::string("petal"));
        options.set("task", std::string("regression"));
        const Dataset data = load(options);
        QCOMPARE(data.task, Task::Regression);
        QCOMPARE(data.inputNames, (std::vector<std::string>{"sepal", "species = setosa", "species = versicolor",
                                                            "species = virginica"}));
        QCOMPARE(data.training.values(0, 2), Scalar(4.1));
        QVERIFY(data.classNames.empty());
        QVERIFY(!has(data.notes, "guessed). Predicting"));
    }

    void categoriesBecomeOneInputEach() {
        write("t.csv", "colour,n,y\nred,1,0.5\nblue,2,1.5\nred,3,2.25\n");
        const Dataset data = load(whole());
        QCOMPARE(data.inputNames, (std::vector<std::string>{"colour = blue", "colour = red", "n"}));
        Matrix expected(3, 3);
        expected << 0, 1, 0, 1, 0, 1, 1, 2, 3;
        QCOMPARE(data.training.inputs, expected);
    }

    void featuresChooseColumnsAndCategories() {
        write("t.csv", "colour,n,m,y\nred,1,7,0.5\nblue,2,8,1.5\nred,3,9,2.25\n");
        QCOMPARE(load(whole(), std::vector<std::string>{"n", "colour"}).featureNames,
                 (std::vector<std::string>{"n", "colour = blue", "colour = red"}));
        const Dataset data = load(whole(), std::vector<std::string>{"m", "colour = red"});
        QCOMPARE(data.featureNames, (std::vector<std::string>{"m", "colour = red"}));
        Matrix expected(2, 3);
        expected << 7, 8, 9, 1, 0, 1;
        QCOMPARE(data.training.features, expected);
        // What is not seen can still be chosen later.
        QCOMPARE(data.inputNames, (std::vector<std::string>{"colour = blue", "colour = red", "n", "m"}));
    }

    void rowsWithGapsAreDroppedAndCounted() {
        write("t.csv", "a,b,y\n1,2,0.1\n?,3,0.2\n4,NA,0.3\n5,6,\n7,8,0.5\n");
        const Dataset data = load(whole());
        QCOMPARE(data.training.sourceRows, (std::vector<Index>{0, 4}));
        QVERIFY(has(data.notes, "2 rows with missing values left out."));
        QVERIFY(has(data.notes, "1 row without a target left out."));
        // Gaps in a column that the network does not see cost no row.
        QCOMPARE(load(whole(), std::vector<std::string>{"b"}).training.sourceRows, (std::vector<Index>{0, 1, 4}));
    }

    void gapsAreFilledFromTheTrainingPartOnly() {
        QByteArray text = "a,colour,y\n";
        for (int i = 0; i < 40; ++i) {
            text += (i % 4 == 0 ? QByteArray("?") : QByteArray::number(i * i)) + "," +
                    (i % 5 == 0   ? ""
                     : i % 3 == 0 ? "red"
                                  : "blue") +
                    "," + QByteArray::number(i * 0.1) + "\n";
        }
        write("t.csv", text);
        const Dataset data = load({{"missing", std::string("mean")}, {"normalise", false}});
        QCOMPARE(data.training.count() + data.validation.count(), Index{40});
        QVERIFY(has(data.notes, "18 missing values replaced"));
        double sum = 0;
        int count = 0;
        for (const Index row : data.training.sourceRows) {
            if (row % 4 == 0) continue;
            sum += static_cast<double>(row * row);
            ++count;
        }
        int filled = 0;
        for (const DataPart* part : {&data.training, &data.validation}) {
            for (Index i = 0; i < part->count(); ++i) {
                const Index row = part->sourceRows[static_cast<std::size_t>(i)];
                if (row % 4 == 0) {
                    QVERIFY(std::abs(static_cast<double>(part->inputs(0, i)) - sum / count) < 1e-3);
                    ++filled;
                }
                if (row % 5 == 0) QCOMPARE(part->inputs(1, i), Scalar(1));  // blue is the most frequent
                QCOMPARE(part->inputs(1, i) + part->inputs(2, i), Scalar(1));
            }
        }
        QCOMPARE(filled, 10);
    }

    void numericClassesAreSortedAsNumbers() {
        write("t.csv", "a,class\n1,100000\n2,9\n3,100000\n4,-1\n5,9\n6,-1\n7,9\n8,100000\n9,-1\n");
        QCOMPARE(load(whole()).classNames, (std::vector<std::string>{"-1", "9", "100000"}));
    }

    void rareClassesStayInTraining() {
        write("t.csv", "a,class\n1,x\n2,x\n3,x\n4,x\n5,x\n6,x\n7,x\n8,x\n9,rare\n");
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const Dataset data = load({{"validation", 0.9}}, {}, seed);
            QCOMPARE(std::set<Index>(data.training.labels.begin(), data.training.labels.end()).size(), std::size_t{2});
        }
    }

    void tooFewRowsForValidationIsSaid() {
        write("t.csv", "a,class\n1,x\n2,y\n");
        const Dataset data = load({});
        QCOMPARE(data.training.count(), Index{2});
        QVERIFY(has(data.notes, "too few rows for a validation part"));
    }

    void constantsAndLargeTargetsAreSaid() {
        write("t.csv", "a,b,price\n1,5,100000\n2,5,250000\n3,5,175000.5\n");
        const Dataset data = load(whole());
        QVERIFY(has(data.notes, "\"b\" has the same value in the whole training part"));
        QVERIFY(has(data.notes, "runs from 100000 to 250000"));
        QCOMPARE(data.training.values(0, 1), Scalar(250000));  // never scaled
    }

    void emptyColumnsAreLeftOut() {
        write("t.csv", "a,b,y\n1,,0.1\n2,NA,0.2\n3,?,0.35\n");
        const Dataset data = load(whole());
        QCOMPARE(data.inputNames, (std::vector<std::string>{"a"}));
        QCOMPARE(data.training.count(), Index{3});
        QVERIFY(has(data.notes, "Column \"b\" is empty"));
    }

    void categoriesAloneMustBeMeant() {
        write("t.csv", "cap,smell,class\nflat,none,good\nround,foul,bad\nflat,foul,bad\n");
        QVERIFY(refusal(whole()).find("t.csv has no column of numbers") == 0);
        const Dataset data = load(whole(), std::vector<std::string>{"cap", "smell"});
        QCOMPARE(data.inputCount(), Index{4});
    }

    void textLikeColumnsAreRefusedButMayBeLeftOut() {
        QByteArray text = "name,a,y\n";
        for (int i = 0; i < 300; ++i)
            text += "n" + QByteArray::number(i) + "," + QByteArray::number(i) + ",0." + QByteArray::number(i) + "\n";
        write("t.csv", text);
        const std::string said = refusal(whole());
        QVERIFY2(said.find("Column \"name\" has 300 different texts") != std::string::npos, said.c_str());
        QVERIFY2(said.find("\"n0\" in line 2") != std::string::npos, said.c_str());
        QCOMPARE(load(whole(), std::vector<std::string>{"a"}).inputNames, (std::vector<std::string>{"a"}));
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("task");
        QTest::addColumn<QString>("sentence");
        const QByteArray plain = "a,b,c\n1,2,x\n3,4,y\n5,6,x\n";
        QTest::newRow("empty") << QByteArray() << ""
                               << "auto"
                               << "t.csv: the table is empty";
        QTest::newRow("one row") << QByteArray("a,b\n1,2\n") << ""
                                 << "auto"
                                 << "t.csv has only 1 row";
        QTest::newRow("one column") << QByteArray("a\n1\n2\n") << ""
                                    << "auto"
                                    << "t.csv has no column besides the target";
        QTest::newRow("no numbers") << QByteArray("a,b\nx,y\nz,w\n") << ""
                                    << "auto"
                                    << "t.csv has no column of numbers";
        QTest::newRow("unknown target") << plain << "d"
                                        << "auto"
                                        << "data.target: t.csv has no column \"d\"; there are a, b, c.";
        QTest::newRow("text as value") << plain << "c"
                                       << "regression"
                                       << "t.csv: column \"c\" is no column of numbers (\"x\" in line 2)";
        QTest::newRow("one class") << QByteArray("a,b\n1,x\n2,x\n") << "b"
                                   << "auto"
                                   << "t.csv: column \"b\" has the same value in every row";
        QTest::newRow("nothing left") << QByteArray("a,b\n1,2\n,3\n?,4\n") << "b"
                                      << "auto"
                                      << "t.csv has only 1 row left of 3";
        QTest::newRow("no targets")
            << QByteArray("a,b\n1,\n2,\n3,\n") << "b"
            << "auto"
            << "t.csv: no row has a value in the column to predict, \"b\"; choose another target.";
        QTest::newRow("ragged") << QByteArray("a,b\n1,2\n3\n") << ""
                                << "auto"
                                << "t.csv: line 3 has 1 value where line 1 has 2";
        QByteArray many = "a,b\n";
        for (int i = 0; i < 150; ++i) many += "1," + QByteArray::number(i) + "\n";
        QTest::newRow("many classes") << many << "b"
                                      << "classification"
                                      << "t.csv: column \"b\" has 150 different values, more than the 100 classes that "
                                         "can be told apart; choose the task regression or another target.";
        QByteArray names = "a,b\n";
        for (int i = 0; i < 150; ++i) names += "1,n" + QByteArray::number(i) + "\n";
        QTest::newRow("many names") << names << "b"
                                    << "auto"
                                    << "t.csv: column \"b\" has 150 different values, more than the 100 classes that "
                                       "can be told apart; choose another target.";
    }
    void refusals() {
        QFETCH(QByteArray, text);
        QFETCH(QString, target);
        QFETCH(QString, task);
        QFETCH(QString, sentence);
        write("t.csv", text);
        const std::string said = refusal({{"target", target.toStdString()}, {"task", task.toStdString()}});
        QVERIFY2(QString::fromStdString(said).startsWith(sentence), said.c_str());
        QVERIFY2(said.back() == '.', said.c_str());
    }

    void refusalsOfFeatures() {
        write("t.csv", "a,colour,y\n1,red,2\n3,blue,4.5\n");
        QVERIFY(refusal(whole(), std::vector<std::string>{"a", "d"}).find("features[1]: t.csv has no column \"d\"") ==
                0);
        QVERIFY(refusal(whole(), std::vector<std::string>{"y"}).find("features[0]: \"y\" is the column to predict") ==
                0);
        QVERIFY(refusal(whole(), std::vector<std::string>{"colour = green"}).find("features[0]: t.csv has no column") ==
                0);
        QVERIFY(refusal(whole(), std::vector<std::string>{}).find("features: the network needs at least one") == 0);
        QVERIFY(refusal(whole(), std::vector<std::string>{"a", "a"}).find("named twice") != std::string::npos);
    }

    void refusalsOfFiles() {
        QVERIFY(refusal({{"path", std::string("none.csv")}}).find("There is no file") == 0);
        QVERIFY(refusal({{"path", std::string("")}}).find("data.path: no file is named") == 0);
        QVERIFY(QDir(m_folder.path()).mkpath("sub"));
        QVERIFY(refusal({{"path", std::string("sub")}}).find("sub is a folder") == 0);
        QVERIFY(refusal({{"path", std::string("t.csv")}, {"missing", std::string("zero")}}).find("data.missing") == 0);
    }

    void pathsStartAtTheFolderOrAreAbsolute() {
        QVERIFY(QDir(m_folder.path()).mkpath("sub"));
        write("sub/inner.csv", flowers());
        QCOMPARE(load({{"path", std::string("sub/inner.csv")}}).inputCount(), Index{2});
        QCOMPARE(makeDataset({"csv", {{"path", m_folder.filePath("sub/inner.csv").toStdString()}}}, {}, 1).inputCount(),
                 Index{2});
    }

    void readingReportsAndCanBeCancelled() {
        QByteArray text = "a,b,y\n";
        for (int i = 0; i < 300000; ++i) text += QByteArray::number(i) + ",2.5,0.25\n";
        write("t.csv", text);
        std::vector<double> shares;
        const Spec spec{"csv", {{"path", std::string("t.csv")}}};
        const std::string folder = m_folder.path().toStdString();
        makeDataset(spec, {}, 1, folder, [&](double share) {
            shares.push_back(share);
            return true;
        });
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        QVERIFY(shares.size() > 8);
        QCOMPARE(shares.back(), 1.0);
        for (std::size_t stop = 1; stop <= shares.size(); ++stop) {
            std::size_t calls = 0;
            QVERIFY_EXCEPTION_THROWN(makeDataset(spec, {}, 1, folder, [&](double) { return ++calls < stop; }),
                                     Cancelled);
            QCOMPARE(calls, stop);
        }
    }
};

QTEST_GUILESS_MAIN(TestDataset)
#include "test_dataset.moc"
