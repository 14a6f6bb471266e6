#include "tests/support/step_walk.h"
#include "tests/support/test.h"
#include "ui/models/walk_model.h"

#include <QSignalSpy>

using namespace glassbox;

/// The walk as all views share it.
class TestWalkModel : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aNewRecordStartsAtItsBeginning();
    void itGoesOnAndBackAtEveryGrain_data();
    void itGoesOnAndBackAtEveryGrain();
    void aFarStepGoesAWholeLayer();
    void goingInAndOutKeepsTheOperation();
    void whatIsAheadIsNotKnown();
    void aNumberThatIsPredictedStaysHiddenUntilItIsRevealed();
    void choosingAWeightGoesToItsArithmetic();
    void choosingWhatIsGivenGoesWhereItIsUsed();
    void theSampleOfABatchIsChosenForAllViews();
    void nothingHappensWithoutAWalk();
};

void TestWalkModel::aNewRecordStartsAtItsBeginning() {
    WalkModel model;
    QSignalSpy changed(&model, &WalkModel::walkChanged);
    model.setRecord(steps::onXor());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.place().operation, Index(0));
    QCOMPARE(model.operation().phase, Phase::Forward);
    QVERIFY(!model.canGoBack());
    model.goToEnd();
    QVERIFY(!model.canGoOn());
    QCOMPARE(model.operation().phase, Phase::Update);
    model.setRecord(steps::onXor({3}));
    QCOMPARE(model.place().operation, Index(0));
}

void TestWalkModel::itGoesOnAndBackAtEveryGrain_data() {
    QTest::addColumn<int>("grain");
    for (int grain = 0; grain <= static_cast<int>(Grain::Weight); ++grain)
        QTest::addRow("%s",
                      std::array{"phase", "layer", "operation", "unit", "weight"}[static_cast<std::size_t>(grain)])
            << grain;
}

void TestWalkModel::itGoesOnAndBackAtEveryGrain() {
    QFETCH(int, grain);
    WalkModel model;
    model.setRecord(steps::onXor());
    model.setGrain(static_cast<Grain>(grain));
    std::vector<WalkPlace> way{model.place()};
    while (model.canGoOn()) {
        model.goOn();
        QCOMPARE(model.index(), static_cast<Index>(way.size()));
        way.push_back(model.place());
        QVERIFY(way.size() < 1000);
    }
    QCOMPARE(static_cast<Index>(way.size()), model.count());
    for (std::size_t i = way.size() - 1; i-- > 0;) {
        model.goBack();
        QVERIFY(model.place() == way[i]);
    }
    QVERIFY(!model.canGoBack());
}

void TestWalkModel::aFarStepGoesAWholeLayer() {
    WalkModel model;
    model.setRecord(steps::onXor());
    model.goFar(true);
    QCOMPARE(model.operation().layer, Index(1));
    QCOMPARE(model.operation().phase, Phase::Forward);
    model.goFar(false);
    QCOMPARE(model.place().operation, Index(0));
    model.setGrain(Grain::Layer);
    model.goFar(true);
    QCOMPARE(model.operation().phase, Phase::Backward);
    model.goFar(true);
    model.goFar(true);
    QVERIFY(!model.canGoOn());
}

void TestWalkModel::goingInAndOutKeepsTheOperation() {
    WalkModel model;
    model.setRecord(steps::onXor());
    model.setPlace({2});
    model.goIn();
    QCOMPARE(model.grain(), Grain::Unit);
    QCOMPARE(model.place().operation, Index(2));
    QCOMPARE(model.place().row, Index(0));
    model.goIn();
    model.goIn();
    QCOMPARE(model.grain(), Grain::Weight);
    for (int i = 0; i < 9; ++i) model.goOut();
    QCOMPARE(model.grain(), Grain::Phase);
    QCOMPARE(model.operation().phase, Phase::Forward);
}

