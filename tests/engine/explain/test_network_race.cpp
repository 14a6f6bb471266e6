#include "engine/explain/network_race.h"
#include "tests/engine/training/fixture.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

namespace {

NetworkRacer racer(const std::string& name, Spec optimizer, std::int64_t batch = 16) {
    return {name, std::move(optimizer), {"constant"}, batch, false};
}

NetworkRaceSpec raceOf(std::vector<NetworkRacer> racers, Index steps = 120) {
    return {fixture::spiral(200), std::move(racers), steps, 77};
}

NetworkRace run(const NetworkRaceSpec& spec, int threads = 1, std::shared_ptr<const Dataset> data = nullptr) {
    ThreadPool pool(threads);
    return runNetworkRace(spec, std::move(data), {}, pool);
}

std::vector<Scalar> copyOf(WeightPoint weights) {
    return {weights.begin(), weights.end()};
}

}  // namespace

class TestNetworkRace : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    /// A racer is the training itself: same weights, same costs as a Trainer with the same seed.
    void aRacerIsTheTraining() {
        const NetworkRaceSpec spec = raceOf(
            {racer("Adam", {"adam", {{"learning_rate", 0.02}}}), racer("SGD", {"sgd", {{"learning_rate", 0.1}}})});
        const NetworkRace race = run(spec, 2);
        QCOMPARE(race.stride, Index(1));
        for (const NetworkRacePath& path : race.paths) {
            Trainer trainer = fixture::trainerOf(racerExperiment(spec, path.racer));
            trainer.reinitialise(spec.seed);
            QCOMPARE(path.points(), Index(121));
            for (Index i = 0; i < path.points(); ++i) {
                if (i > 0) trainer.step();
                QCOMPARE(copyOf(path.weightsAt(i)), fixture::weights(trainer));
                QCOMPARE(path.trainingCosts[static_cast<std::size_t>(i)], trainer.evaluateTraining().cost);
                QCOMPARE(path.validationCosts[static_cast<std::size_t>(i)], trainer.evaluateValidation()->cost);
            }
        }
    }

    void allStartAtTheSameWeightsAndSeeTheSameBatches() {
        const NetworkRace race = run(
            raceOf({racer("a", {"sgd", {{"learning_rate", 0.1}}}), racer("b", {"adam"}),
                    racer("c", {"sgd", {{"learning_rate", 0.1}}}), racer("d", {"sgd"}, 0), racer("e", {"sgd"}, 1)}));
        for (const NetworkRacePath& path : race.paths)
            QCOMPARE(copyOf(path.weightsAt(0)), copyOf(race.paths[0].weightsAt(0)));
        QCOMPARE(race.paths[0].weights, race.paths[2].weights);  // the same racer twice: the same path
        QVERIFY(race.paths[0].weights != race.paths[1].weights);
        // 150 samples: a full batch sees all of them in every step, a batch of 1 one.
        QCOMPARE(race.paths[3].samplesSeen[2], Index(300));
        QCOMPARE(race.paths[4].samplesSeen[2], Index(2));
        // Ten batches an epoch, the last of them smaller.
        QCOMPARE(race.paths[0].samplesSeen[9], Index(144));
        QCOMPARE(race.paths[0].samplesSeen[10], Index(150));
        QCOMPARE(race.paths[0].samplesSeen[11], Index(166));
    }

    void neitherThreadsNorOtherRacersChangeAPath() {
        const NetworkRacer one = racer("one", {"rmsprop"});
        const NetworkRace alone = run(raceOf({one}));
        const NetworkRace among = run(raceOf({racer("x", {"adagrad"}), one, racer("y", {"momentum"})}), 3);
        QCOMPARE(among.paths[1].weights, alone.paths[0].weights);
        QCOMPARE(among.paths[1].trainingCosts, alone.paths[0].trainingCosts);
    }

    /// Normalised inputs change the data, not the start.
    void inputsCanBeNormalisedForOne() {
        NetworkRacer normalised = racer("normalised", {"sgd"});
        normalised.normalise = true;
        const NetworkRaceSpec spec = raceOf({racer("raw", {"sgd"}), normalised});
        const NetworkRace race = run(spec, 1, fixture::dataOf(spec.experiment));
        QVERIFY(!race.paths[0].problem->data->featureMap.normalises());
        QVERIFY(race.paths[1].problem->data->featureMap.normalises());
        QCOMPARE(copyOf(race.paths[1].weightsAt(0)), copyOf(race.paths[0].weightsAt(0)));
        QVERIFY(race.paths[0].problem != race.paths[1].problem);
        QCOMPARE(race.paths[0].problem->data->training.sourceRows, race.paths[1].problem->data->training.sourceRows);
    }

    void theRateInForceIsRecorded() {
        NetworkRacer falling = racer("falling", {"sgd", {{"learning_rate", 0.4}}});
        falling.schedule = {"step", {{"step_size", std::int64_t{1}}, {"gamma", 0.5}}};
        const NetworkRace race = run(raceOf({falling}, 30));
        const std::vector<double>& rates = race.paths[0].learningRates;
        QCOMPARE(rates[0], 0.4);
        QCOMPARE(rates[10], 0.4);  // the tenth step ends the first epoch
        QCOMPARE(rates[11], 0.2);
        QCOMPARE(rates[21], 0.1);
    }

    void aRacerThatDivergesSaysSo() {
        NetworkRaceSpec spec;
        spec.experiment = fixture::line(1000, 0);
        spec.experiment.data = {"plane", {{"points", std::int64_t{50}}, {"validation", 0.0}}};
        spec.racers = {racer("wild", {"sgd", {{"learning_rate", 1000.0}}}, 0),
                       racer("calm", {"sgd", {{"learning_rate", 0.01}}}, 0)};
        spec.steps = 60;
        const NetworkRace race = run(spec);
        const NetworkRacePath& wild = race.paths[0];
        QVERIFY(wild.divergence && wild.points() < 20);
        for (const Scalar weight : wild.weights) QVERIFY(std::isfinite(weight));
        for (const double cost : wild.trainingCosts) QVERIFY(std::isfinite(cost));
        const std::string sentence = endSentence(wild);
        QVERIFY(sentence.find("wild diverged in step ") == 0);
        QVERIFY(!race.paths[1].divergence && endSentence(race.paths[1]).empty());
        QCOMPARE(race.paths[1].points(), Index(61));
    }

    void longRacesAreRecordedNowAndThen() {
        QCOMPARE(recordingStride(400, 5, 100), Index(1));
        QCOMPARE(recordingStride(401, 5, 100), Index(2));
        QCOMPARE(recordingStride(10000, 5, 100), Index(50));
        // Ten racers with a million parameters: 40 MB for one point of each.
        QCOMPARE(recordingStride(500, 10, 1000000), Index(500));
        const NetworkRace race = run(raceOf({racer("a", {"sgd"})}, 1001));
        QCOMPARE(race.stride, Index(5));
        QCOMPARE(race.paths[0].steps.back(), Index(1005));  // rounded up to whole strides
        QCOMPARE(race.paths[0].pointAtStep(12), Index(2));
        QCOMPARE(race.paths[0].pointAtStep(5000), race.paths[0].points() - 1);
    }

    void itCanBeGivenUpAndRefusesWhatDoesNotFit() {
        ThreadPool pool(2);
        const NetworkRaceSpec spec = raceOf({racer("a", {"sgd"}), racer("b", {"adam"})}, 20000);
        bool cancelled = false;
        try {
            runNetworkRace(spec, nullptr, {}, pool, [](double share) { return share < 0.1; });
        } catch (const Cancelled&) {
            cancelled = true;
        }
        QVERIFY(cancelled);
        const auto refused = [&](const NetworkRaceSpec& wrong) {
            try {
                run(wrong);
            } catch (const Error& error) {
                return QString::fromUtf8(error.what());
            }
            return QString();
        };
        QVERIFY(!refused(raceOf({})).isEmpty());
        QVERIFY(
            refused(raceOf({racer("a", {"sgd", {{"learning_rate", -1.0}}})})).contains(QLatin1String("learning_rate")));
        QVERIFY(refused(raceOf({racer("a", {"swimmer"})})).contains(QLatin1String("swimmer")));
    }
};

QTEST_GUILESS_MAIN(TestNetworkRace)
#include "test_network_race.moc"
