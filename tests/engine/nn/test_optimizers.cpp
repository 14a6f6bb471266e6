#include "engine/nn/error.h"
#include "engine/nn/optimizer.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>

using namespace glassbox;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A few parameters under one optimizer.
struct Run {
    std::shared_ptr<const Optimizer> optimizer;
    std::vector<Scalar> parameters;
    std::array<std::vector<Scalar>, 2> state;
    Index step = 0;
    double weightDecay = 0, l1 = 0, scale = 1, limit = infinity;

    Run(const Spec& spec, std::vector<Scalar> start) : optimizer(makeOptimizer(spec)), parameters(std::move(start)) {
        for (std::size_t i = 0; i < optimizer->stateNames().size(); ++i) state[i].resize(parameters.size());
    }

    void update(const std::vector<Scalar>& gradient) {
        const auto pointer = [](std::vector<Scalar>& values) { return values.empty() ? nullptr : values.data(); };
        optimizer->update({parameters.data(),
                           gradient.data(),
                           {pointer(state[0]), pointer(state[1])},
                           static_cast<Index>(parameters.size()),
                           ++step,
                           optimizer->learningRate(),
                           weightDecay,
                           l1,
                           scale,
                           limit});
    }
};

Spec named(const char* kind, Options options) {
    return {kind, std::move(options)};
}

bool close(Scalar value, double expected) {
    return std::abs(static_cast<double>(value) - expected) <= 1e-6 * std::max(1.0, std::abs(expected));
}

}  // namespace

