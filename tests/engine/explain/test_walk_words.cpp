#include "engine/explain/number_words.h"
#include "engine/explain/walk.h"
#include "tests/engine/explain/walk_records.h"
#include "tests/support/test.h"

#include <QRegularExpression>

using namespace told;

/// What a walk says in words: whole sentences, from the actual values, true in every case.
class TestWalkWords : public GlassboxTest {
    Q_OBJECT

    /// The operation that computes a tensor, told for one number of it.
    static QString sentence(const StepRecord& record, const TensorRef& tensor, const Question& question) {
        const Walk walk(std::make_shared<const StepRecord>(record));
        const std::optional<Index> operation = walk.operationOf(tensor);
        if (!operation) return QStringLiteral("nobody tells it");
        return QString::fromStdString(walk.at(*operation).arithmetic(record, question).sentence);
    }
    static const StepRecord& named(const std::string& name) {
        for (const Told& told : records())
            if (told.name == name) return *told.record;
        qFatal("no record %s", name.c_str());
    }
    /// 2-1 regression without hidden layer, with given weights, on one sample.
    static StepRecord smallStep(const std::vector<Scalar>& x, Scalar target, const std::vector<Scalar>& w,
                                const std::string& activation = "identity") {
        Experiment experiment = line(0.1, 1);
        experiment.network = {dense(2, activation), dense(1, "identity")};
        Trainer trainer(experiment, numbers({x}, {target}));
        const std::vector<ParameterValue> start{{{0, "weight", 0, 0}, w[0]}, {{0, "weight", 0, 1}, w[1]},
                                                {{0, "weight", 1, 0}, w[2]}, {{0, "weight", 1, 1}, w[3]},
                                                {{1, "weight", 0, 0}, w[4]}, {{1, "weight", 0, 1}, w[5]}};
        trainer.setParameters(start, true);
        return recordStep(trainer, {});
    }

  private Q_SLOTS:
    void areWholeSentences_data();
    void areWholeSentences();
    void theOutputHasNoNumber();
    void blameOfAWeight();
    void deadUnits();
    void frozenParts();
    void placesInWords();
    void numbersToRead_data();
    void numbersToRead();
    void settings();
};

void TestWalkWords::areWholeSentences_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < records().size(); ++i) QTest::newRow(records()[i].name.c_str()) << static_cast<int>(i);
}

void TestWalkWords::areWholeSentences() {
    QFETCH(int, index);
    const auto record = records()[static_cast<std::size_t>(index)].record;
    const Walk walk(record);
    const auto check = [](const std::string& text) {
        const QString sentence = QString::fromStdString(text);
        QVERIFY2(!sentence.isEmpty(), "nothing is said");
        QVERIFY2(sentence.front().isUpper(), text.c_str());
        QVERIFY2(sentence.endsWith('.'), text.c_str());
        static const QRegularExpression bad(
            QStringLiteral("  | \\.|\\.\\.|[.:;,][A-Za-z]|\\( | \\)|\\bnan\\b|-\\d|\\d{12}|[a-z]\\. [a-z]"));
        QVERIFY2(!bad.match(sentence).hasMatch(), text.c_str());
    };
    for (Index i = 0; i < walk.count(); ++i) {
        const Operation& operation = walk.at(i);
        check(operation.purpose);
        QVERIFY(!operation.name.empty());
        const TensorView view = tensorOf(*record, operation.result);
        for (Index row = 0; row < view.rows; ++row)
            for (Index col = 0; col < view.cols; ++col) {
                check(operation.arithmetic(*record, {row, col, 0, -1}).sentence);
                QVERIFY(!wordsOf(*record, {operation.result, row, col}).empty());
            }
    }
}

