#include "engine/explain/gradient_sizes.h"
#include "tests/support/step_walk.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>

using namespace glassbox;

namespace {

std::vector<GradientSize> made(const std::vector<double>& errors) {
    std::vector<GradientSize> sizes;
    for (const double error : errors) {
        GradientSize size;
        size.layer = static_cast<Index>(sizes.size());
        size.error = error;
        sizes.push_back(size);
    }
    return sizes;
}

}  // namespace

/// How large the gradient is at each layer, and whether it fades or grows on its way back.
class TestGradientSizes : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void sizesAreThoseOfTheStepsTensors();
    void layersWithoutParametersHaveNoWeights();
    void courseIsNamed_data();
    void courseIsNamed();
    void courseNeedsTwoLayers();
    void deepSigmoidsVanish();
};

void TestGradientSizes::sizesAreThoseOfTheStepsTensors() {
    const auto record = steps::record(steps::small(), {}, 5);
    const auto sizes = gradientSizes(*record);
    QCOMPARE(sizes.size(), std::size_t{2});
    for (const GradientSize& size : sizes) {
        const LayerTrace& trace = record->trace.layers[static_cast<std::size_t>(size.layer)];
        const auto delta = trace.inner[1].map();  // dz
        QVERIFY(std::abs(size.error - std::sqrt(delta.cast<double>().array().square().mean())) < 1e-9);
        const auto& place = record->before.places()[static_cast<std::size_t>(2 * size.layer)];
        double sum = 0;
        for (Index i = 0; i < place.info.size(); ++i)
            sum += std::pow(static_cast<double>(record->trace.gradient[static_cast<std::size_t>(place.offset + i)]), 2);
        QVERIFY(size.weights && std::abs(*size.weights - std::sqrt(sum)) < 1e-9);
    }
}

void TestGradientSizes::layersWithoutParametersHaveNoWeights() {
    const auto record = steps::record(
        steps::experiment({steps::dense(4, "relu"), {"dropout", {{"rate", 0.5}}}, steps::dense(1, "sigmoid")}));
    const auto sizes = gradientSizes(*record);
    QVERIFY(sizes[0].weights && !sizes[1].weights && sizes[2].weights);
    QCOMPARE(sizes[1].tensor.quantity, Quantity::OutputGradient);
}

void TestGradientSizes::courseIsNamed_data() {
    QTest::addColumn<QList<double>>("errors");
    QTest::addColumn<int>("trend");
    QTest::addColumn<double>("factor");
    const double infinity = std::numeric_limits<double>::infinity();
    QTest::newRow("steady") << QList<double>{0.2, 0.25, 0.3} << int(GradientTrend::Steady) << 1.5;
    QTest::newRow("vanishes") << QList<double>{1e-4, 1e-3, 1e-2, 0.14} << int(GradientTrend::Vanishes) << 1400.0;
    QTest::newRow("explodes") << QList<double>{50, 5, 0.5} << int(GradientTrend::Explodes) << 0.01;
    QTest::newRow("slowly over many layers")
        << QList<double>{1, 1.3, 1.7, 2.2, 2.8, 3.6, 4.7, 6.1, 8, 10.4} << int(GradientTrend::Steady) << 10.4;
    QTest::newRow("dead") << QList<double>{0, 0.1} << int(GradientTrend::Stops) << infinity;
    QTest::newRow("not finite") << QList<double>{infinity, 1} << int(GradientTrend::NotFinite) << 0.0;
}

void TestGradientSizes::courseIsNamed() {
    QFETCH(QList<double>, errors);
    QFETCH(int, trend);
    QFETCH(double, factor);
    const auto course = gradientCourse(made({errors.begin(), errors.end()}));
    QVERIFY(course);
    QCOMPARE(int(course->trend), trend);
    if (std::isfinite(factor))
        QVERIFY(std::abs(course->factor - factor) < 1e-9 * std::max(1.0, factor));
    else
        QCOMPARE(course->factor, factor);
    QCOMPARE(course->from, Index(errors.size()) - 1);
    QCOMPARE(course->to, Index{0});
}

void TestGradientSizes::courseNeedsTwoLayers() {
    QVERIFY(!gradientCourse(made({1})));
    QVERIFY(!gradientCourse(made({1, 2, 3}), 2));
    QCOMPARE(gradientCourse(made({1, 2, 3}), 1)->to, Index{1});
}

void TestGradientSizes::deepSigmoidsVanish() {
    const auto record = steps::record(
        steps::experiment({steps::dense(4, "sigmoid"), steps::dense(4, "sigmoid"), steps::dense(4, "sigmoid"),
                           steps::dense(4, "sigmoid"), steps::dense(4, "sigmoid"), steps::dense(1, "sigmoid")}),
        {0});
    QCOMPARE(gradientCourse(gradientSizes(*record))->trend, GradientTrend::Vanishes);
}

QTEST_GUILESS_MAIN(TestGradientSizes)
#include "test_gradient_sizes.moc"