/// Update rules against numbers worked out by hand (test_pytorch_parity compares whole runs with PyTorch).
class TestOptimizers : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void sgd() {
        Run run(named("sgd", {{"learning_rate", 0.1}}), {1, -2});
        run.update({0.5F, -4});
        QVERIFY(close(run.parameters[0], 0.95) && close(run.parameters[1], -1.6));
    }

    void momentum() {
        Run run(named("momentum", {{"learning_rate", 0.1}, {"momentum", 0.5}}), {0});
        run.update({1});  // v = 1
        run.update({1});  // v = 1.5
        QVERIFY(close(run.parameters[0], -0.25));
        QVERIFY(close(run.state[0][0], 1.5));
    }

    void nesterov() {
        Run run(named("nesterov", {{"learning_rate", 0.1}, {"momentum", 0.5}}), {0});
        run.update({1});  // v = 1, step 1.5
        run.update({1});  // v = 1.5, step 1.75
        QVERIFY(close(run.parameters[0], -0.325));
    }

    void adagrad() {
        Run run(named("adagrad", {{"learning_rate", 0.5}}), {0});
        run.update({3});  // 3 / sqrt(9)
        run.update({4});  // 4 / sqrt(25)
        QVERIFY(close(run.parameters[0], -0.5 - 0.4));
    }

    void rmsprop() {
        Run run(named("rmsprop", {{"learning_rate", 0.1}, {"alpha", 0.75}}), {0});
        run.update({2});  // v = 1
        QVERIFY(close(run.parameters[0], -0.2));
        run.update({2});  // v = 1.75
        QVERIFY(close(run.parameters[0], -0.2 - 0.2 / std::sqrt(1.75)));
    }

    void adamsFirstStepIsTheLearningRate() {
        Run run(named("adam", {{"learning_rate", 0.01}}), {0, 0, 0});
        run.update({1e-3F, -5, 0});
        QVERIFY(std::abs(run.parameters[0] + 0.01F) < 1e-6F);
        QVERIFY(std::abs(run.parameters[1] - 0.01F) < 1e-6F);
        QCOMPARE(run.parameters[2], Scalar(0));
    }

    void adamAfterManySteps() {
        // against the formulas in double, past the point where the powers of the betas have faded
        Run run(named("adam", {{"learning_rate", 0.001}, {"beta1", 0.5}, {"beta2", 0.9}}), {1});
        double w = 1, m = 0, v = 0;
        for (int t = 1; t <= 600; ++t) {
            const double g = std::sin(t * 0.1);
            run.update({static_cast<Scalar>(g)});
            m = 0.5 * m + 0.5 * g;
            v = 0.9 * v + 0.1 * g * g;
            w -= 0.001 * (m / (1 - std::pow(0.5, t))) / (std::sqrt(v / (1 - std::pow(0.9, t))) + 1e-8);
        }
        QVERIFY(std::abs(static_cast<double>(run.parameters[0]) - w) < 1e-5);
    }

    void weightDecayGoesThroughTheGradientButNotInAdamw() {
        Run sgd(named("sgd", {{"learning_rate", 0.1}}), {2});
        sgd.weightDecay = 0.5;
        sgd.update({1});
        QVERIFY(close(sgd.parameters[0], 2 - 0.1 * (1 + 0.5 * 2)));
        Run adamw(named("adamw", {{"learning_rate", 0.1}}), {2});
        adamw.weightDecay = 0.5;
        adamw.update({0});
        QVERIFY(close(adamw.parameters[0], 2 * (1 - 0.1 * 0.5)));
        QCOMPARE(adamw.state[0][0], Scalar(0));
    }

    void l1PullsTowardsZero() {
        Run run(named("sgd", {{"learning_rate", 1.0}}), {2, -2, 0});
        run.l1 = 0.25;
        run.update({0, 0, 0});
        QVERIFY(close(run.parameters[0], 1.75) && close(run.parameters[1], -1.75));
        QCOMPARE(run.parameters[2], Scalar(0));
    }

    void clippingComesBeforeDecay() {
        Run run(named("sgd", {{"learning_rate", 1.0}}), {1, 1, 1});
        run.weightDecay = 0.1;
        run.scale = 0.5;
        run.limit = 2;
        run.update({2, 10, -10});
        QVERIFY(close(run.parameters[0], 1 - (1 + 0.1)));
        QVERIFY(close(run.parameters[1], 1 - (2 + 0.1)));
        QVERIFY(close(run.parameters[2], 1 - (-2 + 0.1)));
    }

    void notANumberIsNotHiddenByClipping() {
        Run run(named("sgd", {}), {1});
        run.limit = 1;
        run.update({std::numeric_limits<Scalar>::quiet_NaN()});
        QVERIFY(std::isnan(run.parameters[0]));
    }

    void everyLengthIsUpdatedAlike() {
        // blocks of all lengths, so that whole vectors and what is left over agree
        for (const OptimizerInfo& info : optimizerInfos())
            for (std::size_t count = 1; count < 70; ++count) {
                Run run({info.kind}, std::vector<Scalar>(count, 1));
                run.weightDecay = count % 2 == 0 ? 0.01 : 0;
                run.update(std::vector<Scalar>(count, 0.5F));
                for (const Scalar w : run.parameters) QVERIFY(std::abs(w - run.parameters[0]) <= 1e-7F);
                QVERIFY(run.parameters[0] < 1);
            }
    }

    void everyOptionIsExplainedAndHasPyTorchsDefault() {
        for (const OptimizerInfo& info : optimizerInfos()) {
            QVERIFY(!info.title.empty() && !info.help.empty() && !info.formula.empty());
            for (const OptionInfo& option : info.options) QVERIFY(!option.label.empty() && !option.help.empty());
        }
        QCOMPARE(std::get<double>(findOptimizer("momentum")->option("momentum")->standard), 0.9);
        QCOMPARE(std::get<double>(findOptimizer("rmsprop")->option("alpha")->standard), 0.99);
        QCOMPARE(std::get<double>(findOptimizer("adagrad")->option("epsilon")->standard), 1e-10);
        QCOMPARE(std::get<double>(findOptimizer("adam")->option("beta2")->standard), 0.999);
    }

    void wrongOptionsAreRefusedWithTheirPath() {
        const auto refusal = [](const Spec& spec) -> QByteArray {
            try {
                makeOptimizer(spec);
                return {};
            } catch (const Error& error) {
                return error.what();
            }
        };
        QVERIFY(refusal({"lion"}).contains("training.optimizer") && refusal({"lion"}).contains("adamw"));
        QVERIFY(refusal(named("sgd", {{"momentum", 0.9}})).contains("training.optimizer.momentum"));
        QVERIFY(refusal(named("sgd", {{"learning_rate", 0.0}})).contains("training.optimizer.learning_rate"));
        QVERIFY(refusal(named("adam", {{"beta1", 1.0}})).contains("training.optimizer.beta1"));
    }
};

QTEST_GUILESS_MAIN(TestOptimizers)
#include "test_optimizers.moc"