void TestWalkWords::theOutputHasNoNumber() {
    for (const Told& told : records()) {
        const StepRecord& record = *told.record;
        const Index last = record.before.layerCount() - 1;
        const std::string wrong = "unit 1 of layer " + std::to_string(last + 1);
        const Walk walk(told.record);
        for (Index i = 0; i < walk.count(); ++i) {
            const Arithmetic arithmetic = walk.arithmeticAt({i}, 0);
            QVERIFY2(arithmetic.sentence.find(wrong) == std::string::npos, arithmetic.sentence.c_str());
            QVERIFY(wordsOf(record, arithmetic.place).find(wrong) == std::string::npos);
        }
    }
}

void TestWalkWords::blameOfAWeight() {
    // a = (0.6, -0.2), output 0.6 - 0.2 = 0.4, target 1: error 2 (0.4 - 1) = -1.2
    const StepRecord low = smallStep({1, 0}, 1, {0.6F, 0, -0.2F, 0, 1, 1});
    QCOMPARE(
        sentence(low, {Quantity::Gradient, 1, 0}, {0, 0}),
        "The output is too low, so its error is negative (−1.200). Unit 1 of layer 1 fired strongly (0.600), so its "
        "weight gets most of the blame (75 %) and will grow by η · 0.720 in the update.");
    QCOMPARE(sentence(low, {Quantity::Gradient, 1, 0}, {0, 1}),
             "The output is too low, so its error is negative (−1.200). Unit 2 of layer 1 gave a negative value "
             "(−0.200), so its weight gets its share of the blame (25 %) and will fall by η · 0.240 in the update.");
    QCOMPARE(sentence(low, {Quantity::Gradient, 0, 0}, {0, 1}),
             "No blame for this weight: input x2 is zero, so the weight had no part in the sum.");
    QCOMPARE(
        sentence(low, {Quantity::Gradient, 1, 1}, {0, 0}),
        "The bias is added as it is, so its gradient is the error itself: −1.200. It will grow by η · 1.200 in the "
        "update.");
    QCOMPARE(sentence(low, {Quantity::SampleLoss}, {}), "The output is too low by 0.600, which makes a loss of 0.360.");
    const StepRecord exact = smallStep({1, 0}, 0.5F, {0.5F, 0, 0, 0, 1, 1});
    QCOMPARE(sentence(exact, {Quantity::SampleLoss}, {}), "The output is exactly the target: no loss at all.");
    QCOMPARE(sentence(exact, {Quantity::OutputGradient, 1}, {}),
             "The output is exactly its target: there is nothing to mend.");
    QCOMPARE(sentence(exact, {Quantity::Gradient, 1, 0}, {0, 0}),
             "No blame for this weight: the error that comes back to the output is zero.");
    QCOMPARE(sentence(exact, {Quantity::NewParameter, 1, 0}, {0, 0}),
             "The weight from unit 1 of layer 1 to the output stays as it is: its gradient is zero.");
}

void TestWalkWords::deadUnits() {
    const StepRecord record = smallStep({1, 0}, 1, {0.6F, 0, -0.2F, 0, 1, 1}, "relu");
    QCOMPARE(sentence(record, {Quantity::Output, 0}, {0, 0}),
             "The sum is positive, so unit 1 of layer 1 passes it on unchanged: 0.600.");
    QCOMPARE(
        sentence(record, {Quantity::Output, 0}, {1, 0}),
        "The sum is negative, so unit 2 of layer 1 stays silent: it passes on 0, and no gradient comes back through "
        "it.");
    QCOMPARE(
        sentence(record, {Quantity::Inner, 0, 1}, {1, 0}),
        "What comes back to unit 2 of layer 1 is −0.800; but the slope of its activation is 0 there, so nothing gets "
        "through.");
    QCOMPARE(sentence(record, {Quantity::Gradient, 0, 0}, {1, 0}),
             "No blame for this weight: the error that comes back to unit 2 of layer 1 is zero.");
    QCOMPARE(sentence(record, {Quantity::Gradient, 1, 0}, {0, 1}),
             "No blame for this weight: unit 2 of layer 1 was silent, so the weight had no part in the sum.");
}

