#include "engine/explain/gradient_check.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

/// A loss whose gradient is wrong, to see that the check finds it.
class WrongLoss : public Loss {
  public:
    void evaluate(const ConstMatrixMap& output, const ConstMatrixMap& target, MatrixMap sampleLoss) const override {
        sampleLoss = (output - target).array().square().colwise().sum().matrix();
    }
    void gradient(const ConstMatrixMap& output, const ConstMatrixMap& target, Index samples,
                  MatrixMap outputGradient) const override {
        outputGradient = (output - target) * (Scalar(3) / static_cast<Scalar>(samples));  // should be 2
    }
};

class TestGradientCheck : public GlassboxTest {
    Q_OBJECT

    static Tensor numbers(Index rows, Index cols, std::uint64_t seed) {
        Tensor tensor(rows, cols);
        Random random(seed);
        for (Index i = 0; i < tensor.size(); ++i) tensor.data()[i] = static_cast<Scalar>(random.normal());
        return tensor;
    }

    static Network network(const std::vector<Spec>& layers) {
        Network made(Shape{3}, layers);
        Random random(1);
        made.initialise(random);
        return made;
    }

    static Spec dense(std::int64_t units, const std::string& activation) {
        return {"dense", {{"units", units}, {"activation", activation}}};
    }

  private Q_SLOTS:
    void backpropagationAgreesWithDifferences() {
        const Network net = network({dense(4, "tanh"), dense(2, "identity")});
        const GradientCheck check =
            checkGradient(net, *makeLoss({"mse"}), numbers(3, 5, 2), numbers(2, 5, 3), Mode::Evaluation, 1e-2, 1);
        QVERIFY2(check.worstParameter < 1e-3, check.worstName.c_str());
        QVERIFY(check.worstInput < 1e-3);
        QVERIFY(!check.worstName.empty());
    }

    void dropoutDrawsTheSameUnitsEachTime() {
        const Network net = network({dense(8, "tanh"), {"dropout", {{"rate", 0.5}}}, dense(1, "identity")});
        const GradientCheck check =
            checkGradient(net, *makeLoss({"mse"}), numbers(3, 5, 2), numbers(1, 5, 3), Mode::Training, 1e-2, 4);
        QVERIFY2(check.worstParameter < 1e-3, check.worstName.c_str());
    }

    void aWrongGradientIsFoundAndNamed() {
        const Network net = network({dense(2, "identity")});
        const GradientCheck check =
            checkGradient(net, WrongLoss(), numbers(3, 5, 2), numbers(2, 5, 3), Mode::Evaluation, 1e-2, 1);
        QVERIFY(check.worstParameter > 0.1);
        QVERIFY(check.worstInput > 0.01);
        QVERIFY2(check.worstName.rfind("0.", 0) == 0 && check.worstName.back() == ']', check.worstName.c_str());
    }

    void frozenLayersAreLeftOut() {
        Spec frozen = dense(4, "tanh");
        frozen.options.set("frozen", true);
        const Network net = network({frozen, dense(1, "identity")});
        const GradientCheck check =
            checkGradient(net, *makeLoss({"mse"}), numbers(3, 5, 2), numbers(1, 5, 3), Mode::Evaluation, 1e-2, 1);
        QVERIFY2(check.worstParameter < 1e-3, check.worstName.c_str());
        QVERIFY2(check.worstName.rfind("1.", 0) == 0, check.worstName.c_str());
    }

    void theNetworkIsNotChanged() {
        const Network net = network({dense(2, "identity")});
        const std::vector<Scalar> before(net.parameters().begin(), net.parameters().end());
        checkGradient(net, *makeLoss({"mse"}), numbers(3, 5, 2), numbers(2, 5, 3), Mode::Evaluation, 1e-2, 1);
        QVERIFY(std::equal(before.begin(), before.end(), net.parameters().begin()));
    }
};

QTEST_GUILESS_MAIN(TestGradientCheck)
#include "test_gradient_check.moc"
