#include "engine/explain/landscape.h"

#include <QObject>
#include <QTest>

#include <cmath>

using namespace glassbox;

static_assert(std::is_same_v<Scalar, double>);

namespace {

Spec dense(int units, const std::string& activation) {
    return {"dense", {{"units", std::int64_t{units}}, {"activation", activation}}};
}

}  // namespace

class TestLandscapeInDouble : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// The slope of the landscape along each direction is the engine's gradient along it.
    void slopesAreTheGradientAlongTheDirections() {
        Experiment experiment;
        experiment.data = {"spiral", {{"points", std::int64_t{60}}, {"validation", 0.0}}};
        experiment.network = {dense(6, "tanh"), dense(5, "tanh"), dense(1, "sigmoid")};
        auto problem = std::make_shared<LandscapeProblem>(landscapeProblem(
            experiment, std::make_shared<const Dataset>(makeDataset(experiment.data, {}, experiment.seed))));
        Network& network = problem->network;
        const LandscapePlane plane = LandscapePlane::ofRandomDirections(network, network.parameters(), 2);

        Trace trace;
        const Matrix& features = problem->data->training.features;
        trace.input.resize(features.rows(), features.cols());
        trace.input.map() = features;
        trace.target.resize(1, features.cols());
        trace.target.map() = problem->trainingTargets;
        Random random;
        network.forward(trace, Mode::Evaluation, random);
        network.backward(trace, *problem->loss);
        double first = 0, second = 0;
        for (std::size_t i = 0; i < trace.gradient.size(); ++i) {
            first += trace.gradient[i] * plane.first()[i];
            second += trace.gradient[i] * plane.second()[i];
        }

        LandscapeCost cost(problem);
        std::vector<Scalar> there(static_cast<std::size_t>(plane.size()));
        const auto at = [&](double x, double y) {
            plane.weightsAt({x, y}, there);
            return cost.at(there);
        };
        constexpr double h = 1e-5;
        QVERIFY(std::abs((at(h, 0) - at(-h, 0)) / (2 * h) - first) < 1e-8);
        QVERIFY(std::abs((at(0, h) - at(0, -h)) / (2 * h) - second) < 1e-8);
        QVERIFY(std::abs(at(0, 0) - trace.cost) < 1e-14);
    }

    /// A linear unit under squared error: the landscape of its weights is the quadratic of the normal equations.
    void aLinearModelsLandscapeIsItsQuadratic() {
        Experiment experiment;
        experiment.data = {"plane", {{"points", std::int64_t{40}}, {"validation", 0.0}, {"noise", 0.1}}};
        experiment.network = {dense(1, "identity")};
        experiment.training.loss = {"mse"};
        const auto problem = std::make_shared<const LandscapeProblem>(landscapeProblem(
            experiment, std::make_shared<const Dataset>(makeDataset(experiment.data, {}, experiment.seed))));
        const std::vector<Scalar> through{0.3, -0.2, 0.1};
        const LandscapePlane plane = LandscapePlane::ofWeights(through, 0, 1);
        ThreadPool pool(1);
        Landscape landscape;
        LandscapeListener listener;
        listener.refined = [&](const Landscape& level) { landscape = level; };
        QVERIFY(computeLandscape(problem, plane, {-2, 2, -2, 2}, 21, pool, listener));
        const Matrix& x = problem->data->training.features;
        const Matrix& y = problem->data->training.values;
        for (const auto& [w1, w2] : {std::pair{-2.0, -2.0}, std::pair{0.0, 1.0}, std::pair{1.6, -0.4}}) {
            const double expected =
                (y.array() - w1 * x.row(0).array() - w2 * x.row(1).array() - through[2]).square().mean();
            QVERIFY(std::abs(landscape.valueAt(w1, w2) - expected) < 1e-12);
        }
    }
};

QTEST_GUILESS_MAIN(TestLandscapeInDouble)
#include "test_landscape_in_double.moc"
