#include "engine/explain/activation_shape.h"
#include "tests/support/test.h"

#include <cmath>

using namespace glassbox;

namespace {

ActivationShape shapeOf(const char* kind) {
    const ActivationInfo& info = activationInfo(kind);
    return ActivationShape({info.value, info.setting});
}

}  // namespace

/// Where an activation function is flat is found from the function itself.
class TestActivationShape : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void smoothOnesAreFlatFarOut() {
        const ActivationShape tanh = shapeOf("tanh");
        QVERIFY(std::abs(tanh.largestSlope() - 1) < 1e-6);
        QVERIFY(std::abs(tanh.flatAbove() - std::acosh(std::sqrt(20.0))) < 0.02);  // 1 / cosh² z = 0.05
        QVERIFY(std::abs(tanh.flatBelow() + tanh.flatAbove()) < 1e-9);
        const ActivationShape sigmoid = shapeOf("sigmoid");
        QVERIFY(std::abs(sigmoid.largestSlope() - 0.25) < 1e-6);
        QVERIFY(sigmoid.isSaturated(5) && sigmoid.isSaturated(-5) && !sigmoid.isSaturated(4));
    }

    void reluIsFlatOnOneSide() {
        const ActivationShape relu = shapeOf("relu");
        QVERIFY(std::abs(relu.flatBelow()) < 0.02);
        QVERIFY(std::isinf(relu.flatAbove()));
        QVERIFY(relu.isSaturated(-0.1) && !relu.isSaturated(0.1));
        QVERIFY(shapeOf("leaky_relu").isSaturated(-1));  // 1 % of its slope on the other side
        ActivationInfo info = activationInfo("leaky_relu");
        QVERIFY(!ActivationShape({info.value, Scalar(0.2)}).isSaturated(-1));
    }

    void aLineIsNowhereFlat() {
        const ActivationShape identity = shapeOf("identity");
        QVERIFY(std::isinf(identity.flatBelow()) && std::isinf(identity.flatAbove()));
        QVERIFY(!identity.isSaturated(100));
    }

    void softmaxIsNoCurve() {
        QVERIFY(!shapeOf("softmax").isCurve() && !shapeOf("log_softmax").isCurve());
        for (const char* kind : {"sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu"})
            QVERIFY(shapeOf(kind).isCurve());
    }
};

QTEST_APPLESS_MAIN(TestActivationShape)
#include "test_activation_shape.moc"
