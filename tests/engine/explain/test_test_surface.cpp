#include "engine/explain/test_surface.h"
#include "engine/nn/error.h"
#include "engine/nn/random.h"
#include "tests/support/test.h"

#include <Eigen/LU>
#include <cmath>
#include <set>

using namespace glassbox;

namespace {

using Vector = Eigen::Vector2d;

QByteArray told(const SurfaceInfo& info, const Vector& at, double ours, double measured) {
    return QByteArray::fromStdString(info.kind) + " at (" + QByteArray::number(at.x()) + ", " +
           QByteArray::number(at.y()) + "): " + QByteArray::number(ours, 'g', 12) + " instead of " +
           QByteArray::number(measured, 'g', 12);
}

/// Central differences of fourth order.
template <typename F>
auto derivative(const F& f, double h) {
    return (f(-2 * h) - 8.0 * f(-h) + 8.0 * f(h) - f(2 * h)) / (12 * h);
}

/// Points all over the view, its corners and edges included, and those where pieces of the surface join.
std::vector<Vector> pointsOf(const SurfaceInfo& info, const Options& options) {
    std::vector<Vector> points;
    const SurfaceView& view = info.guide.view;
    constexpr int cells = 24;
    for (int i = 0; i <= cells; ++i)
        for (int j = 0; j <= cells; ++j)
            points.emplace_back(view.xMin + (view.xMax - view.xMin) * i / cells + 1e-3,
                                view.yMin + (view.yMax - view.yMin) * j / cells + 2e-3);
    if (info.kind == "ackley")  // differences can't see the slope beside the tip of its cone
        std::erase_if(points, [](const Vector& point) { return point.norm() < 0.1; });
    if (info.kind == "cliff") {
        const double width = checkedOptions(info, options, "").real("width");
        for (const double x : {1.0, 1 + width})
            for (const double beside : {-1e-9, 0.0, 1e-9}) points.emplace_back(x + beside, 0.7);
    }
    return points;
}

/// The usual settings and some others.
std::vector<Options> settingsOf(const SurfaceInfo& info) {
    std::vector<Options> settings{{}};
    Random random(3);
    for (int i = 0; i < 2 && !info.options.empty(); ++i) {
        Options some;
        for (const OptionInfo& option : info.options)
            some.set(option.name, random.uniform(std::max(option.minimum, option.name == "width" ? 0.3 : -1e9),
                                                 std::min(option.maximum, 90.0)));
        settings.push_back(some);
    }
    return settings;
}

}  // namespace

/// What the race promises about the surfaces it comes with.
class TestTestSurface : public GlassboxTest {
    Q_OBJECT

  private Q_SLOTS:
    void theRegistryIsComplete() {
        const std::set<std::string> wanted{"bowl",   "saddle", "rosenbrock", "beale",      "himmelblau",
                                           "booth",  "matyas", "camel",      "rastrigin",  "styblinski_tang",
                                           "ackley", "cliff",  "plateau",    "noisy_bowl", "goldstein_price"};
        std::set<std::string> found;
        for (const SurfaceInfo& info : testSurfaceInfos()) {
            found.insert(info.kind);
            QVERIFY(!info.title.empty() && !info.help.empty() && !info.formula.empty() && !info.tex.empty());
            QVERIFY(info.help.back() == '.');
            const SurfaceView& view = info.guide.view;
            const Vector& start = info.guide.start;
            QVERIFY(start.x() > view.xMin && start.x() < view.xMax && start.y() > view.yMin && start.y() < view.yMax);
            for (const SurfaceMinimum& minimum : info.guide.minima)
                QVERIFY(minimum.position.x() > view.xMin && minimum.position.x() < view.xMax &&
                        minimum.position.y() > view.yMin && minimum.position.y() < view.yMax);
        }
        QCOMPARE(found.size(), testSurfaceInfos().size());
        QVERIFY(found == wanted);
        QVERIFY_EXCEPTION_THROWN(makeTestSurface({"hill"}), Error);
        QVERIFY_EXCEPTION_THROWN(makeTestSurface({"bowl", {{"condition", 0.5}}}), Error);
    }

