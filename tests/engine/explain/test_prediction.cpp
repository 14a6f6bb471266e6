#include "engine/explain/prediction.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

/// What a learner is told about a number that they predicted.
class TestPrediction : public GlassboxTest {
    Q_OBJECT

    StepRecord m_record;

    static TypedNumber typed(double value, double halfUnit = 0.0005, int digits = 3) {
        return {value, halfUnit, digits};
    }

    /// delta = 0.74 times slope 0.191, worked out in a line of its own.
    static Arithmetic delta() {
        Arithmetic arithmetic;
        arithmetic.result = 0.74 * 0.191436;
        arithmetic.lines = {{"f'", "0.742 \\times (1 - 0.742)", 0.191436}, {"\\delta", "0.74 \\times 0.191", 0.14166}};
        arithmetic.mistakes = {{Mistake::NoSlope, 0.74}, {Mistake::OneTerm, 0.1}};
        return arithmetic;
    }

    static Arithmetic plain(double result, std::vector<WrongResult> mistakes = {}) {
        Arithmetic arithmetic;
        arithmetic.result = result;
        arithmetic.lines = {{"z", "\\ldots", result}};
        arithmetic.mistakes = std::move(mistakes);
        return arithmetic;
    }

    QString said(const Arithmetic& arithmetic, const TypedNumber& number) const {
        return QString::fromStdString(judge(m_record, arithmetic, number).sentence);
    }

  private Q_SLOTS:
    void initTestCase() {
        Trainer trainer = fixture::trainerOf(fixture::spiral());
        m_record = recordStep(trainer, {});
    }

    void rightIsWhatRoundsToIt() {
        QVERIFY(judge(m_record, plain(0.7421), typed(0.742)).isRight());
        QVERIFY(judge(m_record, plain(0.7421), typed(0.74, 0.005, 2)).isRight());
        QVERIFY(judge(m_record, plain(0.7421), typed(0.7490)).isRight());  // within 1 %
        QVERIFY(!judge(m_record, plain(0.7421), typed(0.760)).isRight());
        QVERIFY(judge(m_record, plain(0), typed(0, 0.5, 1)).isRight());
        QVERIFY(!judge(m_record, plain(0), typed(0.3, 0.05, 1)).isRight());
        QVERIFY(judge(m_record, plain(-1e-7), typed(-1e-7, 5e-8, 1)).isRight());
    }

    void oneDigitIsTooCoarse() {
        const Judgement judgement = judge(m_record, plain(0.7421), typed(0.7, 0.05, 1));
        QCOMPARE(judgement.verdict, Verdict::Coarse);
        QVERIFY(judgement.sentence.find("two digits") != std::string::npos);
        QVERIFY(judge(m_record, plain(3), typed(3, 0.5, 1)).isRight());
    }

    void aLeftOutSlopeIsNamedAndShown() {
        const Judgement judgement = judge(m_record, delta(), typed(0.74, 0.005, 2));
        QCOMPARE(judgement.mistake, std::optional(Mistake::NoSlope));
        QCOMPARE(judgement.sentence, std::string("You left out the slope of the activation: multiply by 0.191."));
        QCOMPARE(judgement.line, std::optional<std::size_t>(0));
    }

    void theSentenceDoesNotGiveTheResultAway() {
        const Arithmetic arithmetic = delta();
        QVERIFY(!said(arithmetic, typed(0.74)).contains("0.142"));
        QVERIFY(!said(plain(0.742, {{Mistake::NoActivation, 1.057}}), typed(1.057)).contains("0.742"));
    }

    void theNearestMistakeIsNamed() {
        const Arithmetic arithmetic = plain(0.5, {{Mistake::NoBias, 0.3}, {Mistake::Transposed, 0.302}});
        QCOMPARE(judge(m_record, arithmetic, typed(0.3021)).mistake, std::optional(Mistake::Transposed));
        QCOMPARE(judge(m_record, arithmetic, typed(0.2999)).mistake, std::optional(Mistake::NoBias));
        QCOMPARE(said(arithmetic, typed(0.3)), QString("You left out the bias: add 0.200."));
    }

    void aMistakeThatChangesNothingIsNone() {
        const Judgement judgement = judge(m_record, plain(0.5, {{Mistake::NoBias, 0.5}}), typed(0.5));
        QVERIFY(judgement.isRight());
    }

