#include "engine/explain/race.h"
#include "engine/nn/error.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>

using namespace glassbox;

namespace {

using Vector = Eigen::Vector2d;

RacerSpec racer(const char* kind, Options options = {}) {
    return {kind, {kind, std::move(options)}};
}
RacerSpec withRate(const char* kind, double rate) {
    return racer(kind, {{"learning_rate", rate}});
}

RacerPath run(const Spec& surface, const RacerSpec& one, Index steps, std::uint64_t seed = 1) {
    const auto made = makeTestSurface(surface);
    return runRacer(*made, one, made->guide().start, steps, seed);
}

/// A slope that ends: -sqrt(x), which is not defined left of 0.
class Ledge : public TestSurface {
  public:
    double value(double x, double) const override { return std::sqrt(x); }
    Vector gradient(double x, double) const override { return {0.5 / std::sqrt(x), 0}; }
    Eigen::Matrix2d hessian(double x, double) const override {
        Eigen::Matrix2d h = Eigen::Matrix2d::Zero();
        h(0, 0) = -0.25 / (x * std::sqrt(x));
        return h;
    }
    const SurfaceGuide& guide() const override { return m_guide; }

  private:
    SurfaceGuide m_guide;
};

void requireSound(const RacerPath& path) {
    for (const RacerStep& step : path.steps) {
        QVERIFY(step.position.allFinite() && step.gradient.allFinite() && std::isfinite(step.value));
        QVERIFY(step.memory[0].allFinite() && step.memory[1].allFinite() && step.effectiveRate.allFinite());
        QVERIFY(std::isfinite(step.learningRate) && std::isfinite(step.stepLength) && std::isfinite(step.damping));
    }
}

}  // namespace

