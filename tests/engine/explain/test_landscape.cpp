#include "engine/explain/landscape.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>

using namespace glassbox;

namespace {

std::shared_ptr<const LandscapeProblem> problemOf(const Trainer& trainer) {
    auto problem = std::make_shared<LandscapeProblem>(
        landscapeProblem(trainer.experiment(), fixture::dataOf(trainer.experiment())));
    const auto statistics = trainer.network().statistics();
    std::copy(statistics.begin(), statistics.end(), problem->network.statistics().begin());
    return problem;
}

/// A short run; what its network is made of is the row's.
Trainer trained(const QString& kind) {
    Experiment experiment = fixture::spiral(400);
    if (kind == QLatin1String("dropout and batch norm"))
        experiment.network = {
            fixture::dense(8, "tanh"), {"batch_norm"}, {"dropout", {{"rate", 0.4}}}, fixture::dense(1, "sigmoid")};
    if (kind == QLatin1String("weight decay and L1")) experiment.training.weightDecay = experiment.training.l1 = 0.01;
    if (kind == QLatin1String("regression")) {
        experiment.data = {"peaks", {{"points", std::int64_t{300}}, {"validation", 0.3}}};
        experiment.network.back() = fixture::dense(1, "identity");
        experiment.training.loss = {"huber"};
    }
    if (kind == QLatin1String("three classes")) {
        experiment.data = {"blobs", {{"points", std::int64_t{300}}, {"validation", 0.3}}};
        experiment.network.back() = fixture::dense(static_cast<int>(classesOf(experiment.data)), "softmax");
        experiment.training.loss = {"cross_entropy"};
    }
    Trainer trainer = fixture::trainerOf(experiment);
    fixture::run(trainer, 5);
    return trainer;
}

Landscape computed(const Trainer& trainer, Index side, int threads, std::vector<Landscape>* levels = nullptr) {
    const LandscapePlane plane =
        LandscapePlane::ofRandomDirections(trainer.network(), trainer.network().parameters(), 4);
    ThreadPool pool(threads);
    Landscape last;
    LandscapeListener listener;
    listener.refined = [&](const Landscape& landscape) {
        if (levels) levels->push_back(landscape);
        last = landscape;
    };
    computeLandscape(problemOf(trainer), plane, {-1, 1, -0.5, 0.5}, side, pool, listener);
    return last;
}

}  // namespace