    void everyMistakeHasASentence_data() {
        QTest::addColumn<int>("mistake");
        for (int i = 0; i <= static_cast<int>(Mistake::OneTerm); ++i) QTest::addRow("%d", i) << i;
    }
    void everyMistakeHasASentence() {
        QFETCH(int, mistake);
        const Judgement judgement =
            judge(m_record, plain(0.5, {{static_cast<Mistake>(mistake), 1.7}}), typed(1.7, 0.05, 2));
        QCOMPARE(judgement.verdict, Verdict::Mistaken);
        QVERIFY(judgement.sentence.size() > 20);
        QCOMPARE(judgement.sentence.back(), '.');
        const bool kind = judgement.sentence.rfind("You ", 0) == 0 || judgement.sentence.rfind("That is", 0) == 0 ||
                          judgement.sentence.rfind("The size is right", 0) == 0;
        QVERIFY2(kind, judgement.sentence.c_str());
    }

    void theMeanNamesTheNumberOfSamples() {
        const double samples = static_cast<double>(m_record.sampleCount());
        QCOMPARE(said(plain(0.5, {{Mistake::NoMean, 0.5 * samples}}), typed(0.5 * samples)),
                 QString("That is the sum over the 16 samples. The cost is their mean, so divide by 16."));
    }

    void theLearningRateIsNamed() {
        Arithmetic arithmetic = plain(0.49, {{Mistake::NoLearningRate, -0.5}});
        QVERIFY(said(arithmetic, typed(-0.5)).endsWith("multiply it by the learning rate, 0.0100."));
    }

    void signAndDecimalPointAreAlwaysLookedFor() {
        QCOMPARE(judge(m_record, plain(-0.287), typed(0.287)).mistake, std::optional(Mistake::Sign));
        QVERIFY(said(plain(-0.287), typed(0.287)).endsWith("negative."));
        QCOMPARE(said(plain(-0.287), typed(-2.87, 0.005)),
                 QString("The digits are right, but the decimal point is not: move it one place to the left."));
        QCOMPARE(said(plain(0.287), typed(0.00287, 5e-6)),
                 QString("The digits are right, but the decimal point is not: move it 2 places to the right."));
    }

    void elseTheSideIsTold() {
        QCOMPARE(said(plain(0.5), typed(1.33)), QString("Too large."));
        QCOMPARE(said(plain(0.5), typed(0.45)), QString("Nearly: it is a little too small."));
        QCOMPARE(said(plain(-0.5), typed(-1.33)), QString("Too large in size."));
        QCOMPARE(judge(m_record, plain(-0.5), typed(-1.33)).verdict, Verdict::TooSmall);
        QCOMPARE(judge(m_record, plain(-0.5), typed(1.33)).verdict, Verdict::WrongSign);
        QVERIFY(said(plain(0), typed(1.33)).contains("zero"));
        QCOMPARE(judge(m_record, plain(0.5), typed(0, 0.5, 1)).verdict, Verdict::TooSmall);
    }

    void numbersThatAreNotFiniteAreNotAskedFor() {
        QCOMPARE(judge(m_record, plain(std::nan("")), typed(1)).verdict, Verdict::NotANumber);
    }

    void stepsAreCountedByTheirKind() {
        const auto kind = [&](const TensorRef& result) {
            Operation operation;
            operation.result = result;
            operation.uses = {{{Quantity::Input}, {}}};
            return predictedKind(m_record, operation);
        };
        QVERIFY(!predictedKind(m_record, {}));  // made of nothing, such as what dropout draws
        QVERIFY(!kind({Quantity::Input}));
        QCOMPARE(kind(sumOf(m_record, 0)), std::optional(PredictedKind::Sum));
        QCOMPARE(kind({Quantity::Output, 0}), std::optional(PredictedKind::Activation));
        QCOMPARE(kind({Quantity::Cost}), std::optional(PredictedKind::Loss));
        QCOMPARE(kind(errorOf(m_record, 1)), std::optional(PredictedKind::Error));
        QCOMPARE(kind({Quantity::OutputGradient, 1}), std::optional(PredictedKind::OutputGradient));
        QCOMPARE(kind({Quantity::Gradient, 1, 0}), std::optional(PredictedKind::WeightGradient));
        QCOMPARE(kind({Quantity::Gradient, 1, 1}), std::optional(PredictedKind::BiasGradient));
        QCOMPARE(kind({Quantity::MemoryAfter, 1, 0, 1}), std::optional(PredictedKind::Update));
        QCOMPARE(kind({Quantity::NewParameter, 1}), std::optional(PredictedKind::NewWeight));
    }
};

QTEST_GUILESS_MAIN(TestPrediction)
#include "test_prediction.moc"
