#include "engine/runtime/interpolation_job.h"
#include "engine/runtime/landscape_job.h"
#include "engine/runtime/race_pictures_job.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <QSignalSpy>

#include <cmath>

using namespace glassbox;

namespace {

constexpr int patience = 60000;

NetworkRaceSpec spec(Index steps = 200) {
    return {fixture::spiral(200),
            {{"SGD", {"sgd", {{"learning_rate", 0.1}}}, {"constant"}, 16, false},
             {"Adam", {"adam", {{"learning_rate", 0.02}}}, {"constant"}, 16, false}},
            steps,
            5};
}

NetworkRacePtr raced() {
    ThreadPool pool(2);
    return std::make_shared<const NetworkRace>(runNetworkRace(spec(), nullptr, {}, pool));
}

}  // namespace

class TestNetworkRaceJob : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void aRaceComesOnceAndIsTheEngines() {
        NetworkRaceJob job;
        NetworkRacePtr race;
        int finished = 0;
        connect(&job, &NetworkRaceJob::finished, this, [&](const NetworkRacePtr& made) {
            race = made;
            ++finished;
        });
        job.start(spec(), nullptr, {});
        QVERIFY(job.isRunning());
        QVERIFY(QTest::qWaitFor([&] { return finished == 1; }, patience));
        QVERIFY(!job.isRunning());
        QCOMPARE(race->paths[1].weights, raced()->paths[1].weights);
    }

    void aRaceThatCannotBeIsRefusedWithASentence() {
        NetworkRaceJob job;
        QSignalSpy failed(&job, &NetworkRaceJob::failed);
        NetworkRaceSpec wrong = spec();
        wrong.racers[0].optimizer.options.set("learning_rate", -1.0);
        job.start(wrong, nullptr, {});
        QVERIFY(QTest::qWaitFor([&] { return failed.size() == 1; }, patience));
        QVERIFY(failed[0][0].toString().contains(QLatin1String("learning_rate")));
        QVERIFY(!job.isRunning());
    }

    void whatWasCancelledOrOvertakenIsNeverHeardOf() {
        NetworkRaceJob job;
        std::vector<Index> steps;
        connect(&job, &NetworkRaceJob::finished, this,
                [&](const NetworkRacePtr& race) { steps.push_back(race->spec.steps); });
        QSignalSpy failed(&job, &NetworkRaceJob::failed);
        job.start(spec(1000000), nullptr, {});
        job.cancel();
        QVERIFY(!job.isRunning());
        job.start(spec(1000000), nullptr, {});
        job.start(spec(500000), nullptr, {});
        job.start(spec(20), nullptr, {});
        QVERIFY(QTest::qWaitFor([&] { return !steps.empty(); }, patience));
        QCOMPARE(steps, std::vector<Index>{20});
        QCOMPARE(failed.size(), 0);
    }

    /// Whatever the listener keeps or drops meanwhile, every level is right.
    void landscapesComeCoarseToFineAndAreRight() {
        const NetworkRacePtr race = raced();
        LandscapeJob job;
        std::vector<RaceLandscapePtr> last;
        std::vector<Index> widths;
        connect(&job, &LandscapeJob::refined, this, [&](const std::vector<RaceLandscapePtr>& landscapes) {
            last = landscapes;
            if (std::isfinite(last[0]->landscape.least())) widths.push_back(last[0]->landscape.known().width);
        });
        QSignalSpy finished(&job, &LandscapeJob::finished);
        job.start(race, {{}, 101, {}, 2});
        QVERIFY(QTest::qWaitFor([&] { return finished.size() == 1; }, patience));
        QCOMPARE(widths, (std::vector<Index>{6, 26, 51, 101}));
        QCOMPARE(last.size(), std::size_t(1));
        const Landscape& landscape = last[0]->landscape;
        QVERIFY(landscape.isFinished);
        const LandscapeRange& range = landscape.range;
        QVERIFY(std::abs((range.xHigh - range.xLow) / (range.yHigh - range.yLow) - 2) < 1e-9);
        LandscapeCost cost(last[0]->projection->problem);
        std::vector<Scalar> weights(static_cast<std::size_t>(landscape.plane.size()));
        for (Index row = 0; row < 101; row += 3) {
            for (Index column = 0; column < 101; ++column) {
                landscape.plane.weightsAt({range.xLow + (range.xHigh - range.xLow) * static_cast<double>(column) / 100,
                                           range.yLow + (range.yHigh - range.yLow) * static_cast<double>(row) / 100},
                                          weights);
                QVERIFY(std::abs(landscape.values.at(column, row) - cost.at(weights)) < 1e-6);
            }
        }
    }

    void aChoiceThatSpansNoPlaneIsRefused() {
        LandscapeJob job;
        QSignalSpy failed(&job, &LandscapeJob::failed);
        LandscapeChoice choice;
        choice.kind = LandscapeChoice::Kind::Weights;
        choice.secondWeight = choice.firstWeight;
        job.start(raced(), {choice, 101, {}, 1});
        QVERIFY(QTest::qWaitFor([&] { return failed.size() == 1; }, patience));
        QVERIFY(failed[0][0].toString().contains(QLatin1String("two different weights")));
    }

    void theLineBetweenTwoEndsHitsBoth() {
        const NetworkRacePtr race = raced();
        InterpolationJob job;
        std::optional<RaceInterpolation> line;
        connect(&job, &InterpolationJob::finished, this, [&](const RaceInterpolation& made) { line = made; });
        job.start(race, 0, 1);
        QVERIFY(QTest::qWaitFor([&] { return line.has_value(); }, patience));
        const auto at = [&](double t) {
            const auto& all = line->line.t;
            return static_cast<std::size_t>(std::find(all.begin(), all.end(), t) - all.begin());
        };
        QCOMPARE(line->line.training[at(0)], race->paths[0].trainingCosts.back());
        QCOMPARE(line->line.training[at(1)], race->paths[1].trainingCosts.back());
        QVERIFY(line->line.t.front() < 0 && line->line.t.back() > 1);
    }

    /// While the step moves on, pictures follow; the last one asked for always comes.
    void picturesFollowTheStep() {
        const NetworkRacePtr race = raced();
        RacePicturesJob job;
        std::vector<RacePicturesPtr> painted;
        connect(&job, &RacePicturesJob::painted, this,
                [&](const RacePicturesPtr& pictures) { painted.push_back(pictures); });
        for (int step = 0; step <= 200; ++step) job.request(race, step, 16);
        QVERIFY(QTest::qWaitFor([&] { return !painted.empty() && painted.back()->step == 200; }, patience));
        QVERIFY(painted.size() <= 3);
        const RacePictures& last = *painted.back();
        QCOMPARE(last.pictures.size(), std::size_t(2));
        QCOMPARE(last.pictures[0].width, Index(16));
        QVERIFY(last.pictures[0].values != last.pictures[1].values);
        QVERIFY(painted.front()->pictures[1].values != last.pictures[1].values);
    }

    void endingInTheMiddleOfEverythingIsQuick() {
        const NetworkRacePtr race = raced();
        NetworkRaceJob one;
        LandscapeJob two;
        InterpolationJob three;
        RacePicturesJob four;
        one.start(spec(1000000), nullptr, {});
        two.start(race, {{}, 1001, {}, 1});
        three.start(race, 0, 1);
        four.request(race, 100, 256);
        QTest::qWait(0);
    }
};

QTEST_GUILESS_MAIN(TestNetworkRaceJob)
#include "test_network_race_job.moc"