void TestWalkWords::frozenParts() {
    const StepRecord& record = named("frozen parts, one sample");
    QVERIFY(sentence(record, {Quantity::Gradient, 0, 0}, {0, 0}).endsWith("but it is frozen, so it stays as it is."));
    QCOMPARE(sentence(record, {Quantity::NewParameter, 0, 0}, {0, 0}),
             "This number is frozen: the update leaves it alone.");
    QVERIFY(!sentence(record, {Quantity::NewParameter, 0, 0}, {1, 0}).contains("frozen"));
    const StepRecord& norm = named("frozen batch_norm, batch");
    QVERIFY(sentence(norm, {Quantity::Inner, 1, 1}, {0, 0}).startsWith("This layer is frozen"));
}

void TestWalkWords::placesInWords() {
    const StepRecord& record = named("cross_entropy of 3 softmax, batch");
    const auto words = [&](const Place& place) { return QString::fromStdString(wordsOf(record, place)); };
    QCOMPARE(words({{Quantity::Input}, 1, 2}), "input x2 for sample 3");
    QCOMPARE(words({{Quantity::Target}, 2, 0}), "target for 2 for sample 1");
    QCOMPARE(words({{Quantity::Parameter, 0, 0}, 4, 1}), "weight from input x2 to unit 5 of layer 1");
    QCOMPARE(words({{Quantity::Parameter, 2, 1}, 1, 0}), "bias of the output for 1");
    QCOMPARE(words({{Quantity::Gradient, 2, 0}, 0, 3}),
             "gradient of the weight from unit 4 of layer 2 to the output for 0");
    QCOMPARE(words({{Quantity::Output, 2}, 0, 0}), "output for 0 for sample 1");
    QCOMPARE(words({{Quantity::Inner, 0, 0}, 0, 1}), "weighted sum of unit 1 of layer 1 for sample 2");
}

void TestWalkWords::numbersToRead_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("tex");
    QTest::addColumn<QString>("words");
    QTest::newRow("zero") << 0.0 << "0"
                          << "0";
    QTest::newRow("minus zero") << -0.0 << "0"
                                << "0";
    QTest::newRow("whole") << -3.0 << "-3"
                           << "−3";
    QTest::newRow("share") << 0.74213 << "0.742"
                           << "0.742";
    QTest::newRow("small") << -0.012345 << "-0.0123"
                           << "−0.0123";
    QTest::newRow("above one") << 12.3456 << "12.35"
                               << "12.35";
    QTest::newRow("rounded up to ten") << 9.99996 << "10.00"
                                       << "10.00";
    QTest::newRow("nearly one") << 0.99997 << "0.99997"
                                << "0.99997";
    QTest::newRow("tiny") << 1.234e-7 << "1.23\\times 10^{-7}"
                          << "1.23e−7";
    QTest::newRow("tiny, rounded up") << 9.999e-7 << "1.00\\times 10^{-6}"
                                      << "1.00e−6";
    QTest::newRow("huge") << -2.5e8 << "-2.50\\times 10^{8}"
                          << "−2.50e8";
    QTest::newRow("infinite") << -std::numeric_limits<double>::infinity() << "-\\infty"
                              << "−∞";
    QTest::newRow("none") << std::numeric_limits<double>::quiet_NaN() << "\\text{NaN}"
                          << "NaN";
}

void TestWalkWords::numbersToRead() {
    QFETCH(double, value);
    QTEST(QString::fromStdString(numberTex(value)), "tex");
    QTEST(QString::fromStdString(numberWords(value)), "words");
}

void TestWalkWords::settings() {
    QCOMPARE(QString::fromStdString(settingTex(0.9)), "0.9");
    QCOMPARE(QString::fromStdString(settingTex(1e-8)), "10^{-8}");
    QCOMPARE(QString::fromStdString(settingTex(3e-5)), "3\\times 10^{-5}");
    QCOMPARE(QString::fromStdString(settingTex(1)), "1");
}

QTEST_GUILESS_MAIN(TestWalkWords)
#include "test_walk_words.moc"