void TestWalkModel::whatIsAheadIsNotKnown() {
    WalkModel model;
    model.setRecord(steps::onXor());
    const Place output{{Quantity::Output, 1}, 0, 0}, gradient{{Quantity::Gradient, 0, 0}, 0, 0},
        input{{Quantity::Input}, 0, 0};
    QVERIFY(model.isKnown(input));
    QVERIFY(!model.isKnown(output));
    model.setGrain(Grain::Phase);
    QVERIFY(model.isKnown(output));
    QVERIFY(!model.isKnown(gradient));
    model.goOn();
    QVERIFY(model.isKnown(gradient));
}

void TestWalkModel::aNumberThatIsPredictedStaysHiddenUntilItIsRevealed() {
    WalkModel model;
    model.setRecord(steps::onXor());
    model.setGrain(Grain::Unit);
    model.setPredicting(true);
    QVERIFY(model.isHidden());
    const Place asked = model.arithmetic().place;
    QVERIFY(!model.isKnown(asked));
    model.reveal();
    QVERIFY(!model.isHidden());
    QVERIFY(model.isKnown(asked));
    model.goOn();
    QVERIFY(model.isHidden());
    model.setPredicting(false);
    QVERIFY(!model.isHidden());
    // Nobody can foretell which units dropout switches off.
    model.setRecord(steps::record(
        steps::experiment({steps::dense(3, "tanh"), {"dropout", {{"rate", 0.5}}}, steps::dense(1, "sigmoid")}), {2}));
    model.setPredicting(true);
    const auto mask = model.walk()->operationOf({Quantity::Inner, 1, 0});
    QVERIFY(mask);
    model.setPlace({*mask});
    QVERIFY(!model.isHidden());
    model.setPlace({*mask + 1});
    QVERIFY(model.isHidden());
}

void TestWalkModel::choosingAWeightGoesToItsArithmetic() {
    WalkModel model;
    model.setRecord(steps::onXor());
    const Place gradient{{Quantity::Gradient, 0, 0}, 2, 1};
    model.choose(gradient);
    QCOMPARE(model.grain(), Grain::Weight);
    QVERIFY(model.arithmetic().place == gradient);
    QVERIFY(model.isTold({{Quantity::Input}, 1, 0}));
    QVERIFY(!model.isTold({{Quantity::Input}, 0, 0}));
}

void TestWalkModel::choosingWhatIsGivenGoesWhereItIsUsed() {
    WalkModel model;
    model.setRecord(steps::onXor());
    const Place weight{{Quantity::Parameter, 1, 0}, 0, 2};
    model.choose(weight);
    QCOMPARE(model.operation().layer, Index(1));
    QCOMPARE(model.operation().phase, Phase::Forward);
    QVERIFY(model.isTold(weight));
    // On the way back the same weight carries the error.
    model.setGrain(Grain::Phase);
    model.goOn();
    model.choose(weight);
    QCOMPARE(model.operation().phase, Phase::Backward);
}

void TestWalkModel::theSampleOfABatchIsChosenForAllViews() {
    WalkModel model;
    model.setRecord(steps::onXor({}));
    QCOMPARE(model.walk()->record().sampleCount(), Index(4));
    model.setSample(2);
    QCOMPARE(model.arithmetic().place.col, Index(2));
    model.setSample(99);
    QCOMPARE(model.sample(), Index(3));
    model.setRecord(steps::onXor());
    QCOMPARE(model.sample(), Index(0));
}

void TestWalkModel::nothingHappensWithoutAWalk() {
    WalkModel model;
    model.goOn();
    model.goBack();
    model.goFar(true);
    model.goToEnd();
    model.setGrain(Grain::Weight);
    model.setSample(3);
    model.choose({{Quantity::Input}, 0, 0});
    model.reveal();
    QVERIFY(!model.isHidden());
    QVERIFY(!model.canGoOn());
    QCOMPARE(model.count(), Index(0));
}

QTEST_GUILESS_MAIN(TestWalkModel)
#include "test_walk_model.moc"
