#include "engine/explain/race.h"
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

std::vector<Spec> bowls() {
    return {
        {"bowl", {{"condition", 1.0}}}, {"bowl", {{"condition", 100.0}, {"rotation", 30.0}}}, {"booth"}, {"matyas"}};
}

}  // namespace

/// Racers do what the theory of their methods says.
class TestRaceTheory : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void newtonNeedsOneStepOnABowl() {
        for (const Spec& bowl : bowls()) {
            const RacerPath path = run(bowl, racer("newton"), 1);
            const Vector minimum = makeTestSurface(bowl)->guide().minima.front().position;
            QVERIFY2((path.steps[1].position - minimum).norm() < 1e-9, bowl.kind.c_str());
            QCOMPARE(path.steps[1].damping, 0.0);
            QCOMPARE(path.steps[1].stepLength, 1.0);
            QCOMPARE(path.steps[1].hessianEvaluations, Index{1});
            QCOMPARE(path.steps[1].gradientEvaluations, Index{1});
        }
    }

    /// Near a minimum the number of right digits doubles with each step.
    void newtonConvergesQuadratically() {
        const auto surface = makeTestSurface({"himmelblau"});
        const RacerPath path = runRacer(*surface, racer("newton"), {3.3, 2.2}, 6, 1);
        std::vector<double> away;
        for (const RacerStep& step : path.steps) away.push_back((step.position - Vector(3, 2)).norm());
        for (std::size_t i = 1; i < away.size() && away[i - 1] > 1e-7; ++i)
            QVERIFY(away[i] < 1.5 * away[i - 1] * away[i - 1] + 1e-15);
        QVERIFY(away.back() < 1e-12);
    }

    void newtonLeavesASaddle() {
        const RacerPath path = run({"saddle"}, racer("newton"), 12);
        QVERIFY(path.steps[1].damping > 2);  // the lowest curvature is -2
        QVERIFY(path.steps.back().value < -1);
        for (std::size_t i = 1; i < path.steps.size(); ++i) QVERIFY(path.steps[i].value < path.steps[i - 1].value);
        // As the field's books have it, without damping the saddle itself would be the target. Here it goes down.
        QVERIFY(std::abs(path.steps.back().position.y()) > std::abs(path.steps.front().position.y()));
    }

    void backtrackingNeverClimbs() {
        for (const SurfaceInfo& info : testSurfaceInfos()) {
            const RacerPath path = run({info.kind}, racer("newton"), 200);
            for (std::size_t i = 1; i < path.steps.size(); ++i) {
                const double was = path.steps[i - 1].value;
                if (info.kind != "noisy_bowl") QVERIFY(path.steps[i].value <= was + 1e-12 * (1 + std::abs(was)));
            }
        }
        QVERIFY(run({"rosenbrock"}, racer("newton", {{"backtracking", false}}), 3).steps.back().valueEvaluations == 0);
    }

    void conjugateGradientsNeedTwoLinesOnABowl() {
        for (const Spec& bowl : bowls()) {
            const RacerPath path = run(bowl, racer("conjugate_gradient"), 2);
            const Vector minimum = makeTestSurface(bowl)->guide().minima.front().position;
            QVERIFY2((path.steps[2].position - minimum).norm() < 1e-6, bowl.kind.c_str());
            // The two lines are conjugate: d1 H d2 = 0.
            const Eigen::Matrix2d h = makeTestSurface(bowl)->hessian(0, 0);
            const Vector &first = path.steps[1].memory[0], &second = path.steps[2].memory[0];
            if (path.steps[1].value > 1e-9)
                QVERIFY(std::abs(first.dot(h * second)) < 1e-6 * first.norm() * (h * second).norm());
        }
    }

    void lineSearchesNeverClimbAndConverge() {
        for (const char* kind : {"conjugate_gradient", "lbfgs"})
            for (const SurfaceInfo& info : testSurfaceInfos()) {
                const RacerPath path = run({info.kind}, racer(kind), 100);
                for (std::size_t i = 1; i < path.steps.size(); ++i) {
                    const double was = path.steps[i - 1].value;
                    QVERIFY(path.steps[i].value <= was + 1e-12 * (1 + std::abs(was)));
                }
                // Smooth and bounded from below: the gradient vanishes.
                const bool smooth = info.kind != "saddle" && info.kind != "noisy_bowl" && info.kind != "ackley";
                const Vector& at = path.steps.back().position;
                const double left = makeTestSurface({info.kind})->gradient(at.x(), at.y()).norm();
                if (smooth) QVERIFY2(left < 1e-4, (info.kind + " " + kind).c_str());
            }
        for (const char* kind : {"conjugate_gradient", "lbfgs", "newton"})
            QVERIFY2(summarise(run({"rosenbrock"}, racer(kind), 60), 1e-9, {{{1, 1}, 0}}).stepsToTolerance, kind);
        // Once nothing is left to gain, no more is spent.
        const RacerPath path = run({"himmelblau"}, racer("lbfgs"), 500);
        QVERIFY(path.steps.back().evaluations() < 200);
        QCOMPARE(path.steps.back().evaluations(), path.steps[400].evaluations());
    }

    void noiseDoesNotParalyseLineSearches() {
        for (const char* kind : {"conjugate_gradient", "lbfgs", "newton"})
            QVERIFY2(run({"noisy_bowl"}, racer(kind), 200).steps.back().value < 0.01, kind);
    }

    void theGeneticAlgorithmFindsTheLowestMinimum() {
        const RacerPath path = run({"rastrigin"}, racer("genetic", {{"population", std::int64_t{40}}}), 150, 3);
        QCOMPARE(path.populationSize, Index{40});
        QCOMPARE(path.population.size(), path.steps.size() * 40);
        for (std::size_t i = 1; i < path.steps.size(); ++i) {
            QVERIFY(path.steps[i].value <= path.steps[i - 1].value);  // the best is never lost
            // The path is that of the best of the population.
            const auto surface = makeTestSurface({"rastrigin"});
            double lowest = std::numeric_limits<double>::infinity();
            for (std::size_t j = 0; j < 40; ++j) {
                const Vector& one = path.population[i * 40 + j];
                lowest = std::min(lowest, surface->value(one.x(), one.y()));
            }
            QCOMPARE(path.steps[i].value, lowest);
        }
        int found = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed)
            found += run({"rastrigin"}, racer("genetic"), 200, seed).steps.back().position.norm() < 0.01;
        QVERIFY2(found >= 15, std::to_string(found).c_str());
        // Beside the 40 of the first generation, 39 children in each: the best is known.
        QCOMPARE(path.steps.back().valueEvaluations, Index{40 + 39 * 150});
        QCOMPARE(path.steps.back().gradientEvaluations, Index{0});
        // Gradient descent stays in the hollow where it started.
        QVERIFY(run({"rastrigin"}, withRate("sgd", 0.001), 1000).steps.back().value > 10);
        for (const SurfaceMinimum& minimum : findTestSurface("bowl")->guide.minima)
            QVERIFY((run({"bowl"}, racer("genetic"), 200).steps.back().position - minimum.position).norm() < 1e-2);
    }

    /// On a bowl with curvatures from 1/k to 1.
    void gradientDescentConvergesAtTheRateOfTheory() {
        for (const double k : {4.0, 10.0, 50.0}) {
            const Spec bowl{"bowl", {{"condition", k}}};
            const auto surface = makeTestSurface(bowl);
            const double best = 2 / (1 + 1 / k), theory = (k - 1) / (k + 1);
            const auto rateAt = [&](double learningRate) {
                const RacerPath path = runRacer(*surface, withRate("sgd", learningRate), {1, 1}, 60, 1);
                return std::pow(path.steps[60].position.norm() / path.steps[30].position.norm(), 1 / 30.0);
            };
            QVERIFY2(std::abs(rateAt(best) - theory) < 1e-4, QByteArray::number(rateAt(best)).constData());
            for (const double share : {0.2, 0.6, 0.9, 1.02, 1.1})  // 1 - eta / k and |1 - eta|
                QVERIFY(std::abs(rateAt(share * best) -
                                 std::max(std::abs(1 - share * best / k), std::abs(1 - share * best))) < 1e-2);
            QVERIFY(rateAt(0.9 * best) > rateAt(best) && rateAt(1.02 * best) > rateAt(best));
            const double root = (std::sqrt(k) - 1) / (std::sqrt(k) + 1);
            const double fast = 4 / std::pow(1 + 1 / std::sqrt(k), 2);
            const RacerPath rolling = runRacer(
                *surface, racer("momentum", {{"learning_rate", fast}, {"momentum", root * root}}), {1, 1}, 400, 1);
            // A double eigenvalue: n rate^n, so the factor n is divided out.
            const auto size = [&](std::size_t i) { return rolling.steps[i].position.norm() / static_cast<double>(i); };
            const std::size_t end = k > 20 ? 120 : 40;
            const double measured = std::pow(size(end) / size(end / 2), 2.0 / static_cast<double>(end));
            QVERIFY2(std::abs(measured - root) < 0.01, QByteArray::number(measured - root).constData());
        }
    }

    void theDivergenceBoundIsWhereTheoryHasIt() {
        for (const double momentum : {0.0, 0.5, 0.9}) {
            const double bound = 2 * (1 + momentum);  // the highest curvature is 1
            const auto racing = [&](double share) {
                const RacerSpec one = racer("momentum", {{"learning_rate", share * bound}, {"momentum", momentum}});
                return run({"bowl"}, one, 20000);
            };
            QCOMPARE(racing(0.99).end, RaceEnd::Finished);
            QVERIFY(racing(0.99).steps.back().value < 1e-9);
            QVERIFY(racing(1.01).end == RaceEnd::LeftView);
        }
    }
};

QTEST_GUILESS_MAIN(TestRaceTheory)
#include "test_race_theory.moc"