/// What the race promises of each racer, beside being PyTorch's (test_race_pytorch_in_double).
class TestRace : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void everyRacerRunsEverywhere_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < racerKinds().size(); ++i)
            QTest::newRow(racerKinds()[i].kind.c_str()) << static_cast<int>(i);
    }

    /// Whatever the settings, a path holds only finite numbers, and either all steps or the reason why it ended.
    void everyRacerRunsEverywhere() {
        QFETCH(int, index);
        const RacerKind& kind = racerKinds()[static_cast<std::size_t>(index)];
        QVERIFY(!kind.title.empty() && !kind.tex.empty() && !kind.cost.empty());
        for (const SurfaceInfo& info : testSurfaceInfos())
            for (const double rate : {1e-6, 1e-3, 1.0, 1000.0}) {
                RacerSpec one = racer(kind.kind.c_str());
                if (kind.hasSchedule) one.optimizer.options.set("learning_rate", rate);
                one.gradientNoise = rate == 1.0 ? 0.3 : 0;
                const RacerPath path = run({info.kind}, one, 60);
                requireSound(path);
                QCOMPARE(path.end == RaceEnd::Finished, path.steps.size() == 61);
                QCOMPARE(path.end == RaceEnd::Finished, !path.lostAt.has_value());
                QCOMPARE(path.end == RaceEnd::Finished, endSentence(path).empty());
                if (path.lostAt) QCOMPARE(*path.lostAt, static_cast<Index>(path.steps.size()));
                Index before = 0;
                for (const RacerStep& step : path.steps) {
                    QVERIFY(step.evaluations() >= before);
                    before = step.evaluations();
                }
                for (Index step = 0; step < static_cast<Index>(path.steps.size()); ++step) {
                    const std::string sentence = sentenceFor(path, step);
                    QVERIFY2(sentence.size() > 20 && sentence.back() == '.' && sentence.find("nan") > sentence.size() &&
                                 sentence.find("inf ") > sentence.size() && sentence.find("  ") > sentence.size() &&
                                 sentence[0] != ' ',
                             sentence.c_str());
                }
                if (!kind.hasSchedule) break;  // no rate to vary
            }
    }

    void divergenceEndsAPathWithItsLastSoundPosition() {
        const RacerPath path = run({"bowl"}, withRate("sgd", 2.5), 1000);
        QCOMPARE(path.end, RaceEnd::LeftView);
        QVERIFY(path.steps.size() < 60);
        QCOMPARE(*path.lostAt, static_cast<Index>(path.steps.size()));
        QVERIFY(std::abs(path.steps.back().position.y()) <= 5e6 && std::abs(path.lostPosition.y()) > 5e6);
        const std::string sentence = endSentence(path);
        QVERIFY2(sentence.rfind("Step " + std::to_string(*path.lostAt) + " leads to (", 0) == 0, sentence.c_str());
        QVERIFY2(sentence.find("diverged; a smaller learning rate") < sentence.size(), sentence.c_str());
        QVERIFY(summarise(path, 0.01, {}).diverged);

        // Where f falls for ever, a smaller rate would not help.
        const RacerPath fallen = run({"saddle"}, withRate("sgd", 0.5), 200);
        QCOMPARE(fallen.end, RaceEnd::LeftView);
        QVERIFY(endSentence(fallen).find("no minimum holds it there.") != std::string::npos);

        const RacerPath exploded = run({"goldstein_price"}, withRate("sgd", 1000), 100);
        QVERIFY(exploded.end != RaceEnd::Finished && summarise(exploded, 0.01, {}).diverged);
        requireSound(exploded);
        const RacerPath overflow = run({"rosenbrock"}, withRate("momentum", 1e3), 100);
        QVERIFY(overflow.end != RaceEnd::Finished);
        requireSound(overflow);
    }

    void aHoleEndsAPathBeforeIt() {
        const Ledge ledge;
        const RacerPath path = runRacer(ledge, withRate("sgd", 0.3), {1, 0}, 50, 1);
        QCOMPARE(path.end, RaceEnd::Undefined);
        QVERIFY(path.steps.back().position.x() > 0 && path.lostPosition.x() < 0);
        QVERIFY(!summarise(path, 0.1, {}).diverged);
        QVERIFY(endSentence(path).find("where f has no finite value, so the path ends before it.") !=
                std::string::npos);
        // Line searches and the genetic algorithm look before they leap.
        for (const char* kind : {"newton", "conjugate_gradient", "lbfgs", "genetic"}) {
            RacerSpec one = racer(kind);
            if (kind == std::string_view("newton")) one.optimizer.options.set("step_length", 0.7);  // 1 hits 0 itself
            const RacerPath careful = runRacer(ledge, one, {1.3, 0}, 50, 1);
            QVERIFY2(careful.end == RaceEnd::Finished, kind);
            QVERIFY2(careful.steps.back().value < 1.1, kind);
        }
        const RacerPath nowhere = runRacer(ledge, withRate("sgd", 0.3), {-1, 0}, 50, 1);
        QCOMPARE(nowhere.end, RaceEnd::Undefined);
        QCOMPARE(nowhere.steps.size(), std::size_t{1});
        QCOMPARE(*nowhere.lostAt, Index{0});
        QVERIFY(endSentence(nowhere).find("at the start (") != std::string::npos);
        QVERIFY(sentenceFor(nowhere, 0).find("move the start.") != std::string::npos);
    }

    void noiseIsReproducibleAndTheSameForAll() {
        RacerSpec one = withRate("sgd", 0.05), other = withRate("adam", 0.1);
        one.gradientNoise = other.gradientNoise = 0.4;
        const auto surface = makeTestSurface({"booth"});
        const auto noiseOf = [&](const RacerPath& path, std::size_t step) {
            const Vector& at = path.steps[step - 1].position;
            return Vector(path.steps[step].gradient - surface->gradient(at.x(), at.y()));
        };
        const RacerPath a = run({"booth"}, one, 2000, 7), again = run({"booth"}, one, 2000, 7);
        const RacerPath b = run({"booth"}, other, 2000, 7), c = run({"booth"}, one, 2000, 8);
        QCOMPARE(a.steps.back().position, again.steps.back().position);
        QVERIFY(a.steps.back().position != c.steps.back().position);
        Vector sum = Vector::Zero(), squares = Vector::Zero();
        for (std::size_t i = 1; i <= 2000; ++i) {
            QVERIFY((noiseOf(a, i) - noiseOf(b, i)).norm() < 1e-4);  // gradients are rounded to float
            sum += noiseOf(a, i), squares += noiseOf(a, i).cwiseAbs2();
        }
        for (int axis = 0; axis < 2; ++axis) {
            QVERIFY(std::abs(sum[axis] / 2000) < 0.04);
            QVERIFY(std::abs(std::sqrt(squares[axis] / 2000) - 0.4) < 0.03);
        }
        // The surface's own noise adds to the racer's as independent noise does.
        const auto noisy = makeTestSurface({"noisy_bowl", {{"noise", 0.3}}});
        const RacerPath both = runRacer(*noisy, one, {1, 1}, 4000, 7);
        double total = 0;
        for (std::size_t i = 1; i <= 4000; ++i) {
            const Vector& at = both.steps[i - 1].position;
            total += (both.steps[i].gradient - noisy->gradient(at.x(), at.y())).squaredNorm() / 8000;
        }
        QVERIFY(std::abs(std::sqrt(total) - 0.5) < 0.03);
    }

    void wrongSpecsAreRefused() {
        const auto surface = makeTestSurface({"bowl"});
        const auto refused = [&](const RacerSpec& spec, const char* part) {
            try {
                runRacer(*surface, spec, {1, 1}, 1, 1);
            } catch (const Error& error) {
                return std::string(error.what()).find(part) != std::string::npos;
            }
            return false;
        };
        QVERIFY(refused(racer("adamm"), "there is no racer called"));
        QVERIFY(refused(withRate("sgd", -1), "racer.optimizer.learning_rate"));
        QVERIFY(refused(racer("newton", {{"learning_rate", 0.1}}), "learning_rate"));
        RacerSpec wrong = racer("sgd");
        wrong.schedule.kind = "sometimes";
        QVERIFY(refused(wrong, "sometimes"));
        wrong = racer("sgd");
        wrong.gradientNoise = -1;
        QVERIFY(refused(wrong, "racer.gradientNoise"));
        wrong.gradientNoise = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(refused(wrong, "racer.gradientNoise"));
    }

    void summariesTellTheNumbersOfThePath() {
        RacerPath path;
        for (const double x : {4.0, 2.0, 0.5, 1.0, 3.0}) {
            RacerStep step;
            step.position = {x, 0};
            step.value = x * x;
            step.gradientEvaluations = static_cast<Index>(path.steps.size());
            step.valueEvaluations = 2 * step.gradientEvaluations;
            path.steps.push_back(step);
        }
        const std::vector<SurfaceMinimum> minima{{{0, 0}, 0}, {{3, 4}, 0}};
        const RaceSummary close = summarise(path, 0.5, minima);
        QCOMPARE(*close.stepsToTolerance, Index{2});
        QCOMPARE(*close.evaluationsToTolerance, Index{6});
        QCOMPARE(close.bestValue, 0.25);
        QCOMPARE(close.bestStep, Index{2});
        QCOMPARE(close.lastValue, 9.0);
        QCOMPARE(*close.distance, 3.0);
        QCOMPARE(close.evaluations, Index{12});
        QVERIFY(!close.diverged);
        QVERIFY(!summarise(path, 0.2, minima).stepsToTolerance);
        QCOMPARE(*summarise(path, 16, minima).stepsToTolerance, Index{0});
        const RaceSummary unknown = summarise(path, 0.5, {});
        QVERIFY(!unknown.stepsToTolerance && !unknown.distance && !unknown.evaluationsToTolerance);
    }

    void suggestedRatesComeLowest() {
        const auto surface = makeTestSurface({"beale"});
        const Vector start = surface->guide().start;
        for (const char* kind : {"sgd", "momentum", "adam"}) {
            const auto best = suggestLearningRate(*surface, racer(kind), start, 150, 1);
            QVERIFY(best);
            const double reached = runRacer(*surface, withRate(kind, *best), start, 150, 1).steps.back().value;
            for (const double other : {1e-4, 1e-3, 1e-2, 0.1, 0.5, 1.0}) {
                const RacerPath path = runRacer(*surface, withRate(kind, other), start, 150, 1);
                QVERIFY(path.end != RaceEnd::Finished || path.steps.back().value >= reached);
            }
        }
        QVERIFY(!suggestLearningRate(*surface, racer("newton"), start, 50, 1));
        QVERIFY(!suggestLearningRate(*surface, racer("nobody"), start, 50, 1));
    }

    /// The race that one sees first on a surface: everything moves, stays in sight, and most racers get down.
    void defaultRacersShowASurface() {
        for (const SurfaceInfo& info : testSurfaceInfos()) {
            const std::vector<RacerSpec> racers = defaultRacers(info);
            QCOMPARE(racers.size(), std::size_t{6});
            const SurfaceView& view = info.guide.view;
            const double width = view.xMax - view.xMin, start = run({info.kind}, racers[0], 0).steps[0].value;
            int down = 0;
            for (const RacerSpec& one : racers) {
                QCOMPARE(one.name, findRacerKind(one.optimizer.kind)->title);
                const RacerPath path = run({info.kind}, one, 400);
                QCOMPARE(path.end, RaceEnd::Finished);
                double longest = 0;
                for (const RacerStep& step : path.steps) {
                    longest = std::max(longest, (step.position - info.guide.start).norm());
                    if (info.kind == "saddle") continue;  // where it goes down for ever
                    QVERIFY2(step.position.x() > view.xMin && step.position.x() < view.xMax &&
                                 step.position.y() > view.yMin && step.position.y() < view.yMax,
                             (info.kind + " " + one.name).c_str());
                }
                QVERIFY2(longest > 0.04 * width, (info.kind + " " + one.name).c_str());
                if (info.kind == "saddle") {
                    QVERIFY(path.steps.back().value < -1);
                    continue;
                }
                const RaceSummary summary = summarise(path, 0, info.guide.minima);
                const double lowest = info.guide.minima.front().value;
                QVERIFY(summary.bestValue < start);
                down += summary.bestValue - lowest < 0.02 * (start - lowest);
            }
            const bool rugged = info.kind == "rastrigin" || info.kind == "ackley";
            if (info.kind != "saddle" && !rugged) QVERIFY2(down >= 3, (info.kind + " " + std::to_string(down)).c_str());
        }
    }

    void defaultRacersForOnesOwnSurface() {
        const auto surface = makeTestSurface({"beale"});
        const std::vector<RacerSpec> racers = defaultRacers(*surface, {1, 1.6}, 200, 1);
        QCOMPARE(racers.size(), std::size_t{6});
        for (const RacerSpec& one : racers) {
            const RacerPath path = runRacer(*surface, one, {1, 1.6}, 200, 1);
            QCOMPARE(path.end, RaceEnd::Finished);
            QVERIFY(path.steps.back().value < 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestRace)
#include "test_race.moc"