    void derivativesAreExact_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < testSurfaceInfos().size(); ++i)
            QTest::newRow(testSurfaceInfos()[i].kind.c_str()) << static_cast<int>(i);
    }

    void derivativesAreExact() {
        QFETCH(int, index);
        const SurfaceInfo& info = testSurfaceInfos()[static_cast<std::size_t>(index)];
        for (const Options& options : settingsOf(info)) {
            const auto surface = makeTestSurface({info.kind, options});
            for (const Vector& at : pointsOf(info, options)) {
                const Vector g = surface->gradient(at.x(), at.y());
                const Eigen::Matrix2d h = surface->hessian(at.x(), at.y());
                QCOMPARE(h(0, 1), h(1, 0));
                for (int axis = 0; axis < 2; ++axis) {
                    const auto moved = [&](double by) { return Vector(at + by * Vector::Unit(axis)); };
                    const auto value = [&](double by) {
                        const Vector p = moved(by);
                        return surface->value(p.x(), p.y());
                    };
                    const auto slope = [&](double by) {
                        const Vector p = moved(by);
                        return surface->gradient(p.x(), p.y());
                    };
                    const double first = derivative(value, 1e-4);
                    const double scale = std::max({1.0, std::abs(surface->value(at.x(), at.y())), g.norm()});
                    QVERIFY2(std::abs(first - g[axis]) <= 1e-7 * scale, told(info, at, g[axis], first).constData());
                    // Where pieces join, the second derivative is continuous but has a kink.
                    const Vector second = (slope(1e-6) - slope(-1e-6)) / 2e-6;
                    const double bend = std::max({1.0, g.norm(), h.norm()});
                    const double slack = info.kind == "cliff" ? 3e-3 : 1e-6;
                    for (int other = 0; other < 2; ++other)
                        QVERIFY2(std::abs(second[other] - h(axis, other)) <= slack * bend,
                                 told(info, at, h(axis, other), second[other]).constData());
                }
            }
        }
    }

    void minimaAreTheLowestPoints() {
        Random random(11);
        for (const SurfaceInfo& info : testSurfaceInfos()) {
            const auto surface = makeTestSurface({info.kind});
            const SurfaceView& view = info.guide.view;
            for (const SurfaceMinimum& minimum : surface->guide().minima) {
                const Vector& at = minimum.position;
                const double value = surface->value(at.x(), at.y());
                QVERIFY2(std::abs(value - minimum.value) < 1e-9, told(info, at, minimum.value, value).constData());
                QVERIFY2(surface->gradient(at.x(), at.y()).norm() < 1e-6, info.kind.c_str());
                for (int i = 0; i < 200; ++i) {
                    const double angle = random.uniform(0, 6.28), away = random.uniform(1e-4, 0.05);
                    QVERIFY(surface->value(at.x() + away * std::cos(angle), at.y() + away * std::sin(angle)) > value);
                }
                for (int i = 0; i < 5000; ++i)
                    QVERIFY(surface->value(random.uniform(view.xMin, view.xMax),
                                           random.uniform(view.yMin, view.yMax)) >= value - 1e-12);
            }
        }
        QVERIFY(findTestSurface("saddle")->guide.minima.empty());
        QCOMPARE(findTestSurface("himmelblau")->guide.minima.size(), std::size_t{4});
    }

    void theBowlHasTheConditionThatWasAskedFor() {
        const auto bowl = makeTestSurface({"bowl", {{"condition", 25.0}, {"rotation", 30.0}}});
        const Eigen::Matrix2d h = bowl->hessian(1, 2);
        const double mean = h.trace() / 2, spread = std::sqrt(mean * mean - h.determinant());
        QVERIFY(std::abs((mean + spread) / (mean - spread) - 25) < 1e-9);
        // The flat axis lies at 30 degrees.
        const double x = std::cos(M_PI / 6), y = std::sin(M_PI / 6);
        QVERIFY(std::abs(bowl->value(x, y) - 0.5 / 25) < 1e-12);
    }

    void noiseIsOnlyInTheRace() {
        const auto noisy = makeTestSurface({"noisy_bowl", {{"noise", 0.7}}});
        QCOMPARE(noisy->gradientNoise(), 0.7);
        QCOMPARE(noisy->value(1.25, 2), noisy->value(1.25, 2));
        QCOMPARE(makeTestSurface({"bowl"})->gradientNoise(), 0.0);
    }

    /// Ackley's cone has no gradient at its tip; an optimizer that stands there must stay.
    void theTipOfAConeHoldsStill() {
        const auto ackley = makeTestSurface({"ackley"});
        QCOMPARE(ackley->gradient(0, 0), Vector(0, 0));
        QVERIFY(ackley->gradient(1e-9, 0).x() > 1);
    }
};

QTEST_GUILESS_MAIN(TestTestSurface)
#include "test_test_surface.moc"