class TestLandscape : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    /// The very number that the training shows, to the last bit: dropout off, running statistics, no penalty.
    void theCostIsTheTrainersOwn_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind :
             {"spiral", "dropout and batch norm", "weight decay and L1", "regression", "three classes"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

    void theCostIsTheTrainersOwn() {
        QFETCH(QString, kind);
        Trainer trainer = trained(kind);
        const auto problem = problemOf(trainer);
        LandscapeCost training(problem), validation(problem, LandscapeCost::Part::Validation);
        const WeightPoint weights = trainer.network().parameters();
        QCOMPARE(training.at(weights), trainer.evaluateTraining().cost);
        QCOMPARE(validation.at(weights), trainer.evaluateValidation()->cost);
        // And at other weights: those of a grid's crossing.
        const Landscape landscape = computed(trainer, 11, 1);
        std::vector<Scalar> there(weights.size());
        landscape.plane.weightsAt({-0.6, 0.2}, there);
        std::vector<NamedTensor> tensors = trainer.network().exportParameters();
        Network moved = trainer.network();
        std::copy(there.begin(), there.end(), moved.parameters().begin());
        trainer.importParameters(moved.exportParameters());
        QCOMPARE(landscape.values.at(2, 7), trainer.evaluateTraining().cost);
        QCOMPARE(landscape.valueAt(-0.6, 0.2), trainer.evaluateTraining().cost);
    }

    void everyLevelKeepsWhatIsThereAndAddsTheRest() {
        const Trainer trainer = trained(QStringLiteral("spiral"));
        std::vector<Landscape> levels;
        const Landscape last = computed(trainer, 101, 2, &levels);
        QCOMPARE(levels.size(), std::size_t(4));
        QCOMPARE(levels[0].known().width, Index(6));
        QCOMPARE(levels[1].known().width, Index(26));
        QCOMPARE(levels[2].known().width, Index(51));
        QVERIFY(!levels[2].isFinished && last.isFinished && last.stride == 1);
        for (const Landscape& level : levels) {
            const ValueGrid known = level.known();
            for (Index row = 0; row < known.height; ++row)
                for (Index column = 0; column < known.width; ++column)
                    QCOMPARE(known.at(column, row), last.values.at(column * level.stride, row * level.stride));
        }
        for (const double value : last.values.values) QVERIFY(std::isfinite(value));
        QCOMPARE(levels[0].valueAt(1, 0.5), last.values.at(100, 100));
        QVERIFY(std::isnan(last.valueAt(1.01, 0)));
    }

    void theNumberOfThreadsChangesNothing() {
        const Trainer trainer = trained(QStringLiteral("dropout and batch norm"));
        QCOMPARE(computed(trainer, 26, 1).values.values, computed(trainer, 26, 3).values.values);
    }

    void itCanBeGivenUp() {
        const Trainer trainer = trained(QStringLiteral("spiral"));
        ThreadPool pool(2);
        int refined = 0;
        double reached = 0;
        LandscapeListener listener;
        listener.refined = [&](const Landscape&) { ++refined; };
        listener.progress = [&](double share) {
            reached = share;
            return share < 0.3;
        };
        const LandscapePlane plane =
            LandscapePlane::ofRandomDirections(trainer.network(), trainer.network().parameters(), 4);
        QVERIFY(!computeLandscape(problemOf(trainer), plane, {}, 101, pool, listener));
        QVERIFY(refined >= 1 && refined < 4);
        QVERIFY(reached < 0.9);
    }

    void stridesDivideEachOther() {
        QCOMPARE(refinementStrides(101), (std::vector<Index>{20, 4, 2, 1}));
        QCOMPARE(refinementStrides(51), (std::vector<Index>{10, 2, 1}));
        QCOMPARE(refinementStrides(8), (std::vector<Index>{1}));
        QCOMPARE(refinementStrides(2), (std::vector<Index>{1}));
    }

    void betweenCrossingsTheValueIsBilinear() {
        Landscape landscape;
        landscape.range = {0, 2, 0, 1};
        landscape.values = ValueGrid(3, 3);
        for (Index row = 0; row < 3; ++row)
            for (Index column = 0; column < 3; ++column)
                landscape.values.at(column, row) = static_cast<double>(column * 10 + row * 100 + column * row);
        QCOMPARE(landscape.valueAt(0.5, 0.25), 55.25);
        QCOMPARE(landscape.valueAt(2, 1), 224.0);
        landscape.values.at(2, 2) = std::numeric_limits<double>::infinity();
        QCOMPARE(landscape.valueAt(1, 1), 212.0);  // beside it
        QVERIFY(std::isinf(landscape.valueAt(1.5, 0.75)));
        QCOMPARE(landscape.least(), 0.0);
    }

    void theRangeHoldsAllPlaces() {
        const LandscapeRange range = rangeAround({{0, 0}, {10, 0}, {5, 0.5}}, 0.2);
        QVERIFY(std::abs(range.xLow + 2) < 1e-9 && std::abs(range.xHigh - 12) < 1e-9);
        QVERIFY(range.yHigh - range.yLow >= 2);
        const LandscapeRange still = rangeAround({{3, 4}});
        QVERIFY(still.xLow < 3 && still.xHigh > 3 && still.yLow < 4 && still.yHigh > 4);
    }

    /// From a trained network to another: both ends are exactly theirs.
    void theLineBetweenTwoNetworksHasTheirCostsAtItsEnds() {
        Trainer a = trained(QStringLiteral("dropout and batch norm"));
        Trainer b = trained(QStringLiteral("dropout and batch norm"));
        fixture::run(b, 20);
        const auto state = [](const Trainer& trainer) {
            const auto w = trainer.network().parameters(), s = trainer.network().statistics();
            return WeightState{{w.begin(), w.end()}, {s.begin(), s.end()}};
        };
        const WeightInterpolation line = interpolateCost(problemOf(a), state(a), state(b), -0.5, 1.5, 41);
        QCOMPARE(line.t.size(), std::size_t(41));
        QCOMPARE(line.t[10], 0.0);
        QCOMPARE(line.t[30], 1.0);
        QCOMPARE(line.training[10], a.evaluateTraining().cost);
        QCOMPARE(line.training[30], b.evaluateTraining().cost);
        QCOMPARE(line.validation[30], b.evaluateValidation()->cost);
        QVERIFY(interpolateCost(problemOf(a), state(a), state(b), 0, 1, 11, [](double share) {
                    return share < 0.5;
                }).t.empty());
    }
};

QTEST_GUILESS_MAIN(TestLandscape)
#include "test_landscape.moc"
