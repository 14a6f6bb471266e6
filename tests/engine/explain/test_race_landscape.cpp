#include "engine/explain/race_landscape.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

namespace {

using Kind = LandscapeChoice::Kind;

NetworkRacer racer(const std::string& name, Spec optimizer, bool normalise = false) {
    return {name, std::move(optimizer), {"constant"}, 16, normalise};
}

NetworkRace raceOf(std::vector<NetworkRacer> racers, std::vector<Spec> network = {}) {
    NetworkRaceSpec spec{fixture::spiral(200), std::move(racers), 100, 7};
    if (!network.empty()) spec.experiment.network = std::move(network);
    ThreadPool pool(2);
    return runNetworkRace(spec, nullptr, {}, pool);
}

NetworkRace twoRacers() {
    return raceOf(
        {racer("SGD", {"sgd", {{"learning_rate", 0.1}}}), racer("Adam", {"adam", {{"learning_rate", 0.02}}})});
}

template <typename Act>
bool refused(const Act& act) {
    try {
        act();
    } catch (const Error&) {
        return true;
    }
    return false;
}

}  // namespace

class TestRaceLandscape : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void allPathsBeginAtOnePlaceAndLieInTheRange_data() {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("weights") << Kind::Weights;
        QTest::newRow("random") << Kind::RandomDirections;
        QTest::newRow("components") << Kind::Components;
        QTest::newRow("ends") << Kind::Ends;
    }

    void allPathsBeginAtOnePlaceAndLieInTheRange() {
        QFETCH(Kind, kind);
        const NetworkRace race = twoRacers();
        LandscapeChoice choice;
        choice.kind = kind;
        const std::vector<RaceProjection> all = raceProjections(race, choice);
        QCOMPARE(all.size(), std::size_t(1));
        const RaceProjection& projection = all.front();
        QCOMPARE(projection.paths.size(), std::size_t(2));
        const PlaneCoordinates start = projection.paths[0].places[0];
        for (const ProjectedPath& path : projection.paths) {
            QCOMPARE(static_cast<Index>(path.places.size()), race.paths[static_cast<std::size_t>(path.racer)].points());
            QVERIFY(std::hypot(path.places[0].x - start.x, path.places[0].y - start.y) < 1e-9);
            QVERIFY(path.shareOutside >= 0 && path.shareOutside <= 1);
            for (const PlaneCoordinates& at : path.places)
                QVERIFY(at.x >= projection.range.xLow && at.x <= projection.range.xHigh &&
                        at.y >= projection.range.yLow && at.y <= projection.range.yHigh);
        }
    }

    /// Of all planes the one of the components leaves the least of the variance out; random ones nearly all.
    void componentsShowMoreOfThePathThanRandomDirections() {
        const NetworkRace race = raceOf({racer("Adam", {"adam", {{"learning_rate", 0.02}}})});
        LandscapeChoice components, random;
        random.kind = Kind::RandomDirections;
        const double shown = 1 - raceProjections(race, components)[0].paths[0].shareOutside;
        const double byChance = 1 - raceProjections(race, random)[0].paths[0].shareOutside;
        QVERIFY(shown > 0.8);
        QVERIFY(byChance < 0.5);
    }

    /// One racer's own components show its path better than those of all.
    void componentsCanBeOfOneRacer() {
        const NetworkRace race = twoRacers();
        LandscapeChoice one;
        one.componentsOf = 0;
        const RaceProjection own = raceProjections(race, one)[0], all = raceProjections(race, {})[0];
        QCOMPARE(own.paths.size(), std::size_t(2));
        QVERIFY(own.paths[0].shareOutside < all.paths[0].shareOutside);
        for (const PlaneCoordinates& at : own.paths[0].places)
            QVERIFY(at.x >= own.range.xLow && at.x <= own.range.xHigh);
    }

    void thePlanePassesThroughWhatWasChosen() {
        const NetworkRace race = twoRacers();
        for (const int through : {LandscapeChoice::start, 0, 1}) {
            LandscapeChoice choice;
            choice.through = through;
            const RaceProjection projection = raceProjections(race, choice)[0];
            QCOMPARE(projection.through, through);
            const ProjectedPath& path = projection.paths[static_cast<std::size_t>(std::max(through, 0))];
            QVERIFY((through < 0 ? path.distances.front() : path.distances.back()) < 1e-6);
        }
        const NetworkRacePath &a = race.paths[0], &b = race.paths[1];
        const int lowest = a.trainingCosts.back() < b.trainingCosts.back() ? 0 : 1;
        QCOMPARE(raceProjections(race, {})[0].through, lowest);
        // Both ends and the start lie in their plane.
        LandscapeChoice ends;
        ends.kind = Kind::Ends;
        const RaceProjection projection = raceProjections(race, ends)[0];
        for (const ProjectedPath& path : projection.paths)
            QVERIFY(path.distances.front() < 1e-6 && path.distances.back() < 1e-5);
    }

    /// With batch normalisation the landscape stands on the running statistics of what it passes through.
    void theCostOfWhatItPassesThroughIsItsOwn() {
        const NetworkRace race = raceOf({racer("Adam", {"adam", {{"learning_rate", 0.02}}})},
                                        {fixture::dense(6, "tanh"), {"batch_norm"}, fixture::dense(1, "sigmoid")});
        const NetworkRacePath& path = race.paths[0];
        for (const int through : {LandscapeChoice::start, 0}) {
            LandscapeChoice choice;
            choice.through = through;
            const RaceProjection projection = raceProjections(race, choice)[0];
            const Index point = through < 0 ? 0 : path.points() - 1;
            LandscapeCost cost(projection.problem);
            QCOMPARE(cost.at(path.weightsAt(point)), path.trainingCosts[static_cast<std::size_t>(point)]);
        }
    }

    void normalisedInputsHaveALandscapeOfTheirOwn() {
        const NetworkRace race =
            raceOf({racer("raw", {"sgd"}), racer("normalised", {"sgd"}, true), racer("raw too", {"adam"})});
        const std::vector<RaceProjection> all = raceProjections(race, {});
        QCOMPARE(all.size(), std::size_t(2));
        QVERIFY(!all[0].normalised && all[1].normalised);
        QCOMPARE(all[0].paths.size(), std::size_t(2));
        QCOMPARE(all[1].paths.size(), std::size_t(1));
        QCOMPARE(all[1].paths[0].racer, Index(1));
        QVERIFY(all[0].problem != all[1].problem);
        LandscapeChoice mixed;
        mixed.kind = Kind::Ends;
        QVERIFY(refused([&] { raceProjections(race, mixed); }));  // of racers 0 and 1
        QVERIFY(refused([&] { interpolateRace(race, 0, 1, 0, 1, 11); }));
        mixed.secondEnd = 2;
        QCOMPARE(raceProjections(race, mixed).size(), std::size_t(1));
    }

    /// F9: for one linear unit, curvature along the two weights differs by the inputs' sizes; normalised it does not.
    void normalisedInputsMakeContoursRound() {
        NetworkRaceSpec spec{fixture::line(0.01, 0), {}, 50, 3};
        spec.experiment.data = {"plane", {{"points", std::int64_t{200}}, {"validation", 0.0}}};
        spec.experiment.features = std::vector<std::string>{"x1", "x2^2"};
        spec.racers = {{"raw", {"sgd", {{"learning_rate", 0.001}}}, {"constant"}, 0, false},
                       {"normalised", {"sgd", {{"learning_rate", 0.1}}}, {"constant"}, 0, true}};
        ThreadPool pool(1);
        const NetworkRace race = runNetworkRace(spec, nullptr, {}, pool);
        LandscapeChoice choice;
        choice.kind = Kind::Weights;
        std::vector<double> ratios;
        for (const RaceProjection& projection : raceProjections(race, choice)) {
            LandscapeCost cost(projection.problem);
            std::vector<Scalar> w(static_cast<std::size_t>(projection.plane.size()));
            const auto at = [&](double x, double y) {
                projection.plane.weightsAt({x, y}, w);
                return cost.at(w);
            };
            const double along = at(1, 0) - 2 * at(0, 0) + at(-1, 0), across = at(0, 1) - 2 * at(0, 0) + at(0, -1);
            ratios.push_back(across / along);
        }
        QVERIFY(ratios[0] > 8);
        QVERIFY(std::abs(ratios[1] - 1) < 0.01);
    }

    /// A racer that ran away does not make the others a dot.
    void thePictureIsOfThoseThatStayed() {
        NetworkRaceSpec spec{fixture::line(0.01, 0), {}, 40, 3};
        spec.experiment.data = {"plane", {{"points", std::int64_t{60}}, {"validation", 0.0}}};
        spec.racers = {{"calm", {"sgd", {{"learning_rate", 0.01}}}, {"constant"}, 0, false},
                       {"wild", {"sgd", {{"learning_rate", 900.0}}}, {"constant"}, 0, false}};
        ThreadPool pool(1);
        const NetworkRace race = runNetworkRace(spec, nullptr, {}, pool);
        QVERIFY(race.paths[1].divergence);
        LandscapeChoice choice;
        choice.kind = Kind::Weights;
        const RaceProjection projection = raceProjections(race, choice)[0];
        QCOMPARE(projection.through, 0);
        QCOMPARE(projection.paths.size(), std::size_t(2));
        QVERIFY(projection.range.xHigh - projection.range.xLow < 100);
    }

    void aRangeTakesTheShapeOfThePicture() {
        const LandscapeRange wide = withAspect({0, 1, 0, 1}, 2);
        QCOMPARE(wide, (LandscapeRange{-0.5, 1.5, 0, 1}));
        const LandscapeRange high = withAspect({0, 4, 0, 1}, 2);
        QCOMPARE(high, (LandscapeRange{0, 4, -0.5, 1.5}));
    }

    void interpolationGoesFromTheStartToAnEnd() {
        const NetworkRace race = twoRacers();
        const RaceInterpolation line = interpolateRace(race, LandscapeChoice::start, 1, 0, 1, 11);
        QCOMPARE(line.line.training.front(), race.paths[1].trainingCosts.front());
        QCOMPARE(line.line.training.back(), race.paths[1].trainingCosts.back());
        QCOMPARE(line.line.validation.back(), race.paths[1].validationCosts.back());
        const RaceInterpolation back = interpolateRace(race, 1, 0, 0, 1, 11);
        QCOMPARE(back.line.training.back(), race.paths[0].trainingCosts.back());
        QVERIFY(refused([&] { interpolateRace(race, 1, 1, 0, 1, 11); }));
        QVERIFY(refused([&] { interpolateRace(race, 0, 5, 0, 1, 11); }));
    }
};

QTEST_GUILESS_MAIN(TestRaceLandscape)
#include "test_race_landscape.moc"
