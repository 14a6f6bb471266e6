#include "engine/explain/number_words.h"
#include "engine/explain/race.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

namespace {

using Vector = Eigen::Vector2d;

RacerSpec racer(const char* kind, Options options = {}) {
    return {kind, {kind, std::move(options)}};
}

RacerPath run(const Spec& surface, const RacerSpec& one, const Vector& start, Index steps) {
    return runRacer(*makeTestSurface(surface), one, start, steps, 1);
}

bool says(const RacerPath& path, Index step, const std::string& part) {
    const std::string sentence = sentenceFor(path, step);
    if (sentence.find(part) != std::string::npos) return true;
    qWarning("\"%s\" does not say \"%s\"", sentence.c_str(), part.c_str());
    return false;
}

Spec roundBowl() {
    return {"bowl", {{"condition", 1.0}}};
}

}  // namespace

/// The sentence below a race names the right numbers and says the right thing about them.
class TestRaceSentences : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theStartAndTheChangeOfF() {
        const RacerPath path = run(roundBowl(), racer("sgd", {{"learning_rate", 0.5}}), {3, 4}, 2);
        QCOMPARE(sentenceFor(path, 0), std::string("It starts at (3, 4), where f is 12.50."));
        QVERIFY(says(path, 1, "; f falls from 12.50 to 3.125."));
        const RacerPath up = run(roundBowl(), racer("sgd", {{"learning_rate", 3.0}}), {3, 4}, 1);
        QVERIFY(says(up, 1, "; f rises from 12.50 to 50."));
    }

    /// For every kind on every surface: the values told are those of the path.
    void everySentenceEndsWithItsValues() {
        for (const RacerKind& kind : racerKinds())
            for (const SurfaceInfo& info : testSurfaceInfos()) {
                const RacerPath path = run({info.kind}, racer(kind.kind.c_str()), info.guide.start, 30);
                for (std::size_t i = 1; i < path.steps.size(); ++i) {
                    const double was = path.steps[i - 1].value, is = path.steps[i].value;
                    const std::string end = is == was ? "f stays at " + numberWords(is) + "."
                                                      : (is < was ? "; f falls from " : "; f rises from ") +
                                                            numberWords(was) + " to " + numberWords(is) + ".";
                    const std::string sentence = sentenceFor(path, static_cast<Index>(i));
                    QVERIFY2(sentence.size() > end.size() &&
                                 sentence.compare(sentence.size() - end.size(), end.size(), end) == 0,
                             sentence.c_str());
                }
            }
    }

    void gradientDescent() {
        const RacerPath path = run(roundBowl(), racer("sgd", {{"learning_rate", 0.5}}), {3, 4}, 1);
        QVERIFY(says(path, 1, "The gradient is 5 long; times the learning rate 0.5"));
        QVERIFY(says(path, 1, "makes a step of 2.5") && says(path, 1, "straight downhill"));
        const RacerPath zigzag = run({"bowl"}, racer("sgd", {{"learning_rate", 1.9}}), {0.1, 2}, 3);
        QVERIFY(says(zigzag, 3, "zigzags across the valley"));
        const RacerPath still = run(roundBowl(), racer("sgd"), {0, 0}, 1);
        QVERIFY(says(still, 1, "The gradient is zero here, so nothing moves it; f stays at 0."));
    }

    void momentum() {
        const RacerPath path =
            run(roundBowl(), racer("momentum", {{"learning_rate", 0.3}, {"momentum", 0.9}}), {4, 0}, 12);
        QVERIFY(says(path, 1, "velocity is zero before this step"));
        bool fast = false, slow = false;
        for (std::size_t i = 2; i < path.steps.size(); ++i) {
            const double was = path.steps[i - 1].memory[0].norm(), now = path.steps[i].memory[0].norm();
            const std::string numbers = "from " + numberWords(was) + " to " + numberWords(now);
            QVERIFY(says(path, static_cast<Index>(i), numbers));
            const bool against = path.steps[i].gradient.dot(path.steps[i - 1].memory[0]) < 0;
            const bool turned = path.steps[i].memory[0].dot(path.steps[i - 1].memory[0]) < 0;
            fast = fast || (!against && now > was);
            slow = slow || (against && !turned);
            if (!against && now > was) QVERIFY(says(path, static_cast<Index>(i), "it speeds up"));
            if (against && !turned) QVERIFY(says(path, static_cast<Index>(i), "the ball slows down"));
            if (turned) QVERIFY(says(path, static_cast<Index>(i), "the ball turns round"));
        }
        QVERIFY(fast && slow);
        QVERIFY(says(run(roundBowl(), racer("nesterov"), {4, 0}, 2), 2, "takes the gradient once more"));
        // Across: on a stretched bowl the gradient is at a right angle to the velocity at some time.
        bool bent = false;
        const RacerPath curve = run({"bowl"}, racer("momentum", {{"learning_rate", 0.1}}), {-4, 2}, 40);
        for (Index step = 2; step < 40; ++step)
            bent = bent || sentenceFor(curve, step).find("its path bends by ") != std::string::npos;
        QVERIFY(bent);
    }

    void ratesForEachAxis() {
        const RacerPath adagrad = run({"bowl"}, racer("adagrad", {{"learning_rate", 0.5}}), {-4, 2}, 3);
        QVERIFY(says(adagrad, 1, "moves by the learning rate: 0.500 on x and 0.500 on y"));
        const auto pair = [](const Vector& v) {
            return numberWords(v.x()) + " on x and " + numberWords(v.y()) + " on y";
        };
        QVERIFY(says(adagrad, 3, "the rates only fall: to " + pair(adagrad.steps[3].effectiveRate)));
        // It is the learning rate over the root of all squared gradients.
        Vector sum = Vector::Zero();
        for (std::size_t i = 1; i <= 3; ++i) sum += adagrad.steps[i].gradient.cwiseAbs2();
        for (int axis = 0; axis < 2; ++axis)
            QVERIFY(std::abs(adagrad.steps[3].effectiveRate[axis] - 0.5 / std::sqrt(sum[axis])) < 1e-5);

        const RacerPath rmsprop = run({"bowl"}, racer("rmsprop", {{"learning_rate", 0.05}}), {-4, 2}, 5);
        QVERIFY(says(rmsprop, 1, "the first step is a large one"));
        QVERIFY(says(rmsprop, 5, "usual size (" + pair(rmsprop.steps[5].memory[0].cwiseSqrt())));
        QVERIFY(says(rmsprop, 5, "rates of " + pair(rmsprop.steps[5].effectiveRate)));

        const RacerPath adam = run({"bowl"}, racer("adam", {{"learning_rate", 0.1}}), {-4, 2}, 60);
        QVERIFY(says(adam, 1, "first step has the size of the learning rate"));
        QVERIFY(says(adam, 2, "On x the gradients agree, so it moves far"));
        const RacerPath decoupled =
            run({"bowl"}, racer("adamw", {{"learning_rate", 0.1}, {"weight_decay", 0.2}}), {-4, 2}, 3);
        QVERIFY(says(decoupled, 3, "the decay takes off 2 % of x and y"));
    }

    /// What a step moved is its effective rate times the gradient (the velocity, the mean), so arrows and bars add up.
    void effectiveRatesExplainTheMove() {
        for (const char* kind : {"sgd", "momentum", "adagrad", "rmsprop", "newton", "conjugate_gradient", "lbfgs"})
            for (const char* surface : {"booth", "beale"}) {
                const auto start = findTestSurface(surface)->guide.start;
                RacerSpec one = racer(kind);
                if (findRacerKind(kind)->hasSchedule) one.optimizer.options.set("learning_rate", 0.003);
                const RacerPath path = run({surface}, one, start, 20);
                for (std::size_t i = 1; i < path.steps.size(); ++i) {
                    const RacerStep& step = path.steps[i];
                    const Vector& driver = std::string_view(kind) == "momentum" ? step.memory[0] : step.gradient;
                    const Vector told = -step.effectiveRate.cwiseProduct(driver);
                    const Vector move = step.position - path.steps[i - 1].position;
                    QVERIFY2((told - move).norm() < 2e-5 * std::max(1.0, move.norm()), kind);
                }
            }
    }

    void secondOrder() {
        QVERIFY(says(run({"booth"}, racer("newton"), {-7, -3}, 1), 1, "bends upwards in every direction"));
        const RacerPath saddle = run({"saddle"}, racer("newton"), {-2.5, 0.01}, 1);
        QVERIFY(says(saddle, 1, "not positive definite here, so " + numberWords(saddle.steps[1].damping)));
        bool shortened = false;
        const RacerPath valley = run({"rosenbrock"}, racer("newton"), {-1.5, 2}, 20);
        for (std::size_t i = 1; i < valley.steps.size(); ++i)
            if (valley.steps[i].stepLength < 1 && valley.steps[i].stepLength > 0) {
                shortened = true;
                QVERIFY(says(
                    valley, static_cast<Index>(i),
                    "shortened to " + QByteArray::number(valley.steps[i].stepLength, 'g', 4).toStdString() + " of it"));
            }
        QVERIFY(shortened);
    }

    void lineSearches() {
        for (const char* kind : {"conjugate_gradient", "lbfgs"}) {
            const RacerPath path = run({"beale"}, racer(kind), {1, 1.6}, 200);
            QVERIFY(says(path, 1, "searches along the gradient"));
            for (Index step = 1; step < 6; ++step) {
                const RacerStep& now = path.steps[static_cast<std::size_t>(step)];
                const Index looks =
                    now.valueEvaluations - path.steps[static_cast<std::size_t>(step) - 1].valueEvaluations;
                QVERIFY(says(path, step,
                             "ends at " + numberWords(now.stepLength) + " times the direction, after " +
                                 std::to_string(looks) + " value"));
            }
            QVERIFY(sentenceFor(path, 2).find("away from the gradient") != std::string::npos ||
                    path.steps[2].restarted);
            const std::string last = sentenceFor(path, 200);
            QVERIFY2(last.find("so it stays; f stays at") != std::string::npos ||
                         last.find("nothing moves it") != std::string::npos,
                     last.c_str());
        }
    }

    void theGeneticAlgorithm() {
        const RacerPath path = run({"rastrigin"}, racer("genetic", {{"mutation", 0.1}, {"cooling", 0.9}}), {-3, 2}, 40);
        bool better = false, same = false;
        for (std::size_t i = 1; i < path.steps.size(); ++i) {
            const bool moved = path.steps[i].position != path.steps[i - 1].position;
            (moved ? better : same) = true;
            QVERIFY(says(path, static_cast<Index>(i),
                         moved ? "A child is better than every point before, " : "No child is better"));
        }
        QVERIFY(better && same);
        // A child is spread by this much; afterwards the spread cools down.
        QVERIFY(says(path, 1, "mutate by 10 % of the view"));
        QVERIFY(says(path, 2, "mutate by 9 % of the view"));
    }

    void schedules() {
        RacerSpec one = racer("sgd", {{"learning_rate", 0.4}});
        one.schedule = {"step", {{"step_size", std::int64_t{2}}, {"gamma", 0.5}}};
        const RacerPath path = run({"bowl"}, one, {-4, 2}, 5);
        for (const auto& [step, rate] : {std::pair{1, 0.4}, {2, 0.4}, {3, 0.2}, {4, 0.2}, {5, 0.1}}) {
            QCOMPARE(path.steps[static_cast<std::size_t>(step)].learningRate, rate);
            QVERIFY(says(path, step, "times the learning rate " + QByteArray::number(rate).toStdString()));
        }
        one.schedule = {"cosine", {{"t_max", std::int64_t{3}}, {"eta_min", 0.0}}};
        QVERIFY(says(run({"bowl"}, one, {-4, 2}, 4), 4, "The schedule has brought the learning rate to 0"));
    }
};

QTEST_GUILESS_MAIN(TestRaceSentences)
#include "test_race_sentences.moc"
